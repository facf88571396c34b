using System.Collections.Immutable;
using Hl7.Fhir.Model;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Profiles;

namespace IvcFhir.Map;

/// <summary>One filter for each placement that was performed, with its device, its recorded position and its retrieval; without a placement, one for each device.</summary>
internal sealed class FilterMapper(ConceptIndex concepts)
{
    public ImmutableArray<Filter> Map(Chart chart, ImmutableArray<Intervention> interventions, IReadOnlyList<UsableObservation> observations, DeviceResolver devices)
    {
        var placements = Performed(interventions, InterventionKind.FilterPlacement);
        var positions = PositionsOf(chart, observations);
        var retrievals = Performed(interventions, InterventionKind.FilterRetrieval);
        ImmutableArray<Filter> placed = [.. placements.Select((placement, i) =>
        {
            var next = i + 1 < placements.Length ? placements[i + 1].Performed.Day : (DayInterval?)null;
            var link = devices.Of(placement, placements.Length == 1);
            return new Filter(
                link?.Device,
                link?.Link ?? DeviceLink.None,
                new(placement.Performed.Day, placement.Source),
                FirstBetween(positions, placement.Performed.Day, next),
                RetrievalBetween(retrievals, placement.Performed.Day, next));
        })];
        var unclaimed = devices.Unclaimed().ToList();
        return placed.IsEmpty ? [.. unclaimed.Select(entry => Unplaced(entry.Filter, entry.Since, positions, retrievals))] : placed;
    }

    /// <summary>A filter whose placement is not in the record, such as one of another hospital.</summary>
    private static Filter Unplaced(LinkedFilter filter, Sourced<DayInterval>? since, List<(DayInterval Day, Sourced<FilterPosition> Position)> positions, ImmutableArray<Intervention> retrievals)
    {
        var from = since?.Value ?? DayInterval.On(DateOnly.MinValue);
        return new(filter.Device, filter.Link, since, FirstBetween(positions, from, null), RetrievalBetween(retrievals, from, null));
    }

    private static ImmutableArray<Intervention> Performed(ImmutableArray<Intervention> interventions, InterventionKind kind) =>
        [.. interventions.Where(i => i.Kind == kind && i.Result is not (InterventionResult.Stopped or InterventionResult.Unsuccessful)).OrderBy(i => i.Performed.Day).ThenBy(i => i.Source)];

    private List<(DayInterval Day, Sourced<FilterPosition> Position)> PositionsOf(Chart chart, IReadOnlyList<UsableObservation> observations)
    {
        var positions = new List<(DayInterval, Sourced<FilterPosition>)>();
        foreach (var usable in observations.Where(usable => usable.Kind == ObservationKind.FilterPosition))
        {
            if (chart.DayOf(usable.Effective, usable.Source, "Observation.effective") is not { } day)
                continue;
            if (Values.Find<FilterPosition>(concepts, usable.Observation.Value) is { } position)
                positions.Add((day, new(position, usable.Source)));
            else if (usable.Observation.Value is { } value)
                chart.Report(Values.IssueOf<FilterPosition>(concepts, value), usable.Source, "Observation.value");
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
        .Select(retrieval => (Sourced<DayInterval>?)new Sourced<DayInterval>(retrieval.Performed.Day, retrieval.Source))
        .FirstOrDefault();
}
