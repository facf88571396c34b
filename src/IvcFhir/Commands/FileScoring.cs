using IvcFhir.Codes;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Gate;
using IvcFhir.Hosting;
using IvcFhir.Map;
using IvcFhir.Validate;

namespace IvcFhir.Commands;

/// <summary>The offline path: the same stages as a pass over a site, from files.</summary>
internal sealed class FileScoring
{
    private readonly RecordValidator validator = new();
    private readonly RecordMapper mapper;
    private readonly StudyProtocol protocol;

    private FileScoring(FolderSource source, ConceptIndex concepts, StudyProtocol protocol)
    {
        (Source, this.protocol) = (source, protocol);
        mapper = new(concepts, protocol);
    }

    public FolderSource Source { get; }

    /// <param name="site">The name of the site whose embedded map is used; also part of every outcome's identity.</param>
    /// <param name="mapFile">The path of a site map, in place of the embedded one.</param>
    public static async Task<FileScoring> OpenAsync(string[] paths, string? site, string? mapFile, StudyProtocol protocol, Terminal terminal, CancellationToken ct)
    {
        var map = mapFile is not null ? SiteMap.Load(Path.GetFullPath(mapFile)) : site is not null ? SiteMap.Load(site) : null;
        var concepts = ConceptIndex.Load(map);
        return new(await OpenAsync(site ?? map?.Site ?? "files", paths, CodeSieve.Of(concepts), terminal, ct), concepts, protocol);
    }

    /// <exception cref="ConfigurationFault">There is no FHIR resource in the files.</exception>
    public static async Task<FolderSource> OpenAsync(string site, string[] paths, CodeSieve sieve, Terminal terminal, CancellationToken ct)
    {
        var source = await FolderSource.OpenAsync(site, paths, terminal.Input, sieve, ct);
        await TellAsync(source.EmptyFiles, source.IsEmpty, paths, terminal);
        return source;
    }

    /// <summary>Names the files that hold nothing; without any other, nothing readable is no result.</summary>
    public static async Task TellAsync(IReadOnlyCollection<string> passedOver, bool isEmpty, string[] paths, Terminal terminal)
    {
        if (isEmpty)
            throw new ConfigurationFault($"There is no FHIR resource in {string.Join(", ", passedOver.Count > 0 ? passedOver : paths)}.");
        foreach (var file in passedOver)
            await terminal.Messages.WriteLineAsync($"Passed over: {file} (no FHIR resource was found in it).");
    }

    /// <summary>Says once how much was passed over.</summary>
    public async Task TellPassedOverAsync(Terminal terminal)
    {
        if (Source.PassedOver > 0)
            await terminal.Messages.WriteLineAsync($"{Source.PassedOver} Observations were not looked at: no map knows their codes.");
    }

    /// <summary>Patient after patient in ordinal order.</summary>
    public IAsyncEnumerable<PatientFacts> FactsAsync(CancellationToken ct) => InOrderAsync(facts => facts, ct);

    /// <inheritdoc cref="FactsAsync"/>
    public IAsyncEnumerable<PatientOutcomes> ScoreAsync(CancellationToken ct) => InOrderAsync(facts => StudyScorer.Score(facts, protocol), ct);

    /// <summary>As many patients at once as there are processors; memory is theirs.</summary>
    private async IAsyncEnumerable<T> InOrderAsync<T>(Func<PatientFacts, T> last, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var running = new Queue<Task<T>>();
        foreach (var patient in await Source.WhoAsync(ct))
        {
            running.Enqueue(Task.Run(async () => last(await FactsOfAsync(patient, ct)), ct));
            if (running.Count >= Environment.ProcessorCount)
                yield return await running.Dequeue();
        }
        while (running.TryDequeue(out var next))
            yield return await next;
    }

    private async Task<PatientFacts> FactsOfAsync(string patient, CancellationToken ct)
    {
        var pulled = await Source.PullAsync(patient, ct);
        var record = validator.Check(pulled);
        return mapper.Map(record);
    }
}
