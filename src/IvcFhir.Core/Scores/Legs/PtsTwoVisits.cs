using System.Collections.Immutable;
using IvcFhir.Core.Facts;

namespace IvcFhir.Core.Scores;

/// <summary>
/// How many visits the diagnosis of post-thrombotic syndrome takes (D2). The choice moves the result by a third (CAVA; clinical 1.4).
/// </summary>
public enum PtsDefinition
{
    /// <summary>One visit at 5 points or more, or an ulcer (ISTH-style). The default, and the study's "Villalta above 4".</summary>
    SingleVisit,

    /// <summary>Two visits at 5 points or more at least three months apart, or one ulcer (CAVA; S11).</summary>
    TwoVisits,
}

/// <param name="FirstDay">Days after the index treatment; with <paramref name="LastDay"/> an interval where the date is partial, otherwise
/// the same day.</param>
public readonly record struct LegVisit(int FirstDay, int LastDay, VillaltaAssessment Leg);

/// <summary>Post-thrombotic syndrome of a leg by the two-visit rule, as it stood after each visit. Once present it stays.</summary>
/// <remarks>
/// The class is that of the last positive visit; an ulcer at any visit makes it severe.
/// History: 5 — "no" is open where an assessment of the visit or of an earlier one was set aside; before, the others spoke. 1 — first
/// version. 4 — an ulcer, or an assessment that is positive by its bounds, is an occasion although it cannot be scored and another stands
/// for the visit: it was left out; and a contradiction at a later visit no longer opens a syndrome that is present. 3 — two visits of which
/// one has a partial date are apart only where they are wherever in it the day was: it was taken for the first day of the interval; and a
/// positive assessment is an occasion although another of its window is nearer to the target day: it was left out. 2 — the class is "at
/// least" where an ulcer or the items of a later visit are not recorded: it was said to be certain.
/// </remarks>
public static class PtsTwoVisits
{
    public const string Rule = "pts-two-visits/5";

    /// <param name="visits">The visits of one leg up to the one that is judged, on which a diagnosis is allowed at all, and what is
    /// positive beside them.</param>
    /// <param name="daysApart">The least distance of the two visits; three months are taken as 90 days.</param>
    public static PtsResult Decide(IReadOnlyCollection<LegVisit> visits, int daysApart)
    {
        var judged = visits
            .OrderBy(visit => visit.FirstDay)
            .ThenBy(visit => visit.LastDay)
            .Select(visit => new Judged(visit, PostThromboticSyndrome.Decide(visit.Leg)))
            .ToList();
        if (judged.Exists(one => one.Visit.Leg.Ulcer?.Value == true && one.Result is PtsResult.Decided))
            return new PtsResult.Decided(true, PtsSeverity.Severe, AtLeast: false);
        var positive = judged.FindAll(one => one.Result is PtsResult.Decided { Yes: true });
        if (AreApart(positive, daysApart))
            return ClassOf(judged, positive[^1]);
        // A visit leaves the question open when an ulcer could hide in it, or when it could be one of the two.
        var open = judged.FindAll(one => one.Result is not PtsResult.Decided);
        var missing = judged.Where(one => one.Visit.Leg.Ulcer is null).Select(_ => Villalta.UlcerCode).ToList();
        if (MayBeApart([.. positive, .. open], daysApart))
            missing.AddRange(open.SelectMany(one => Unknown(one.Result)));
        return missing.Count > 0 ? new PtsResult.Undecided([.. missing.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)])
            : MayBeApart(positive, daysApart) ? new PtsResult.Undated()
            : new PtsResult.Decided(false, PtsSeverity.None, AtLeast: false);
    }

    // A later visit that is open may have been positive, and then its class, mild or worse, would be the last one.
    private static PtsResult.Decided ClassOf(List<Judged> judged, Judged lastPositive)
    {
        var last = (PtsResult.Decided)lastPositive.Result;
        var later = judged.Exists(one => one.Visit.FirstDay > lastPositive.Visit.FirstDay && one.Result is not PtsResult.Decided);
        var couldBeWorse = last.Severity != PtsSeverity.Severe && (last.AtLeast || judged.Exists(one => one.Visit.Leg.Ulcer is null));
        return last with { Severity = later ? PtsSeverity.Mild : last.Severity, AtLeast = later || couldBeWorse };
    }

    private static IEnumerable<string> Unknown(PtsResult result) =>
        result switch
        {
            PtsResult.Undecided undecided => undecided.Missing,
            PtsResult.Rejected rejected => rejected.OutOfRange.Select(ItemCode.Of),
            _ => [],
        };

    // Wherever in their intervals the days were.
    private static bool AreApart(List<Judged> visits, int daysApart) =>
        AnyTwo(visits, (one, other) => other.FirstDay - one.LastDay >= daysApart);

    private static bool MayBeApart(List<Judged> visits, int daysApart) =>
        AnyTwo(visits, (one, other) => other.LastDay - one.FirstDay >= daysApart);

    private static bool AnyTwo(List<Judged> visits, Func<LegVisit, LegVisit, bool> holds) =>
        visits.Exists(one => visits.Exists(other => !ReferenceEquals(one, other) && holds(one.Visit, other.Visit)));

    private sealed record Judged(LegVisit Visit, PtsResult Result);
}
