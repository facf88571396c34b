using Hl7.Fhir.Model;

namespace IvcFhir.Validate.Rules;

/// <summary>One demand on one element. Compiled once, immutable, and shared by all validations.</summary>
internal abstract record ElementRule(RuleSource Source)
{
    /// <summary>Judges an element that is there; the walk stands on it.</summary>
    public abstract void Check(Base element, Walk walk);

    /// <summary>Whether both demand the same, wherever they come from.</summary>
    public bool SameDemand(ElementRule other) => (this with { Source = other.Source }).Equals(other);
}
