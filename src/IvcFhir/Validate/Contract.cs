using System.Collections.Concurrent;
using Hl7.Fhir.Model;
using IvcFhir.Profiles;
using IvcFhir.Validate.Compile;
using IvcFhir.Validate.Rules;

namespace IvcFhir.Validate;

/// <summary>All profiles of a set of definitions, each compiled when it is first met, and once.</summary>
internal sealed class Contract(IDefinitions definitions)
{
    /// <summary>That of the program. Compiled profiles are large and never change: every stage shares them.</summary>
    public static readonly Contract Embedded = new(new EmbeddedDefinitions());

    private static readonly RuleSource Claim = RuleSource.R4("meta.profile");

    private readonly ConcurrentDictionary<string, CompiledProfile?> profiles = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ElementShape?> types = new(StringComparer.Ordinal);
    private readonly ProfileCompiler compiler = new(new(definitions));

    public CompiledProfile? Find(string canonical) => profiles.GetOrAdd(Canonicals.WithoutVersion(canonical), url =>
        definitions.Find(url) is StructureDefinition definition ? compiler.Compile(definition) : null);

    /// <summary>Judges a resource on which the walk stands, and all that lies below it.</summary>
    public void Check(Resource resource, Walk walk)
    {
        var judged = false;
        foreach (var url in resource.Meta?.Profile.OfType<string>() ?? [])
            judged |= CheckClaim(url, resource, walk);
        if (walk.Demanded is { } demanded && resource.Meta?.Profile.Contains(demanded.Url, StringComparer.Ordinal) != true)
            judged |= CheckAgainst(demanded, resource, walk);
        if (!judged)
            CheckType(resource, walk); // A profile's snapshot repeats what holds for its type.
        var before = walk.LocalReferences.Count;
        AnywhereRules.CheckBelow(resource, walk);
        if (resource is DomainResource { Contained.Count: > 0 } container)
            ContainedRule.Check(container, walk.LocalReferences[before..], walk);
    }

    /// <summary>Judges a resource by what R4 demands of every resource of its type, as far as a profile of the contract is about that type.</summary>
    public void CheckType(Resource resource, Walk walk) =>
        types.GetOrAdd(resource.TypeName, type => definitions.ForType(type) is { } definition ? compiler.OfType(definition) : null)?.CheckContent(resource, walk);

    /// <summary>Whether the element meets the profile; nothing is reported.</summary>
    public bool Conforms(Base element, CompiledProfile profile)
    {
        if (element is not Resource resource)
            return false;
        var walk = new Walk(resource, this);
        profile.Shape.CheckContent(resource, walk);
        return !walk.HasError;
    }

    /// <summary>Whether the profile could be applied; if not, that is reported.</summary>
    private static bool CheckAgainst(CompiledProfile profile, Resource resource, Walk walk)
    {
        if (profile.Type == resource.TypeName)
            profile.Shape.CheckContent(resource, walk);
        else
            walk.Report(FindingCode.ProfileOfOtherType, Claim);
        return profile.Type == resource.TypeName;
    }

    private bool CheckClaim(string url, Resource resource, Walk walk)
    {
        if (Find(url) is { } profile)
        {
            if (Canonicals.AsksForAnother(url, profile.Version))
                walk.Report(FindingCode.ProfileOfOtherVersion, Claim, Verdict.CouldNotCheck, below: "meta.profile");
            return CheckAgainst(profile, resource, walk);
        }
        if (url.StartsWith(StudyContract.Base, StringComparison.Ordinal))
            walk.Report(FindingCode.ProfileUnknown, Claim, below: "meta.profile");
        else if (!url.StartsWith(Canonicals.Core, StringComparison.Ordinal) || !ModelInfo.IsKnownResource(url[Canonicals.Core.Length..]))
            walk.Report(FindingCode.ProfileNotOurs, Claim, Verdict.CouldNotCheck, below: "meta.profile");
        return false;
    }
}
