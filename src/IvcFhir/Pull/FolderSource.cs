using System.Collections.Immutable;
using System.Text.Json;
using IvcFhir.Core;
using IvcFhir.Core.Facts;

namespace IvcFhir.Pull;

/// <summary>Patients' records from files: Bundles, single resources, NDJSON, folders of them, standard input.</summary>
internal sealed class FolderSource : IPatientSource
{
    private readonly string site;
    private readonly SortedDictionary<string, SortedDictionary<string, RawResource>> patients = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RawResource> shared = new(StringComparer.Ordinal);
    private readonly List<DataIssue> issues = [];

    private FolderSource(string site) => this.site = site;

    /// <summary>What was read, by type, the types that are passed over included.</summary>
    public SortedDictionary<string, int> Read { get; } = new(StringComparer.Ordinal);

    /// <summary>What belongs to no patient: unreadable files and lines, resources without an id.</summary>
    public IReadOnlyList<DataIssue> Issues => issues;

    public static async Task<FolderSource> OpenAsync(string site, IEnumerable<string> paths, Stream standardInput, CancellationToken ct)
    {
        var source = new FolderSource(site);
        await foreach (var item in FhirFiles.ReadAsync(paths, standardInput, ct))
            source.Add(item);
        source.issues.AddRange(source.Ownerless());
        return source;
    }

    public Task<IReadOnlyList<string>> WhoAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<string>>([.. patients.Keys]);

    public Task<PatientRecord> PullAsync(string patient, CancellationToken ct)
    {
        var resources = patients.TryGetValue(patient, out var own) ? new SortedDictionary<string, RawResource>(own, StringComparer.Ordinal) : new(StringComparer.Ordinal);
        var unresolved = ImmutableArray.CreateBuilder<DataIssue>();
        var pending = new Queue<RawResource>(resources.Values);
        while (pending.TryDequeue(out var resource))
        {
            if (References.NamesWhatCannotBeFollowed(resource.Type, resource.Json))
                unresolved.Add(new(IssueCode.ReferenceUnresolved, resource.Source));
            foreach (var reference in References.Followed(resource.Type, resource.Json).Where(reference => !resources.ContainsKey(reference)))
            {
                if (shared.TryGetValue(reference, out var found))
                    pending.Enqueue(resources[reference] = found);
                else
                    unresolved.Add(new(IsAnothers(reference, patient) ? IssueCode.ForeignReference : IssueCode.ReferenceUnresolved, resource.Source));
            }
        }
        return Task.FromResult(new PatientRecord(site, patient, [.. resources.Values], [.. unresolved.Distinct()]));
    }

    /// <summary>Records of care that name no patient of the input, and that nothing of a patient names: they are read nowhere. A Device may stand alone.</summary>
    private IEnumerable<DataIssue> Ownerless()
    {
        var named = patients.Values.SelectMany(chart => chart.Values).Concat(shared.Values).SelectMany(resource => References.Followed(resource.Type, resource.Json)).ToHashSet(StringComparer.Ordinal);
        return shared.Values.Where(resource => resource.Type != "Device" && !named.Contains(resource.Source.Reference) && !References.IsOfNoPatient(resource.Json))
            .Select(resource => new DataIssue(IssueCode.ReferenceUnresolved, resource.Source, $"{resource.Type}.subject")).Order();
    }

    private bool IsAnothers(string reference, string patient) =>
        patients.Any(other => other.Key != patient && other.Value.ContainsKey(reference));

    private void Add(FileItem item)
    {
        if (item is FileItem.Unreadable unreadable)
        {
            issues.Add(new(IssueCode.MalformedInput, unreadable.Where));
            return;
        }
        var resource = ((FileItem.Resource)item).Json;
        var type = resource.Text("resourceType")!;
        Read[type] = Read.GetValueOrDefault(type) + 1;
        if (!RawResources.IsRead(type) || RawResources.IsOwn(resource))
            return;
        if (RawResources.From(resource) is not { } raw)
            issues.Add(new(IssueCode.IdMissing, ((FileItem.Resource)item).Where));
        else if (References.PatientOf(type, resource) is { } patient)
            Chart(patient)[raw.Source.Reference] = raw;
        else
            shared[raw.Source.Reference] = raw;
    }

    private SortedDictionary<string, RawResource> Chart(string patient) =>
        patients.TryGetValue(patient, out var chart) ? chart : patients[patient] = new(StringComparer.Ordinal);
}
