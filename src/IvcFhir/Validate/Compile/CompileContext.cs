using Hl7.Fhir.Model;
using IvcFhir.Validate.Terminology;

namespace IvcFhir.Validate.Compile;

/// <summary>What the compiler looks up besides the profile itself.</summary>
internal sealed class CompileContext(IDefinitions definitions)
{
    public CodeSets Codes { get; } = new(definitions);

    public bool IsOurs(string profile) => definitions.Find(Canonicals.WithoutVersion(profile)) is StructureDefinition;

    /// <summary>The resource type that a target profile is about. A foreign profile may be about any.</summary>
    public string TypeOf(string profile)
    {
        var url = Canonicals.WithoutVersion(profile);
        if (url.StartsWith(Canonicals.Core, StringComparison.Ordinal))
            return url[Canonicals.Core.Length..];
        return definitions.Find(url) is StructureDefinition definition ? definition.Type! : "Resource";
    }
}
