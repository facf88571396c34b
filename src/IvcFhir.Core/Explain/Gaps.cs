using System.Collections.Immutable;
using IvcFhir.Core.Facts;
using IvcFhir.Core.Scores;

namespace IvcFhir.Core.Explain;

/// <summary>
/// What a study nurse can still look for: what is missing of one patient on a given day. Only visits whose window has passed are asked for.
/// </summary>
/// <remarks>
/// Project rules: nothing is asked of patients outside the population or the protocol's analysis set; nothing in a window
/// that death cut short; no Villalta score before the protocol allows a diagnosis; no image of a segment after its final loss.
/// </remarks>
public static class Gaps
{
    /// <summary>Of one who may belong to the study by what was set aside or not understood.</summary>
    private static Gap Membership(PatientFacts facts, ImmutableArray<Unread> unread) =>
        new(
            facts.Site,
            facts.Patient,
            GapKind.NotUnderstood,
            Instrument.TechnicalSuccess,
            Location.Patient,
            "",
            null,
            [],
            [.. unread.Select(one => one.Source).Distinct()]
        );

    /// <param name="asOf">The data cut: what happened on this day or before may be known. Never the wall clock.</param>
    /// <returns>What is asked once first, then visit after visit; empty when nothing is missing.</returns>
    public static ImmutableArray<Gap> Of(PatientFacts facts, StudyProtocol protocol, DateOnly asOf)
    {
        facts = ReportedTotals.Accept(facts, protocol);
        if (IndexTreatment.Find(facts, protocol) is not { } index)
            return StudyScorer.MayBelongBy(facts, protocol) is { IsEmpty: false } unread ? [Membership(facts, unread)] : [];
        var outcomes = StudyScorer.Score(facts, protocol).Outcomes;
        if (index.LastDay is not { } dayZero)
            return
            [
                new(
                    facts.Site,
                    facts.Patient,
                    GapKind.DateImprecise,
                    Instrument.TechnicalSuccess,
                    Location.Patient,
                    "",
                    null,
                    [],
                    [.. index.Sources]
                ),
            ];
        if (
            (
                protocol.AnalysisSet == AnalysisSet.TechnicalSuccess
                && outcomes.Any(outcome =>
                    outcome is { Key.Instrument: Instrument.TechnicalSuccess, Value: OutcomeValue.YesNo { Yes: false } }
                )
            )
            || dayZero > asOf
        )
            return [];
        var passed = protocol.Visits.Where(visit => dayZero.AddDays(visit.LastDay) < End(facts, asOf)).ToList();
        return
        [
            .. Once(facts, protocol, outcomes),
            .. FilterGaps.Of(facts, protocol, asOf),
            .. VisitGaps.Diagnosis(new(facts, protocol, index, dayZero, outcomes)),
            .. passed.SelectMany(visit => VisitGaps.Of(new(facts, protocol, index, dayZero, outcomes), visit)),
        ];
    }

    private static IEnumerable<Gap> Once(PatientFacts facts, StudyProtocol protocol, ImmutableArray<Outcome> outcomes) =>
        outcomes
            .Where(outcome =>
                IsOpenPatency(outcome)
                || (
                    outcome.Key is { Location: Location.Patient }
                    && (
                        outcome.Key.Instrument != Instrument.TechnicalSuccess
                        || outcome.Value is OutcomeValue.Unanswered { Reason: AbsenceReason.NotUnderstood }
                    )
                )
            )
            .SelectMany(outcome => OutcomeGaps.Of(outcome, facts, protocol));

    // What is missing of a patency is asked visit by visit; what was recorded and cannot be read as one answer, once.
    private static bool IsOpenPatency(Outcome outcome) =>
        Instruments.Of(outcome.Key.Instrument).AskedOf == AskedOf.Vein
        && outcome.Value is OutcomeValue.Unanswered none
        && (none.Reason.IsOpen() || none.Missing is ["reintervention-result"]);

    // The dead are asked for nothing more; a window that death cut short had not passed.
    private static DateOnly End(PatientFacts facts, DateOnly asOf) =>
        facts.Death is { } death && death.Value.First < asOf ? death.Value.First : asOf;
}
