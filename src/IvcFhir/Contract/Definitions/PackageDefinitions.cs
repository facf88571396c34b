using System.Collections.Frozen;
using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;

namespace IvcFhir.Contract;

/// <summary>
/// The profiles, value sets and code systems of a FHIR package (<c>.tgz</c>), a registry's or a nation's. They are kept as bytes and read
/// when they are asked for.
/// </summary>
internal sealed class PackageDefinitions : IDefinitions
{
    /// <summary>A package that unfolds to more is no package of profiles.</summary>
    private const long MostBytes = 512L << 20;

    private static readonly FhirJsonDeserializer Deserializer = new(new DeserializerSettings { Validator = null });

    private readonly List<byte[]> content = [];
    private readonly List<string?> bases = [];
    private readonly FrozenDictionary<string, DefinitionEntry> byUrl;

    private PackageDefinitions(Stream package)
    {
        var entries = new Dictionary<string, DefinitionEntry>(StringComparer.Ordinal);
        using var unzipped = new GZipStream(package, CompressionMode.Decompress);
        using var tar = new TarReader(unzipped);
        var left = MostBytes;
        while (tar.GetNextEntry() is { } file)
        {
            if ((left -= Math.Max(file.Length, 512)) < 0)
                throw new InvalidDataException("It unfolds to more than 512 MB.");
            if (file.DataStream is not null && file.Name.EndsWith(".json", StringComparison.Ordinal) && file.Name.Count(c => c == '/') == 1)
                Add(file.DataStream, entries);
        }
        byUrl = entries.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public IEnumerable<DefinitionEntry> Entries => byUrl.Values.OrderBy(entry => entry.Url, StringComparer.Ordinal);

    /// <exception cref="ConfigurationFault">The file cannot be read, is no package, or holds no definition.</exception>
    public static PackageDefinitions Open(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            var package = new PackageDefinitions(file);
            if (package.byUrl.Values.FirstOrDefault(package.IsItsOwnBase) is { } circle)
                throw new InvalidDataException($"{circle.Url} is, in the end, its own baseDefinition.");
            return package.byUrl.Count > 0
                ? package
                : throw new InvalidDataException("It holds no StructureDefinition, ValueSet or CodeSystem.");
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException or FormatException)
        {
            throw new ConfigurationFault($"--package {path}: a FHIR package (.tgz) is expected. {e.Message}");
        }
    }

    public DefinitionEntry? Find(string url) => byUrl.GetValueOrDefault(url);

    public Resource Read(DefinitionEntry entry) => Deserializer.DeserializeResource(Encoding.UTF8.GetString(content[entry.Offset]));

    private bool IsItsOwnBase(DefinitionEntry entry)
    {
        var met = new HashSet<string>(StringComparer.Ordinal);
        for (
            var at = entry;
            at is not null;
            at = bases[at.Offset] is { } url ? byUrl.GetValueOrDefault(Canonicals.WithoutVersion(url)) : null
        )
        {
            if (!met.Add(at.Url))
                return true;
        }
        return false;
    }

    private void Add(Stream data, Dictionary<string, DefinitionEntry> entries)
    {
        using var copy = new MemoryStream();
        data.CopyTo(copy);
        if (Head(copy.ToArray()) is not { } head || !entries.TryAdd(head.Url, head))
            return;
        content.Add(copy.ToArray());
        bases.Add(BaseOf(copy.ToArray()));
    }

    private static string? BaseOf(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.TryGetProperty("baseDefinition", out var url) && url.ValueKind == JsonValueKind.String
            ? url.GetString()
            : null;
    }

    private DefinitionEntry? Head(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            string Text(string name) =>
                document.RootElement.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String
                    ? member.GetString()!
                    : "";
            return Text("resourceType") is "StructureDefinition" or "ValueSet" or "CodeSystem" && Text("url").Length > 0
                ? new(Text("url"), Text("version"), Text("resourceType"), Text("type"), content.Count)
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null; // An example or an index that is none of ours to judge.
        }
    }
}
