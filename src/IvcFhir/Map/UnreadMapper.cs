using System.Collections.Immutable;
using Hl7.Fhir.Model;
using IvcFhir.Codes;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Profiles;

namespace IvcFhir.Map;

/// <summary>
/// What no mapper took as a fact, with all that is known of what it could have been: procedures of the study that could not be used,
/// procedures that no map knows and that may have been done to a vein of the study, images and measurements that were set aside, reports
/// that hold words only. Built last, from the chart, the facts and the issues.
/// </summary>
internal sealed class UnreadMapper(ConceptIndex concepts)
{
    private readonly BodySites sites = new(concepts);
    private readonly UnreadAssessments assessments = new(concepts);

    public ImmutableArray<Unread> Map(Chart chart, PatientFacts facts)
    {
        var taken = facts.Interventions.SelectMany(one => one.Twins.Prepend(one.Source)).ToHashSet();
        var issues = chart.Issues.Where(issue => !issue.Code.IsNote()).Order().ToLookup(issue => issue.Source);
        var images = new Images(facts.Findings);
        var measured = facts.FilterFindings.Select(finding => finding.Source).ToHashSet();
        return
        [
            .. chart
                .All<Procedure>()
                .Where(entry => !taken.Contains(entry.Source) && entry.Resource.MayHaveHappened() && !chart.IsRuledOut(entry.Source))
                .Concat(chart.Doubtful<Procedure>())
                .Select(entry => OfProcedure(chart, entry.Source, entry.Resource))
                .OfType<Unread>(),
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
            .. facts
                .Interventions.Where(one => one.IsResultUnread)
                .Select(one => new Unread(one.Source, UnreadKind.Intervention, one.Performed.Day, "Procedure.outcome")
                {
                    CouldBe = [one.Kind],
                    Sites = one.Sites,
                }),
            .. Thromboses(chart, facts),
            .. LyticDrugs(chart, facts),
            .. Reports(chart, facts),
            .. assessments.Of(chart, facts),
            .. chart.SetAside().Select(one => OfWhole(one.Type, one.Source)).OfType<Unread>(),
        ];
    }

    /// <summary>
    /// An acute thrombosis after the first act that names its vein closed it at its onset, or did not quite: no image said which.
    /// </summary>
    private IEnumerable<Unread> Thromboses(Chart chart, PatientFacts facts)
    {
        if (facts.Interventions.IsEmpty)
            return [];
        var first = facts.Interventions.Min(act => act.Performed.Day.First);
        var known = facts
            .Diagnoses.Where(one => one is { Kind: DiagnosisKind.DeepVeinThrombosis or DiagnosisKind.IvcThrombosis, IsChronic: false })
            .Select(one => one.Source)
            .ToHashSet();
        var diagnosed =
            from entry in chart.All<Condition>().Concat(chart.Doubtful<Condition>())
            where DiagnosisMapper.IsHeld(entry.Resource) && Certainties.Of(entry.Resource) is not (Certainty.RuledOut or Certainty.Past)
            where known.Contains(entry.Source) || IsAcuteThrombosis(entry.Resource.Code)
            let onset = FhirTime.Of(entry.Resource.Onset, chart.Zone).Start?.Day
            select (entry.Source, Onset: onset, Veins: VeinsOf(entry.Resource.Code, entry.Resource.BodySite), Element: "Condition.code");
        var concluded =
            from entry in chart.All<DiagnosticReport>()
            where
                entry.Resource.Status
                    is not (
                        DiagnosticReport.DiagnosticReportStatus.EnteredInError
                        or DiagnosticReport.DiagnosticReportStatus.Cancelled
                        or DiagnosticReport.DiagnosticReportStatus.Registered
                    )
            from conclusion in entry.Resource.ConclusionCode.Where(IsAcuteThrombosis)
            select (
                entry.Source,
                Onset: FhirTime.Of(entry.Resource.Effective, chart.Zone).Start?.Day,
                Veins: VeinsOf(conclusion, []),
                Element: "DiagnosticReport.conclusionCode"
            );
        return from one in diagnosed.Concat(concluded)
            where one.Onset is { } onset && onset.Last > first && !one.Veins.IsEmpty
            select new Unread(one.Source, UnreadKind.Image, one.Onset, one.Element) { Sites = one.Veins };
    }

    private bool IsAcuteThrombosis(CodeableConcept? code) =>
        code is not null
        && code.Coding.Select(concepts.Events.Of).OfType<CodedEvent>().ToList() is { Count: > 0 } listed
        && listed.Exists(one => one.Effect is CodeEffect.Thrombosis or CodeEffect.Recurrence)
        && !listed.Exists(one => one.Effect == CodeEffect.Chronic);

    /// <summary>A code of the vena cava that does not say which means the lower one here as long as nothing says the upper.</summary>
    private ImmutableArray<VeinSite> VeinsOf(CodeableConcept? code, List<CodeableConcept> bodySite)
    {
        var named = sites.ImpliedBy(code).Concat(sites.SitesOf(bodySite)).ToList();
        var isOfCava = concepts.MeaningsOf(code).Any(meaning => meaning.As<DiagnosisKind>() == DiagnosisKind.IvcThrombosis);
        return DeepVeins(named.Count == 0 && isOfCava ? [VeinSite.Ivc] : named);
    }

    /// <summary>A diagnosis that something is amiss with the filter: what an image of it would have measured.</summary>
    private Unread? OfFilter(Chart chart, SourceRef source, Condition condition) =>
        DiagnosisMapper.IsHeld(condition) && QuestionOf(KindOf(concepts.Find<ComplicationKind>(condition.Code))) is { } question
            ? new(source, UnreadKind.FilterFinding, DiagnosisMapper.DayOf(chart, condition), "Condition.code") { Finding = question }
            : null;

    private static ImmutableArray<VeinSite> DeepVeins(IEnumerable<VeinSite> named) =>
        [.. named.Where(BodySites.IsDeep).Distinct().Order(VeinSiteOrder.Instance)];

    /// <summary>
    /// A thrombolytic that was billed or given in the days of a treatment of a vein, with no lysis recorded then: it may have been given
    /// through a catheter into the vein. Beside a lysis it is that one's drug; elsewhere it cleared a line, or was given for another
    /// disease.
    /// </summary>
    private IEnumerable<Unread> LyticDrugs(Chart chart, PatientFacts facts)
    {
        ImmutableArray<Intervention> treatments =
        [
            .. facts.Interventions.Where(one => one.Kind is InterventionKind.Thrombectomy or InterventionKind.Thrombolysis),
        ];
        if (treatments.IsEmpty)
            return [];
        var systemic = new SystemicLysis(chart, concepts);
        var billed =
            from entry in chart.All<Procedure>()
            where
                entry.Resource.MayHaveHappened()
                && (entry.Resource.Code?.Coding ?? []).Exists(concepts.Events.IsLyticDrug)
                && !systemic.IsReason(entry.Resource)
            select (entry.Source, Day: DayOf(chart, entry.Resource), Element: "Procedure.code");
        var given =
            from entry in chart.All<MedicationAdministration>()
            where
                entry.Resource.MayHaveHappened()
                && IsLytic(chart, entry.Resource.Medication)
                && !systemic.IsReason(entry.Resource.ReasonCode, entry.Resource.ReasonReference)
            select (entry.Source, Day: chart.DaysOf(entry.Resource.Effective), Element: "MedicationAdministration.medication");
        return from drug in billed.Concat(given)
            where
                treatments.Any(one => IsNear(one, drug.Day))
                && !treatments.Any(one => one.Kind == InterventionKind.Thrombolysis && IsNear(one, drug.Day))
            select new Unread(drug.Source, UnreadKind.Intervention, drug.Day, drug.Element)
            {
                CouldBe = [InterventionKind.Thrombolysis],
                Issue = IssueCode.UnknownCode,
            };
    }

    private bool IsLytic(Chart chart, DataType? medication) =>
        (medication as CodeableConcept ?? (chart.Find<Medication>(medication as ResourceReference)?.Resource.Code)) is { } drug
        && (
            drug.Coding.Exists(coding => concepts.Events.IsLyticDrug(coding) || concepts.Events.NamesLyticDrug(coding.Display))
            || concepts.Events.NamesLyticDrug(drug.Text)
        );

    // Counted, because the ends of an unknown day are those of the calendar.
    private static bool IsNear(Intervention treatment, DayInterval? day) =>
        day is not { } on
        || (
            on.First.DayNumber <= treatment.Performed.LastDay.Last.DayNumber + DaysOfTreatment
            && on.Last.DayNumber >= treatment.Performed.Day.First.DayNumber - 1
        );

    /// <summary>A lysis goes on for some days after the thrombectomy.</summary>
    private const int DaysOfTreatment = 7;

    private static Unread? OfWhole(string type, SourceRef source) =>
        type switch
        {
            "Procedure" => new(source, UnreadKind.Intervention, null),
            "Observation" => new(source, UnreadKind.Image, null),
            _ => null,
        };

    private Unread? OfProcedure(Chart chart, SourceRef source, Procedure procedure)
    {
        var meanings = concepts
            .MeaningsOf(procedure.Code)
            .Concat((procedure.Code?.Coding ?? []).SelectMany(coding => concepts.BehindModifiers(coding)))
            .ToList();
        ImmutableArray<VeinSite> veins =
        [
            .. sites.SitesOf(procedure.BodySite).Concat(sites.ImpliedBy(procedure.Code)).Distinct().Order(VeinSiteOrder.Instance),
        ];
        var excluded = meanings
            .Where(meaning => meaning.Strength == Strength.Excludes)
            .Select(meaning => meaning.As<InterventionKind>())
            .ToHashSet();
        var kinds = meanings
            .Where(meaning => meaning.Strength != Strength.Excludes)
            .Select(meaning => meaning.As<InterventionKind>())
            .OfType<InterventionKind>()
            .Where(kind => !excluded.Contains(kind))
            .Distinct()
            .Order()
            .ToImmutableArray();
        // A code that proves nothing alone, at a site that is known to be no vein of the study, is not what is looked for.
        if (
            !kinds.IsEmpty
            && !veins.Any(BodySites.IsDeep)
            && (!veins.IsEmpty || sites.AreElsewhere(procedure.BodySite))
            && !meanings.Exists(meaning => meaning.Strength == Strength.Proves && meaning.As<InterventionKind>() is not null)
        )
            return null;
        if (!kinds.IsEmpty)
            return new(source, UnreadKind.Intervention, DayOf(chart, procedure)) { CouldBe = kinds, Sites = veins };
        if (TakesFilterOut(chart, procedure))
            return new(source, UnreadKind.Intervention, DayOf(chart, procedure), "Procedure.focalDevice")
            {
                CouldBe = [InterventionKind.FilterRetrieval],
                Sites = veins,
                Issue = IssueCode.UnknownCode,
            };
        if ((procedure.Code?.Coding ?? []).Exists(concepts.Events.IsNotOfStudy))
            return null;
        if (
            meanings.Count > 0
            || (procedure.Code?.Coding ?? []).Exists(IsKnown)
            || concepts.Ignores(procedure.Code?.Text)
            || !MayBeOfStudy(procedure, veins)
        )
            return null;
        return new(source, UnreadKind.Procedure, DayOf(chart, procedure), "Procedure.code")
        {
            Issue = IssueCode.UnknownCode,
            Sites = veins,
            CouldBe = procedure.Code?.Coding.Exists(concepts.Events.IsNoRetrieval) == true ? s_butRetrieval : [],
        };
    }

    private static readonly ImmutableArray<InterventionKind> s_butRetrieval =
    [
        .. Enum.GetValues<InterventionKind>().Where(kind => kind != InterventionKind.FilterRetrieval),
    ];

    /// <summary>Whatever its code: it says that a filter, or a device of which nothing else is known, was explanted.</summary>
    private bool TakesFilterOut(Chart chart, Procedure procedure) =>
        procedure.FocalDevice.Exists(device =>
            device.Action?.Coding.Exists(action => action.Code == "explanted") == true
            && (
                chart.Find<Device>(device.Manipulated) is not { } found
                || concepts.Find<DeviceKind>(found.Resource.Type) == DeviceKind.Filter
            )
        );

    private bool IsKnown(Coding coding) => concepts.Knows(coding) || concepts.Events.Of(coding) is not null;

    /// <summary>
    /// By its family, where a public system sorts it into one; else by its site and category. A site that nobody knows may be a vein of the
    /// study.
    /// </summary>
    private bool MayBeOfStudy(Procedure procedure, ImmutableArray<VeinSite> veins)
    {
        var codings = procedure.Code?.Coding.Where(coding => coding.Code is not null).ToList() ?? [];
        if (codings.Exists(concepts.Events.IsVascular))
            return true;
        var isPublic = codings.Exists(concepts.Events.IsListedSystem);
        if (!isPublic && (procedure.Category?.Coding ?? []).Exists(concepts.Events.IsNoTreatment))
            return false;
        if (
            codings.Exists(coding => concepts.Events.NamesStudy(coding.Display))
            || (codings.Count > 0 && concepts.Events.NamesStudy(procedure.Code?.Text))
            || veins.Any(BodySites.IsDeep)
        )
            return true;
        return !isPublic
            && veins.IsEmpty
            && !sites.AreElsewhere(procedure.BodySite)
            && !procedure.BodySite.Exists(site => site.Coding.Exists(concepts.Events.IsListedSystem));
    }

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
            || observation.HasMember.Count > 0
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
        if (!IsLeg(site))
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

    private bool IsLeg(CodeableConcept site) =>
        site.Coding.Exists(concepts.IsLeg)
        || site.Coding.Select(coding => coding.Display).Append(site.Text).OfType<string>().Any(concepts.NamesLeg);

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
        kind switch
        {
            ObservationKind.FilterTilt => Instrument.FilterTilt,
            ObservationKind.FilterMigration => Instrument.FilterMigration,
            ObservationKind.StrutPenetration => Instrument.FilterPenetration,
            ObservationKind.FilterFracture => Instrument.FilterFracture,
            ObservationKind.CavalThrombus => Instrument.CavalThrombus,
            _ => null,
        };

    /// <summary>Reports of a modality that shows veins, of which neither a conclusion nor a result was read as a finding.</summary>
    private IEnumerable<Unread> Reports(Chart chart, PatientFacts facts)
    {
        var read = facts
            .Findings.Select(finding => finding.Source)
            .Concat(facts.FilterFindings.Select(finding => finding.Source))
            .ToHashSet();
        return from entry in chart.All<DiagnosticReport>()
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

    private static DayInterval? DayOf(Chart chart, Procedure procedure) =>
        chart.DaysOf(procedure.Performed)
        ?? (chart.Find<Encounter>(procedure.Encounter) is { Resource: { } stay } && stay.Happened() ? chart.DaysOf(stay.Period) : null);

    /// <summary>What was read of images, by its source and by vein and day.</summary>
    private sealed class Images(ImmutableArray<VeinFinding> findings)
    {
        private readonly ILookup<SourceRef, VeinSite> bySource = findings.ToLookup(finding => finding.Source, finding => finding.Site);
        private readonly HashSet<(VeinSite, DayInterval)> days = [.. findings.Select(finding => (finding.Site, finding.Day))];

        public HashSet<VeinSite> Of(SourceRef source) => [.. bySource[source]];

        public bool Show(VeinSite site, DayInterval? day) => day is { } on && days.Contains((site, on));
    }
}
