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
}
