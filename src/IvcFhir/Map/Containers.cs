using Hl7.Fhir.Model;

namespace IvcFhir.Map;

/// <summary>What is contained stands and falls with its container, whatever its own status says; that counts as well.</summary>
internal static class Containers
{
    /// <summary>
    /// Whether something may be read, as far as its container tells. An Observation in a panel or report that is not final is left to <see
    /// cref="UsableObservations"/>, which notes what is being waited for.
    /// </summary>
    /// <param name="container">Null for what stands alone.</param>
    public static bool Leaves(Resource? container, Resource contained) =>
        container is null || (contained is Observation && container is Observation or DiagnosticReport) || Stands(container, contained);

    private static bool Stands(Resource container, Resource contained) =>
        container switch
        {
            Observation observation => UsableObservations.Counts(observation),
            DiagnosticReport report => UsableObservations.Stands(report),
            QuestionnaireResponse response => response.Status
                is QuestionnaireResponse.QuestionnaireResponseStatus.Completed
                    or QuestionnaireResponse.QuestionnaireResponseStatus.Amended,
            // Else it was never used.
            Procedure procedure when contained is Device => procedure.Status is EventStatus.Completed or EventStatus.Stopped,
            Procedure procedure => procedure.Status is not EventStatus.EnteredInError,
            DeviceUseStatement use => use.Happened(),
            Condition condition => DiagnosisMapper.IsHeld(condition),
            Encounter encounter => encounter.Happened(),
            AdverseEvent adverse => adverse.Happened(),
            Device device => device.Status is not Device.FHIRDeviceStatus.EnteredInError,
            _ => true,
        };
}
