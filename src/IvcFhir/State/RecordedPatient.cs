using IvcFhir.Core;
using IvcFhir.Core.Facts;

namespace IvcFhir.State;

/// <param name="Facts">Null when the patient was recorded before facts were kept; the next pass over the site brings them.</param>
internal sealed record RecordedPatient(PatientOutcomes Outcomes, PatientFacts? Facts)
{
    /// <summary>The answers that stood before those of <see cref="Outcomes"/> were made; null when these are the ones that stood.</summary>
    public PatientOutcomes? Before { get; init; }

    /// <summary>The patient's answers by these rules; without facts, those that were recorded for the study.</summary>
    public RecordedPatient Under(StudyProtocol rules)
    {
        var recorded = OfStudy(Outcomes, rules.Study);
        return Facts is null
            ? this with
            {
                Outcomes = recorded,
            }
            : this with
            {
                Outcomes = StudyScorer.Score(Facts, rules),
                Before = recorded,
            };
    }

    // Several studies may share a ledger; a patient without answers in this one is not in it.
    private static PatientOutcomes OfStudy(PatientOutcomes patient, string study)
    {
        var own = patient.Outcomes.RemoveAll(outcome => !string.Equals(outcome.Key.Study, study, StringComparison.Ordinal));
        return patient with { Eligible = patient.Outcomes.IsEmpty ? patient.Eligible : !own.IsEmpty, Outcomes = own };
    }
}
