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
        if (canonical is null || !canonical.StartsWith(StudyContract.Base, StringComparison.Ordinal))
            return null;
        if (canonical[StudyContract.Base.Length..].Split('/') is not ["", { } type, { } id])
            return null;
        using var file = StudyContract.Read($"profiles/generated/{type}-{id}.json");
        return file is null ? null : Deserializer.DeserializeResource(System.Text.Encoding.UTF8.GetString(file.RootElement.Utf8()));
    }
}
