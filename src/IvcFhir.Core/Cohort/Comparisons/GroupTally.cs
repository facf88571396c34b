using System.Collections.Immutable;

namespace IvcFhir.Core.Cohort;

/// <summary>Counts one share by group. Memory grows with groups, not with patients.</summary>
/// <param name="of">The question that the share sums up: it is not divided by its own answer.</param>
internal sealed class GroupTally(Instrument of)
{
    private readonly Dictionary<Stratifier, SortedDictionary<string, Count>> _counts = StrataTally
        .All.Where(by => by != Stratifier.FilterPosition || of != Instrument.FilterPosition)
        .ToDictionary(by => by, _ => new SortedDictionary<string, Count>(StringComparer.Ordinal));

    private bool _hasPairs;

    /// <summary>Two units of one patient are seen to be two, and are not independent.</summary>
    public void NotePair() => _hasPairs = true;

    public void Add(PatientOutcomes patient, Location unit, bool has)
    {
        foreach (var (by, groups) in _counts)
        {
            var group = Strata.GroupOf(by, patient, unit);
            groups[group] = Sum([groups.GetValueOrDefault(group), new(has ? 1 : 0, 1)]);
        }
    }

    /// <returns>Every division into two groups or more.</returns>
    public ImmutableArray<ShareDivision> Divide(ProportionIntervalType interval) =>
        [
            .. _counts
                .Select(counts => (By: counts.Key, Groups: Groups(counts.Key, counts.Value)))
                .Where(one => one.Groups.Count > 1)
                .Select(one => ShareDivision.Of(one.By, one.Groups, interval))
                .Select(division => _hasPairs ? division with { Comparisons = [], HasPairs = true } : division),
        ];

    private static List<(string Name, Count Count)> Groups(Stratifier by, SortedDictionary<string, Count> counts) =>
        by == Stratifier.Period
            ?
            [
                .. Periods
                    .Of(counts.ToDictionary(year => year.Key, year => year.Value.Of, StringComparer.Ordinal))
                    .Select(period => (period.Name, Sum(period.Years.Select(year => counts[year])))),
            ]
            : [.. counts.Select(group => (group.Key, group.Value))];

    private static Count Sum(IEnumerable<Count> counts) =>
        counts.Aggregate(default(Count), (sum, one) => new(sum.N + one.N, sum.Of + one.Of));
}
