using System.Collections.Immutable;

namespace IvcFhir.Core.Cohort;

/// <summary>
/// The value "at follow-up" of a patient: the last visit with an answer, there the worst answered leg
/// (clinical 1.5; no source seen states it for disease of both legs).
/// </summary>
internal static class LastVisits
{
    public static IEnumerable<FigureMember> Member(string key, PatientOutcomes patient, Instrument instrument, StudyProtocol protocol)
    {
        if (!IsAsked(patient))
            return [];
        ImmutableArray<Outcome> included = [.. StudyFigures.Included(patient, instrument)];
        ImmutableArray<Outcome> lastVisit = [.. included
            .Where(outcome => Badness(outcome.Value) is not null)
            .GroupBy(outcome => Array.FindIndex([.. protocol.Visits], window => string.Equals(window.Id, outcome.Key.Visit, StringComparison.Ordinal)))
            .MaxBy(visit => visit.Key)?
            .OrderByDescending(outcome => Badness(outcome.Value))
            .ThenBy(outcome => outcome.Key.Location) ?? Enumerable.Empty<Outcome>()];
        return [StudyFigures.Member(key, patient, lastVisit.IsEmpty ? new FigureAnswer.Missing() : AnswerOf(lastVisit[0].Value), lastVisit.IsEmpty ? included : lastVisit)];
    }

    // Asked of everyone in the analysis set: a patient who was never assessed is missing, not absent.
    private static bool IsAsked(PatientOutcomes patient) =>
        patient.Outcomes.Any(outcome => outcome.Key.Instrument == Instrument.TechnicalSuccess && outcome.Value is OutcomeValue.YesNo { Yes: true });

    private static int? Badness(OutcomeValue value) => value switch
    {
        OutcomeValue.Score score => score.Total,
        OutcomeValue.YesNo answer => answer.Yes ? 1 : 0,
        _ => null,
    };

    private static FigureAnswer AnswerOf(OutcomeValue value) => value switch
    {
        OutcomeValue.Score score => new FigureAnswer.Value(score.Total),
        OutcomeValue.YesNo answer => new FigureAnswer.Property(answer.Yes),
        _ => new FigureAnswer.Missing(),
    };
}
