using System.Text.Json;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Pull;

namespace IvcFhir.Gate;

/// <summary>The record of one person as it comes together from the answers of a site: each resource once, in its newest version.</summary>
internal sealed class SiteRecord(Person person)
{
    private readonly Dictionary<string, List<Kept>> versions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Kept> passedOver = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Kept> shared = new(StringComparer.Ordinal);
    private readonly HashSet<string> unowned = new(StringComparer.Ordinal);
    private readonly HashSet<DataIssue> issues = [];
    private readonly SortedDictionary<string, RawResource> resources = new(StringComparer.Ordinal);
    private readonly Queue<Kept> pending = new();
    private readonly Dictionary<string, SourceRef> asked = new(StringComparer.Ordinal);

    /// <summary>Whether anything was found of the person.</summary>
    public bool IsEmpty => versions.Count == 0;

    public void Add(DataIssue issue) => issues.Add(issue);

    /// <summary>Takes a row that belongs to the person.</summary>
    public void Own(Row row)
    {
        if (row.IsOwn)
            return; // what was scored is never a source
        if (row.Resource is not { } kept)
        {
            if (row.Fault != GateFault.None)
                issues.Add(new(FolderSource.CodeOf(row.Fault), row.Place.ToSource()));
        }
        else if (row.IsPassedOver)
        {
            passedOver.TryAdd(kept.Name, kept);
        }
        else if (RawResources.IsRead(kept.Type))
        {
            if (!versions.TryGetValue(kept.Name, out var same))
                versions[kept.Name] = same = [];
            same.Add(kept);
        }
    }

    /// <summary>Takes a row that names no patient: it is read where something of the record names it. A Device may stand alone, and so may what is only included.</summary>
    public void Nobodys(Row row)
    {
        if (row.Resource is not { } kept || row.IsOwn)
        {
            Own(row);
            return;
        }
        if (RawResources.IsRead(kept.Type))
            shared.TryAdd(kept.Name, kept);
        if (row.IsMatch && kept.Type != "Device")
            unowned.Add(kept.Name);
    }

    /// <summary>Reads what came, and what that names among the answers; what is named and did not come is left to be asked for.</summary>
    /// <returns>What must be asked for: <c>Type/id</c>.</returns>
    public IReadOnlyList<string> Read()
    {
        foreach (var (name, same) in versions.Where(one => !resources.ContainsKey(one.Key)).OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            if (Newest.Of(same, kept => kept.Version, (one, other) => one.SaysTheSame(other)) is not { } newest)
                issues.Add(new(IssueCode.VersionsDisagree, new(name)));
            else if (!same[newest].Version.IsDeletion)
                pending.Enqueue(same[newest]);
        }
        var missing = new List<string>();
        while (pending.TryDequeue(out var kept))
            missing.AddRange(Read(kept));
        return missing;
    }

    /// <summary>Takes the answer to what was asked for.</summary>
    public void Answered(string reference, Kept? kept, IssueCode otherwise)
    {
        if (kept is not null)
            pending.Enqueue(kept);
        else
            issues.Add(new(otherwise, asked[reference]));
    }

    public PatientRecord Done(string site)
    {
        foreach (var name in unowned.Where(name => !resources.ContainsKey(name)))
            issues.Add(new(IssueCode.ReferenceUnresolved, new(name), "subject"));
        return new(site, person.Patient, [.. resources.Values], [.. issues.Order()])
        {
            Names = person.Names,
            PassedOver = passedOver.Keys.Count(name => !resources.ContainsKey(name)),
        };
    }

    private List<string> Read(Kept kept)
    {
        var missing = new List<string>();
        if (resources.ContainsKey(kept.Name))
            return missing;
        if (kept.Fault != GateFault.None)
        {
            issues.Add(new(IssueCode.InvalidResource, kept.Source));
            return missing;
        }
        var json = kept.Read(reference => InOneSpelling(kept, reference));
        resources[kept.Name] = new(kept.Type, kept.Source, json);
        if (References.NamesWhatCannotBeFollowed(kept.Type, json))
            issues.Add(new(IssueCode.ReferenceUnresolved, kept.Source));
        foreach (var reference in References.Followed(kept.Type, json).Where(reference => !versions.ContainsKey(reference) && !resources.ContainsKey(reference)))
        {
            if (passedOver.TryGetValue(reference, out var named) || shared.TryGetValue(reference, out named))
                pending.Enqueue(named);
            else if (asked.TryAdd(reference, kept.Source))
                missing.Add(reference);
        }
        return missing;
    }

    /// <summary>As <c>Type/id</c>, and all names of the person as the one.</summary>
    private string InOneSpelling(Kept kept, string reference) => person.Owners.NameOf(kept.InOneSpelling(reference));
}
