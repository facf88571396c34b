using System.Collections.Frozen;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using IvcFhir.Profiles;

namespace IvcFhir.Contract;

/// <summary>
/// All definitions that are embedded into the program: those of FHIR R4 and the contract's own, stripped by the build, which says how they
/// lie there (<c>src/IvcFhir.R4</c>). The index is read at once; a definition when it is asked for.
/// </summary>
internal sealed class DefinitionArchive : IDefinitions
{
    private const string Name = "definitions";

    private static readonly FhirJsonDeserializer Deserializer = new(new DeserializerSettings { Validator = null });

    private readonly FrozenDictionary<string, DefinitionEntry> byUrl;
    private readonly int start;

    private DefinitionArchive(IEnumerable<DefinitionEntry> entries, int start) =>
        (byUrl, this.start) = (entries.ToFrozenDictionary(entry => entry.Url, StringComparer.Ordinal), start);

    public IEnumerable<DefinitionEntry> Entries => byUrl.Values.OrderBy(entry => entry.Url, StringComparer.Ordinal);

    public static DefinitionArchive Open()
    {
        using var stream = Content();
        using var reader = new BinaryReader(stream);
        var first = new StringBuilder();
        while (reader.ReadByte() is var digit and not (byte)'\n')
            first.Append((char)digit);
        var length = int.Parse(first.ToString(), CultureInfo.InvariantCulture);
        return new(
            Encoding.UTF8.GetString(reader.ReadBytes(length)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Entry),
            first.Length + 1 + length
        );
    }

    public DefinitionEntry? Find(string url) => byUrl.GetValueOrDefault(url);

    public Resource Read(DefinitionEntry entry)
    {
        using var content = Content();
        content.Position = start + entry.Offset;
        using var reader = new StreamReader(new DeflateStream(content, CompressionMode.Decompress));
        return Deserializer.DeserializeResource(reader.ReadToEnd());
    }

    private static Stream Content() =>
        StudyContract.Open(Name) ?? throw new InvalidOperationException("The build did not embed the definitions.");

    private static DefinitionEntry Entry(string line)
    {
        var fields = line.Split('\t');
        return new(fields[0], fields[1], fields[2], fields[3], int.Parse(fields[4], CultureInfo.InvariantCulture));
    }
}
