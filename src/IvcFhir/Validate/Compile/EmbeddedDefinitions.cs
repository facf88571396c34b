using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using IvcFhir.Profiles;
using IvcFhir.Pull;

namespace IvcFhir.Validate.Compile;

/// <summary>The contract that is embedded into the program. A file is read when it is first asked for: a run meets few of the profiles.</summary>
internal sealed class EmbeddedDefinitions : IDefinitions
{
    private const string Prefix = "profiles/generated/StructureDefinition-";

    private const int HeadBytes = 16 * 1024;

    private static readonly FhirJsonDeserializer Deserializer = new(new DeserializerSettings { Validator = null });

    private static readonly Lazy<FrozenDictionary<string, string>> FirstOfType = new(() => StudyContract.Names(Prefix).Order(StringComparer.Ordinal)
        .Select(name => (Name: name, Type: TypeOf(name))).DistinctBy(profile => profile.Type).ToFrozenDictionary(profile => profile.Type, profile => profile.Name, StringComparer.Ordinal));

    public static IEnumerable<string> Profiles() =>
        StudyContract.Names(Prefix).Select(name => StudyContract.StructureDefinition(name[Prefix.Length..^".json".Length]));

    public Resource? Find(string? canonical) => NameOf(canonical) is { } name ? Read(name) : null;

    public StructureDefinition? ForType(string type) => FirstOfType.Value.TryGetValue(type, out var name) ? (StructureDefinition?)Read(name) : null;

    private static Resource? Read(string name)
    {
        using var file = StudyContract.Read(name);
        return file is null ? null : Deserializer.DeserializeResource(Encoding.UTF8.GetString(file.RootElement.Utf8()));
    }

    /// <summary>The type stands before the elements, which are long: the head of the file is enough.</summary>
    private static string TypeOf(string name)
    {
        using var file = StudyContract.Open(name)!;
        var head = new byte[HeadBytes];
        var reader = new Utf8JsonReader(head.AsSpan(0, file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)), isFinalBlock: false, default);
        while (reader.Read())
        {
            if (reader is { CurrentDepth: 1, TokenType: JsonTokenType.PropertyName } && reader.ValueTextEquals("type"u8) && reader.Read())
                return reader.GetString()!;
        }
        throw new InvalidOperationException($"{name} states no type in its first {HeadBytes} bytes.");
    }

    /// <summary>Our own, and the few code systems and value sets of R4 that stand beside them.</summary>
    private static string? NameOf(string? canonical)
    {
        foreach (var (start, folder) in ((string, string)[])[(StudyContract.Base, "generated"), ("http://hl7.org/fhir", "r4"), ("http://terminology.hl7.org", "r4")])
        {
            if (canonical?.StartsWith(start, StringComparison.Ordinal) == true && canonical[start.Length..].Split('/') is ["", { } type, { } id])
                return $"profiles/{folder}/{type}-{id}.json";
        }
        return null;
    }
}
