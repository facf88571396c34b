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
/// <remarks>History: 1 — first version.</remarks>
public static class PtsTwoVisits
{
    public const string Rule = "pts-two-visits/1";

    /// <param name="visits">The visits of one leg up to the one that is judged, on which a diagnosis is allowed at all, with the day of each.</param>
    /// <param name="daysApart">The least distance of the two visits; three months are taken as 90 days.</param>
    public static PtsResult Decide(IReadOnlyCollection<(int Day, VillaltaAssessment Leg)> visits, int daysApart)
    {
        var judged = visits.OrderBy(visit => visit.Day).Select(visit => (visit.Day, visit.Leg, Result: PostThromboticSyndrome.Decide(visit.Leg))).ToList();
        if (judged.Exists(visit => visit.Leg.Ulcer?.Value == true && visit.Result is PtsResult.Decided))
            return new PtsResult.Decided(true, PtsSeverity.Severe, AtLeast: false);
        var positive = judged.FindAll(visit => visit.Result is PtsResult.Decided { Yes: true });
        if (AreApart(positive.Select(visit => visit.Day), daysApart))
            return positive[^1].Result;
        // A visit leaves the question open when an ulcer could hide in it, or when it could be one of the two.
        var open = judged.FindAll(visit => visit.Result is not PtsResult.Decided);
        var missing = judged.Where(visit => visit.Leg.Ulcer is null).Select(_ => Villalta.UlcerCode).ToList();
        if (AreApart(positive.Concat(open).Select(visit => visit.Day), daysApart))
            missing.AddRange(open.SelectMany(visit => Unknown(visit.Result)));
        return missing.Count > 0
            ? new PtsResult.Undecided([.. missing.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)])
            : new PtsResult.Decided(false, PtsSeverity.None, AtLeast: false);
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
