using System.Collections.Immutable;

namespace IvcFhir.Core.Cohort;

/// <summary>Times of the units of one curve by group. Memory grows with groups and distinct times, not with patients.</summary>
internal sealed class StrataTally
{
    // Months.Completed(12) in days.
    private const double TwelveMonths = 365;

    internal static readonly ImmutableArray<Stratifier> All =
    [
        Stratifier.Site,
        Stratifier.FilterPosition,
        Stratifier.Laterality,
        Stratifier.Period,
    ];

    private readonly Dictionary<Stratifier, SortedDictionary<string, SortedDictionary<double, (int Events, int Censored)>>> _times =
        All.ToDictionary(
            by => by,
            _ => new SortedDictionary<string, SortedDictionary<double, (int Events, int Censored)>>(StringComparer.Ordinal)
        );

    public void Add(PatientOutcomes patient, Location unit, SurvivalTime time)
    {
        foreach (var by in All)
        {
            var group = Strata.GroupOf(by, patient, unit);
            if (!_times[by].TryGetValue(group, out var times))
                _times[by].Add(group, times = []);
            Add(times, time.Time, time.Event ? (1, 0) : (0, 1));
        }
    }

    /// <returns>Every division into two groups or more.</returns>
    public ImmutableArray<CurveStratification> Divide(SurvivalIntervalType interval) =>
        [
            .. All.Select(by => (By: by, Groups: by == Stratifier.Period ? PeriodsOf(_times[by]) : _times[by]))
                .Where(one => one.Groups.Count > 1)
                .Select(one => Test(one.By, one.Groups, interval)),
        ];

    private static CurveStratification Test(
        Stratifier by,
        SortedDictionary<string, SortedDictionary<double, (int Events, int Censored)>> groups,
        SurvivalIntervalType interval
    )
    {
        var fits = groups.ToDictionary(group => group.Key, group => KaplanMeier.Fit(group.Value, interval), StringComparer.Ordinal);
        var test = LogRank.Of(fits);
        return new(
            by,
            [
                .. groups.Keys.Select(name =>
                    StratumOf(
                        name,
                        fits[name],
                        test?.Groups.FirstOrDefault(group => string.Equals(group.Name, name, StringComparison.Ordinal))?.Expected
                    )
                ),
            ],
            test?.ChiSquare,
            test?.DegreesOfFreedom,
            test?.P
        );
    }

    private static CurveStratum StratumOf(string name, KaplanMeierCurve fit, double? expected)
    {
        var known = fit.AtRisk(TwelveMonths) > 0 || fit.FinalSurvival <= 0;
        var step = fit.At(TwelveMonths);
        return new(
            name,
            fit.Units,
            fit.Events,
            expected,
            known ? step?.Survival ?? 1 : null,
            known ? step?.Lower : null,
            known ? step?.Upper : null
        );
    }

    private static SortedDictionary<string, SortedDictionary<double, (int Events, int Censored)>> PeriodsOf(
        SortedDictionary<string, SortedDictionary<double, (int Events, int Censored)>> years
    )
    {
        var periods = new SortedDictionary<string, SortedDictionary<double, (int Events, int Censored)>>(StringComparer.Ordinal);
        foreach (var (name, part) in Periods.Of(years.ToDictionary(year => year.Key, year => UnitsOf(year.Value), StringComparer.Ordinal)))
            periods.Add(name, Merge(part.Select(year => years[year])));
        return periods;
    }

    private static int UnitsOf(SortedDictionary<double, (int Events, int Censored)> times) =>
        times.Values.Sum(count => count.Events + count.Censored);

    private static SortedDictionary<double, (int Events, int Censored)> Merge(
        IEnumerable<SortedDictionary<double, (int Events, int Censored)>> parts
    )
    {
        var merged = new SortedDictionary<double, (int Events, int Censored)>();
        foreach (var (time, count) in parts.SelectMany(part => part))
            Add(merged, time, count);
        return merged;
    }

    private static void Add(SortedDictionary<double, (int Events, int Censored)> times, double time, (int Events, int Censored) more)
    {
        var (events, censored) = times.GetValueOrDefault(time);
        times[time] = (events + more.Events, censored + more.Censored);
    }
}
