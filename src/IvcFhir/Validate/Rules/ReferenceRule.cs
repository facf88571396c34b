using System.Collections.Frozen;
using Hl7.Fhir.Model;
using IvcFhir.Validate.Compile;

namespace IvcFhir.Validate.Rules;

/// <summary>The types of resource that a reference may point to, as far as the reference tells the type of its target.</summary>
internal sealed record ReferenceRule(FrozenSet<string> Types, RuleSource Source) : ElementRule(Source)
{
    public static IEnumerable<ElementRule> From(ElementNode node, CompileContext context)
    {
        var targets = node.Definition.Type.Where(type => type.Code == "Reference").SelectMany(type => type.TargetProfile).OfType<string>().ToList();
        if (targets.Count == 0)
            yield break;
        var types = targets.Select(context.TypeOf).ToFrozenSet(StringComparer.Ordinal);
        // A link that the profile does not demand and that leads elsewhere is not followed; nothing else of the resource is in doubt.
        if (!types.Contains("Resource"))
            yield return new ReferenceRule(types, node.Source with { BearsMeaning = node.BearsMeaning && node.Definition.Min > 0 });
    }

    public override void Check(Base element, Walk walk)
    {
        if (element is not ResourceReference reference || (reference.Reference is null && reference.Type is null))
            return;
        if (ReferenceTarget.TypeOf(reference, walk) is not { } type)
            walk.Report(FindingCode.ReferenceNotChecked, Source, Verdict.CouldNotCheck);
        else if (!Types.Contains(type))
            walk.Report(FindingCode.ReferenceOfOtherType, Source);
    }
}
