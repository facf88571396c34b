using IvcFhir.Core.Facts;

namespace IvcFhir.Core.Scores;

/// <summary>
/// Whether a patient belongs to the study with a treatment: filter, required treatment and required diagnosis, as the protocol asks.
/// What is missing or partial in a date does not rule a patient out; a diagnosis that is surely later than the treatment does not rule one in.
/// </summary>
internal static class Eligibility
{
    public static bool Holds(PatientFacts facts, IndexTreatment treatment, StudyProtocol protocol) =>
        FilterInPlace.Satisfies(facts, treatment, protocol)
        && protocol.RequiredKinds.All(kind => treatment.Members.Any(member => member.Kind == kind))
        && (protocol.RequiredDiagnoses.IsEmpty || facts.Diagnoses.Any(diagnosis =>
            protocol.RequiredDiagnoses.Contains(diagnosis.Kind) && !(diagnosis.Day?.First > treatment.LatestDay)));
}
