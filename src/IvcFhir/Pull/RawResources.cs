using System.Text.Json;

namespace IvcFhir.Pull;

internal static class RawResources
{
    /// <summary>What the program reads; every other type is passed over.</summary>
    public static bool IsRead(string type) => type is "Patient" or "Procedure" or "Device" or "DeviceUseStatement" or "Observation"
        or "Condition" or "Encounter" or "DiagnosticReport" or "QuestionnaireResponse";

    /// <summary>The resource with its identity; null when it has no type or id, so that nothing could be traced to it.</summary>
    public static RawResource? From(JsonElement resource) =>
        resource.Text("resourceType") is { } type && resource.Text("id") is { } id ? new(type, new($"{type}/{id}"), resource) : null;
}
