using Hl7.Fhir.Model;
using IvcFhir.Validate.Compile;

namespace IvcFhir.Validate.Rules;

/// <summary><c>maxLength</c>, in Unicode characters as R4 counts them.</summary>
internal sealed record LengthRule(int Max, RuleSource Source) : ElementRule(Source)
{
    public static IEnumerable<ElementRule> From(ElementNode node, CompileContext context)
    {
        if (node.Definition.MaxLength is { } max)
            yield return new LengthRule(max, node.Source);
    }

    public override void Check(Base element, Walk walk)
    {
        if (element is PrimitiveType { JsonValue: string text } && text.Length > Max && text.EnumerateRunes().Count() > Max)
            walk.Report(FindingCode.TextTooLong, Source);
    }
}
