using Hl7.Fhir.Model;

namespace IvcFhir.Validate.Rules;

/// <summary>What R4 demands of contained resources: referred to (dom-3), without version (dom-4) or security label (dom-5) of their own.</summary>
internal static class ContainedRule
{
    /// <param name="references">All local references in the resource, with the resource that holds each.</param>
    public static void Check(DomainResource resource, IReadOnlyList<LocalReference> references, Walk walk)
    {
        for (var i = 0; i < resource.Contained.Count; i++)
        {
            foreach (var key in Broken(resource.Contained[i], references))
                walk.Report(FindingCode.ContainedMisused, RuleSource.R4(key), below: "contained", index: i);
        }
    }

    private static IEnumerable<string> Broken(Resource contained, IReadOnlyList<LocalReference> references)
    {
        // A contained resource is also in its place when it refers to its container.
        if (!references.Any(reference => reference.Text == $"#{contained.Id}" || (reference.Text == "#" && reference.From == contained)))
            yield return "dom-3";
        if (contained.Meta is { VersionId: not null } or { LastUpdated: not null })
            yield return "dom-4";
        if (contained.Meta is { Security.Count: > 0 })
            yield return "dom-5";
    }
}

/// <summary>A reference, uri or canonical that begins with #.</summary>
internal readonly record struct LocalReference(Resource From, string Text);
