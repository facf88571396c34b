using IvcFhir.Core.Cohort;
using static System.FormattableString;

namespace IvcFhir.Report;

/// <summary>Comparisons with published cohorts in words.</summary>
internal static class EvidenceText
{
    /// <summary>The rule, as the methods state it.</summary>
    public static readonly string Rule = Invariant(
        $"A published cohort stands as n of N with its Wilson interval, recomputed from the counts. The interval of the difference is recovered from the two single 95 % intervals (square-and-add; with two Wilson intervals it is Newcombe's). It is contrasting when it leaves out 0, consistent when it holds 0 and stays within ±{ComparisonRule.Bound * 100:0} percentage points, otherwise inconclusive. The bound is a rule of this project; populations, estimators and times of follow-up differ, so no comparison is a test of a treatment.");

    public static string Published(ComparedCohort compared) =>
        Invariant($"{compared.Cohort.N} of {compared.Cohort.Of}, {Share(compared.Published)}");

    public static string Ours(ComparedCohort compared) => compared.Ours is { } ours ? Share(ours) : "–";

    public static string Reading(ComparedCohort compared) => compared.Comparison is { } comparison
        ? $"{EvidenceContext.NameOf(comparison.Agreement)}, difference {Points(comparison.Difference)} ({Points(comparison.Interval.Lower)} to {Points(comparison.Interval.Upper)}) points"
        : $"not compared: {compared.Reason}";

    private static string Share(Estimate estimate) =>
        $"{FigureText.Percent((decimal)estimate.Value * 100, 1)} ({FigureText.Rounded(estimate.Interval.Lower * 100, 1)}–{FigureText.Rounded(estimate.Interval.Upper * 100, 1)})";

    private static string Points(double share) => FigureText.Rounded(share * 100, 1).Replace("-", "−", StringComparison.Ordinal);
}
