using Hl7.Fhir.Model;

namespace IvcFhir.Validate.Compile;

/// <summary>Where StructureDefinitions, ValueSets and CodeSystems come from.</summary>
internal interface IDefinitions // EmbeddedDefinitions, GivenDefinitions
{
    /// <summary>The resource of that canonical address, without version; null when there is none.</summary>
    Resource? Find(string? canonical);

    /// <summary>A profile about that type of resource, the first by address; null when there is none.</summary>
    StructureDefinition? ForType(string type);
}

/// <summary>Definitions given as resources.</summary>
internal sealed class GivenDefinitions(IEnumerable<Resource> resources) : IDefinitions
{
    private readonly Dictionary<string, Resource> byUrl = resources.ToDictionary(resource => ((IConformanceResource)resource).Url, StringComparer.Ordinal);

    public Resource? Find(string? canonical) => canonical is null ? null : byUrl.GetValueOrDefault(canonical);

    public StructureDefinition? ForType(string type) =>
        byUrl.Values.OfType<StructureDefinition>().Where(definition => definition.Type == type).MinBy(definition => definition.Url, StringComparer.Ordinal);
}
