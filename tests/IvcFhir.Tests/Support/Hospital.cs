using System.Text.Json.Nodes;
using IvcFhir.Profiles;
using IvcFhir.Sandbox;

namespace IvcFhir.Tests.Support;

/// <summary>What tests ask of, and do to, the resources in a hospital.</summary>
internal static class Hospital
{
    public static string Id(this JsonObject resource) => resource["id"]!.GetValue<string>();

    public static string? Subject(this JsonObject resource) =>
        (resource["subject"] ?? resource["patient"])?["reference"]?.GetValue<string>();

    public static string? Status(this JsonObject resource) => resource["status"]?.GetValue<string>();

    public static bool IsOwn(this JsonObject resource) =>
        resource["identifier"] is JsonArray identifiers
        && identifiers.Any(identifier => identifier?["system"]?.GetValue<string>() == StudyContract.Identifiers("outcome"));

    /// <summary>The Observations that this program wrote for a patient (or stand with it now).</summary>
    public static IReadOnlyList<JsonObject> OwnOf(this SandboxHospital hospital, string patient) =>
        [.. hospital.Store.All("Observation").Where(observation => observation.IsOwn() && observation.Subject() == patient)];

    /// <summary>What the hospital itself recorded of a patient.</summary>
    public static IReadOnlyList<JsonObject> ChartOf(this SandboxHospital hospital, string type, string patient) =>
        [.. hospital.Store.All(type).Where(resource => !resource.IsOwn() && resource.Subject() == patient)];

    public static JsonObject The(this SandboxHospital hospital, string type, string id) => hospital.Store.Find(type, id)!;

    /// <summary>How many versions the Observations have had, by id.</summary>
    public static SortedDictionary<string, int> VersionsOfAll(this SandboxHospital hospital, IEnumerable<JsonObject> observations) =>
        new(observations.ToDictionary(Id, one => hospital.Store.VersionsOf("Observation", one.Id())), StringComparer.Ordinal);

    public static JsonObject With(this JsonObject resource, string member, JsonNode? value)
    {
        var copy = resource.DeepClone().AsObject();
        if (value is null)
            copy.Remove(member);
        else
            copy[member] = value;
        return copy;
    }
}
