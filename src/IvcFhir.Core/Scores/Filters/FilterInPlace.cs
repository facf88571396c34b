using System.Collections.Immutable;
using IvcFhir.Core.Facts;

namespace IvcFhir.Core.Scores;

/// <summary>
/// Which filters may have protected the index treatment. A missing or partial date does not rule a filter out; a date that surely lies
/// outside does.
/// </summary>
internal static class FilterInPlace
{
    public static bool Satisfies(PatientFacts facts, IndexTreatment treatment, StudyProtocol protocol) =>
        protocol.Filter switch
        {
            FilterRequirement.NotRequired => true,
            FilterRequirement.AnyTime => !facts.Filters.IsEmpty || facts.Interventions.Any(IsPlacement),
            _ => Filters(facts, treatment).Any() || Placements(facts, treatment).Any(),
        };

    public static IEnumerable<Filter> Filters(PatientFacts facts, IndexTreatment treatment) =>
        facts.Filters.Where(filter =>
            !(filter.Implanted?.Value.First > treatment.LatestDay) && !(filter.Retrieved?.Value.Last < treatment.EarliestDay)
        );

    /// <summary>Placements that no filter stands for: the record names no device.</summary>
    public static IEnumerable<Intervention> Placements(PatientFacts facts, IndexTreatment treatment)
    {
        var represented = facts
            .Filters.Where(filter => filter.Implanted is not null)
            .Select(filter => filter.Implanted!.Value.Source)
            .ToImmutableHashSet();
        return facts.Interventions.Where(intervention =>
            IsPlacement(intervention)
            && !represented.Contains(intervention.Source)
            && intervention.Performed.Day.First <= treatment.LatestDay
        );
    }

    private static bool IsPlacement(Intervention intervention) =>
        intervention.Kind == InterventionKind.FilterPlacement
        && intervention.Result is not (InterventionResult.Unsuccessful or InterventionResult.Stopped);
}
