using System.Collections.Immutable;
using IvcFhir.Core.Facts;

namespace IvcFhir.Core.Scores;

public abstract record PtsResult
{
    private PtsResult() { }

    /// <param name="Severity">The class, or the least class that is possible when <paramref name="AtLeast"/>.</param>
    public sealed record Decided(bool Yes, PtsSeverity Severity, bool AtLeast) : PtsResult;

    /// <param name="Missing">Codes of what was not recorded, in the order of the instrument.</param>
    public sealed record Undecided(ImmutableArray<string> Missing) : PtsResult;

    /// <summary>Two visits may have been far enough apart; their dates are too partial to tell.</summary>
    public sealed record Undated : PtsResult;

    /// <inheritdoc cref="VillaltaResult.Rejected"/>
    public sealed record Rejected(ImmutableArray<VillaltaItem> OutOfRange) : PtsResult;
}

/// <summary>
/// Post-thrombotic syndrome of one leg at one visit: a Villalta total of 5 or more (the study's "above 4"), or an ulcer
/// (ISTH-style, clinical 1.4; S2 S9). With items missing it is decided only where no grade of theirs could change the answer;
/// that is this project's rule, not the ISTH's (clinical 1.6).
/// </summary>
/// <remarks>
/// History: 3 — "no" is open where an assessment of the visit was set aside; before, the other one of the visit spoke for it. 1 — first
/// version. 2 — an ulcer, or an assessment that is positive by its bounds, counts at its visit although another assessment stands for the
/// visit: it was left out. Where one of the day on which they disagree is positive, the other no longer says that there is no syndrome.
/// </remarks>
public static class PostThromboticSyndrome
{
    public const string Rule = "pts/3";

    /// <summary>The lowest total that is PTS.</summary>
    public const int Threshold = 5;

    public static PtsResult Decide(VillaltaAssessment leg)
    {
        var rejected = Grades.OutOfRange(Villalta.Items, leg.Grades);
        if (!rejected.IsEmpty)
            return new PtsResult.Rejected(rejected);
        if (leg.Ulcer is { Value: true })
            return new PtsResult.Decided(true, PtsSeverity.Severe, AtLeast: false);
        var lower = leg.AcceptedTotal ?? Grades.Sum(Villalta.Items, leg.Grades);
        var upper = leg.AcceptedTotal ?? lower + Grades.Highest * Grades.Missing(Villalta.Items, leg.Grades).Length;
        if (lower >= Threshold)
            return new PtsResult.Decided(true, Villalta.SeverityOf(lower, ulcer: false), CouldBeWorse(leg, lower, upper));
        if (upper < Threshold && leg.Ulcer is { Value: false })
            return new PtsResult.Decided(false, PtsSeverity.None, AtLeast: false);
        return new PtsResult.Undecided(Villalta.MissingCodes(leg));
    }

    private static bool CouldBeWorse(VillaltaAssessment leg, int lower, int upper) =>
        Villalta.SeverityOf(lower, ulcer: false) != Villalta.SeverityOf(upper, ulcer: leg.Ulcer is null);
}
