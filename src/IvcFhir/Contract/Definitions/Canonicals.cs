namespace IvcFhir.Contract;

internal static class Canonicals
{
    public const string Core = "http://hl7.org/fhir/StructureDefinition/";

    /// <summary><c>url|version</c> → <c>url</c>: the program holds one version of its contract.</summary>
    public static string WithoutVersion(string canonical)
    {
        var bar = canonical.IndexOf('|', StringComparison.Ordinal);
        return bar < 0 ? canonical : canonical[..bar];
    }

    /// <summary>The last part of an address.</summary>
    public static string Name(string canonical) => canonical[(canonical.LastIndexOf('/') + 1)..];

    /// <summary>Whether it asks for a version that is not the one held; one that states none is no other.</summary>
    public static bool AsksForAnother(string canonical, string? version)
    {
        var bar = canonical.IndexOf('|', StringComparison.Ordinal);
        return bar >= 0 && !string.IsNullOrEmpty(version) && !string.Equals(canonical[(bar + 1)..], version, StringComparison.Ordinal);
    }
}
