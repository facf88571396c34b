using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Pull;

namespace IvcFhir.Gate;

/// <summary>The record of one person as it comes together from the answers of a site: each resource once, in its newest version.</summary>
internal sealed class SiteRecord(Person person)
{
    /// <summary>All versions of all that came, by name: the newest may be one that no search by the person returned as such.</summary>
    private readonly Dictionary<string, List<Kept>> versions = new(StringComparer.Ordinal);

    /// <summary>Names that no search gave to the person; they are read where something of the record names them.</summary>
    private readonly HashSet<string> unowned = new(StringComparer.Ordinal);

    private readonly HashSet<string> passedOver = new(StringComparer.Ordinal);
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);
    private readonly Queue<string> pending = new();
    private readonly SortedDictionary<string, RawResource> resources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SourceRef> asked = new(StringComparer.Ordinal);
    private readonly HashSet<DataIssue> issues = [];

    /// <summary>Whether nothing was found that is the person's own.</summary>
    public bool IsEmpty => taken.Count == 0;

    public void Add(DataIssue issue) => issues.Add(issue);

    /// <summary>Takes a row that belongs to the person.</summary>
    public void Own(Row row)
    {
        if (Keep(row) is not { } kept)
            return;
        if (row.IsPassedOver)
            passedOver.Add(kept.Name);
        else
            Take(kept.Name);
    }

    /// <summary>Takes a row that names no patient. A Device may stand alone, and so may what is only included.</summary>
    public void Nobodys(Row row)
    {
        if (Keep(row) is { Type: not "Device", Version.IsDeletion: false } kept && row.IsMatch)
            unowned.Add(kept.Name);
    }

    /// <summary>Reads what came, and what that names among the answers; what is named and did not come is left to be asked for.</summary>
    /// <returns>What must be asked for: <c>Type/id</c>.</returns>
    public IReadOnlyList<string> Read()
    {
        var missing = new List<string>();
        while (pending.TryDequeue(out var name))
        {
            if (Kept.Newest(versions[name]) is not { } newest)
                issues.Add(new(IssueCode.VersionsDisagree, new(name)));
            else if (newest.Fault != GateFault.None)
                issues.Add(new(IssueCode.InvalidResource, newest.Source));
            else if (!newest.Version.IsDeletion)
                missing.AddRange(Read(newest));
        }
        return missing;
    }

    /// <summary>Takes the answer to what was asked for; null where it cannot be used.</summary>
    public void Answered(string reference, Row? row, IssueCode otherwise)
    {
        if (row is not null && Keep(row) is { } kept)
            Take(kept.Name);
        else
            issues.Add(new(otherwise, asked[reference]));
    }

    public PatientRecord Done(string site)
    {
        foreach (var name in unowned.Except(taken, StringComparer.Ordinal))
            issues.Add(new(IssueCode.ReferenceUnresolved, new(name), "subject"));
        return new(site, person.Patient, [.. resources.Values], [.. issues.Order()])
        {
            Names = person.Names,
            PassedOver = passedOver.Except(taken, StringComparer.Ordinal).Count(),
        };
    }

    /// <summary>
    /// Keeps a version. Null where the row has no name, which costs an issue, is of a type that is not read, or was written by this
    /// program: what was scored is never a source.
    /// </summary>
    private Kept? Keep(Row row)
    {
        if (row.Fault != GateFault.None)
            issues.Add(new(row.Fault.AsIssue(), row.Place.ToSource()));
        if (row.IsOwn || row.Resource is not { } kept || !RawResources.IsRead(kept.Type))
            return null;
        if (!versions.TryGetValue(kept.Name, out var same))
            versions[kept.Name] = same = [];
        same.Add(kept);
        return kept;
    }

    private void Take(string name)
    {
        if (taken.Add(name))
            pending.Enqueue(name);
    }

    private List<string> Read(Kept kept)
    {
        var json = kept.Read(reference => person.Owners.NameOf(kept.InOneSpelling(reference)));
        resources[kept.Name] = new(kept.Type, kept.Source, json);
        if (References.NamesWhatCannotBeFollowed(kept.Type, json))
            issues.Add(new(IssueCode.ReferenceUnresolved, kept.Source));
        var missing = new List<string>();
        foreach (var reference in References.Followed(kept.Type, json))
        {
            if (versions.ContainsKey(reference))
                Take(reference);
            else if (asked.TryAdd(reference, kept.Source))
                missing.Add(reference);
        }
        return missing;
    }
}
