using Hl7.Fhir.Model;

namespace IvcFhir.Validate.Slicing;

/// <summary>By whether the element at the path is there.</summary>
internal sealed record ExistsDiscriminator(ElementPath Path, bool Exists) : Discriminator(Path)
{
    public override bool? Matches(Base item, Walk walk) => base.Matches(item, walk) == Exists;

    public override bool? Holds(Base element, Walk walk) => true;
}
