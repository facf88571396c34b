using System.Collections.Immutable;
using IvcFhir.Core.Facts;

namespace IvcFhir.Core.Scores;

internal sealed record ComplicationAnswer(OutcomeValue Value, ImmutableArray<SourceRef> Sources, ImmutableArray<DataIssue> Issues);

/// <summary>
/// Whether the patient had a severe complication of the index treatment: from the index day to <see
/// cref="StudyProtocol.PeriproceduralDays"/> after it ended, both included. One that is severe answers the question; otherwise one that
/// cannot be judged, or a record that was not understood, leaves it open. "No" takes a record that could have told.
/// </summary>
internal static class PeriproceduralComplications
{
    public static ComplicationAnswer Judge(PatientFacts facts, IndexTreatment index, StudyProtocol protocol)
    {
        if (index is not { FirstDay: { } indexDay, LastDay: { } dayZero })
            return new(new OutcomeValue.Unanswered(AbsenceReason.DateImprecise, []), [], []);
        var period = Period(indexDay, dayZero, protocol);
        var touching = facts.Complications.Where(complication => Touches(complication.Day, period)).ToList();
        var within = touching.Where(complication => LiesIn(complication.Day, period)).ToList();
        var undated = touching.Except(within).Where(complication => SevereComplications.IsSevere(complication, protocol) != false).ToList();
        var unjudged = within.Where(complication => SevereComplications.IsSevere(complication, protocol) is null).ToList();
        var events = facts.Events.ToLookup(one => EventJudgement.Severe(one, period, index.Begun));
        var opens = protocol.EventsOpen.Contains(Instrument.SevereComplication);
        var severeEvents = events[EventAnswer.Yes].ToList();
        var death = protocol.PeriproceduralDeathIsSevere && facts.Death is { } died && Touches(died.Value, period) ? facts.Death : null;
        var isSevere =
            severeEvents.Count > 0
            || within.Exists(complication => SevereComplications.IsSevere(complication, protocol) == true)
            || (death is { } d && LiesIn(d.Value, period));
        ImmutableArray<OpenItem> open = opens
            ? Open(
                facts,
                index,
                period,
                protocol,
                events[EventAnswer.Open].Where(one => !within.Exists(other => EventJudgement.IsOne(one, other)))
            )
            : [];
        var told = Told(facts, dayZero, period);
        OutcomeValue value =
            isSevere ? new OutcomeValue.YesNo(true)
            : unjudged.Count > 0
                ? new OutcomeValue.Unanswered(
                    AbsenceReason.ItemsMissing,
                    [
                        .. unjudged
                            .SelectMany(complication => SevereComplications.Missing(complication, protocol))
                            .Distinct()
                            .Order(StringComparer.Ordinal),
                    ]
                )
            : !open.IsEmpty
                ? new OutcomeValue.Unanswered(
                    AbsenceReason.NotUnderstood,
                    [.. open.Select(one => one.What).Distinct().Order(StringComparer.Ordinal)]
                )
            : protocol.PeriproceduralDeathIsSevere && facts.Death?.Value.Last < indexDay
                ? new OutcomeValue.Unanswered(AbsenceReason.ItemsInconsistent, ["death"])
            : MayHaveDied(facts, dayZero, period, protocol) ? new OutcomeValue.Unanswered(AbsenceReason.NotRecorded, ["death"])
            : undated.Count > 0 || death is not null ? new OutcomeValue.Unanswered(AbsenceReason.DateImprecise, [])
            : touching.Count == 0 && told.IsEmpty && protocol.SevereComplicationNeedsRecord
                ? new OutcomeValue.Unanswered(AbsenceReason.NotRecorded, [Record])
            : new OutcomeValue.YesNo(false);
        return new(
            value,
            [
                .. touching.Select(complication => complication.Source),
                .. severeEvents.Select(one => one.Source),
                .. death is { } known ? [known.Source] : Array.Empty<SourceRef>(),
                .. value is OutcomeValue.Unanswered { Reason: AbsenceReason.NotUnderstood } ? open.Select(one => one.Source) : [],
                .. value is OutcomeValue.YesNo { Yes: false } ? told : [],
            ],
            [
                .. unjudged.Select(complication => new DataIssue(IssueCode.ComplicationUngraded, complication.Source)),
                .. undated.Select(complication => new DataIssue(IssueCode.DateTooImprecise, complication.Source)),
                .. value is OutcomeValue.Unanswered { Reason: AbsenceReason.NotUnderstood }
                    ? open.Select(one => new DataIssue(IssueCode.EventUnclear, one.Source, one.Element))
                    : [],
            ]
        );
    }

    /// <summary>The code of a record that could have told: a coded stay, a named complication, a visit in the period.</summary>
    public const string Record = "complication-record";

    private static ImmutableArray<OpenItem> Open(
        PatientFacts facts,
        IndexTreatment index,
        DayInterval period,
        StudyProtocol protocol,
        IEnumerable<ClinicalEvent> events
    )
    {
        ImmutableArray<SourceRef> fall =
            HemoglobinFall.Of(facts, index, period) is { } measured && measured.GramsPerLitre >= protocol.HemoglobinFallOpens
                ? measured.Sources
                : [];
        return
        [
            .. events.Select(one => new OpenItem(one.Source, "event", one.Element)),
            .. fall.Select(source => new OpenItem(source, "hemoglobin-fall", "Observation.value")),
            .. CreatinineRise.Of(facts, index, period).Select(source => new OpenItem(source, "creatinine-rise", "Observation.value")),
        ];
    }

    /// <summary>
    /// A stay with its diagnoses, a visit after the treatment, a complication or an assessment of a leg that was written down then: the
    /// first is enough to name. An act or an image of these days says nothing of what else happened.
    /// </summary>
    public static ImmutableArray<SourceRef> Told(PatientFacts facts, DateOnly dayZero, DayInterval period)
    {
        var after = new DayInterval(dayZero < period.Last ? dayZero.AddDays(1) : dayZero, period.Last);
        var stays = facts
            .Contacts.Where(one => one.IsCodedStay ? Touches(one.Days, period) && one.Days.Last >= dayZero : LiesIn(one.Days, after))
            .Select(one => one.Source);
        var seen = Visited(facts).Where(one => LiesIn(one.Value, after)).Select(one => one.Source);
        return [.. stays.Concat(seen).Distinct().Order().Take(1)];
    }

    private static IEnumerable<Sourced<DayInterval>> Visited(PatientFacts facts) =>
        [
            .. facts.Villalta.SelectMany(leg =>
                AssessmentSources.Of(leg).Order().Take(1).Select(source => new Sourced<DayInterval>(leg.Day, source))
            ),
            .. facts.Vcss.SelectMany(leg =>
                AssessmentSources.Of(leg).Order().Take(1).Select(source => new Sourced<DayInterval>(leg.Day, source))
            ),
            .. facts.Responses.Select(one => new Sourced<DayInterval>(one.Day, one.Source)),
            .. facts.Complications.Select(one => new Sourced<DayInterval>(one.Day, one.Source)),
            .. facts.Diagnoses.Where(one => one.Day is not null).Select(one => new Sourced<DayInterval>(one.Day!.Value, one.Source)),
            .. facts.Death is { } died ? [died] : Array.Empty<Sourced<DayInterval>>(),
        ];

    /// <summary>
    /// Where nobody knows whether the patient lives, the period was survived by one of whom something was recorded after it.
    /// </summary>
    private static bool MayHaveDied(PatientFacts facts, DateOnly dayZero, DayInterval period, StudyProtocol protocol) =>
        protocol.PeriproceduralDeathIsSevere
        && facts is { VitalStatusUnknown: true, Death: null }
        && LaterEvents.ObservedUntil(facts, dayZero).Value.First <= period.Last;

    public static DayInterval Period(DateOnly indexDay, DateOnly dayZero, StudyProtocol protocol) =>
        new(indexDay, dayZero.AddDays(protocol.PeriproceduralDays));

    internal static bool Touches(DayInterval day, DayInterval period) => day.First <= period.Last && period.First <= day.Last;

    internal static bool LiesIn(DayInterval day, DayInterval period) => period.First <= day.First && day.Last <= period.Last;

    private readonly record struct OpenItem(SourceRef Source, string What, string Element);
}
