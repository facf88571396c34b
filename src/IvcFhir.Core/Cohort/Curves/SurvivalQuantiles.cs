namespace IvcFhir.Core.Cohort;

/// <summary>The time by which a share of the units is lost; each part null when the curve, or its band, does not fall that far.</summary>
public sealed record SurvivalQuantile(double? Time, double? Lower, double? Upper);

/// <summary>
/// Quantiles of a Kaplan–Meier curve as R computes them (clinical 7.5, S93): the first time at which S is 1 − p or less; where the curve is
/// flat at exactly 1 − p, the middle of the flat stretch (which at the end of the curve ends with the last time). The interval is where the
/// bands cross 1 − p.
/// </summary>
public static class SurvivalQuantiles
{
    /// <summary>R's tolerance, √ε: rounding must neither hide a flat stretch nor break one up.</summary>
    private const double Tolerance = 1.4901161193847656e-8;

    /// <param name="p">The share lost: 0.5 for the median. Above 0, at most 1.</param>
    public static SurvivalQuantile Of(KaplanMeierCurve curve, double p) =>
        new(Crossing(curve, p, step => step.Survival), Crossing(curve, p, step => step.Lower), Crossing(curve, p, step => step.Upper));

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

    // Of each step how much is lost there, where anything is.
    private static List<(double Time, double Lost)> Levels(KaplanMeierCurve curve, Func<KaplanMeierStep, double?> height) =>
        [.. from step in curve.Steps where height(step) < 1 select (step.Time, 1 - height(step)!.Value)];

    // The lowest level at or above the one sought, not the earliest: an upper band can rise again, and R then takes this one. Of the times
    // at which it holds the first. A limit that is computed anew at each time wavers in its last digit along a flat stretch: what differs
    // by less than the tolerance is one level.
    private static double? First(List<(double Time, double Lost)> levels, double sought)
    {
        var reached = levels.FindAll(level => level.Lost >= sought);
        if (reached.Count == 0)
            return null;
        var lowest = reached.Min(level => level.Lost);
        return reached.Find(level => level.Lost <= lowest + Tolerance).Time;
    }
}
