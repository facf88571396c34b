using Hl7.Fhir.Model;
using IvcFhir.Validate.Compile;

namespace IvcFhir.Validate.Rules;

/// <summary><c>pattern[x]</c>: at least this; more may be there.</summary>
internal sealed record PatternRule(ValuePattern Pattern, RuleSource Source) : ElementRule(Source)
{
    public static IEnumerable<ElementRule> From(ElementNode node, CompileContext context)
    {
        if (node.Definition.Pattern is { } pattern)
            yield return new PatternRule(ValuePattern.AtLeast(pattern), node.Source);
    }

    public override void Check(Base element, Walk walk)
    {
        if (!Pattern.Matches(element))
            walk.Report(FindingCode.PatternNotMatched, Source);
    }
}
