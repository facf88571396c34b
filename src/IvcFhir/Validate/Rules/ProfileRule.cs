using System.Collections.Immutable;
using Hl7.Fhir.Model;
using IvcFhir.Validate.Compile;

namespace IvcFhir.Validate.Rules;

/// <summary><c>type.profile</c>: the element must conform to one of these profiles of the contract, as an entry of a registry's Bundle must.</summary>
internal sealed record ProfileRule(ImmutableArray<string> Profiles, RuleSource Source) : ElementRule(Source)
{
    public const string SimpleQuantity = "http://hl7.org/fhir/StructureDefinition/SimpleQuantity";

    public static IEnumerable<ElementRule> From(ElementNode node, CompileContext context)
    {
        var profiles = node.Definition.Type.SelectMany(type => type.Profile).OfType<string>().ToList();
        if (profiles.Contains(SimpleQuantity, StringComparer.Ordinal))
            yield return new DatatypeInvariant("sqty-1", element => element is not Quantity { Comparator: not null }) { Source = RuleSource.R4("sqty-1", node.BearsMeaning) };

        // Extensions are judged by their own definition wherever they stand (ExtensionRule); the slice only counts them.
        ImmutableArray<string> ours = [.. profiles.Where(context.IsOurs)];
        if (!ours.IsEmpty && !node.Types.Contains("Extension"))
            yield return new ProfileRule(ours, node.Source);
    }

    public override void Check(Base element, Walk walk)
    {
        var candidates = Profiles.Select(walk.Contract.Find).OfType<CompiledProfile>().Where(profile => profile.Type == element.TypeName).ToList();
        if (candidates.Count == 0)
            walk.Report(FindingCode.ProfileOfOtherType, Source);
        else if (candidates.Count == 1)
            candidates[0].Shape.CheckContent(element, walk);
        else if (!candidates.Exists(profile => walk.Contract.Conforms(element, profile)))
            walk.Report(FindingCode.PatternNotMatched, Source);
    }
}
