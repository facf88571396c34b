using Hl7.Fhir.Model;
using IvcFhir.Core.Facts;
using IvcFhir.Pull;

namespace IvcFhir.Map;

/// <summary>
/// Which procedures belong to one session: those of one encounter, those that are part of another or of the same one, and those whose times
/// overlap. A session is named after its first encounter, else after its first procedure; a procedure that stands alone without an
/// encounter has none.
/// </summary>
internal sealed class Sessions
{
    private readonly Dictionary<string, string> parents = new(StringComparer.Ordinal);
    private Dictionary<string, string> names = [];

    public static Sessions Of(Chart chart)
    {
        var sessions = new Sessions();
        var timed = new List<(string Procedure, DateTimeOffset Start, DateTimeOffset End)>();
        foreach (
            var (source, procedure) in chart
                .All<Procedure>()
                .Where(entry => entry.Resource.Status is not (EventStatus.EnteredInError or EventStatus.NotDone))
        )
        {
            // A link to another type is none: an "encounter" that is the patient would join all that the site did to that patient.
            IEnumerable<string> links =
            [
                .. procedure.PartOf.SelectMany(parent => Linked("Procedure", parent)),
                .. Linked("Encounter", procedure.Encounter),
            ];
            foreach (var link in links)
                sessions.Join(source.Reference, link);
            if (FhirTime.Of(procedure.Performed, chart.Zone) is { Start.Instant: { } start, End.Instant: { } end })
                timed.Add((source.Reference, start, end));
        }
        sessions.JoinOverlapping(timed);
        sessions.names = sessions
            .parents.Keys.Order(StringComparer.Ordinal)
            .GroupBy(sessions.Root, StringComparer.Ordinal)
            .Where(members => members.Count() > 1)
            .ToDictionary(
                members => members.Key,
                members => members.FirstOrDefault(member => member.StartsWith("Encounter/", StringComparison.Ordinal)) ?? members.First(),
                StringComparer.Ordinal
            );
        return sessions;
    }

    public string? Of(SourceRef procedure) => names.GetValueOrDefault(Root(procedure.Reference));

    /// <summary>Whether an encounter or a procedure belongs to the session of a procedure.</summary>
    public bool Together(SourceRef procedure, string? other) =>
        other is not null && Root(procedure.Reference) == Root(References.WithoutVersion(other));

    private static IEnumerable<string> Linked(string type, ResourceReference? reference) =>
        reference?.Reference is { } text
        && !new SourceRef(text).IsContained()
        && References.WithoutVersion(text) is var name
        && (name.Split('/') is not [.., var named, _] || named == type)
            ? [name]
            : [];

    /// <summary>
    /// Two overlap when each begins before the other ends. What ends when it begins, or before, overlaps what began before its end and
    /// ended after its start.
    /// </summary>
    private void JoinOverlapping(List<(string Procedure, DateTimeOffset Start, DateTimeOffset End)> timed)
    {
        var lasting = timed.Where(one => one.Start < one.End).OrderBy(one => one.Start).ToList();
        var latest = new List<(string Procedure, DateTimeOffset End)>(lasting.Count);
        foreach (var (procedure, start, end) in lasting)
        {
            // Those that overlap one after another form a chain; whichever of them ends last stands for all.
            if (latest.Count > 0 && start < latest[^1].End)
                Join(procedure, latest[^1].Procedure);
            latest.Add(latest.Count > 0 && latest[^1].End >= end ? latest[^1] : (procedure, end));
        }
        var starts = lasting.ConvertAll(one => one.Start);
        foreach (var (procedure, start, end) in timed.Where(one => one.Start >= one.End))
        {
            var before = starts.CountBefore(end);
            if (before > 0 && start < latest[before - 1].End)
                Join(procedure, latest[before - 1].Procedure);
        }
    }

    private void Join(string one, string other)
    {
        var (root, otherRoot) = (Root(one), Root(other));
        parents.TryAdd(one, one);
        parents.TryAdd(other, other);
        if (root != otherRoot)
            parents[string.CompareOrdinal(root, otherRoot) < 0 ? otherRoot : root] =
                string.CompareOrdinal(root, otherRoot) < 0 ? root : otherRoot;
    }

    private string Root(string name)
    {
        var root = name;
        while (parents.TryGetValue(root, out var parent) && parent != root)
            root = parent;
        while (name != root) // the next search of any of them is short
            (parents[name], name) = (root, parents[name]);
        return root;
    }
}
