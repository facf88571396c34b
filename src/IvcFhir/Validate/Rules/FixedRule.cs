using Hl7.Fhir.Model;
using IvcFhir.Validate.Compile;

namespace IvcFhir.Validate.Rules;

/// <summary><c>fixed[x]</c>: exactly this value, nothing missing and nothing added.</summary>
internal sealed record FixedRule(ValuePattern Value, RuleSource Source) : ElementRule(Source)
{
    public static IEnumerable<ElementRule> From(ElementNode node, CompileContext context)
    {
        if (node.Definition.Fixed is { } value)
            yield return new FixedRule(ValuePattern.Fixed(value), node.Source);
    }

    public override void Check(Base element, Walk walk)
    {
        if (!Value.Matches(element))
            walk.Report(FindingCode.FixedValueDiffers, Source);
    }
}
