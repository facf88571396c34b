using System.Text.Json;
using IvcFhir.Profiles;

namespace IvcFhir.Pull;

internal static class RawResources
{
    private static readonly string OwnSystem = StudyContract.Identifiers("outcome");

    /// <summary>What the program reads; every other type is passed over.</summary>
    public static bool IsRead(string type) =>
        type
            is "Patient"
                or "Procedure"
                or "Device"
                or "DeviceUseStatement"
                or "Observation"
                or "Condition"
                or "Encounter"
                or "DiagnosticReport"
                or "QuestionnaireResponse"
                or "AdverseEvent"
                or "MedicationAdministration"
                or "Medication";

    /// <summary>Whether this program wrote it. What was scored is never read as a source.</summary>
    public static bool IsOwn(JsonElement resource) =>
        resource.Text("resourceType") == "Observation"
        && resource.Items("identifier").Any(identifier => identifier.Text("system") == OwnSystem);

    /// <summary>The resource with its identity; null when it has no type or id, so that nothing could be traced to it.</summary>
    public static RawResource? From(JsonElement resource) =>
        resource.Text("resourceType") is { } type && resource.Text("id") is { } id ? new(type, new($"{type}/{id}"), resource) : null;
}
