using System.Collections.Immutable;
using Hl7.Fhir.Model;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Profiles;

namespace IvcFhir.Map;

/// <summary>One filter for each placement that was performed, with its device, its recorded position and its retrieval.</summary>
internal sealed class FilterMapper(ConceptIndex concepts)
{
    public ImmutableArray<Filter> Map(Chart chart, ImmutableArray<Intervention> interventions, IReadOnlyList<UsableObservation> observations)
    {
        var placements = interventions.Where(i => i.Kind == InterventionKind.FilterPlacement && i.Result is not (InterventionResult.Stopped or InterventionResult.Unsuccessful))
            .OrderBy(i => i.Performed.Day).ThenBy(i => i.Source).ToImmutableArray();
        var positions = PositionsOf(chart, observations);
        var retrievals = interventions.Where(i => i.Kind == InterventionKind.FilterRetrieval && i.Result is not (InterventionResult.Stopped or InterventionResult.Unsuccessful)).ToImmutableArray();
        return [.. placements.Select((placement, i) =>
        {
            var next = i + 1 < placements.Length ? placements[i + 1].Performed.Day : (DayInterval?)null;
            var link = Devices.FilterOf(chart, concepts, placement);
            return new Filter(
                link?.Device,
                link?.Link ?? DeviceLink.None,
                new(placement.Performed.Day, placement.Source),
                FirstBetween(positions, placement.Performed.Day, next),
                RetrievalBetween(retrievals, placement.Performed.Day, next));
        })];
    }

    private List<(DayInterval Day, Sourced<FilterPosition> Position)> PositionsOf(Chart chart, IReadOnlyList<UsableObservation> observations)
    {
        var positions = new List<(DayInterval, Sourced<FilterPosition>)>();
        foreach (var (source, observation, kind) in observations)
        {
            if (kind != ObservationKind.FilterPosition || chart.DayOf(observation.Effective, source, "Observation.effective") is not { } day)
                continue;
            if (Values.Find<FilterPosition>(concepts, observation.Value) is { } position)
                positions.Add((day, new(position, source)));
            else if (observation.Value is not null)
                chart.Report(IssueCode.UnknownCode, source, "Observation.value");
        }
        return [.. positions.OrderBy(position => position.Item1).ThenBy(position => position.Item2.Source)];
    }

    /// <summary>The position at placement is the first that is recorded from its day on and before the next filter.</summary>
    private static Sourced<FilterPosition>? FirstBetween(List<(DayInterval Day, Sourced<FilterPosition> Position)> positions, DayInterval from, DayInterval? until)
    {
        var index = positions.FindIndex(position => position.Day.First >= from.First && (until is null || position.Day.Last < until.Value.First));
        return index < 0 ? null : positions[index].Position;
    }

    private static Sourced<DayInterval>? RetrievalBetween(ImmutableArray<Intervention> retrievals, DayInterval from, DayInterval? until) => retrievals
        .Where(retrieval => retrieval.Performed.Day.First >= from.First && (until is null || retrieval.Performed.Day.Last <= until.Value.First))
        .OrderBy(retrieval => retrieval.Performed.Day).ThenBy(retrieval => retrieval.Source)
        .Select(retrieval => (Sourced<DayInterval>?)new Sourced<DayInterval>(retrieval.Performed.Day, retrieval.Source))
        .FirstOrDefault();
}
