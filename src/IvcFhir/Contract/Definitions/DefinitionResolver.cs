using System.Collections.Concurrent;
using System.Collections.Immutable;
using Hl7.Fhir.Model;
using Hl7.Fhir.Specification.Snapshot;
using Hl7.Fhir.Specification.Source;

namespace IvcFhir.Contract;

/// <summary>
/// The sets of definitions as the Firely validator asks for them. The first set that knows an address answers. Nothing is ever fetched.
/// Value sets and code systems are kept, because they are expanded once and asked often; profiles become schemas, which the validator
/// keeps.
/// </summary>
internal sealed class DefinitionResolver(ImmutableArray<IDefinitions> sets) : IAsyncResourceResolver, IResourceResolver
{
    private readonly ConcurrentDictionary<string, Resource> terminology = new(StringComparer.Ordinal);

    /// <summary>What the sets have under the address, whatever its version.</summary>
    public DefinitionEntry? Find(string canonical) => Located(canonical)?.Entry;

    public Resource? ResolveByCanonicalUri(string uri) =>
        Located(uri) is { } found && !Canonicals.AsksForAnother(uri, found.Entry.Version) ? Read(found.Set, found.Entry) : null;

    public Resource? ResolveByUri(string uri) => ResolveByCanonicalUri(uri);

    public Task<Resource?> ResolveByCanonicalUriAsync(string uri) => Task.FromResult(ResolveByCanonicalUri(uri));

    public Task<Resource?> ResolveByUriAsync(string uri) => Task.FromResult(ResolveByUri(uri));

    private (IDefinitions Set, DefinitionEntry Entry)? Located(string canonical)
    {
        var url = Canonicals.WithoutVersion(canonical);
        foreach (var set in sets)
        {
            if (set.Find(url) is { } entry)
                return (set, entry);
        }
        return null;
    }

    /// <summary>Some packages hold only what a profile changes.</summary>
    private StructureDefinition WithSnapshot(StructureDefinition definition)
    {
        if (definition.Snapshot is null && definition.Differential is not null)
            new SnapshotGenerator(this).UpdateAsync(definition).GetAwaiter().GetResult();
        return definition;
    }

    /// <summary>
    /// A condition in prose or XPath alone would cost the whole profile. With this in its place it is told as one that could not be
    /// computed.
    /// </summary>
    private static StructureDefinition Computable(StructureDefinition definition)
    {
        foreach (
            var constraint in (definition.Snapshot?.Element ?? [])
                .SelectMany(element => element.Constraint)
                .Where(constraint => !CanBeComputed(constraint.Expression))
        )
            constraint.Expression = "notWrittenInFhirPath()";
        return definition;
    }

    /// <summary>The parser of FHIRPath descends into each parenthesis: some thousands of them would end the process.</summary>
    private static bool CanBeComputed(string? expression) =>
        !string.IsNullOrEmpty(expression) && expression.Length < 20_000 && expression.Count(c => c is '(' or '[' or '{') < 500;

    private Resource Read(IDefinitions set, DefinitionEntry entry) =>
        entry.Resource == "StructureDefinition"
            ? Computable(WithSnapshot((StructureDefinition)set.Read(entry)))
            : terminology.GetOrAdd(entry.Url, _ => set.Read(entry));
}
