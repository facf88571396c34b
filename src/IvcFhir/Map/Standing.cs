using Hl7.Fhir.Model;

namespace IvcFhir.Map;

/// <summary>Whether what a resource tells has happened, as far as its own status says.</summary>
internal static class Standing
{
    public static bool Happened(this DeviceUseStatement use) =>
        use.Status
            is not (DeviceUseStatement.DeviceUseStatementStatus.EnteredInError or DeviceUseStatement.DeviceUseStatementStatus.Intended);

    public static bool Happened(this Encounter stay) =>
        stay.Status
            is not (Encounter.EncounterStatus.EnteredInError or Encounter.EncounterStatus.Cancelled or Encounter.EncounterStatus.Planned);

    /// <summary>
    /// Whether something was, or may have been, begun: what is on hold was, and what is in preparation and has a time was never closed.
    /// </summary>
    public static bool MayHaveHappened(this Procedure procedure) =>
        procedure.Status is not (EventStatus.EnteredInError or EventStatus.NotDone)
        && (procedure.Status != EventStatus.Preparation || procedure.Performed is not null);

    public static bool Happened(this AdverseEvent adverse) => adverse.Actuality == AdverseEvent.AdverseEventActuality.Actual;

    /// <summary>Also one that is on hold or of an unknown status: some of it may have been given.</summary>
    public static bool MayHaveHappened(this MedicationAdministration given) =>
        given.Status
            is not (
                MedicationAdministration.MedicationAdministrationStatusCodes.EnteredInError
                or MedicationAdministration.MedicationAdministrationStatusCodes.NotDone
            );
}
