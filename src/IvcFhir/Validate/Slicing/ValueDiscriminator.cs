using Hl7.Fhir.Model;
using IvcFhir.Validate.Rules;

namespace IvcFhir.Validate.Slicing;

/// <summary>By the fixed value or pattern that the slice gives to the element at the path.</summary>
internal sealed record ValueDiscriminator(ElementPath Path, Base Value, bool Exactly) : Discriminator(Path)
{
    public override bool Matches(Base item, Walk walk) =>
        Path.Select(item, walk).Any(element => Exactly ? ValueMatch.Exactly(Value, element) : ValueMatch.Contains(Value, element));
}
