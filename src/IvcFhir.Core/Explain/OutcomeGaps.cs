using System.Collections.Immutable;
using IvcFhir.Core.Facts;
using IvcFhir.Core.Scores;

namespace IvcFhir.Core.Explain;

/// <summary>What is missing behind one outcome, whether it was answered or not: an answer can stand although items are missing.</summary>
public static class OutcomeGaps
{
    /// <param name="facts">The patient's facts; null when they are not at hand, and then periods that only they tell are left open.</param>
    public static ImmutableArray<Gap> Of(Outcome outcome, PatientFacts? facts, StudyProtocol protocol) =>
        outcome switch
        {
            { Value: OutcomeValue.Unanswered { Reason: AbsenceReason.NotUnderstood } none } =>
            [
                Gap(outcome, GapKind.NotUnderstood, outcome.Day, none.Missing, outcome.Sources),
            ],
            { Value: OutcomeValue.Unanswered { Reason: AbsenceReason.DateImprecise } } =>
            [
                Gap(outcome, GapKind.DateImprecise, null, [], outcome.Sources),
            ],
            { Value: OutcomeValue.Unanswered { Reason: AbsenceReason.ItemsInconsistent } none } =>
            [
                Gap(outcome, GapKind.ItemsContradict, outcome.Day, none.Missing, outcome.Sources),
            ],
            _ when Instruments.Of(outcome.Key.Instrument).AskedOf == AskedOf.Leg => [.. Items(outcome)],
            { Key.Instrument: Instrument.SevereComplication, Value: not OutcomeValue.Unanswered { Reason: AbsenceReason.NotRecorded } } =>
            [
                .. facts is null ? [] : Ungraded(outcome, facts, protocol),
            ],
            { Value: OutcomeValue.Unanswered { Reason: AbsenceReason.Undefined } } => [],
            { Value: OutcomeValue.Unanswered { Reason: AbsenceReason.ItemsMissing } none } =>
            [
                Gap(outcome, GapKind.ItemsMissing, outcome.Day, none.Missing, outcome.Sources),
            ],
            { Value: OutcomeValue.Unanswered none } => [Unrecorded(outcome, none, facts, protocol)],
            _ => [],
        };

    internal static IEnumerable<Gap> Ungraded(Outcome outcome, PatientFacts facts, StudyProtocol protocol) =>
        facts
            .Complications.Where(complication =>
                outcome.Sources.Contains(complication.Source) && SevereComplications.IsSevere(complication, protocol) is null
            )
            .OrderBy(complication => complication.Source)
            .Select(complication =>
                Gap(
                    outcome,
                    GapKind.ComplicationUngraded,
                    complication.Day,
                    [.. SevereComplications.Missing(complication, protocol).Where(one => one != SevereComplications.Grade)],
                    [complication.Source]
                )
            );

    private static IEnumerable<Gap> Items(Outcome outcome)
    {
        ImmutableArray<string> missing = [.. outcome.Items.Where(item => item.Grade is null).Select(item => item.Item)];
        var period = outcome.Day;
        // By two visits an item of an earlier visit can be what is missing; its day is not that of this visit.
        if (missing.IsEmpty && outcome.Value is OutcomeValue.Unanswered none)
            (missing, period) = (none.Missing, null);
        if (!missing.IsEmpty)
            yield return Gap(outcome, GapKind.ItemsMissing, period, missing, outcome.Sources);
    }

    private static Gap Unrecorded(Outcome outcome, OutcomeValue.Unanswered none, PatientFacts? facts, StudyProtocol protocol) =>
        Instruments.Of(outcome.Key.Instrument).WhenUnrecorded switch
        {
            GapKind.NoDuration => Gap(outcome, GapKind.NoDuration, outcome.Day, none.Missing, outcome.Sources),
            GapKind.NoFilterPosition => Gap(outcome, GapKind.NoFilterPosition, null, [], outcome.Sources),
            GapKind.NoImaging => Gap(outcome, GapKind.NoImaging, FollowUp(facts, protocol), [], []),
            var kind => Gap(outcome, kind, null, none.Missing, outcome.Sources),
        };

    private static DayInterval? FollowUp(PatientFacts? facts, StudyProtocol protocol) =>
        facts is not null && IndexTreatment.Find(facts, protocol)?.LastDay is { } dayZero && !protocol.Visits.IsEmpty
            ? new DayInterval(dayZero, dayZero.AddDays(protocol.Visits.Max(visit => visit.LastDay)))
            : null;

    private static Gap Gap(
        Outcome outcome,
        GapKind kind,
        DayInterval? period,
        ImmutableArray<string> missing,
        ImmutableArray<SourceRef> sources
    ) =>
        new(
            outcome.Key.Site,
            outcome.Key.Patient,
            kind,
            outcome.Key.Instrument,
            outcome.Key.Location,
            outcome.Key.Visit,
            period,
            missing,
            sources
        );
}
