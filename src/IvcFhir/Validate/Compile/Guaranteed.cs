using Hl7.Fhir.Model;

namespace IvcFhir.Validate.Compile;

/// <summary>What need not be judged again: the SDK's model has, or a rule that holds for the type anywhere does.</summary>
internal static class Guaranteed
{
    /// <summary>
    /// ele-1 and dom-2: the model. ext-1, dom-3, dom-4, dom-5: <see cref="Rules.AnywhereRules"/> and <see cref="Rules.ContainedRule"/>.
    /// dom-6 is best practice and no rule: data for machines need no narrative.
    /// </summary>
    public static bool Covers(ElementDefinition.ConstraintComponent constraint) =>
        constraint.Key is "ele-1" or "ext-1" or "dom-2" or "dom-3" or "dom-4" or "dom-5" or "dom-6";

    /// <summary>The model enforces the cardinality of the R4 type.</summary>
    public static bool CoversOccurrence(ElementDefinition element) =>
        element.Base is { } inherited && (element.Min ?? 0) <= (inherited.Min ?? 0) && element.Max == inherited.Max;
}
