using System.Text.Json;

namespace IvcFhir.Profiles;

/// <summary>
/// The FHIR contract of <c>profiles/</c>, which is embedded into the program. The canonical base is read from it and stands nowhere in the
/// code; canonical addresses are composed from it and the ids of the contract's resources, and a test looks each of them up.
/// </summary>
internal static class StudyContract
{
    private const string Anchor = "profiles/generated/CodeSystem-observation-kind.json";

    public static string Base { get; } = ReadBase();

    public static string CodeSystem(string id) => $"{Base}/CodeSystem/{id}";

    public static string StructureDefinition(string id) => $"{Base}/StructureDefinition/{id}";

    public static string Measure(string id) => $"{Base}/Measure/{id}";

    public static string Identifiers(string id) => $"{Base}/sid/{id}";

    /// <summary>Names of embedded files below a folder of <c>profiles/</c>, in ordinal order.</summary>
    public static IEnumerable<string> Names(string prefix) =>
        typeof(StudyContract)
            .Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    /// <summary>The parsed file; null when the contract has none of that name.</summary>
    public static JsonDocument? Read(string name)
    {
        using var stream = Open(name);
        return stream is null ? null : JsonDocument.Parse(stream);
    }

    /// <summary>The bytes of the file; null when the contract has none of that name.</summary>
    public static Stream? Open(string name) => typeof(StudyContract).Assembly.GetManifestResourceStream(name);

    private static string ReadBase()
    {
        using var anchor = Read(Anchor) ?? throw new InvalidOperationException($"The build did not embed {Anchor}.");
        var url = anchor.RootElement.GetProperty("url").GetString()!;
        return url[..url.IndexOf("/CodeSystem/", StringComparison.Ordinal)];
    }
}
