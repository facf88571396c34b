using System.Text.RegularExpressions;

namespace IvcFhir.Pull;

/// <summary>
/// What may be asked of a site by a reference that stands in data: <c>Type/id</c> by FHIR R4's rule for ids (datatypes.html#id), below FhirBase, and nothing else.
/// A text from data never chooses a host, leaves the base, or adds a parameter.
/// </summary>
internal static partial class SiteAddress
{
    /// <summary>Whether a reference without its version is <c>Type/id</c> and may stand in an address.</summary>
    public static bool IsRequestable(string? reference) =>
        reference?.Split('/') is [var type, var id] && Type().IsMatch(type) && IsId(id);

    /// <summary>1 to 64 letters, digits, '-' and '.'. R4 allows <c>.</c> and <c>..</c> too, which an address would take for a folder.</summary>
    public static bool IsId(string? id) => id is not null and not ("." or "..") && Id().IsMatch(id);

    [GeneratedRegex(@"^[A-Z][A-Za-z]{1,63}\z", RegexOptions.None, 1000)]
    private static partial Regex Type();

    [GeneratedRegex(@"^[A-Za-z0-9\-.]{1,64}\z", RegexOptions.None, 1000)]
    private static partial Regex Id();
}
