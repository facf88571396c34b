using System.Collections.Immutable;
using IvcFhir.Core.Facts;

namespace IvcFhir.Core.Scores;

/// <summary>How many visits the diagnosis of post-thrombotic syndrome takes (D2). The choice moves the result by a third (CAVA; clinical 1.4).</summary>
public enum PtsDefinition
{
    /// <summary>One visit at 5 points or more, or an ulcer (ISTH-style). The default, and the study's "Villalta above 4".</summary>
    SingleVisit,

    /// <summary>Two visits at 5 points or more at least three months apart, or one ulcer (CAVA; S11).</summary>
    TwoVisits,
}

/// <summary>Post-thrombotic syndrome of a leg by the two-visit rule, as it stood after each visit. Once present it stays.</summary>
/// <remarks>
/// The class is that of the last positive visit; an ulcer at any visit makes it severe.
/// History: 1 — first version. 2 — the class is "at least" where an ulcer or the items of a later visit are not recorded: it was said to be certain.
/// </remarks>
public static class PtsTwoVisits
{
    public const string Rule = "pts-two-visits/2";

    /// <param name="visits">The visits of one leg up to the one that is judged, on which a diagnosis is allowed at all, with the day of each.</param>
    /// <param name="daysApart">The least distance of the two visits; three months are taken as 90 days.</param>
    public static PtsResult Decide(IReadOnlyCollection<(int Day, VillaltaAssessment Leg)> visits, int daysApart)
    {
        var judged = visits.OrderBy(visit => visit.Day).Select(visit => (visit.Day, visit.Leg, Result: PostThromboticSyndrome.Decide(visit.Leg))).ToList();
        if (judged.Exists(visit => visit.Leg.Ulcer?.Value == true && visit.Result is PtsResult.Decided))
            return new PtsResult.Decided(true, PtsSeverity.Severe, AtLeast: false);
        var positive = judged.FindAll(visit => visit.Result is PtsResult.Decided { Yes: true });
        if (AreApart(positive.Select(visit => visit.Day), daysApart))
            return ClassOf(judged, positive[^1].Day, (PtsResult.Decided)positive[^1].Result);
        // A visit leaves the question open when an ulcer could hide in it, or when it could be one of the two.
        var open = judged.FindAll(visit => visit.Result is not PtsResult.Decided);
        var missing = judged.Where(visit => visit.Leg.Ulcer is null).Select(_ => Villalta.UlcerCode).ToList();
        if (AreApart(positive.Concat(open).Select(visit => visit.Day), daysApart))
            missing.AddRange(open.SelectMany(visit => Unknown(visit.Result)));
        return missing.Count > 0
            ? new PtsResult.Undecided([.. missing.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)])
            : new PtsResult.Decided(false, PtsSeverity.None, AtLeast: false);
    }

    // A later visit that is open may have been positive, and then its class, mild or worse, would be the last one.
    private static PtsResult.Decided ClassOf(List<(int Day, VillaltaAssessment Leg, PtsResult Result)> judged, int lastDay, PtsResult.Decided last)
    {
        var later = judged.Exists(visit => visit.Day > lastDay && visit.Result is not PtsResult.Decided);
        var couldBeWorse = last.Severity != PtsSeverity.Severe && (last.AtLeast || judged.Exists(visit => visit.Leg.Ulcer is null));
        return last with { Severity = later ? PtsSeverity.Mild : last.Severity, AtLeast = later || couldBeWorse };
    }

    private static IEnumerable<string> Unknown(PtsResult result) => result switch
    {
        PtsResult.Undecided undecided => undecided.Missing,
        PtsResult.Rejected rejected => rejected.OutOfRange.Select(ItemCode.Of),
        _ => [],
    };

    private static bool AreApart(IEnumerable<int> days, int daysApart)
    {
        var sorted = days.Order().ToList();
        return sorted.Count > 1 && sorted[^1] - sorted[0] >= daysApart;
    }
}
