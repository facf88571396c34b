using Hl7.Fhir.Model;
using IvcFhir.Validate.Compile;

namespace IvcFhir.Validate.Rules;

/// <summary><c>fixed[x]</c>: exactly this value, nothing missing and nothing added; or <c>pattern[x]</c>: at least this, and more may be there.</summary>
internal sealed record ValueRule(ValuePattern Value, FindingCode Otherwise, RuleSource Source) : ElementRule(Source)
{
    public static IEnumerable<ElementRule> From(ElementNode node, CompileContext context)
    {
        if (node.Definition.Fixed is { } value)
            yield return new ValueRule(ValuePattern.Fixed(value), FindingCode.FixedValueDiffers, node.Source);
        if (node.Definition.Pattern is { } pattern)
            yield return new ValueRule(ValuePattern.AtLeast(pattern), FindingCode.PatternNotMatched, node.Source);
    }

    public override void Check(Base element, Walk walk)
    {
        if (!Value.Matches(element))
            walk.Report(Otherwise, Source);
    }
}
