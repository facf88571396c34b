using System.Collections.Immutable;

namespace IvcFhir.Core.Cohort;

/// <summary>
/// Standard errors of S(t) when units are not independent: two limbs of one patient (D7; clinical 3.3, S29). The infinitesimal jackknife,
/// as R's survfit with cluster: the influence of all units of one cluster is summed before it is squared.
/// </summary>
public static class ClusterRobust
{
    /// <param name="clusters">The units of each patient.</param>
    /// <returns>The curve with cluster-robust standard errors and the intervals that follow from them.</returns>
    public static KaplanMeierCurve Fit(
        IEnumerable<ImmutableArray<SurvivalTime>> clusters,
        SurvivalIntervalType interval = SurvivalIntervalType.Log,
        double level = 0.95
    )
    {
        var courses = new ClusterCounts();
        foreach (var cluster in clusters)
            courses.Add(cluster);
        return Fit(courses, interval, level);
    }

    internal static KaplanMeierCurve Fit(ClusterCounts clusters, SurvivalIntervalType interval, double level = 0.95)
    {
        var curve = KaplanMeier.Fit(clusters.Units, interval, level);
        var steps = curve.Steps;
        var squares = SumOfSquares(clusters, steps, CumulativeVarianceOfHazard(steps));
        return curve with
        {
            Steps = [.. steps.Select((step, place) => WithError(step, step.Survival * Math.Sqrt(squares[place]), interval, level))],
        };
    }

    // d S(t)/d weight = −S(t) · Σ (dN − Y·d/n)/(n − d) over the times up to t, here without −S(t). The second part is the same for all
    // units still followed at t: −H(t). So the influence of a cluster is C − r·H(t), with C of its r0 − r units that have ended, and its
    // square is a sum of three terms that change only where a unit ends: each cluster is entered once per unit, whatever the number of
    // times.
    private static double[] SumOfSquares(ClusterCounts clusters, ImmutableArray<KaplanMeierStep> steps, double[] hazard)
    {
        var placeOf = steps.Index().ToDictionary(pair => pair.Item.Time, pair => pair.Index);
        var (ended, mixed, running) = (new double[steps.Length], new double[steps.Length], new double[steps.Length]);
        var (endedSum, mixedSum, runningSum) = (0.0, 0.0, 0.0);
        foreach (var (units, count) in clusters.Courses)
        {
            runningSum += (double)count * units.Length * units.Length;
            var sum = 0.0;
            foreach (var (before, unit) in units.Index())
            {
                var (place, left) = (placeOf[unit.Time], units.Length - before);
                var after = sum + Ended(unit, steps[place], hazard[place]);
                ended[place] += count * (after * after - sum * sum);
                mixed[place] += count * (after * (left - 1) - sum * left);
                running[place] += (double)count * ((left - 1) * (left - 1) - left * left);
                sum = after;
            }
        }

        var squares = new double[steps.Length];
        for (var place = 0; place < squares.Length; place++)
        {
            (endedSum, mixedSum, runningSum) = (endedSum + ended[place], mixedSum + mixed[place], runningSum + running[place]);
            // Where only follow-up ends no influence changes; the three terms would give the same sum with another last digit, and a flat
            // band would waver. A rounding error must not make a sum of squares negative.
            squares[place] =
                steps[place].Events == 0
                    ? place == 0
                        ? 0
                        : squares[place - 1]
                    : Math.Max(0, endedSum - 2 * mixedSum * hazard[place] + runningSum * hazard[place] * hazard[place]);
        }

        return squares;
    }

    private static double Ended(SurvivalTime unit, KaplanMeierStep own, double hazard) =>
        (unit.Event && own.AtRisk > own.Events ? 1.0 / (own.AtRisk - own.Events) : 0) - hazard;

    private static double[] CumulativeVarianceOfHazard(ImmutableArray<KaplanMeierStep> steps)
    {
        var sums = new double[steps.Length];
        var sum = 0.0;
        foreach (var (place, step) in steps.Index())
        {
            if (step.AtRisk > step.Events)
                sum += step.Events / ((double)step.AtRisk * (step.AtRisk - step.Events));
            sums[place] = sum;
        }

        return sums;
    }

    private static KaplanMeierStep WithError(KaplanMeierStep step, double error, SurvivalIntervalType interval, double level)
    {
        if (step.StandardError is null)
            return step;
        var bounds = SurvivalInterval.Of(step.Survival, error, interval, level);
        return step with { StandardError = error, Lower = bounds?.Lower, Upper = bounds?.Upper };
    }
}

/// <summary>
/// Clusters counted by their course: patients of the same course have the same influence, so memory and work grow with the courses, not
/// with the patients.
/// </summary>
internal sealed class ClusterCounts
{
    private readonly Dictionary<ImmutableArray<SurvivalTime>, int> _courses = new(SameCourse.Instance);

    public SortedDictionary<double, (int Events, int Censored)> Units { get; } = [];

    /// <summary>Sorted, so that sums over them do not depend on the order of input.</summary>
    public IEnumerable<KeyValuePair<ImmutableArray<SurvivalTime>, int>> Courses =>
        _courses.OrderBy(course => course.Key, CourseOrder.Instance);

    public bool HasPairs => _courses.Keys.Any(course => course.Length > 1);

    public void Add(ImmutableArray<SurvivalTime> units)
    {
        if (units.IsEmpty)
            return;
        ImmutableArray<SurvivalTime> course = [.. units.OrderBy(unit => unit.Time).ThenBy(unit => unit.Event)];
        _courses[course] = _courses.GetValueOrDefault(course) + 1;
        foreach (var unit in course)
        {
            var (events, censored) = Units.GetValueOrDefault(unit.Time);
            Units[unit.Time] = unit.Event ? (events + 1, censored) : (events, censored + 1);
        }
    }

    private sealed class SameCourse : IEqualityComparer<ImmutableArray<SurvivalTime>>
    {
        public static readonly SameCourse Instance = new();

        public bool Equals(ImmutableArray<SurvivalTime> x, ImmutableArray<SurvivalTime> y) => x.AsSpan().SequenceEqual(y.AsSpan());

        public int GetHashCode(ImmutableArray<SurvivalTime> units)
        {
            var hash = new HashCode();
            foreach (var unit in units)
                hash.Add(unit);
            return hash.ToHashCode();
        }
    }

    private sealed class CourseOrder : IComparer<ImmutableArray<SurvivalTime>>
    {
        public static readonly CourseOrder Instance = new();

        public int Compare(ImmutableArray<SurvivalTime> x, ImmutableArray<SurvivalTime> y)
        {
            for (var place = 0; place < Math.Min(x.Length, y.Length); place++)
            {
                var byTime = x[place].Time.CompareTo(y[place].Time);
                var order = byTime != 0 ? byTime : x[place].Event.CompareTo(y[place].Event);
                if (order != 0)
                    return order;
            }

            return x.Length.CompareTo(y.Length);
        }
    }
}
