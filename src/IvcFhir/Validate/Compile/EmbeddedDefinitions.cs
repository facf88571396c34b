using System.Text;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using IvcFhir.Profiles;
using IvcFhir.Pull;

namespace IvcFhir.Validate.Compile;

/// <summary>The contract that is embedded into the program. A file is read when it is first asked for: a run meets few of the profiles.</summary>
internal sealed class EmbeddedDefinitions : IDefinitions
{
    private static readonly FhirJsonDeserializer Deserializer = new(new DeserializerSettings { Validator = null });

    public static IEnumerable<string> Profiles() =>
        StudyContract.Names("profiles/generated/StructureDefinition-").Select(name => StudyContract.StructureDefinition(name["profiles/generated/StructureDefinition-".Length..^".json".Length]));

    public Resource? Find(string? canonical)
    {
        if (NameOf(canonical) is not { } name)
            return null;
        using var file = StudyContract.Read(name);
        return file is null ? null : Deserializer.DeserializeResource(Encoding.UTF8.GetString(file.RootElement.Utf8()));
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
