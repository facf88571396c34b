using System.Collections.Immutable;
using IvcFhir.Core.Facts;

namespace IvcFhir.Core.Scores;

/// <summary>
/// Whether a patient belongs to the study with a treatment: filter, required treatment and required diagnosis, as the protocol asks.
/// What is missing or partial in a date does not rule a patient out; a diagnosis that is surely later than the treatment does not rule one
/// in.
/// </summary>
internal static class Eligibility
{
    public static bool Holds(PatientFacts facts, IndexTreatment treatment, StudyProtocol protocol) =>
        Lacking(facts, treatment, protocol).IsEmpty;

    /// <summary>What the protocol asks for and the treatment lacks; empty when the patient belongs to the study with it.</summary>
    public static ImmutableArray<EligibilityLack> Lacking(PatientFacts facts, IndexTreatment treatment, StudyProtocol protocol)
    {
        var diagnosed =
            protocol.RequiredDiagnoses.IsEmpty
            || facts.Diagnoses.Any(diagnosis =>
                protocol.RequiredDiagnoses.Contains(diagnosis.Kind) && !(diagnosis.Day?.First > treatment.LatestDay)
            );
        return
        [
            .. FilterInPlace.Satisfies(facts, treatment, protocol) ? [] : new[] { EligibilityLack.NoFilter },
            .. protocol.RequiredKinds.All(kind => treatment.Members.Any(member => member.Kind == kind))
                ? []
                : new[] { EligibilityLack.NoRequiredTreatment },
            .. diagnosed ? [] : new[] { EligibilityLack.NoRequiredDiagnosis },
        ];
    }
}

/// <summary>Why a patient does not belong to the study.</summary>
public enum EligibilityLack
{
    /// <summary>No intervention from which the study counts was recorded in one of its veins.</summary>
    NoIndexTreatment,

    /// <summary>No filter, or none that may have been in place when the protocol asks for it.</summary>
    NoFilter,
    NoRequiredTreatment,

    /// <summary>None of the diagnoses that the protocol asks for was known by the end of the treatment.</summary>
    NoRequiredDiagnosis,
}
