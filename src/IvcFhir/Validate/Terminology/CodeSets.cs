using System.Collections.Concurrent;
using System.Collections.Frozen;
using Hl7.Fhir.Model;
using IvcFhir.Validate.Compile;

namespace IvcFhir.Validate.Terminology;

/// <summary>Expands the contract's value sets: concept lists, and whole code systems of the contract. The rest stays unknown.</summary>
internal sealed class CodeSets(IDefinitions definitions)
{
    private readonly ConcurrentDictionary<string, CodeSet> known = new(StringComparer.Ordinal);

    public CodeSet Set(string canonical) => known.GetOrAdd(Canonicals.WithoutVersion(canonical), Expand);

    private CodeSet Expand(string url)
    {
        if (definitions.Find(url) is not ValueSet { Compose: { } compose } set)
            return CodeSet.Unknown(url);
        var parts = compose.Include.ConvertAll(Include);
        var without = compose.Exclude.ConvertAll(Include);
        var excluded = without.SelectMany(part => part.Listed).ToHashSet();
        return new(
            url,
            set,
            parts.SelectMany(part => part.Listed).Where(value => !excluded.Contains(value)).ToFrozenSet(),
            parts.Select(part => part.Unlisted).OfType<string>().ToFrozenSet(StringComparer.Ordinal),
            parts.TrueForAll(part => part.Closed),
            without.Exists(part => part.Unlisted is not null || !part.Closed));
    }

    private Part Include(ValueSet.ConceptSetComponent include)
    {
        if (include.Concept.Count > 0 && !include.ValueSet.Any())
            return new(include.Concept.Select(concept => new CodedValue(include.System, concept.Code)), null, Closed: true);
        if (include.ValueSet.Any())
            return new([], null, Closed: false);
        return include.Filter.Count == 0 && definitions.Find(include.System) is CodeSystem { Content: CodeSystemContentMode.Complete } system
            ? new(All(system.Concept).Select(code => new CodedValue(include.System, code)), null, Closed: true)
            : new([], include.System, Closed: true);
    }

    private static IEnumerable<string> All(IEnumerable<CodeSystem.ConceptDefinitionComponent> concepts) =>
        concepts.SelectMany(concept => All(concept.Concept).Prepend(concept.Code!));

    private sealed record Part(IEnumerable<CodedValue> Listed, string? Unlisted, bool Closed);
}
