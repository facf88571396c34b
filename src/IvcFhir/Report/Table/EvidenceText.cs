using System.Globalization;
using IvcFhir.Core.Cohort;
using IvcFhir.Profiles;
using static System.FormattableString;

namespace IvcFhir.Report;

/// <summary>Comparisons with published cohorts in words.</summary>
internal static class EvidenceText
{
    /// <summary>The rule, as the methods state it.</summary>
    public static readonly string Rule = string.Create(
        CultureInfo.InvariantCulture,
        $"A published cohort stands as n of N with its Wilson interval, recomputed from the counts. The interval "
            + $"of the difference is recovered from the two single 95 % intervals (square-and-add; with two Wilson "
            + $"intervals it is Newcombe's). It is contrasting when it leaves out 0, consistent when it holds 0 and "
            + $"stays within ±{ComparisonRule.Bound * 100:0} percentage points, otherwise inconclusive. The bound is a "
            + $"rule of this project; populations, estimators and times of follow-up differ, so no comparison is a "
            + $"test of a treatment."
    );

    public static string Published(ComparedCohort compared) =>
        Invariant($"{compared.Cohort.N} of {compared.Cohort.Of}, {Share(compared.Published)}");

    public static string Ours(ComparedCohort compared) => compared.Ours is { } ours ? Share(ours) : "–";

    public static string Reading(ComparedCohort compared) =>
        compared.Comparison is { } comparison
            ? $"{EvidenceContext.NameOf(comparison.Agreement)}, difference {Points(comparison.Difference)} "
                + $"({Points(comparison.Interval.Lower)} to {Points(comparison.Interval.Upper)}) points"
            : $"not compared: {compared.Reason}";

    /// <summary>
    /// The published groups against each other, recomputed: <c>against its controls, 19 of 53: difference 28.2 points (9.6 to 46.7), odds
    /// ratio 3.18 (1.42 to 7.12)</c>. Null for a cohort without controls.
    /// </summary>
    public static string? Effects(PublishedCohort cohort)
    {
        if (cohort.Control is not { } control)
            return null;
        var (first, second) = (new Count(cohort.N, cohort.Of), new Count(control.N, control.Of));
        var difference = TwoProportions.RiskDifference(first, second);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"against its controls, {control.N} of {control.Of}: difference {Points(difference.Estimate)} points "
                + $"({Points(difference.Interval!.Value.Lower)} to {Points(difference.Interval.Value.Upper)}), risk "
                + $"ratio {StrataText.Ratio(TwoProportions.RiskRatio(first, second))}, odds ratio "
                + $"{StrataText.Ratio(TwoProportions.OddsRatio(first, second))}"
        );
    }

    private static string Share(Estimate estimate) =>
        $"{FigureText.Percent((decimal)estimate.Value * 100, 1)} "
        + $"({FigureText.Rounded(estimate.Interval.Lower * 100, 1)}–{FigureText.Rounded(estimate.Interval.Upper * 100, 1)})";

    internal static string Points(double share) => FigureText.Rounded(share * 100, 1).Replace("-", "−", StringComparison.Ordinal);
}
