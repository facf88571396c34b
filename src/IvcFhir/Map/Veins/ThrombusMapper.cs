using System.Collections.Immutable;
using Hl7.Fhir.Model;
using IvcFhir.Codes;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Profiles;

namespace IvcFhir.Map;

/// <summary>Thrombus of a segment, 0 to 3: one value for a body site, or one component for each segment.</summary>
internal sealed class ThrombusMapper(ConceptIndex concepts)
{
    private readonly BodySites sites = new(concepts);

    public ImmutableArray<ThrombusExtent> Map(Chart chart, IReadOnlyList<UsableObservation> observations) =>
        [.. observations.SelectMany(usable => Extents(chart, usable)).Distinct()];

    private IEnumerable<ThrombusExtent> Extents(Chart chart, UsableObservation usable)
    {
        if (PhaseOf(usable.Kind) is not { } phase || chart.DayOf(usable.Effective, usable.Source, "Observation.effective") is not { } day)
            yield break;
        var (source, observation) = (usable.Source, usable.Observation);
        var at = FhirTime.Of(usable.Effective, chart.Zone) is { Start.Instant: { } instant, End: null } ? instant : (DateTimeOffset?)null;
        var modality = concepts.Find<ImagingModality>(observation.Method) ?? ImagingModality.Unstated;
        foreach (var (site, value, element) in Stated(observation))
        {
            var (score, issue) = Values.Grade(concepts, value);
            if (issue is { } code)
                chart.Report(code, source, element);
            else if (site is not { } vein)
                chart.Report(IssueCode.SiteUnstated, source, "Observation.bodySite");
            else if (vein.Side == Side.Unstated)
                chart.Report(IssueCode.SideUnstated, source, "Observation.bodySite");
            else
                yield return new(source, vein, day, score!.Value, phase, modality) { At = at };
        }
    }

    /// <summary>A segment of null: a score that names no vein.</summary>
    private IEnumerable<(VeinSite? Site, DataType Value, string Element)> Stated(Observation observation)
    {
        var sides = sites.SidesOf(observation.BodySite);
        if (observation.Value is { } value)
        {
            foreach (var site in OrNone(BodySites.WithSides(sites.SitesOf(observation.BodySite), sides)))
                yield return (site, value, "Observation.value");
        }
        foreach (var component in observation.Component.Where(component => component.Value is not null))
        {
            foreach (var site in OrNone(BodySites.WithSides(sites.SitesOf(component.Code), sides)))
                yield return (site, component.Value!, "Observation.component.value");
        }
    }

    private static IEnumerable<VeinSite?> OrNone(IEnumerable<VeinSite> sites) => sites.Select(site => (VeinSite?)site).DefaultIfEmpty();

    private static ImagingPhase? PhaseOf(ObservationKind? kind) =>
        kind switch
        {
            ObservationKind.ThrombusExtent => ImagingPhase.Unstated,
            ObservationKind.ThrombusBeforeTreatment => ImagingPhase.BeforeTreatment,
            ObservationKind.ThrombusAfterTreatment => ImagingPhase.AfterTreatment,
            _ => null,
        };
}
