using Hl7.Fhir.Model;
using IvcFhir.Validate.Compile;

namespace IvcFhir.Validate.Rules;

/// <summary><c>minValue[x]</c> and <c>maxValue[x]</c>. The bound itself is allowed.</summary>
/// <param name="Sign">-1 for a minimum, which must not be greater than the value; 1 for a maximum.</param>
internal sealed record BoundRule(DataType Bound, int Sign, RuleSource Source) : ElementRule(Source)
{
    public static IEnumerable<ElementRule> From(ElementNode node, CompileContext context)
    {
        if (node.Definition.MinValue is { } minimum)
            yield return new BoundRule(minimum, -1, node.Source);
        if (node.Definition.MaxValue is { } maximum)
            yield return new BoundRule(maximum, 1, node.Source);
    }

    public override void Check(Base element, Walk walk)
    {
        if (ValueOrder.Compare(element, Bound) is not { } order)
            walk.Report(FindingCode.ValueNotComparable, Source, Verdict.CouldNotCheck);
        else if (Math.Sign(order) == Sign)
            walk.Report(Sign < 0 ? FindingCode.ValueTooLow : FindingCode.ValueTooHigh, Source);
    }
}
