using Hl7.Fhir.Model;

namespace IvcFhir.Validate.Rules;

/// <summary>What a reference says about its target without asking a server.</summary>
internal static class ReferenceTarget
{
    /// <summary>The type of the target; null when the reference does not tell.</summary>
    public static string? TypeOf(ResourceReference reference, Walk walk) =>
        Resolve(reference.Reference, walk)?.TypeName ?? TypeInAddress(reference.Reference) ?? reference.Type;

    /// <summary>The target, if it is contained or an entry of the Bundle under check.</summary>
    public static Resource? Resolve(string? reference, Walk walk) => reference switch
    {
        null => null,
        "#" => walk.Container,
        ['#', .. var id] => walk.Container?.Contained.Find(resource => resource.Id == id),
        _ => (walk.Root as Bundle)?.Entry.Find(entry => IsNamed(entry, reference))?.Resource,
    };

    private static bool IsNamed(Bundle.EntryComponent entry, string reference) =>
        entry.FullUrl == reference || (entry.Resource?.Id is { } id && reference == $"{entry.Resource.TypeName}/{id}");

    /// <summary><c>[base/]Type/id[/_history/version]</c>. A fragment names what the resource contains, and that may be of any type.</summary>
    private static string? TypeInAddress(string? reference)
    {
        if (reference is null || reference.Contains('#', StringComparison.Ordinal))
            return null;
        var parts = reference.Split('/');
        var end = parts.Length > 3 && parts[^2] == "_history" ? parts.Length - 2 : parts.Length;
        return end >= 2 && ModelInfo.IsKnownResource(parts[end - 2]) ? parts[end - 2] : null;
    }
}
