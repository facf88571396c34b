using System.Collections.Immutable;
using Hl7.Fhir.Model;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Profiles;

namespace IvcFhir.Map;

/// <summary>Duplex and venography: the state of a segment on a day.</summary>
internal sealed class FindingMapper(ConceptIndex concepts)
{
    private readonly BodySites sites = new(concepts);

    public ImmutableArray<VeinFinding> Map(Chart chart, IReadOnlyList<UsableObservation> observations) =>
        [.. observations.Where(usable => usable.Kind == ObservationKind.VeinFinding).SelectMany(usable => Findings(chart, usable.Source, usable.Observation))];

    private IEnumerable<VeinFinding> Findings(Chart chart, SourceRef source, Observation observation)
    {
        if (chart.DayOf(observation.Effective, source, "Observation.effective") is not { } day)
            yield break;
        var modality = concepts.Find<ImagingModality>(observation.Method) ?? concepts.Find<ImagingModality>(observation.Code) ?? ImagingModality.Unstated;
        var whole = SitesOf(observation).ToImmutableArray();
        foreach (var (site, value, element) in Stated(observation, whole))
        {
            if (Values.Find<VeinStatus>(concepts, value) is not { } status)
                chart.Report(IssueCode.UnknownCode, source, element);
            else if (site.Side == Side.Unstated)
                chart.Report(IssueCode.SideUnstated, source, "Observation.bodySite");
            else
                yield return new(source, site, day, status, modality);
        }
        if (whole.IsEmpty && observation.Component.Count == 0)
            chart.Report(IssueCode.UnknownCode, source, "Observation.bodySite");
    }

    /// <summary>One value for the body site, or one component for each segment.</summary>
    private IEnumerable<(VeinSite Site, DataType? Value, string Element)> Stated(Observation observation, ImmutableArray<VeinSite> whole)
    {
        if (observation.Value is { } value)
        {
            foreach (var site in whole)
                yield return (site, value, "Observation.value");
        }
        var side = sites.LegOf(observation.BodySite);
        foreach (var component in observation.Component)
        {
            foreach (var site in sites.SitesOf(component.Code))
                yield return (site.Side == Side.Unstated ? site with { Side = side } : site, component.Value, "Observation.component.value");
        }
    }

    private IEnumerable<VeinSite> SitesOf(Observation observation)
    {
        var stated = sites.SitesOf(observation.BodySite).ToImmutableArray();
        return stated.IsEmpty ? sites.ImpliedBy(observation.Code).Select(site => site.Side == Side.Unstated ? site with { Side = sites.LegOf(observation.BodySite) } : site) : stated;
    }
}
