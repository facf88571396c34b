using Hl7.Fhir.Model;

namespace IvcFhir.Validate.Slicing;

/// <summary>One test of whether an item belongs to a slice.</summary>
internal abstract record Discriminator(ElementPath Path)
{
    public abstract bool Matches(Base item, Walk walk);
}
