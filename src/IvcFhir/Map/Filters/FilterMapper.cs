using System.Collections.Immutable;
using Hl7.Fhir.Model;
using IvcFhir.Codes;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Profiles;

namespace IvcFhir.Map;

/// <summary>
/// One filter for each placement that was performed, with its device, its recorded position and its retrieval; without a placement, one for
/// each device.
/// </summary>
internal sealed class FilterMapper(ConceptIndex concepts)
{
    public ImmutableArray<Filter> Map(
        Chart chart,
        ImmutableArray<Intervention> interventions,
        IReadOnlyList<UsableObservation> observations,
        DeviceResolver devices
    )
    {
        var placements = Performed(interventions, InterventionKind.FilterPlacement);
        var positions = PositionsOf(chart, observations);
        // All placements are linked before a retrieval is asked which filter it took out: it may name one that a later placement claims.
        var links = placements.Select(placement => devices.Of(placement, placements.Length == 1)).ToList();
        // A retrieval that succeeded in part left something of the filter: it is no removal, as the core has it too.
        ImmutableArray<Retrieval> retrievals =
        [
            .. Performed(interventions, InterventionKind.FilterRetrieval)
                .Where(one => one.Result != InterventionResult.PartiallySuccessful && !one.IsResultUnread)
                .Select(one => new Retrieval(one, devices.NamedBy(one))),
        ];
        var taken = new HashSet<SourceRef>();
        ImmutableArray<Filter> placed =
        [
            .. placements.Select(
                (placement, i) =>
                {
                    var next = i + 1 < placements.Length ? placements[i + 1].Performed.Day : (DayInterval?)null;
                    var link = links[i];
                    return new Filter(
                        link?.Device,
                        link?.Link ?? DeviceLink.None,
                        new(placement.Performed.Day, placement.Source),
                        FirstBetween(positions, placement.Performed.Day, next),
                        RetrievalOf(link?.Device, retrievals, devices, taken, placement.Performed.Day, next)
                    );
                }
            ),
        ];
        var unclaimed = devices.Unclaimed().ToList();
        return placed.IsEmpty
            ? [.. unclaimed.Select(entry => Unplaced(entry.Filter, entry.Since, positions, retrievals, devices))]
            : placed;
    }

    /// <summary>A filter whose placement is not in the record, such as one of another hospital.</summary>
    private static Filter Unplaced(
        LinkedFilter filter,
        Sourced<DayInterval>? since,
        List<(DayInterval Day, Sourced<FilterPosition> Position)> positions,
        ImmutableArray<Retrieval> retrievals,
        DeviceResolver devices
    )
    {
        var from = since?.Value ?? DayInterval.On(DateOnly.MinValue);
        return new(
            filter.Device,
            filter.Link,
            since,
            FirstBetween(positions, from, null),
            RetrievalOf(filter.Device, retrievals, devices, [], from, null)
        );
    }

    private static ImmutableArray<Intervention> Performed(ImmutableArray<Intervention> interventions, InterventionKind kind) =>
        [
            .. interventions
                .Where(i => i.Kind == kind && i.Result is not (InterventionResult.Stopped or InterventionResult.Unsuccessful))
                .OrderBy(i => i.Performed.Day)
                .ThenBy(i => i.Source),
        ];

    private List<(DayInterval Day, Sourced<FilterPosition> Position)> PositionsOf(
        Chart chart,
        IReadOnlyList<UsableObservation> observations
    )
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
    private static Sourced<FilterPosition>? FirstBetween(
        List<(DayInterval Day, Sourced<FilterPosition> Position)> positions,
        DayInterval from,
        DayInterval? until
    )
    {
        var index = positions.FindIndex(position =>
            position.Day.First >= from.First && (until is null || position.Day.Last < until.Value.First)
        );
        return index < 0 ? null : positions[index].Position;
    }

    /// <summary>
    /// The first retrieval that names the filter. One that names no filter took out the one that was placed last before it, and no second
    /// one on the day of an exchange; one that names another took out that one, whenever this was placed.
    /// </summary>
    private static Sourced<DayInterval>? RetrievalOf(
        SourceRef? device,
        ImmutableArray<Retrieval> retrievals,
        DeviceResolver devices,
        HashSet<SourceRef> taken,
        DayInterval from,
        DayInterval? until
    )
    {
        foreach (var retrieval in retrievals.Where(retrieval => retrieval.Day.First >= from.First))
        {
            var isNamed = device is { } own && retrieval.Named.Contains(own);
            if (
                isNamed
                || (
                    (until is null || retrieval.Day.Last <= until.Value.First)
                    && MayBeOf(device, retrieval.Named, devices)
                    && taken.Add(retrieval.Intervention.Source)
                )
            )
                return new Sourced<DayInterval>(retrieval.Day, retrieval.Intervention.Source);
        }
        return null;
    }

    private static bool MayBeOf(SourceRef? device, ImmutableHashSet<SourceRef> named, DeviceResolver devices) =>
        named.IsEmpty || (device is null && !named.Any(devices.IsClaimed));

    /// <param name="Named">The filters that the retrieval itself names.</param>
    private readonly record struct Retrieval(Intervention Intervention, ImmutableHashSet<SourceRef> Named)
    {
        public DayInterval Day => Intervention.Performed.Day;
    }
}
