using IvcFhir.Codes;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Map;
using IvcFhir.Pull;
using IvcFhir.Validate;

namespace IvcFhir.Commands;

/// <summary>The offline path: the same stages as a pass over a site, from files.</summary>
internal sealed class FileScoring
{
    private readonly RecordValidator validator = new();
    private readonly RecordMapper mapper;
    private readonly StudyProtocol protocol;

    private FileScoring(FolderSource source, SiteMap? map, StudyProtocol protocol)
    {
        (Source, this.protocol) = (source, protocol);
        mapper = new(ConceptIndex.Load(map), protocol);
    }

    public FolderSource Source { get; }

    /// <param name="site">The name of the site whose embedded map is used; also part of every outcome's identity.</param>
    /// <param name="mapFile">The path of a site map, in place of the embedded one.</param>
    public static async Task<FileScoring> OpenAsync(string[] paths, string? site, string? mapFile, StudyProtocol protocol, Stream input, CancellationToken ct)
    {
        var map = mapFile is not null ? SiteMap.Load(Path.GetFullPath(mapFile)) : site is not null ? SiteMap.Load(site) : null;
        return new(await FolderSource.OpenAsync(site ?? map?.Site ?? "files", paths, input, ct), map, protocol);
    }

    /// <summary>Patient after patient in ordinal order.</summary>
    public async IAsyncEnumerable<PatientFacts> FactsAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var patient in await Source.WhoAsync(ct))
        {
            var pulled = await Source.PullAsync(patient, ct);
            var record = validator.Check(pulled);
            yield return mapper.Map(record);
        }
    }

    /// <inheritdoc cref="FactsAsync"/>
    public async IAsyncEnumerable<PatientOutcomes> ScoreAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var facts in FactsAsync(ct))
            yield return StudyScorer.Score(facts, protocol);
    }
}
