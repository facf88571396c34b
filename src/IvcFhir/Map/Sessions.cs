using Hl7.Fhir.Model;
using IvcFhir.Core.Facts;
using IvcFhir.Pull;

namespace IvcFhir.Map;

/// <summary>
/// Which procedures belong to one session: those of one encounter, those that are part of another or of the same one, and those whose times overlap.
/// A session is named after its first encounter, else after its first procedure; a procedure that stands alone without an encounter has none.
/// </summary>
internal sealed class Sessions
{
    private readonly Dictionary<string, string> parents = new(StringComparer.Ordinal);

    public static Sessions Of(Chart chart)
    {
        var sessions = new Sessions();
        var timed = new List<(string Procedure, DateTimeOffset Start, DateTimeOffset End)>();
        foreach (var (source, procedure) in chart.All<Procedure>().Where(entry => entry.Resource.Status is not (EventStatus.EnteredInError or EventStatus.NotDone)))
        {
            // A link to another type is none: an "encounter" that is the patient would join all that the site did to that patient.
            IEnumerable<string> links = [.. procedure.PartOf.SelectMany(parent => Linked("Procedure", parent)), .. Linked("Encounter", procedure.Encounter)];
            foreach (var link in links)
                sessions.Join(source.Reference, link);
            if (FhirTime.Of(procedure.Performed, chart.Zone) is { Start.Instant: { } start, End.Instant: { } end })
                timed.Add((source.Reference, start, end));
        }
        sessions.JoinOverlapping(timed);
        return sessions;
    }

    public string? Of(SourceRef procedure)
    {
        var root = Root(procedure.Reference);
        var members = parents.Keys.Append(root).Where(member => Root(member) == root).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return members.Find(member => member.StartsWith("Encounter/", StringComparison.Ordinal)) ?? (members.Count > 1 ? members[0] : null);
    }

    /// <summary>Whether an encounter or a procedure belongs to the session of a procedure.</summary>
    public bool Together(SourceRef procedure, string? other) => other is not null && Root(procedure.Reference) == Root(References.WithoutVersion(other));

    private static IEnumerable<string> Linked(string type, ResourceReference? reference) =>
        reference?.Reference is { } text && !new SourceRef(text).IsContained() && References.WithoutVersion(text) is var name && (name.Split('/') is not [.., var named, _] || named == type) ? [name] : [];

    private void JoinOverlapping(List<(string Procedure, DateTimeOffset Start, DateTimeOffset End)> timed)
    {
        foreach (var (procedure, start, end) in timed)
        {
            foreach (var other in timed.Where(other => other.Start < end && start < other.End))
                Join(procedure, other.Procedure);
        }
    }

    private void Join(string one, string other)
    {
        var (root, otherRoot) = (Root(one), Root(other));
        parents.TryAdd(one, one);
        parents.TryAdd(other, other);
        if (root != otherRoot)
            parents[string.CompareOrdinal(root, otherRoot) < 0 ? otherRoot : root] = string.CompareOrdinal(root, otherRoot) < 0 ? root : otherRoot;
    }

    private string Root(string name)
    {
        while (parents.TryGetValue(name, out var parent) && parent != name)
            name = parent;
        return name;
    }
}
