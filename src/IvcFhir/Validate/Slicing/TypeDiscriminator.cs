using System.Collections.Frozen;
using Hl7.Fhir.Model;

namespace IvcFhir.Validate.Slicing;

/// <summary>By the type of the element at the path.</summary>
internal sealed record TypeDiscriminator(ElementPath Path, FrozenSet<string> Types) : Discriminator(Path)
{
    public override bool Holds(Base element, Walk walk) => Types.Contains(element.TypeName);
}
