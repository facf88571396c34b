using IvcFhir.Core.Facts;
using IvcFhir.Core.Scores;

namespace IvcFhir.Core.Explain;

/// <summary>Filters that are in place with no word of their retrieval, for as long as an advisory asks somebody to look (D13: advice, no rule for a patient).</summary>
internal static class FilterGaps
{
    /// <remarks>The record does not say whether a filter can be taken out, nor whether the risk of embolism has passed: so it is for review, never overdue.</remarks>
    public static IEnumerable<Gap> Of(PatientFacts facts, StudyProtocol protocol, DateOnly asOf)
    {
        if (facts.Death?.Value.First <= asOf || facts.Interventions.Any(one => IsUnlinkedRetrieval(one, facts)))
            return [];
        return from filter in facts.Filters
               let days = FilterDwell.DaysInPlace(filter, asOf)
               let advice = FilterDwell.Advice(days ?? 0, retrievable: true, riskPassed: false, protocol.Dwell)
               let sources = FilterPositionRule.SourcesOf(filter).Distinct().Order()
               where !(filter.Retrieved?.Value.First <= asOf) && (!advice.IsEmpty || filter.Implanted is not { Value.IsExact: true })
               orderby filter.Implanted?.Value, sources.FirstOrDefault()
               select new Gap(
                   facts.Site, facts.Patient, GapKind.FilterInPlace, null, Location.Patient, "",
                   filter.Implanted is { } implanted && implanted.Value.First <= asOf ? new DayInterval(implanted.Value.First, asOf) : null,
                   days is null ? ["filter-implanted"] : [], [.. sources])
               { DaysInPlace = days, Advice = advice };
    }

    // Which filter it took out is not recorded: each may be the one.
    private static bool IsUnlinkedRetrieval(Intervention one, PatientFacts facts) =>
        one.Kind == InterventionKind.FilterRetrieval
        && one.Result is (InterventionResult.Completed or InterventionResult.Successful)
        && !facts.Filters.Any(filter => filter.Retrieved?.Source == one.Source);
}
