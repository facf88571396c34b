using Hl7.Fhir.FhirPath;
using Hl7.Fhir.Model;
using Hl7.FhirPath;
using IvcFhir.Validate.Compile;

namespace IvcFhir.Validate.Rules;

/// <summary>A FHIRPath invariant of the profile or of the R4 resource type.</summary>
internal sealed record InvariantRule(Invariant Invariant, Verdict Otherwise, RuleSource Source) : ElementRule(Source)
{
    public static IEnumerable<ElementRule> From(ElementNode node, CompileContext context) =>
        from constraint in node.Definition.Constraint
        where !Guaranteed.Covers(constraint) && !string.IsNullOrEmpty(constraint.Expression) // One in prose or XPath alone: UnsupportedRule.
        let verdict = constraint.Severity == ConstraintSeverity.Warning ? Verdict.Warning : Verdict.Error
        select new InvariantRule(Invariant.Of(constraint.Expression!), verdict, node.SourceOf(constraint));

    public override void Check(Base element, Walk walk)
    {
        try
        {
            if (!Invariant.Holds(element, walk))
                walk.Report(FindingCode.InvariantFailed, Source, Otherwise);
        }
        catch (Exception e) when (IsFaultOfExpression(e))
        {
            walk.Report(FindingCode.InvariantNotChecked, Source, Verdict.CouldNotCheck);
        }
    }

    /// <summary>The engine throws these where FHIRPath says "an error is raised": several items where one is expected, a function without its service.</summary>
    private static bool IsFaultOfExpression(Exception e) =>
        e is InvalidOperationException or ArgumentException or FormatException or NotSupportedException or NotImplementedException or OverflowException or InvalidCastException;
}
