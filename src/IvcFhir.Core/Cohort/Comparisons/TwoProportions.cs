namespace IvcFhir.Core.Cohort;

/// <summary>An effect with its interval; null where it is not defined (a zero cell), which is said and not mended with a half.</summary>
public readonly record struct Effect(double Estimate, Interval? Interval);

/// <summary>
/// Comparison of two proportions, first group against second. The difference has a Wald interval; ratio and odds ratio have one on the
/// logarithmic scale (Katz; Woolf). These reproduce the published comparisons of study.md.
/// </summary>
public static class TwoProportions
{
    public static Effect RiskDifference(Count first, Count second, double level = 0.95)
    {
        var difference = first.Rate - second.Rate;
        var halfWidth =
            Proportions.ZOf(level) * Math.Sqrt(first.Rate * (1 - first.Rate) / first.Of + second.Rate * (1 - second.Rate) / second.Of);
        return new(difference, new Interval(difference - halfWidth, difference + halfWidth));
    }

    /// <summary>
    /// The same difference with Newcombe's hybrid score interval: from two Wilson intervals, never beyond −1 and 1 (Wald's can be).
    /// </summary>
    public static Effect Newcombe(Count first, Count second)
    {
        var comparison = ComparisonRule.Compare(Cohort.Estimate.Of(first), Cohort.Estimate.Of(second));
        return new(comparison.Difference, comparison.Interval);
    }

    /// <returns>Null when the second group has none: the ratio has no value.</returns>
    public static Effect? RiskRatio(Count first, Count second, double level = 0.95) =>
        second.N == 0 ? null
        : first.N == 0 ? new Effect(0, null)
        : OnLogScale(first.Rate / second.Rate, 1.0 / first.N - 1.0 / first.Of + 1.0 / second.N - 1.0 / second.Of, level);

    /// <returns>Null when a cell of the denominator is empty.</returns>
    public static Effect? OddsRatio(Count first, Count second, double level = 0.95) =>
        first.Rest == 0 || second.N == 0 ? null
        : first.N == 0 || second.Rest == 0 ? new Effect(0, null)
        : OnLogScale(
            (double)first.N * second.Rest / ((double)first.Rest * second.N),
            1.0 / first.N + 1.0 / first.Rest + 1.0 / second.N + 1.0 / second.Rest,
            level
        );

    private static Effect OnLogScale(double ratio, double variance, double level)
    {
        var factor = Math.Exp(Proportions.ZOf(level) * Math.Sqrt(variance));
        return new(ratio, new Interval(ratio / factor, ratio * factor));
    }
}
