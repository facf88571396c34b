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
        IEnumerable<ImmutableArray<SurvivalTime>> clusters, SurvivalIntervalType interval = SurvivalIntervalType.Log, double level = 0.95)
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
        var placeOf = steps.Index().ToDictionary(pair => pair.Item.Time, pair => pair.Index);
        var hazard = CumulativeVarianceOfHazard(steps);
        var squares = new double[steps.Length];
        var (running, finished) = (new double[steps.Length + 1], new double[steps.Length + 1]);
        foreach (var (units, count) in clusters.Courses)
        {
            var (first, last) = (placeOf[units[0].Time], placeOf[units[^1].Time]);
            // Before its first unit ends a cluster has the influence of its size; after its last one the influence stays. Only in between is it worked out time by time.
            running[first] += (double)count * units.Length * units.Length;
            for (var place = first; place < last; place++)
                squares[place] += count * Square(units.Sum(unit => Influence(unit, placeOf[unit.Time], place, steps, hazard)));
            finished[last] += count * Square(units.Sum(unit => Influence(unit, placeOf[unit.Time], last, steps, hazard)));
        }

        AddBeforeAndAfter(squares, running, finished, hazard);
        return curve with { Steps = [.. steps.Select((step, place) => WithError(step, step.Survival * Math.Sqrt(squares[place]), interval, level))] };
    }

    private static void AddBeforeAndAfter(double[] squares, double[] running, double[] finished, double[] hazard)
    {
        var (still, done) = (0.0, 0.0);
        for (var place = squares.Length - 1; place >= 0; place--)
        {
            squares[place] += still * Square(hazard[place]);
            still += running[place];
        }

        for (var place = 0; place < squares.Length; place++)
            squares[place] += done += finished[place];
    }

    // d S(t)/d weight = −S(t) · Σ (dN − Y·d/n)/(n − d) over the times up to t, here without −S(t); the sum of its second part is the cumulative hazard below.
    private static double Influence(SurvivalTime unit, int own, int place, ImmutableArray<KaplanMeierStep> steps, double[] hazard)
    {
        var lost = unit.Event && own <= place && steps[own].AtRisk > steps[own].Events ? 1.0 / (steps[own].AtRisk - steps[own].Events) : 0;
        return lost - hazard[Math.Min(own, place)];
    }

    private static double Square(double value) => value * value;

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

/// <summary>Clusters counted by their course: patients of the same course have the same influence, so memory and work grow with the courses, not with the patients.</summary>
internal sealed class ClusterCounts
{
    private readonly Dictionary<ImmutableArray<SurvivalTime>, int> _courses = new(SameCourse.Instance);

    public SortedDictionary<double, (int Events, int Censored)> Units { get; } = [];

    /// <summary>Sorted, so that sums over them do not depend on the order of input.</summary>
    public IEnumerable<KeyValuePair<ImmutableArray<SurvivalTime>, int>> Courses => _courses.OrderBy(course => course.Key, CourseOrder.Instance);

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
