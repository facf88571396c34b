using IvcFhir.Core.Cohort;
using static System.FormattableString;

namespace IvcFhir.Report;

/// <summary>Groups and their comparisons in words.</summary>
internal static class StrataText
{
    /// <summary><c>80 % (64–100)</c>; without an interval before the first loss, and a dash where nobody was followed so long.</summary>
    public static string AtOneYear(CurveStratum group)
    {
        var interval =
            group is { Lower: { } lower, Upper: { } upper } && lower < upper
                ? $" ({FigureText.Rounded(lower * 100, 0)}–{FigureText.Rounded(upper * 100, 0)})"
                : "";
        return group.SurvivalAt12 is { } survival ? $"{FigureText.Percent(survival)}{interval}" : "–";
    }

    /// <summary><c>25.0 % (11.2–46.9)</c>.</summary>
    public static string ShareOf(ShareGroup group) =>
        $"{FigureText.Percent(100m * group.N / group.Of, 1)} "
        + $"({FigureText.Rounded(group.Interval.Lower * 100, 1)}–{FigureText.Rounded(group.Interval.Upper * 100, 1)})";

    public static string Test(CurveStratification division) =>
        division is { P: { } p, ChiSquare: { } chiSquare, DegreesOfFreedom: { } freedom }
            ? Invariant($"p = {P(p)} (χ² = {FigureText.Rounded(chiSquare, 2)}, {freedom} df)")
        : division.HasPairs ? "not tested: limbs of one patient are not independent"
        : "nothing to test";

    /// <summary><c>−3.1 points (−30.2 to 24.0)</c>.</summary>
    public static string Difference(GroupComparison comparison) =>
        $"{EvidenceText.Points(comparison.Difference.Estimate)} points{Interval(comparison.Difference, EvidenceText.Points)}";

    /// <summary>An effect on which an empty cell leaves no value has none.</summary>
    public static string Ratio(Effect? effect) =>
        effect is { } known
            ? $"{FigureText.Rounded(known.Estimate, 2)}{Interval(known, end => FigureText.Rounded(end, 2))}"
            : "not defined (empty cell)";

    public static string NameOf(Stratifier by) =>
        by switch
        {
            Stratifier.Site => "site",
            Stratifier.FilterPosition => "filter position",
            Stratifier.Laterality => "side",
            Stratifier.Period => "period",
            _ => throw new ArgumentOutOfRangeException(nameof(by), by, "Not a stratifier."),
        };

    private static string Interval(Effect effect, Func<double, string> end) =>
        effect.Interval is { } interval && interval.Lower < interval.Upper
            ? $" ({end(interval.Lower)} to {end(interval.Upper)})"
            : " (no interval: empty cell)";

    private static string P(double p) => p < 0.001 ? "below 0.001" : FigureText.Rounded(p, 3);
}
