using System.Text.Json;

namespace IvcFhir.Pull;

/// <summary>Which resources a resource points to, where following the pointer is needed to understand it.</summary>
internal static class References
{
    /// <summary>The patient a resource belongs to; null when it names none (a Device may not).</summary>
    public static string? PatientOf(string type, JsonElement resource) =>
        type == "Patient"
            ? resource.Text("id") is { } id
                ? $"Patient/{id}"
                : null
            : Subject(resource) is { } reference && reference.StartsWith("Patient/", StringComparison.Ordinal)
                ? WithoutVersion(reference)
                : null;

    /// <summary>References that a search by patient may not return: devices, and members of panels and reports.</summary>
    public static IEnumerable<string> Followed(string type, JsonElement resource) =>
        Named(type, resource).Where(IsLiteral).Select(reference => WithoutVersion(reference!));

    /// <summary>Whether the subject is said to be anyone or anything else than the patient.</summary>
    public static bool NamesOther(string patient, JsonElement resource) =>
        Subject(resource) is { } subject && WithoutVersion(subject) != patient;

    private static IEnumerable<string?> Named(string type, JsonElement resource) =>
        NamedBy(type, resource).Concat(resource.Items("contained").SelectMany(part => NamedBy(part.Text("resourceType"), part)));

    private static IEnumerable<string?> NamedBy(string? type, JsonElement resource) =>
        type switch
        {
            "Procedure" => resource
                .Items("focalDevice")
                .Select(device => device.Reference("manipulated"))
                .Concat(resource.Items("usedReference").Select(used => used.Text("reference"))),
            "DeviceUseStatement" => [resource.Reference("device")],
            "Observation" => resource.Items("hasMember").Select(member => member.Text("reference")),
            "MedicationAdministration" => [resource.Reference("medicationReference")],
            "DiagnosticReport" => resource.Items("result").Select(result => result.Text("reference")),
            _ => [],
        };

    /// <summary>
    /// Whether one of these references is of a form that cannot be followed from here: to nothing that is contained, to another server, or
    /// by a UUID without its Bundle.
    /// </summary>
    public static bool NamesWhatCannotBeFollowed(string type, JsonElement resource) =>
        Named(type, resource).Any(reference => reference is not null && !IsLiteral(reference) && !IsContained(resource, reference));

    private static bool IsContained(JsonElement resource, string reference) =>
        reference.StartsWith('#') && resource.Items("contained").Any(part => part.Text("id") == reference[1..]);

    /// <summary><c>Type/id</c> of a reference that may carry <c>/_history/n</c>.</summary>
    public static string WithoutVersion(string reference)
    {
        var history = reference.IndexOf("/_history/", StringComparison.Ordinal);
        return history < 0 ? reference : reference[..history];
    }

    private static string? Subject(JsonElement resource) => resource.Reference("subject") ?? resource.Reference("patient");

    private static bool IsLiteral(string? reference) =>
        reference is not null && reference.Split('/') is [{ Length: > 0 } type, { Length: > 0 }, ..] && char.IsAsciiLetterUpper(type[0]);
}
