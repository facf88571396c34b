using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IvcFhir.Profiles;

/// <summary>
/// The contract as a FHIR package: a <c>.tgz</c> with every resource, an index and a manifest, as SUSHI and validators install it.
/// The same contract gives the same bytes.
/// </summary>
internal static class FhirPackage
{
    public const string Name = "ivcfhir.contract";

    public static void Write(Stream target)
    {
        using var zip = new GZipStream(target, CompressionLevel.SmallestSize, leaveOpen: true);
        using var tar = new TarWriter(zip, TarEntryFormat.Ustar);
        var resources = Resources().ToList();
        Add(tar, "package.json", Manifest(resources));
        Add(tar, ".index.json", Index(resources));
        foreach (var (file, resource) in resources)
            Add(tar, file, resource);
    }

    private static IEnumerable<(string File, JsonNode Resource)> Resources()
    {
        foreach (var name in StudyContract.Names("profiles/generated/").Concat(StudyContract.Names("profiles/maps/ConceptMap-")))
        {
            using var document = StudyContract.Read(name)!;
            yield return (Path.GetFileName(name), JsonNode.Parse(document.RootElement.GetRawText())!);
        }
    }

    private static JsonObject Manifest(IReadOnlyList<(string File, JsonNode Resource)> resources) =>
        new()
        {
            ["name"] = Name,
            ["version"] = resources.Select(resource => Text(resource.Resource, "version")).First(version => version is not null),
            ["canonical"] = StudyContract.Base,
            ["title"] = "IvcFhir: outcomes of the treatment of thrombosis of the inferior vena cava",
            ["description"] = "Profiles, code systems, value sets, code maps and forms that IvcFhir reads and writes.",
            ["fhirVersions"] = new JsonArray("4.0.1"),
            ["dependencies"] = new JsonObject { ["hl7.fhir.r4.core"] = "4.0.1" },
        };

    private static JsonObject Index(IEnumerable<(string File, JsonNode Resource)> resources) =>
        new()
        {
            ["index-version"] = 2,
            ["files"] = new JsonArray([.. resources.Select(resource => Row(resource.File, resource.Resource))]),
        };

    private static JsonObject Row(string file, JsonNode resource)
    {
        var row = new JsonObject { ["filename"] = file };
        foreach (var member in new[] { "resourceType", "id", "url", "version", "kind", "type" })
        {
            if (Text(resource, member) is { } text)
                row[member] = text;
        }
        return row;
    }

    private static string? Text(JsonNode resource, string member) =>
        resource[member] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static void Add(TarWriter tar, string file, JsonNode content)
    {
        using var data = new MemoryStream(Encoding.UTF8.GetBytes(content.ToJsonString(Indented)));
        tar.WriteEntry(
            new UstarTarEntry(TarEntryType.RegularFile, $"package/{file}")
            {
                DataStream = data,
                ModificationTime = DateTimeOffset.UnixEpoch,
                Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead,
            }
        );
    }

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
}
