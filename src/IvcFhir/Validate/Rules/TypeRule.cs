using System.Collections.Frozen;
using Hl7.Fhir.Model;
using IvcFhir.Validate.Compile;

namespace IvcFhir.Validate.Rules;

/// <summary>The types that a profile leaves of a choice, or the resource types that it allows where R4 allows any.</summary>
internal sealed record TypeRule(FrozenSet<string> Types, RuleSource Source) : ElementRule(Source)
{
    public static IEnumerable<ElementRule> From(ElementNode node, CompileContext context)
    {
        if (node.Parent is not null && node.IsNarrowed)
            yield return new TypeRule(node.Types, node.Source);
    }

    public override void Check(Base element, Walk walk)
    {
        if (!Types.Contains(element.TypeName))
            walk.Report(FindingCode.TypeNotAllowed, Source);
    }
}
