namespace IvcFhir.Core.Cohort;

/// <summary>The time by which a share of the units is lost; each part null when the curve, or its band, does not fall that far.</summary>
public sealed record SurvivalQuantile(double? Time, double? Lower, double? Upper);

/// <summary>
/// Quantiles of a Kaplan–Meier curve as R computes them (clinical 7.5, S93): the first time at which S is 1 − p or less; where the curve is flat at
/// exactly 1 − p, the middle of the flat stretch (which at the end of the curve ends with the last time). The interval is where the bands cross 1 − p.
/// </summary>
public static class SurvivalQuantiles
{
    /// <summary>R's tolerance, √ε: rounding must not hide a flat stretch.</summary>
    private const double Tolerance = 1.4901161193847656e-8;

    /// <param name="p">The share lost: 0.5 for the median. Above 0, at most 1.</param>
    public static SurvivalQuantile Of(KaplanMeierCurve curve, double p) => new(
        Crossing(curve, p, step => step.Survival),
        Crossing(curve, p, step => step.Lower),
        Crossing(curve, p, step => step.Upper));

    private static double? Crossing(KaplanMeierCurve curve, double p, Func<KaplanMeierStep, double?> height)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(p);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(p, 1);
        if (curve.Steps.IsEmpty)
            return null;
        var levels = Levels(curve, height);
        var reached = First(levels, p - Tolerance);
        if (reached is null)
            return null;
        var passed = First(levels, p + Tolerance);
        var endsThere = height(curve.Steps[^1]) is { } end && Math.Abs(1 - end - p) < Tolerance;
        return (reached + (endsThere ? curve.Steps[^1].Time : passed)) / 2;
    }

    // Each level of loss once, with the first time at which it holds; before all of them nothing is lost.
    private static List<(double Time, double Lost)> Levels(KaplanMeierCurve curve, Func<KaplanMeierStep, double?> height)
    {
        var seen = new HashSet<double> { 0 };
        var levels = new List<(double Time, double Lost)>();
        foreach (var step in curve.Steps)
        {
            if (height(step) is { } survival && seen.Add(1 - survival))
                levels.Add((step.Time, 1 - survival));
        }

        return levels;
    }

    // The lowest level at or above the one sought, not the earliest: an upper band can rise again, and R then takes this one.
    private static double? First(List<(double Time, double Lost)> levels, double sought)
    {
        (double Time, double Lost)? lowest = null;
        foreach (var level in levels)
        {
            if (level.Lost >= sought && (lowest is null || level.Lost < lowest.Value.Lost))
                lowest = level;
        }

        return lowest?.Time;
    }
}
