using System.Collections.Immutable;
using IvcFhir.Core.Facts;
using IvcFhir.Core.Scores;

namespace IvcFhir.Core.Explain;

/// <summary>
/// Filters that are in place with no word of their retrieval, for as long as an advisory asks somebody to look (D13: advice, no rule for a
/// patient).
/// </summary>
internal static class FilterGaps
{
    /// <remarks>
    /// The record does not say whether a filter can be taken out, nor whether the risk of embolism has passed: so it is for review. Only
    /// where somebody has tried to take it out was both thought to be so, and then it can be overdue.
    /// </remarks>
    public static IEnumerable<Gap> Of(PatientFacts facts, StudyProtocol protocol, DateOnly asOf)
    {
        if (facts.Death?.Value.First <= asOf || facts.Interventions.Any(one => IsUnlinkedRetrieval(one, facts)))
            return [];
        ImmutableArray<Filter> inPlace =
        [
            .. facts.Filters.Where(filter => !(filter.Retrieved?.Value.First <= asOf) && !(filter.Implanted?.Value.First > asOf)),
        ];
        return from filter in inPlace
            let attempts = inPlace.Length == 1 ? FailedAttempts(filter, facts, asOf) : []
            let days = FilterDwell.DaysInPlace(filter, asOf)
            let advice = FilterDwell.Advice(days ?? 0, retrievable: true, riskPassed: !attempts.IsEmpty, protocol.Dwell)
            let sources = FilterPositionRule.SourcesOf(filter).Concat(attempts).Distinct().Order()
            where !advice.IsEmpty || filter.Implanted is not { Value.IsExact: true }
            orderby filter.Implanted?.Value, sources.FirstOrDefault()
            select new Gap(
                facts.Site,
                facts.Patient,
                GapKind.FilterInPlace,
                null,
                Location.Patient,
                "",
                filter.Implanted is { } implanted ? new DayInterval(implanted.Value.First, asOf) : null,
                days is null ? ["filter-implanted"] : [],
                [.. sources]
            )
            {
                DaysInPlace = days,
                Advice = advice,
            };
    }

    // Of several filters it is not recorded at which the attempt was.
    private static ImmutableArray<SourceRef> FailedAttempts(Filter filter, PatientFacts facts, DateOnly asOf) =>
        [
            .. facts
                .Interventions.Where(one =>
                    one.Kind == InterventionKind.FilterRetrieval
                    && one.Result is (InterventionResult.Unsuccessful or InterventionResult.Stopped)
                    && one.Performed.Day.Last <= asOf
                    && one.Performed.Day.First >= filter.Implanted?.Value.Last
                )
                .Select(one => one.Source),
        ];

    // Which filter it took out is not recorded: each may be the one.
    private static bool IsUnlinkedRetrieval(Intervention one, PatientFacts facts) =>
        one.Kind == InterventionKind.FilterRetrieval
        && one.Result is (InterventionResult.Completed or InterventionResult.Successful)
        && !facts.Filters.Any(filter => filter.Retrieved?.Source == one.Source);
}
