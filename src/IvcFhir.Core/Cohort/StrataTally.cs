using System.Collections.Immutable;

namespace IvcFhir.Core.Cohort;

/// <summary>Times of the units of one curve by group. Memory grows with groups and distinct times, not with patients.</summary>
internal sealed class StrataTally
{
    // Months.Completed(12) in days.
    private const double TwelveMonths = 365;

    private static readonly ImmutableArray<Stratifier> s_all = [Stratifier.Site, Stratifier.FilterPosition, Stratifier.Laterality, Stratifier.Period];

    private readonly Dictionary<Stratifier, SortedDictionary<string, SortedDictionary<double, (int Events, int Censored)>>> _times =
        s_all.ToDictionary(by => by, _ => new SortedDictionary<string, SortedDictionary<double, (int Events, int Censored)>>(StringComparer.Ordinal));

    public void Add(PatientOutcomes patient, Outcome unit, SurvivalTime time)
    {
        foreach (var by in s_all)
        {
            var group = Strata.GroupOf(by, patient, unit);
            if (!_times[by].TryGetValue(group, out var times))
                _times[by].Add(group, times = []);
            Add(times, time.Time, time.Event ? (1, 0) : (0, 1));
        }
    }

    /// <returns>Every division into two groups or more.</returns>
    public ImmutableArray<CurveStratification> Divide(SurvivalIntervalType interval) =>
        [.. s_all.Select(by => (By: by, Groups: by == Stratifier.Period ? Periods(_times[by]) : _times[by])).Where(one => one.Groups.Count > 1)
            .Select(one => Test(one.By, one.Groups, interval))];

    private static CurveStratification Test(
        Stratifier by, SortedDictionary<string, SortedDictionary<double, (int Events, int Censored)>> groups, SurvivalIntervalType interval)
    {
        var fits = groups.ToDictionary(group => group.Key, group => KaplanMeier.Fit(group.Value, interval), StringComparer.Ordinal);
        var test = LogRank.Of(fits);
        return new(
            by,
            [.. groups.Keys.Select(name => StratumOf(name, fits[name], test?.Groups.FirstOrDefault(group => string.Equals(group.Name, name, StringComparison.Ordinal))?.Expected))],
            test?.ChiSquare, test?.DegreesOfFreedom, test?.P);
    }

    private static CurveStratum StratumOf(string name, KaplanMeierCurve fit, double? expected)
    {
        var known = fit.AtRisk(TwelveMonths) > 0 || fit.FinalSurvival <= 0;
        var step = fit.At(TwelveMonths);
        return new(
            name, fit.Units, fit.Events, expected,
            known ? step?.Survival ?? 1 : null, known ? step?.Lower : null, known ? step?.Upper : null);
    }

    // Years are divided between two, never within one; of two divisions equally even the earlier is taken.
    private static SortedDictionary<string, SortedDictionary<double, (int Events, int Censored)>> Periods(
        SortedDictionary<string, SortedDictionary<double, (int Events, int Censored)>> years)
    {
        var dated = years.Keys.Where(year => year != Strata.NotRecorded).ToList();
        var all = dated.Sum(year => UnitsOf(years[year]));
        var cut = Enumerable.Range(1, Math.Max(1, dated.Count - 1))
            .MinBy(place => Math.Abs(all - 2L * dated.Take(place).Sum(year => UnitsOf(years[year]))));
        var periods = new SortedDictionary<string, SortedDictionary<double, (int Events, int Censored)>>(StringComparer.Ordinal);
        foreach (var part in new[] { dated[..Math.Min(cut, dated.Count)], dated[Math.Min(cut, dated.Count)..] }.Where(part => part.Count > 0))
            periods.Add(part.Count == 1 ? part[0] : $"{part[0]}–{part[^1]}", Merge(part.Select(year => years[year])));
        if (years.TryGetValue(Strata.NotRecorded, out var undated))
            periods.Add(Strata.NotRecorded, undated);
        return periods;
    }

    private static int UnitsOf(SortedDictionary<double, (int Events, int Censored)> times) => times.Values.Sum(count => count.Events + count.Censored);

    private static SortedDictionary<double, (int Events, int Censored)> Merge(IEnumerable<SortedDictionary<double, (int Events, int Censored)>> parts)
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
