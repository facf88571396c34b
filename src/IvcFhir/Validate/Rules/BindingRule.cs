using Hl7.Fhir.Model;
using IvcFhir.Validate.Compile;
using IvcFhir.Validate.Terminology;

namespace IvcFhir.Validate.Rules;

/// <summary>
/// A required or extensible binding. One code in the value set is enough. Required: anything else is an error. Extensible: a warning, since only a person can
/// tell whether the set has a code that fits (R4, terminologies 4.1.4).
/// </summary>
internal sealed record BindingRule(CodeSet Set, bool Required, RuleSource Source) : ElementRule(Source)
{
    private const string MaxValueSet = "http://hl7.org/fhir/StructureDefinition/elementdefinition-maxValueSet";

    private Verdict Otherwise => Required ? Verdict.Error : Verdict.Warning;

    public static IEnumerable<ElementRule> From(ElementNode node, CompileContext context)
    {
        var binding = node.Definition.Binding;
        if (binding?.ValueSet is { } set && binding.Strength is BindingStrength.Required or BindingStrength.Extensible && !node.ModelKnowsBinding)
            yield return new BindingRule(context.Codes.Set(set), binding.Strength == BindingStrength.Required, node.Source);
        if ((binding?.GetExtensionValue<PrimitiveType>(MaxValueSet))?.JsonValue is string outermost)
            yield return new BindingRule(context.Codes.Set(outermost), Required: true, node.Source);
    }

    public override void Check(Base element, Walk walk)
    {
        if (StatedCode.In(element) is not { } codes)
            return; // A type that carries no code, such as the boolean of a choice.
        if (codes.IsEmpty)
            walk.Report(FindingCode.CodeMissing, Source, Otherwise);
        else
            Judge([.. codes.Select(Set.Has)], new(Set, codes), walk);
    }

    private void Judge(ReadOnlySpan<Membership> memberships, CodeQuestion question, Walk walk)
    {
        if (memberships.Contains(Membership.Member))
            return;
        if (memberships.Contains(Membership.Unknown))
            walk.Ask(question, Source, Otherwise);
        else
            walk.Report(FindingCode.CodeNotInValueSet, Source, Otherwise);
    }
}
