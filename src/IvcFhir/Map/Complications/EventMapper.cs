using System.Collections.Immutable;
using Hl7.Fhir.Model;
using IvcFhir.Codes;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Profiles;

namespace IvcFhir.Map;

/// <summary>
/// Diagnoses, adverse events, named complications and treatments that may be events of the patient, with all that the record says of when
/// they arose. Nothing is decided here: whether one is a complication depends on the days of the index treatment.
/// </summary>
internal sealed class EventMapper(ConceptIndex concepts)
{
    private readonly EventCodes codes = new(concepts);

    private const string Complication = "Procedure.complication";

    /// <param name="complications">What was read as a complication: an Observation of one that is not among them opens.</param>
    public ImmutableArray<ClinicalEvent> Map(
        Chart chart,
        ImmutableArray<Intervention> interventions,
        ImmutableArray<Complication> complications
    )
    {
        var read = complications.Select(one => one.Source).ToHashSet();
        var stays = new Stays(chart, concepts, interventions);
        return
        [
            .. chart.All<Condition>().Select(entry => OfCondition(chart, stays, entry.Source, entry.Resource)).OfType<ClinicalEvent>(),
            .. chart
                .All<AdverseEvent>()
                .Where(entry => entry.Resource.Happened())
                .Select(entry => OfAdverseEvent(chart, stays, entry.Source, entry.Resource))
                .OfType<ClinicalEvent>(),
            .. chart
                .All<Procedure>()
                .Where(entry => entry.Resource.MayHaveHappened())
                .SelectMany(entry => OfProcedure(chart, entry.Source, entry.Resource)),
            .. chart
                .All<Observation>()
                .Where(entry => !read.Contains(entry.Source))
                .Select(entry => OfComplication(chart, entry.Source, entry.Resource))
                .OfType<ClinicalEvent>(),
            .. Doubtful(chart, stays),
            .. chart
                .All<Encounter>()
                .Where(entry => entry.Resource.Happened())
                .SelectMany(entry => OfStay(chart, entry.Source, entry.Resource)),
            .. chart
                .All<DiagnosticReport>()
                .Where(entry => MayStand(entry.Resource))
                .SelectMany(entry => OfReport(chart, entry.Source, entry.Resource)),
            .. stays.Deaths(),
            .. stays.Unread(),
            .. chart
                .SetAside()
                .Where(one =>
                    one.Type is "Condition" or "AdverseEvent" or "Procedure" or "Encounter" or "DiagnosticReport" or "Observation"
                )
                .Select(one => Unreadable(one.Source, one.Type)),
            .. chart
                .Issues.Where(issue =>
                    issue is { Code: IssueCode.ElementInvalid, Element: { } element }
                    && element.StartsWith(Complication, StringComparison.Ordinal)
                )
                .Select(issue => Unreadable(issue.Source, Complication)),
        ];
    }

    /// <summary>What stands under a modifier that is not understood may be the event that it seems to be.</summary>
    private IEnumerable<ClinicalEvent> Doubtful(Chart chart, Stays stays) =>
        new[]
        {
            chart.Doubtful<Condition>().Select(entry => OfCondition(chart, stays, entry.Source, entry.Resource)),
            chart.Doubtful<AdverseEvent>().Select(entry => OfAdverseEvent(chart, stays, entry.Source, entry.Resource)),
            chart.Doubtful<Procedure>().SelectMany(entry => OfProcedure(chart, entry.Source, entry.Resource)),
            chart.Doubtful<Observation>().Select(entry => OfComplication(chart, entry.Source, entry.Resource)),
            chart.Doubtful<Encounter>().SelectMany(entry => OfStay(chart, entry.Source, entry.Resource)),
            chart.Doubtful<DiagnosticReport>().SelectMany(entry => OfReport(chart, entry.Source, entry.Resource)),
        }
            .SelectMany(events => events)
            .OfType<ClinicalEvent>()
            .Select(one => one with { Decides = false, Effect = one.Effect == EventEffect.None ? one.Effect : EventEffect.Opens });

    /// <summary>What was set aside, as a whole or in the element that names an event: nobody knows what it said.</summary>
    private static ClinicalEvent Unreadable(SourceRef source, string element) =>
        new(source, EventEffect.Opens, EventTopic.Unstated, null, element) { Decides = false };

    private ClinicalEvent? OfCondition(Chart chart, Stays stays, SourceRef source, Condition condition)
    {
        var certainty = Certainties.Of(condition);
        if (
            !DiagnosisMapper.IsHeld(condition)
            || certainty is Certainty.RuledOut or Certainty.Past
            || (condition.Code is { } code ? codes.EventOf(code) : EventCodes.Own) is not { } coded
        )
            return null;
        var stay = stays.Of(source, condition);
        // A code of a public system that no list names is a diagnosis like any other, except that SNOMED CT names more than the lists do:
        // then it counts as one of the stay.
        if (ReferenceEquals(coded, EventCodes.Public) && (stay is null || !stays.MayBeAcute(source, condition)))
            return null;
        var named = stays.Named(source, condition);
        return new(source, coded.Effect, coded.Topic, FhirTime.Of(condition.Onset, chart.Zone).Start?.Day, "Condition.code")
        {
            OnsetAt = FhirTime.InstantsOf(condition.Onset, chart.Zone).Start,
            Recorded = FhirTime.Parse(condition.RecordedDate, chart.Zone)?.Day,
            Stay = stay,
            KnownBefore = named == true,
            ThereBy = stays.ThereBy(source, condition),
            KnownAfter = named == false,
            OnProblemList = IsOnlyOnProblemList(condition) && !stays.Names(source),
            IsProcedural = coded.IsProcedural,
            Grade = codes.GradeOf(condition.Severity),
            Decides = certainty != Certainty.Suspected && IsConfirmed(condition) && !coded.IsUnlisted,
        };
    }

    private ClinicalEvent? OfAdverseEvent(Chart chart, Stays stays, SourceRef source, AdverseEvent adverse)
    {
        var grade = codes.GradeOf(adverse);
        var coded = codes.EventOf(adverse.Event);
        // What the maps read as a complication is asked for its grade there; only where the event says that it was grave is that one.
        if (
            coded is null
            && grade is not (EventGrade.Severe or EventGrade.Fatal)
            && concepts.MeaningsOf(adverse.Event).Any(meaning => meaning.As<ComplicationKind>() is not null)
        )
            return null;
        coded ??= EventCodes.Own;
        return new(source, coded.Effect, coded.Topic, FhirTime.Parse(adverse.Date, chart.Zone)?.Day, "AdverseEvent.event")
        {
            // Detected is later than happened.
            Recorded = FhirTime.Parse(adverse.Detected ?? adverse.RecordedDate, chart.Zone)?.Day,
            Stay = stays.PeriodOf(adverse.Encounter),
            KnownAfter = adverse.SuspectEntity.Exists(suspect => stays.IsIntervention(suspect.Instance)),
            IsProcedural = coded.IsProcedural,
            OnsetAt = FhirTime.Parse(adverse.Date, chart.Zone)?.Instant,
            IsOfItsDay = true,
            Grade = grade,
            Decides = !coded.IsUnlisted,
        };
    }

    /// <summary>What an act names as its complication arose with it, known or not; and an act may itself prove an event.</summary>
    private IEnumerable<ClinicalEvent> OfProcedure(Chart chart, SourceRef source, Procedure procedure)
    {
        var days = chart.DaysOf(procedure.Performed);
        foreach (
            var complication in procedure.Complication.Concat(
                procedure.ComplicationDetail.Where(detail => chart.Find<Condition>(detail) is null).Select(_ => new CodeableConcept())
            )
        )
        {
            if (!IsNone(complication) && codes.EventOf(complication, unknownOpens: true) is { } named)
                yield return new(source, named.IsUnlisted ? EventEffect.Opens : named.Effect, named.Topic, days, Complication)
                {
                    KnownAfter = true,
                    IsProcedural = named.IsProcedural,
                    Decides = !named.IsUnlisted,
                };
        }

        // What a list names is an event of its own; of anything else only the act says that it is a complication.
        foreach (
            var detail in procedure
                .ComplicationDetail.Select(detail => chart.Find<Condition>(detail))
                .Where(detail =>
                    detail is { } found
                    && DiagnosisMapper.IsHeld(found.Resource)
                    && !IsNone(found.Resource.Code ?? new())
                    && codes.EventOf(found.Resource.Code, unknownOpens: true) is { IsUnlisted: true }
                )
        )
            yield return new(detail!.Value.Source, EventEffect.Opens, EventTopic.Unstated, days, "Procedure.complicationDetail")
            {
                KnownAfter = days is null,
                Decides = false,
            };

        if (
            procedure.Code?.Coding.Select(concepts.Events.Of).OfType<CodedEvent>().MaxBy(one => one.Effect) is
            { Effect: >= CodeEffect.OpensIfNew } coded
        )
            yield return new(source, EventCodes.EffectOf(coded.Effect), coded.Topic, days, "Procedure.code")
            {
                Decides = procedure.Status == EventStatus.Completed,
            };
    }

    /// <summary>
    /// An Observation that says of itself that it is a complication, and of which none was read: what it names by its code, else whatever
    /// it may be.
    /// </summary>
    private ClinicalEvent? OfComplication(Chart chart, SourceRef source, Observation observation)
    {
        if (
            concepts.Find<ObservationKind>(observation.Code) != ObservationKind.Complication
            || observation.Status is ObservationStatus.EnteredInError or ObservationStatus.Cancelled or ObservationStatus.Registered
        )
            return null;
        var stated = observation.Value as CodeableConcept;
        if (
            stated is not null
            && (
                IsNone(stated)
                || (
                    !Values.Meanings(concepts, stated).Any()
                    && stated.Coding.Select(concepts.Events.Of).OfType<CodedEvent>().Any(one => one.Effect == CodeEffect.Ignore)
                )
            )
        )
            return null;
        var named = codes.EventOf(stated, unknownOpens: true);
        return new(
            source,
            named is { IsUnlisted: false } ? named.Effect : EventEffect.Opens,
            TopicOf(stated) ?? named?.Topic ?? EventTopic.Unstated,
            chart.DaysOf(observation.Effective),
            "Observation.value"
        )
        {
            Decides = named is { IsUnlisted: false } && UsableObservations.Counts(observation),
        };
    }

    /// <summary>The topic of what the maps know as a complication; null for anything else.</summary>
    private EventTopic? TopicOf(CodeableConcept? stated) =>
        concepts.Find<ComplicationKind>(stated) switch
        {
            ComplicationKind.Bleeding or ComplicationKind.AccessSiteHematoma => EventTopic.Bleeding,
            ComplicationKind.PulmonaryEmbolism => EventTopic.PulmonaryEmbolism,
            null => null,
            _ => EventTopic.Other,
        };

    private static bool IsOnlyOnProblemList(Condition condition) =>
        condition.Category.SelectMany(category => category.Coding).Select(coding => coding.Code).ToHashSet() is var categories
        && categories.Contains("problem-list-item")
        && !categories.Contains("encounter-diagnosis");

    /// <summary>Why somebody came: there when the stay began, whenever that was.</summary>
    private IEnumerable<ClinicalEvent> OfStay(Chart chart, SourceRef source, Encounter stay)
    {
        var period = chart.DaysOf(stay.Period);
        foreach (var reason in stay.ReasonCode)
        {
            // Words tell of a stay in hospital or an emergency room only: why somebody comes to a visit is most often known.
            if (codes.EventOf(reason) is { } coded && (!coded.IsUnlisted || Stays.IsAcute(stay)))
                yield return new(source, coded.Effect, coded.Topic, null, "Encounter.reasonCode")
                {
                    Stay = period,
                    ThereBy = period?.First,
                    KnownBefore = period is not null,
                    Decides = false,
                };
        }
    }

    /// <summary>Also one that is not final: what it says may be so.</summary>
    private static bool MayStand(DiagnosticReport report) =>
        report.Status
            is not (
                DiagnosticReport.DiagnosticReportStatus.EnteredInError
                or DiagnosticReport.DiagnosticReportStatus.Cancelled
                or DiagnosticReport.DiagnosticReportStatus.Registered
            );

    private bool IsNone(CodeableConcept concept) => concept.Coding.Count == 0 && concepts.Events.IsNone(concept.Text);

    /// <summary>
    /// A coded conclusion is a finding of the day of its report: a thrombosis or an embolism is one, anything else is a question.
    /// </summary>
    private IEnumerable<ClinicalEvent> OfReport(Chart chart, SourceRef source, DiagnosticReport report)
    {
        foreach (var conclusion in report.ConclusionCode)
        {
            if (codes.EventOf(conclusion) is { IsUnlisted: false } coded)
                yield return new(
                    source,
                    coded.Effect,
                    coded.Topic,
                    FhirTime.Of(report.Effective, chart.Zone).Start?.Day,
                    "DiagnosticReport.conclusionCode"
                )
                {
                    IsOfItsDay = true,
                    Decides =
                        UsableObservations.Stands(report)
                        && coded.Topic is EventTopic.DeepVeinThrombosis or EventTopic.PulmonaryEmbolism
                        && coded.Effect is EventEffect.None or EventEffect.OpensIfNew,
                };
        }
    }

    private static bool IsConfirmed(Condition condition) =>
        condition.VerificationStatus is not { } status || status.Coding.Exists(coding => coding.Code == "confirmed");
}
