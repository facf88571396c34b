using System.Text.Json;

namespace IvcFhir.Pull;

/// <summary>Whose a resource is. Pure: what is asked, is asked of the JSON alone.</summary>
internal static class Ownership
{
    /// <summary>The patient that a resource names as its own, as <c>Patient/id</c>; null when it names none.</summary>
    public static string? OwnerOf(JsonElement resource) =>
        resource.Text("resourceType") is { } type ? References.PatientOf(type, resource) : null;

    /// <summary>
    /// The patients that a Patient says are the same person: those that replaced it, and those that it replaces. What is only
    /// <c>seealso</c> or <c>refer</c> is another record
    /// about the person, with an owner of its own.
    /// </summary>
    public static IEnumerable<string> JoinedTo(JsonElement patient) =>
        patient
            .Items("link")
            .Where(link => link.Text("type") is "replaced-by" or "replaces")
            .Select(link => link.Reference("other"))
            .OfType<string>()
            .Select(References.WithoutVersion);
}
