using System.Collections.Frozen;
using Hl7.Fhir.Model;
using IvcFhir.Validate.Compile;

namespace IvcFhir.Validate.Rules;

/// <summary>The types that a profile leaves of a choice, or the resource types that it allows where R4 allows any.</summary>
internal sealed record TypeRule(FrozenSet<string> Types, RuleSource Source)
{
    public static TypeRule? From(ElementNode node) => node.Parent is not null && node.IsNarrowed ? new(node.Types, node.Source) : null;

    /// <summary>Whether the element has one of the types. If not, that is reported, and nothing else need be judged of it.</summary>
    public bool Allows(Base element, Walk walk)
    {
        if (Types.Contains(element.TypeName))
            return true;
        walk.Report(FindingCode.TypeNotAllowed, Source);
        return false;
    }

    public bool SameDemand(TypeRule? other) => other is not null && Types.SetEquals(other.Types);
}
