using System.Collections.Immutable;
using Hl7.Fhir.Model;
using IvcFhir.Codes;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Profiles;

namespace IvcFhir.Map;

/// <summary>
/// Duplex and venography: the state of a segment on a day, as a value for a body site, as a component for each segment, or as the
/// conclusion of a report.
/// </summary>
internal sealed class FindingMapper(ConceptIndex concepts)
{
    private readonly BodySites sites = new(concepts);

    public ImmutableArray<VeinFinding> Map(Chart chart, IReadOnlyList<UsableObservation> observations)
    {
        var findings = observations
            .Where(usable => usable.Kind is ObservationKind.VeinFinding or ObservationKind.Stenosis)
            .SelectMany(usable => Findings(chart, usable))
            .ToImmutableArray();
        return
        [
            .. findings,
            .. chart.All<DiagnosticReport>().SelectMany(report => Conclusions(chart, report.Source, report.Resource, findings)),
        ];
    }

    private IEnumerable<VeinFinding> Findings(Chart chart, UsableObservation usable)
    {
        var (source, observation) = (usable.Source, usable.Observation);
        if (chart.DayOf(usable.Effective, source, "Observation.effective") is not { } day)
            yield break;
        var taken = FhirTime.InstantsOf(usable.Effective, chart.Zone);
        var modality =
            concepts.Find<ImagingModality>(observation.Method)
            ?? concepts.Find<ImagingModality>(observation.Code)
            ?? ImagingModality.Unstated;
        var whole = SitesOf(observation).ToImmutableArray();
        foreach (var (site, status, issue, element) in Stated(chart, source, observation, whole))
        {
            if (status is null)
                chart.Report(issue ?? IssueCode.UnknownCode, source, element);
            else if (site.Side == Side.Unstated)
                chart.Report(IssueCode.SideUnstated, source, "Observation.bodySite");
            else
                yield return new(source, site, day, status.Value, modality) { Start = taken.Start, End = taken.End };
        }
        ReportUnplaced(chart, source, observation, whole);
    }

    /// <summary>
    /// A state of no known vein: a finding, and nobody knows of what. A component of another kind (a velocity, a reflux time) is none.
    /// </summary>
    private void ReportUnplaced(Chart chart, SourceRef source, Observation observation, ImmutableArray<VeinSite> whole)
    {
        if (
            whole.IsEmpty
            && (
                observation.Value is not null
                || Stenosis.Of(concepts, observation) is not (null, null)
                || (observation.Component.Count == 0 && observation.HasMember.Count == 0)
            )
        )
            chart.Report(IssueCode.SiteUnstated, source, "Observation.bodySite");
        foreach (
            var component in observation.Component.Where(component =>
                component.Value is CodeableConcept or FhirString
                && !Stenosis.IsMeasured(concepts, component)
                && !sites.SitesOf(component.Code).Any()
            )
        )
        {
            if (Values.Find<VeinStatus>(concepts, component.Value) is not null)
                chart.Report(IssueCode.SiteUnstated, source, "Observation.component.code");
            else if (!component.Code.Coding.Exists(concepts.Knows) && concepts.MeaningsOf(component.Code).IsEmpty)
                chart.Report(IssueCode.UnknownCode, source, "Observation.component.code");
        }
    }

    /// <summary>One value for the body site, or one component for each segment; a measured stenosis where nothing is coded.</summary>
    private IEnumerable<(VeinSite Site, VeinStatus? Status, IssueCode? Issue, string Element)> Stated(
        Chart chart,
        SourceRef source,
        Observation observation,
        ImmutableArray<VeinSite> whole
    )
    {
        var (status, issue) = observation.Value is { } value ? StatusOf(value) : Stenosis.Of(concepts, observation);
        if (observation.Value is not null || status is not null || issue is not null)
        {
            foreach (var site in whole)
                yield return (site, status, issue, observation.Value is null ? "Observation.component.value" : "Observation.value");
        }
        foreach (
            var component in observation.Component.Where(component =>
                component.Value is not null && !Stenosis.IsMeasured(concepts, component) && chart.IsConsistent(component, source)
            )
        )
        {
            (status, issue) = StatusOf(component.Value!);
            foreach (
                var site in BodySites.WithSides(sites.SitesOf(component.Code), sites.LegsOf(observation.Code, observation.BodySite).Legs)
            )
                yield return (site, status, issue, "Observation.component.value");
        }
    }

    private (VeinStatus?, IssueCode?) StatusOf(DataType value) =>
        value is Quantity ? Stenosis.Of(concepts, value)
        : Values.Find<VeinStatus>(concepts, value) is { } status ? (status, null)
        : (null, Values.IssueOf<VeinStatus>(concepts, value));

    /// <summary>
    /// The veins of the body site, else those that the code of the study implies. Where the two name different sides, none is taken.
    /// </summary>
    private IEnumerable<VeinSite> SitesOf(Observation observation)
    {
        var stated = sites.SitesOf(observation.BodySite).ToImmutableArray();
        var veins = stated.IsEmpty ? sites.ImpliedBy(observation.Code) : stated;
        var (legs, contradicted) = sites.LegsOf(observation.Code, observation.BodySite);
        return contradicted
            ? [.. veins.Select(site => site.Side == Side.NotApplicable ? site : site with { Side = Side.Unstated }).Distinct()]
            : BodySites.WithSides(veins, legs);
    }

    /// <summary>
    /// A coded conclusion that names segment and status. What a result of the report says of the same segment is finer and stands alone.
    /// </summary>
    private IEnumerable<VeinFinding> Conclusions(
        Chart chart,
        SourceRef source,
        DiagnosticReport report,
        ImmutableArray<VeinFinding> findings
    )
    {
        var results = report
            .Result.Select(chart.Find<Observation>)
            .OfType<(SourceRef Source, Observation)>()
            .Select(found => found.Source)
            .ToHashSet();
        foreach (var conclusion in report.ConclusionCode)
        {
            if (
                concepts.Find<VeinStatus>(conclusion) is not { } status
                || !IsFinal(chart, source, report)
                || chart.DayOf(report.Effective, source, "DiagnosticReport.effective") is not { } day
            )
                continue;
            var taken = FhirTime.InstantsOf(report.Effective, chart.Zone);
            var named = sites.SitesOf(conclusion).ToList();
            if (named.Count == 0)
                named = [.. sites.ImpliedBy(conclusion)];
            if (named.Count == 0)
                chart.Report(IssueCode.SiteUnstated, source, "DiagnosticReport.conclusionCode");
            foreach (var site in BodySites.WithSides(named, sites.SidesOf(report.Code) is [var side] ? [side] : []))
            {
                if (site.Side == Side.Unstated)
                    chart.Report(IssueCode.SideUnstated, source, "DiagnosticReport.conclusionCode");
                else if (!findings.Any(finding => results.Contains(finding.Source) && finding.Site == site))
                    yield return new(source, site, day, status, concepts.Find<ImagingModality>(report.Code) ?? ImagingModality.Unstated)
                    {
                        Start = taken.Start,
                        End = taken.End,
                    };
            }
        }
    }

    private static bool IsFinal(Chart chart, SourceRef source, DiagnosticReport report)
    {
        UsableObservations.ReportWaiting(chart, (source, report));
        return UsableObservations.Stands(report);
    }
}
