using Hl7.Fhir.Model;
using Hl7.Fhir.Specification.Source;

namespace IvcFhir.Contract;

/// <summary>
/// For the schema compiler alone, which asks of each target of a reference only what type it is about: the index knows that,
/// and a third of all R4 resources need not be read for it.
/// </summary>
internal sealed class TargetStubs(DefinitionResolver definitions) : IAsyncResourceResolver
{
    public Task<Resource?> ResolveByCanonicalUriAsync(string uri) =>
        Task.FromResult(
            definitions.Find(uri) is { Resource: "StructureDefinition" } entry ? Stub(entry) : definitions.ResolveByCanonicalUri(uri)
        );

    public Task<Resource?> ResolveByUriAsync(string uri) => ResolveByCanonicalUriAsync(uri);

    private static Resource Stub(DefinitionEntry entry) =>
        new StructureDefinition
        {
            Url = entry.Url,
            Version = entry.Version,
            Name = entry.Type,
            Type = entry.Type,
            Kind = StructureDefinition.StructureDefinitionKind.Resource,
            Abstract = false,
            Status = PublicationStatus.Active,
        };
}
