namespace IvcFhir.Validate.Compile;

internal static class Canonicals
{
    public const string Core = "http://hl7.org/fhir/StructureDefinition/";

    /// <summary><c>url|version</c> → <c>url</c>: the program holds one version of its contract.</summary>
    public static string WithoutVersion(string canonical)
    {
        var bar = canonical.IndexOf('|', StringComparison.Ordinal);
        return bar < 0 ? canonical : canonical[..bar];
    }

    /// <summary>Whether it asks for a version that is not the one held.</summary>
    public static bool AsksForAnother(string canonical, string? version)
    {
        var bar = canonical.IndexOf('|', StringComparison.Ordinal);
        return bar >= 0 && !string.Equals(canonical[(bar + 1)..], version, StringComparison.Ordinal);
    }
}
