using Hl7.Fhir.Model;

namespace IvcFhir.Validate.Slicing;

/// <summary>By whether the element at the path is there.</summary>
internal sealed record ExistsDiscriminator(ElementPath Path, bool Exists) : Discriminator(Path)
{
    public override bool Matches(Base item, Walk walk) => Path.Select(item, walk).Any() == Exists;
}
