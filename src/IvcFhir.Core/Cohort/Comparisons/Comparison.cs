namespace IvcFhir.Core.Cohort;

/// <summary>How a figure stands to a published one.</summary>
public enum Agreement
{
    /// <summary>No difference is shown, and one that would matter is ruled out.</summary>
    Consistent,

    /// <summary>A difference is shown.</summary>
    Contrasting,

    /// <summary>No difference is shown, and one that would matter is not ruled out: there are too few patients to tell.</summary>
    Inconclusive,
}

/// <param name="Difference">The cohort's share less the published one, −1 to 1.</param>
public sealed record Comparison(double Difference, Interval Interval, Agreement Agreement);

/// <summary>
/// The rule by which a figure of the cohort is set beside a published one. The interval of the difference is recovered from the two single
/// intervals (the square-and-add method: with two Wilson intervals it is Newcombe's hybrid score interval). An interval without 0 is
/// contrasting; one with 0 that stays within <see cref="Bound"/> on both sides is consistent; any other is inconclusive. The bound is a
/// rule of this project.
/// </summary>
public static class ComparisonRule
{
    /// <summary>The largest difference that still counts as the same: 20 percentage points.</summary>
    public const double Bound = 0.20;

    public static Comparison Compare(Estimate cohort, Estimate published)
    {
        var difference = cohort.Value - published.Value;
        var interval = new Interval(
            difference - Hypotenuse(cohort.Value - cohort.Interval.Lower, published.Interval.Upper - published.Value),
            difference + Hypotenuse(cohort.Interval.Upper - cohort.Value, published.Value - published.Interval.Lower)
        );
        return new(difference, interval, Judge(interval));
    }

    private static Agreement Judge(Interval interval) =>
        interval.Lower > 0 || interval.Upper < 0 ? Agreement.Contrasting
        : interval.Lower >= -Bound && interval.Upper <= Bound ? Agreement.Consistent
        : Agreement.Inconclusive;

    private static double Hypotenuse(double one, double other) => Math.Sqrt(one * one + other * other);
}
