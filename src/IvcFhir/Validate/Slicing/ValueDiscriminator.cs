using Hl7.Fhir.Model;
using IvcFhir.Validate.Rules;

namespace IvcFhir.Validate.Slicing;

/// <summary>By the fixed value or pattern that the slice gives to the element at the path.</summary>
internal sealed record ValueDiscriminator(ElementPath Path, ValuePattern Value) : Discriminator(Path)
{
    public override bool? Holds(Base element, Walk walk) => Value.Matches(element);
}
