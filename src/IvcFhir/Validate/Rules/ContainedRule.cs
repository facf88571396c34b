using Hl7.Fhir.Model;

namespace IvcFhir.Validate.Rules;

/// <summary>What R4 demands of contained resources: referred to (dom-3), without version (dom-4) or security label (dom-5) of their own.</summary>
internal sealed record ContainedRule() : ElementRule(RuleSource.R4("dom-3"))
{
    public override void Check(Base element, Walk walk)
    {
        if (element is not DomainResource { Contained.Count: > 0 } resource)
            return;
        var references = LocalReferences(resource).ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < resource.Contained.Count; i++)
        {
            foreach (var key in Broken(resource.Contained[i], references))
                walk.Report(FindingCode.ContainedMisused, RuleSource.R4(key), below: "contained", index: i);
        }
    }

    private static IEnumerable<string> Broken(Resource contained, HashSet<string> references)
    {
        if (!references.Contains($"#{contained.Id}") && !LocalReferences(contained).Contains("#"))
            yield return "dom-3";
        if (contained.Meta is { VersionId: not null } or { LastUpdated: not null })
            yield return "dom-4";
        if (contained.Meta is { Security.Count: > 0 })
            yield return "dom-5";
    }

    private static IEnumerable<string> LocalReferences(Base element) => element switch
    {
        ResourceReference { Reference: ['#', ..] reference } => [reference],
        PrimitiveType { JsonValue: string and ['#', ..] uri } and (FhirUri or Canonical or FhirUrl) => [uri],
        _ => element.EnumerateElements().SelectMany(member => Items(member.Value)).SelectMany(LocalReferences),
    };

    private static IEnumerable<Base> Items(object value) => value as IEnumerable<Base> ?? (value is Base single ? [single] : []);
}
