using System.Collections.Immutable;
using Hl7.Fhir.Model;
using IvcFhir.Codes;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Profiles;

namespace IvcFhir.Map;

/// <summary>
/// Images of veins and measurements at a filter that were set aside or that no map knows, and reports that hold words only.
/// </summary>
internal sealed class UnreadImages(ConceptIndex concepts)
{
    private readonly BodySites sites = new(concepts);

    public IEnumerable<Unread> Of(Chart chart, PatientFacts facts)
    {
        var issues = chart.Issues.Where(issue => !issue.Code.IsNote()).Order().ToLookup(issue => issue.Source);
        var images = new Images(facts.Findings);
        var measured = facts.FilterFindings.Select(finding => finding.Source).ToHashSet();
        return
        [
            .. chart
                .All<Observation>()
                .Where(entry => issues.Contains(entry.Source))
                .SelectMany(entry => OfObservation(chart, entry.Source, entry.Resource, images, measured, [.. issues[entry.Source]])),
            .. chart
                .Doubtful<Observation>()
                .SelectMany(entry =>
                    OfObservation(chart, entry.Source, entry.Resource, images, measured, [new(IssueCode.UnknownModifier, entry.Source)])
                ),
            .. chart
                .All<Observation>()
                .Concat(chart.Doubtful<Observation>())
                .Select(entry => OfUnknown(chart, entry.Source, entry.Resource, images))
                .OfType<Unread>(),
            .. chart
                .All<Condition>()
                .Concat(chart.Doubtful<Condition>())
                .Select(entry => OfFilter(chart, entry.Source, entry.Resource))
                .OfType<Unread>(),
            .. Reports(chart, facts),
        ];
    }

    /// <summary>Veins of the trunk and the legs, each once, in a fixed order.</summary>
    public static ImmutableArray<VeinSite> DeepVeins(IEnumerable<VeinSite> named) =>
        [.. named.Where(BodySites.IsDeep).Distinct().Order(VeinSiteOrder.Instance)];

    /// <summary>A diagnosis that something is amiss with the filter: what an image of it would have measured.</summary>
    private Unread? OfFilter(Chart chart, SourceRef source, Condition condition) =>
        DiagnosisMapper.IsHeld(condition) && QuestionOf(KindOf(concepts.Find<ComplicationKind>(condition.Code))) is { } question
            ? new(source, UnreadKind.FilterFinding, DiagnosisMapper.DayOf(chart, condition), "Condition.code") { Finding = question }
            : null;

    private IEnumerable<Unread> OfObservation(
        Chart chart,
        SourceRef source,
        Observation observation,
        Images images,
        HashSet<SourceRef> measured,
        ImmutableArray<DataIssue> issues
    )
    {
        if (observation.Status is ObservationStatus.Cancelled or ObservationStatus.EnteredInError or ObservationStatus.Registered)
            yield break;
        var day = chart.DaysOf(observation.Effective);
        var kind = concepts.Find<ObservationKind>(observation.Code);
        if (kind is ObservationKind.VeinFinding or ObservationKind.Stenosis)
        {
            var read = images.Of(source);
            ImmutableArray<VeinSite> named =
            [
                .. sites
                    .SitesOf(observation.BodySite)
                    .Concat(sites.ImpliedBy(observation.Code))
                    .Concat(observation.Component.SelectMany(component => sites.SitesOf(component.Code)))
                    .Distinct(),
            ];
            var left = named.RemoveAll(site =>
                read.Contains(site) || read.Any(other => other.Segment == site.Segment && site.Side == Side.Unstated)
            );
            // A first reading that was never made final is answered by the final one of the same vein and day.
            if (
                read.Count == 0
                && !left.IsEmpty
                && issues.Any(issue => issue.Code == IssueCode.StatusNotUsable)
                && left.All(site => images.Show(site, day))
            )
                yield break;
            if (read.Count == 0 || !left.IsEmpty)
                yield return new(source, UnreadKind.Image, day, issues[0].Element) { Sites = left };
        }
        else if (
            QuestionOf(kind ?? KindOf(concepts.Find<ComplicationKind>(observation.Code))) is { } question
            && !measured.Contains(source)
        )
            yield return new(source, UnreadKind.FilterFinding, day, issues[0].Element) { Finding = question };
    }

    /// <summary>
    /// What no map knows, and stands at a deep vein: an image of it that was not read, unless its category says that it shows none. At a
    /// leg its category must say what it is: an image of the veins of that leg, or an examination.
    /// </summary>
    private Unread? OfUnknown(Chart chart, SourceRef source, Observation observation, Images images)
    {
        if (
            observation.BodySite is not { } site
            || observation.Status is ObservationStatus.Cancelled or ObservationStatus.EnteredInError or ObservationStatus.Registered
            || (observation.HasMember.Count > 0 && observation.HasMember.TrueForAll(member => chart.Find<Observation>(member) is not null))
        )
            return null;
        var categories = observation.Category.SelectMany(category => category.Coding).ToList();
        // A code that names only how or where it was looked says nothing of what was seen.
        if (
            (categories.Count > 0 && categories.TrueForAll(concepts.Events.IsNoImage))
            || concepts
                .MeaningsOf(observation.Code)
                .Any(meaning =>
                    meaning.As<ImagingModality>() is null
                    && meaning.As<VeinSegment>() is null
                    && meaning.As<Side>() is null
                    && meaning.As<VeinStatus>() is null
                )
            || concepts.Ignores(observation.Code?.Text)
            || (observation.Code?.Coding ?? []).Exists(concepts.IsNotUsed)
            || images.Of(source).Count > 0
        )
            return null;
        var day = chart.DaysOf(observation.Effective);
        if (DeepVeins(sites.SitesOf(site)) is { IsEmpty: false } named)
            return new(source, UnreadKind.Image, day, "Observation.code") { Issue = IssueCode.UnknownCode, Sites = named };
        var parts = sites.PartsOf(site);
        if (parts.HasFlag(BodyPart.Veins))
            return new(source, UnreadKind.Image, day, "Observation.code") { Issue = IssueCode.UnknownCode };
        if (!parts.HasFlag(BodyPart.Leg))
            return null;
        var legs = sites.SidesOf(site);
        return categories.Exists(category => category.Code == "imaging")
                ? new(source, UnreadKind.Image, day, "Observation.code")
                {
                    Issue = IssueCode.UnknownCode,
                    Sites = [.. (legs.IsEmpty ? [Side.Unstated] : legs).Select(leg => new VeinSite(VeinSegment.Iliac, leg))],
                }
            : categories.Exists(concepts.Events.IsExamination)
                ? new(source, UnreadKind.Assessment, day, "Observation.code") { Issue = IssueCode.UnknownCode, Legs = legs }
            : null;
    }

    private static ObservationKind? KindOf(ComplicationKind? measured) =>
        measured switch
        {
            ComplicationKind.FilterTilt => ObservationKind.FilterTilt,
            ComplicationKind.FilterMigration => ObservationKind.FilterMigration,
            ComplicationKind.CavalPenetration => ObservationKind.StrutPenetration,
            ComplicationKind.FilterFracture => ObservationKind.FilterFracture,
            _ => null,
        };

    private static Instrument? QuestionOf(ObservationKind? kind) =>
        kind is { } measured
            ? Instruments
                .All.FirstOrDefault(one =>
                    one.OpenedBy.Contains(UnreadKind.FilterFinding) && one.RecordedAs.Contains(StudyCode.Of(measured))
                )
                ?.Instrument
            : null;

    /// <summary>Reports of a modality that shows veins, of which neither a conclusion nor a result was read as a finding.</summary>
    private IEnumerable<Unread> Reports(Chart chart, PatientFacts facts)
    {
        var read = facts
            .Findings.Select(finding => finding.Source)
            .Concat(facts.FilterFindings.Select(finding => finding.Source))
            .ToHashSet();
        return from entry in chart.All<DiagnosticReport>().Concat(chart.Doubtful<DiagnosticReport>())
            let report = entry.Resource
            where
                report.Status
                    is not (
                        DiagnosticReport.DiagnosticReportStatus.EnteredInError
                        or DiagnosticReport.DiagnosticReportStatus.Cancelled
                        or DiagnosticReport.DiagnosticReportStatus.Registered
                    )
            let named = NamedBy(report.Code)
            where concepts.Find<ImagingModality>(report.Code) is not null || !named.IsEmpty
            where
                !read.Contains(entry.Source)
                && !report.Result.Exists(result => chart.Find<Observation>(result) is { } found && read.Contains(found.Source))
            select new Unread(entry.Source, UnreadKind.Report, chart.DaysOf(report.Effective), "DiagnosticReport.conclusion")
            {
                Issue = IssueCode.UnknownCode,
                Sites = named,
            };
    }

    /// <summary>The veins that the code of a report names, by itself or in words.</summary>
    private ImmutableArray<VeinSite> NamedBy(CodeableConcept? code) =>
        [
            .. sites
                .ImpliedBy(code)
                .Concat((code?.Coding ?? []).Select(coding => coding.Display).Append(code?.Text).SelectMany(sites.SitesIn))
                .Distinct()
                .Order(VeinSiteOrder.Instance),
        ];

    /// <summary>What was read of images, by its source and by vein and day.</summary>
    private sealed class Images(ImmutableArray<VeinFinding> findings)
    {
        private readonly ILookup<SourceRef, VeinSite> bySource = findings.ToLookup(finding => finding.Source, finding => finding.Site);
        private readonly HashSet<(VeinSite, DayInterval)> days = [.. findings.Select(finding => (finding.Site, finding.Day))];

        public HashSet<VeinSite> Of(SourceRef source) => [.. bySource[source]];

        public bool Show(VeinSite site, DayInterval? day) => day is { } on && days.Contains((site, on));
    }
}
