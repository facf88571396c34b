using System.Collections.Immutable;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Pull;

namespace IvcFhir.Gate;

/// <summary>
/// Patients' records from files: Bundles, single resources, NDJSON, arrays, folders of them, standard input. Held are heads; the bytes of a
/// patient are read when it is its turn.
/// </summary>
internal sealed class FolderSource : IPatientSource, IDisposable
{
    private readonly string site;
    private readonly FileIndex index;
    private readonly SortedDictionary<string, SortedDictionary<string, Kept>> patients = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Kept> shared = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> patientOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<DataIssue>> issuesOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> placesApart = new(StringComparer.Ordinal);
    private readonly List<DataIssue> issues = [];
    private readonly Owners owners;
    private readonly KnownBases bases;
    private readonly bool isCutShort;

    private FolderSource(string site, FileIndex index, KnownBases bases)
    {
        (this.site, this.index, this.bases) = (site, index, bases);
        index.Fetch(kept => Names(kept).OfType<string>());
        issues.AddRange(index.Broken.Select(broken => new DataIssue(broken.Fault.AsIssue(), broken.Place.ToSource())));
        isCutShort = index.Broken.Exists(broken => broken.Fault == GateFault.CutShort);
        var standing = Standing(out var unclear);
        owners = Owners.Of(
            standing
                .SelectMany(kept => kept.Links.Select(link => (kept.Name, bases.NameOf(link.Other, kept.Entry.Document) ?? "", link.Type)))
                .Where(link => link.Item2.Length > 0)
        );
        issues.AddRange(owners.Unclear.Select(patient => new DataIssue(IssueCode.LinksDisagree, new(patient))));
        issues.AddRange(standing.Where(LinksNowhere).Select(kept => new DataIssue(IssueCode.ReferenceUnresolved, kept.Source, "link")));
        foreach (var kept in standing)
            Place(kept);
        unclear.ForEach(Disagree);
        issues.AddRange(Ownerless());
    }

    /// <summary>What was read, by type, the types that are passed over included.</summary>
    public SortedDictionary<string, int> Read => index.Read;

    /// <summary>Observations that were not looked at: no map knows their codes, and nothing that was read names them.</summary>
    public long PassedOver => index.Passed.Count;

    /// <summary>References to what stands at an address whose base neither its document nor anybody else names.</summary>
    public int Beyond =>
        index.Kept.Sum(kept =>
            kept.Named.Concat(kept.Links.Select(link => link.Other))
                .Concat(kept.Owner is { } owner ? [owner] : [])
                .Count(reference => bases.IsBeyond(reference, kept.Entry.Document))
        );

    /// <summary>Names of files that were passed over, or in which no resource was found.</summary>
    public IReadOnlyList<string> EmptyFiles => index.Empty;

    /// <summary>Where the input is cut short: what stood behind, of whomever, is not known.</summary>
    public IReadOnlyList<string> CutShort =>
        [.. index.Broken.Where(broken => broken.Fault == GateFault.CutShort).Select(broken => broken.Place.ToString()).Distinct()];

    /// <summary>Whether there was no FHIR in all of the input: no resource, no document, nor what was one and could not be read.</summary>
    public bool IsEmpty =>
        index.Documents == 0
        && !index.Read.Keys.Any(type => type.Length > 0)
        && index.Broken.TrueForAll(broken => broken.Fault is GateFault.NotJson or GateFault.CutShort or GateFault.NoResource);

    /// <summary>What belongs to no patient: unreadable files and lines, resources without an id.</summary>
    public IReadOnlyList<DataIssue> Issues => issues;

    public static Task<FolderSource> OpenAsync(
        string site,
        IEnumerable<string> paths,
        Stream standardInput,
        CodeSieve sieve,
        CancellationToken ct,
        KnownBases? bases = null
    )
    {
        var files = new FileIndex(sieve, bases);
        foreach (var path in paths.SelectMany(InputPath.Of))
        {
            ct.ThrowIfCancellationRequested();
            files.Add(path, standardInput);
        }
        return Task.FromResult(new FolderSource(site, files, bases ?? KnownBases.None));
    }

    /// <summary>Of one file that is open already; it is closed with the source.</summary>
    public static FolderSource Of(string site, InputFile file, CodeSieve sieve)
    {
        var files = new FileIndex(sieve);
        files.Add(file);
        return new(site, files, KnownBases.None);
    }

    public Task<IReadOnlyList<string>> WhoAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<string>>([.. patients.Keys]);

    public Task<PatientRecord> PullAsync(string patient, CancellationToken ct)
    {
        var resources = new SortedDictionary<string, RawResource>(StringComparer.Ordinal);
        var found = issuesOf.TryGetValue(patient, out var known) ? known.ToHashSet() : [];
        var pending = new Queue<Kept>(patients.TryGetValue(patient, out var own) ? own.Values : []);
        var seen = new HashSet<string>(pending.Select(kept => kept.Name), StringComparer.Ordinal);
        while (pending.TryDequeue(out var kept))
        {
            if (kept.Fault != GateFault.None)
            {
                found.Add(new(IssueCode.InvalidResource, kept.Source));
                continue;
            }
            var json = kept.Read(reference => InOneSpelling(reference, kept));
            resources[kept.Name] = new(kept.Type, kept.Source, json);
            if (References.NamesWhatCannotBeFollowed(kept.Type, json))
                found.Add(new(IssueCode.ReferenceUnresolved, kept.Source));
            foreach (var reference in References.Followed(kept.Type, json).Where(reference => !resources.ContainsKey(reference)))
            {
                if (shared.TryGetValue(reference, out var named) && seen.Add(reference))
                    pending.Enqueue(named);
                else if (!seen.Contains(reference) && Unresolved(reference, patient) is { } code)
                    found.Add(new(code, kept.Source));
            }
        }
        return Task.FromResult(new PatientRecord(site, patient, [.. resources.Values], [.. found]) { IsCutShort = isCutShort });
    }

    /// <summary>
    /// What of a patient can tell whether any treatment of the study may have been done: the Procedures, and what could not be read.
    /// </summary>
    /// <param name="left">How many other resources the patient has.</param>
    public PatientRecord Glance(string patient, out int left)
    {
        var own = patients.TryGetValue(patient, out var chart) ? chart.Values.ToList() : [];
        var read = own.Where(kept => kept is { Type: "Procedure", Fault: GateFault.None }).ToList();
        left = own.Count(kept => kept is { Type: not "Procedure", Fault: GateFault.None });
        return new(
            site,
            patient,
            [.. read.Select(kept => new RawResource(kept.Type, kept.Source, kept.Read(reference => InOneSpelling(reference, kept))))],
            [
                .. issuesOf.GetValueOrDefault(patient, []),
                .. own.Where(kept => kept.Fault != GateFault.None).Select(kept => new DataIssue(IssueCode.InvalidResource, kept.Source)),
            ]
        )
        {
            IsCutShort = isCutShort,
        };
    }

    public void Dispose() => index.Dispose();

    /// <summary>Where a resource stands in the input; null when it is none of the input.</summary>
    public string? PlaceOf(SourceRef source)
    {
        var name = source.Container().Reference;
        return placesApart.TryGetValue(name, out var places) ? places
            : shared.TryGetValue(name, out var kept)
            || (patientOf.TryGetValue(name, out var patient) && patients[patient].TryGetValue(name, out kept))
                ? kept.Entry.Place.ToString()
            : null;
    }

    private string InOneSpelling(string reference, Kept kept) =>
        bases.NameOf(reference, kept.Entry.Document) is { } name ? owners.NameOf(name) : reference;

    private IEnumerable<string?> Names(Kept kept) => kept.Named.Select(reference => bases.NameOf(reference, kept.Entry.Document));

    /// <summary>Each resource once, in the version that is surely the newest.</summary>
    /// <param name="unclear">The versions of those of which none is.</param>
    private List<Kept> Standing(out List<List<Kept>> unclear)
    {
        (var standing, unclear) = (new List<Kept>(), []);
        foreach (var versions in index.Kept.GroupBy(kept => kept.Name, StringComparer.Ordinal).Select(group => group.ToList()))
        {
            if (Kept.Newest(versions) is not { } newest)
                unclear.Add(versions);
            else if (!newest.Version.IsDeletion)
                standing.Add(newest);
        }
        return standing;
    }

    private bool LinksNowhere(Kept kept) => kept.Links.Any(link => bases.NameOf(link.Other, kept.Entry.Document) is null);

    private void Disagree(List<Kept> versions)
    {
        var issue = new DataIssue(IssueCode.VersionsDisagree, versions[0].Source);
        placesApart[versions[0].Name] = string.Join(", ", versions.Select(kept => kept.Entry.Place));
        var charts = versions
            .Select(OwnerOf)
            .OfType<string>()
            .Select(owners.NameOf)
            .Distinct(StringComparer.Ordinal)
            .Where(patients.ContainsKey)
            .ToList();
        if (charts.Count == 0)
            issues.Add(issue);
        foreach (var patient in charts)
            IssuesOf(patient).Add(issue);
    }

    private string? OwnerOf(Kept kept) => kept.OwnerBy(reference => bases.NameOf(reference, kept.Entry.Document));

    private void Place(Kept kept)
    {
        if (OwnerOf(kept) is not { } owner)
        {
            if (kept.Fault == GateFault.None)
                shared[kept.Name] = kept;
            else
                SetApart(kept);
            return;
        }
        var patient = owners.NameOf(owner);
        patientOf[kept.Name] = patient;
        Chart(patient)[kept.Name] = kept;
    }

    private void SetApart(Kept kept)
    {
        placesApart[kept.Name] = kept.Entry.Place.ToString();
        issues.Add(new(IssueCode.InvalidResource, kept.Source));
    }

    /// <summary>
    /// Records of care that name no patient of the input, and that nothing of a patient names: they are read nowhere. A Device may stand
    /// alone.
    /// </summary>
    private IEnumerable<DataIssue> Ownerless()
    {
        var named = patients
            .Values.SelectMany(chart => chart.Values)
            .Concat(shared.Values)
            .SelectMany(Names)
            .OfType<string>()
            .ToHashSet(StringComparer.Ordinal);
        return shared
            .Values.Where(kept =>
                kept.Type != "Device"
                && !named.Contains(kept.Name)
                && !(kept.Owner is { } owner && bases.NameOf(owner, kept.Entry.Document) is not null)
            )
            .Select(kept => new DataIssue(IssueCode.ReferenceUnresolved, kept.Source, $"{kept.Type}.subject"))
            .Order();
    }

    private IssueCode? Unresolved(string reference, string patient) =>
        patientOf.TryGetValue(reference, out var other) && other != patient ? IssueCode.ForeignReference
        : index.IsPassedOver(reference) ? null
        : IssueCode.ReferenceUnresolved;

    private SortedDictionary<string, Kept> Chart(string patient) =>
        patients.TryGetValue(patient, out var chart) ? chart : patients[patient] = new(StringComparer.Ordinal);

    private List<DataIssue> IssuesOf(string patient) => issuesOf.TryGetValue(patient, out var known) ? known : issuesOf[patient] = [];
}
