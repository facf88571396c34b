using System.Collections.Immutable;

namespace IvcFhir.Core.Cohort;

/// <summary>Follow-up of one unit.</summary>
/// <param name="Time">From 0; days in this program, so that equal days are equal numbers.</param>
/// <param name="Event">True: lost at this time. False: followed until then (censored).</param>
public readonly record struct SurvivalTime(double Time, bool Event);

/// <summary>One distinct time of a Kaplan–Meier curve.</summary>
/// <param name="AtRisk">Units with time ≥ this one; those censored at it are among them.</param>
/// <param name="StandardError">Greenwood's, on the scale of S; null from the time at which S is 0.</param>
public sealed record KaplanMeierStep(
    double Time,
    int AtRisk,
    int Events,
    int Censored,
    double Survival,
    double? StandardError,
    double? Lower,
    double? Upper
);

/// <param name="Steps">Every distinct time, of losses and of censorings, ascending.</param>
/// <param name="Units">How many units are followed.</param>
public sealed record KaplanMeierCurve(ImmutableArray<KaplanMeierStep> Steps, int Units, SurvivalIntervalType Interval, double Level)
{
    public int Events => Steps.Sum(step => step.Events);

    /// <summary>S at the end of follow-up; 1 for no units.</summary>
    public double FinalSurvival => Steps.IsEmpty ? 1 : Steps[^1].Survival;

    /// <summary>The last step at or before a time; null before the first. S there is 1.</summary>
    public KaplanMeierStep? At(double time) => Steps.LastOrDefault(step => step.Time <= time);

    /// <summary>Units with time ≥ the given one, as a table under the axis states it (clinical 7.3).</summary>
    public int AtRisk(double time) => Steps.FirstOrDefault(step => step.Time >= time)?.AtRisk ?? 0;
}

/// <summary>
/// The product-limit estimator with Greenwood's variance, as R's survfit computes it (clinical 7.1–7.3):
/// at one time, losses come before censorings.
/// </summary>
public static class KaplanMeier
{
    public static KaplanMeierCurve Fit(
        IEnumerable<SurvivalTime> times,
        SurvivalIntervalType interval = SurvivalIntervalType.Log,
        double level = 0.95
    )
    {
        var counts = new SortedDictionary<double, (int Events, int Censored)>();
        foreach (var unit in times)
        {
            var (events, censored) = counts.GetValueOrDefault(unit.Time);
            counts[unit.Time] = unit.Event ? (events + 1, censored) : (events, censored + 1);
        }

        return Fit(counts, interval, level);
    }

    /// <param name="counts">Losses and censorings per distinct time.</param>
    public static KaplanMeierCurve Fit(
        SortedDictionary<double, (int Events, int Censored)> counts,
        SurvivalIntervalType interval,
        double level = 0.95
    )
    {
        var units = counts.Values.Sum(count => count.Events + count.Censored);
        return Estimate(AtRisk(counts, units), units, interval, level);
    }

    /// <summary>The estimate from the counts at each time, however the number at risk was found.</summary>
    internal static KaplanMeierCurve Estimate(
        IEnumerable<(double Time, int AtRisk, int Events, int Censored)> times,
        int units,
        SurvivalIntervalType interval,
        double level
    )
    {
        var steps = ImmutableArray.CreateBuilder<KaplanMeierStep>();
        var (survival, variance) = (1.0, 0.0);
        foreach (var (time, atRisk, events, censored) in times)
        {
            if (events > 0)
            {
                survival *= 1 - (double)events / atRisk;
                variance += events / ((double)atRisk * (atRisk - events));
            }

            double? se = survival > 0 ? survival * Math.Sqrt(variance) : null;
            var bounds = SurvivalInterval.Of(survival, se, interval, level);
            steps.Add(new(time, atRisk, events, censored, survival, se, bounds?.Lower, bounds?.Upper));
        }

        return new(steps.ToImmutable(), units, interval, level);
    }

    private static IEnumerable<(double Time, int AtRisk, int Events, int Censored)> AtRisk(
        SortedDictionary<double, (int Events, int Censored)> counts,
        int units
    )
    {
        foreach (var (time, (events, censored)) in counts)
        {
            yield return (time, units, events, censored);
            units -= events + censored;
        }
    }
}
