using System.Collections.Immutable;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Profiles;

namespace IvcFhir.Map;

/// <summary>
/// A code that proves nothing alone counts with one witness of the kind that its map asks for, in the same session or on the same day; otherwise it goes to review.
/// An exclusion of the same kind in the session or on the day wins over every witness.
/// </summary>
internal sealed class Corroborations(Chart chart, ConceptIndex concepts, DeviceResolver devices, IReadOnlyCollection<Candidate> candidates, IReadOnlyCollection<Intervention> excluded)
{
    private readonly ImmutableArray<Intervention> proven = [.. candidates.Where(candidate => candidate.Needs.IsEmpty).Select(candidate => candidate.Intervention)];

    public bool Accepts(Candidate candidate)
    {
        if (candidate.Needs.IsEmpty)
            return true;
        var accepted = candidate.Needs.Any(needs => Holds(candidate, needs));
        if (!accepted)
            chart.Report(IssueCode.AmbiguousCode, candidate.Intervention.Source, "Procedure.code");
        return accepted;
    }

    private bool Holds(Candidate candidate, Corroboration needs)
    {
        var one = candidate.Intervention;
        if (excluded.Any(other => other.Kind == one.Kind && Together(one, other)))
            return false;
        var together = proven.Where(other => Together(one, other)).ToList();
        return together.Exists(other => other.Kind == one.Kind) || IsSaid(candidate, needs) || needs switch
        {
            Corroboration.FilterDevice => HasFilter(candidate),
            Corroboration.CavalSite => one.Sites.Contains(VeinSite.Ivc) || HasFilter(candidate),
            Corroboration.VeinSite => !one.Sites.IsEmpty,
            Corroboration.DeepVeinSite => one.Sites.Any(IsDeep) || together.Exists(other => other.Sites.Any(IsDeep)),
            Corroboration.VenousLysis => VenousLysis(candidate).Any(other => Together(one, other) || Continues(one, other)),
            _ => false, // the approach, or a second statement: only a code that proves the same intervention, or a text rule, says it
        };
    }

    /// <summary>What is venous lysis without the candidate: proven by itself, or a day that goes on from one that is.</summary>
    private List<Intervention> VenousLysis(Candidate candidate)
    {
        var venous = proven.Where(other => other.Kind == InterventionKind.Thrombolysis).ToList();
        foreach (var next in candidates.Where(other => other != candidate && other.Needs.Contains(Corroboration.VenousLysis)).Select(other => other.Intervention).OrderBy(other => other.Performed.Day))
        {
            if (venous.Exists(other => Together(next, other) || Continues(next, other)))
                venous.Add(next);
        }
        return venous;
    }

    private bool HasFilter(Candidate candidate) => devices.Uses(candidate.Procedure, candidate.Intervention.Kind, candidate.Intervention.Performed.Day);

    private bool IsSaid(Candidate candidate, Corroboration needs)
    {
        var code = candidate.Procedure.Code;
        return (code?.Coding ?? []).Select(coding => coding.Display).Append(code?.Text).SelectMany(text => concepts.Corroborated(RuledText.Code, text))
            .Concat(candidate.Procedure.Note.SelectMany(note => concepts.Corroborated(RuledText.Note, note.Text)))
            .Contains(needs);
    }

    /// <summary>The same month is not the same day.</summary>
    private static bool Together(Intervention one, Intervention other) =>
        (other.Performed.Day == one.Performed.Day && one.Performed.Day.IsExact) || (one.Session is { } session && session == other.Session);

    /// <summary>Lysis goes on for days: without an encounter on both, the day after the one before ended is the same course.</summary>
    private static bool Continues(Intervention one, Intervention other) =>
        (one.Session is null || other.Session is null)
        && one.Performed.Day.First >= other.Performed.Day.First
        && one.Performed.Day.First <= other.Performed.LastDay.Last.AddDays(1);

    private static bool IsDeep(VeinSite site) =>
        site.Segment is not (VeinSegment.SuperiorVenaCava or VeinSegment.GreatSaphenous or VeinSegment.SmallSaphenous);
}
