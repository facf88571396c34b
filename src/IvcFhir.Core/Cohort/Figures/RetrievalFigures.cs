using System.Collections.Immutable;
using IvcFhir.Core.Scores;

namespace IvcFhir.Core.Cohort;

/// <summary>
/// The three rates that papers all call retrieval rate (clinical 4.3), told of every eligible patient with a filter, whatever became of the
/// treatment. They differ in whom they leave out; that a filter is meant to stay is recorded in no source of ours.
/// </summary>
internal static class RetrievalFigures
{
    public static readonly ImmutableArray<StudyFigure> All =
    [
        Rate(FigureKey.FilterRetrievalSuccess, "Filter retrieval: retrieved, of patients with an attempt"),
        Rate(FigureKey.FilterRetrievalRate, "Filter retrieval: retrieved, of filters placed"),
        Rate(FigureKey.FilterRetrievalAdjusted, "Filter retrieval: retrieved, of filters placed in patients who did not die with it"),
    ];

    public static StudyFigure? Of(string key) => All.FirstOrDefault(figure => string.Equals(figure.Key, key, StringComparison.Ordinal));

    /// <summary>Whether the rate leaves the patient out, who has a filter.</summary>
    public static bool LeavesOut(string key, PatientOutcomes patient, OutcomeValue.Retrieval course) =>
        key switch
        {
            FigureKey.FilterRetrievalSuccess => course.Status == RetrievalStatus.NotAttempted,
            FigureKey.FilterRetrievalAdjusted => course.Status != RetrievalStatus.Retrieved && patient.IsDead,
            _ => false,
        };

    private static StudyFigure Rate(string key, string label) =>
        new(
            key,
            label,
            FigureKind.Proportion,
            null,
            Instrument.FilterRetrieval,
            [],
            (patient, _) =>
                patient
                    .Outcomes.Where(outcome =>
                        outcome.Key.Instrument == Instrument.FilterRetrieval
                        && !(outcome.Value is OutcomeValue.Retrieval course && LeavesOut(key, patient, course))
                    )
                    .Select(outcome => StudyFigures.Member(key, patient, AnswerOf(key, patient, outcome), [outcome]))
        );

    /// <summary>
    /// A filter of which it is open whether it was taken out is missing from each rate. Of one that was not taken out, nobody can say
    /// whether it counts among the living where nobody knows whether the patient lives.
    /// </summary>
    private static FigureAnswer AnswerOf(string key, PatientOutcomes patient, Outcome outcome)
    {
        if (outcome.Value is not OutcomeValue.Retrieval course)
            return new FigureAnswer.Missing();
        var isRetrieved = course.Status == RetrievalStatus.Retrieved;
        return key == FigureKey.FilterRetrievalAdjusted && !isRetrieved && patient.IsVitalStatusUnknown
            ? new FigureAnswer.Missing()
            : new FigureAnswer.Property(isRetrieved);
    }
}
