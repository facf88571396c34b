using MathNet.Numerics.Distributions;

namespace IvcFhir.Core.Cohort;

/// <summary>How the interval of a proportion is made. It is named wherever it is printed: the three differ much in small groups.</summary>
public enum ProportionIntervalType
{
    /// <summary>Score interval without continuity correction; stays within 0 and 1.</summary>
    Wilson,

    /// <summary>"Exact": from the beta distribution; covers at least the stated level.</summary>
    ClopperPearson,

    /// <summary>p ± z·√(p(1 − p)/n), kept within 0 and 1; of no width at 0 and n.</summary>
    Wald,
}

/// <summary>An interval of an estimate; both ends belong to it.</summary>
public readonly record struct Interval(double Lower, double Upper);

/// <summary>Confidence intervals of n of N (published checks: study.md, comparable cohorts).</summary>
public static class Proportions
{
    /// <param name="n">How many have the property; 0 to <paramref name="of"/>.</param>
    /// <param name="of">How many were asked; above 0.</param>
    /// <returns>0 to 1.</returns>
    public static Interval Of(int n, int of, ProportionIntervalType type, double level = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(of);
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(n, of);
        return type switch
        {
            ProportionIntervalType.Wilson => Wilson(n, of, ZOf(level)),
            ProportionIntervalType.ClopperPearson => ClopperPearson(n, of, 1 - level),
            ProportionIntervalType.Wald => Wald((double)n / of, of, ZOf(level)),
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Not an interval type."),
        };
    }

    public static string NameOf(ProportionIntervalType type) =>
        type switch
        {
            ProportionIntervalType.Wilson => "Wilson",
            ProportionIntervalType.ClopperPearson => "Clopper–Pearson",
            ProportionIntervalType.Wald => "Wald",
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Not an interval type."),
        };

    /// <summary>The two-sided normal quantile of a level: 1.959964 for 0.95.</summary>
    internal static double ZOf(double level) => Normal.InvCDF(0, 1, 1 - (1 - level) / 2);

    private static Interval Wilson(int n, int of, double z)
    {
        var p = (double)n / of;
        var centre = (p + z * z / (2 * of)) / (1 + z * z / of);
        var halfWidth = z / (1 + z * z / of) * Math.Sqrt(p * (1 - p) / of + z * z / (4.0 * of * of));
        // At none and at all the end is exact; the formula would leave a rounding error there.
        return new(n == 0 ? 0 : centre - halfWidth, n == of ? 1 : centre + halfWidth);
    }

    private static Interval ClopperPearson(int n, int of, double alpha) =>
        new(n == 0 ? 0 : Beta.InvCDF(n, of - n + 1, alpha / 2), n == of ? 1 : Beta.InvCDF(n + 1, of - n, 1 - alpha / 2));

    private static Interval Wald(double p, int of, double z)
    {
        var halfWidth = z * Math.Sqrt(p * (1 - p) / of);
        return new(Math.Max(0, p - halfWidth), Math.Min(1, p + halfWidth));
    }
}
