using System.Collections.Immutable;

namespace IvcFhir.Core.Cohort;

/// <summary>
/// Standard errors of S(t) when units are not independent: two limbs of one patient (D7; clinical 3.3, S29). The infinitesimal jackknife,
/// as R's survfit with cluster: the influence of all units of one cluster is summed before it is squared.
/// </summary>
public static class ClusterRobust
{
    /// <param name="clusters">The units of each patient.</param>
    /// <returns>The same curve with cluster-robust standard errors and the intervals that follow from them.</returns>
    public static KaplanMeierCurve Fit(
        IEnumerable<ImmutableArray<SurvivalTime>> clusters, SurvivalIntervalType interval = SurvivalIntervalType.Log, double level = 0.95)
    {
        // Clusters of the same course have the same influence, so each course is worked out once.
        var courses = clusters.Where(cluster => !cluster.IsEmpty)
            .GroupBy(cluster => cluster, SameCourse.Instance)
            .ToDictionary(course => course.Key, course => course.Count(), SameCourse.Instance);
        var naive = KaplanMeier.Fit(courses.SelectMany(course => Enumerable.Repeat(course.Key, course.Value)).SelectMany(units => units), interval, level);
        var variance = new double[naive.Steps.Length];
        foreach (var (units, count) in courses)
        {
            foreach (var (place, influence) in InfluenceOf(units, naive).Index())
                variance[place] += count * influence * influence;
        }

        return naive with { Steps = [.. naive.Steps.Select((step, place) => WithError(step, Math.Sqrt(variance[place]), interval, level))] };
    }

    // d S(t)/d weight = −S(t) · Σ (dN − Y·d/n)/(n − d) over the times up to t.
    private static IEnumerable<double> InfluenceOf(ImmutableArray<SurvivalTime> units, KaplanMeierCurve curve)
    {
        var sum = 0.0;
        foreach (var step in curve.Steps)
        {
            if (step.Events > 0 && step.AtRisk > step.Events)
            {
                var lost = units.Count(unit => unit.Event && unit.Time.Equals(step.Time));
                var atRisk = units.Count(unit => unit.Time >= step.Time);
                sum += (lost - atRisk * (double)step.Events / step.AtRisk) / (step.AtRisk - step.Events);
            }

            yield return -step.Survival * sum;
        }
    }

    private static KaplanMeierStep WithError(KaplanMeierStep step, double error, SurvivalIntervalType interval, double level)
    {
        if (step.StandardError is null)
            return step;
        var bounds = SurvivalInterval.Of(step.Survival, error, interval, level);
        return step with { StandardError = error, Lower = bounds?.Lower, Upper = bounds?.Upper };
    }

    private sealed class SameCourse : IEqualityComparer<ImmutableArray<SurvivalTime>>
    {
        public static readonly SameCourse Instance = new();

        public bool Equals(ImmutableArray<SurvivalTime> x, ImmutableArray<SurvivalTime> y) => x.Order(ByTime).SequenceEqual(y.Order(ByTime));

        public int GetHashCode(ImmutableArray<SurvivalTime> units) => units.Aggregate(units.Length, (hash, unit) => hash ^ unit.GetHashCode());

        private static readonly IComparer<SurvivalTime> ByTime = Comparer<SurvivalTime>.Create((one, other) =>
            one.Time.Equals(other.Time) ? one.Event.CompareTo(other.Event) : one.Time.CompareTo(other.Time));
    }
}
