using System.Collections.Frozen;
using Hl7.Fhir.Model;
using IvcFhir.Validate.Rules;

namespace IvcFhir.Validate.Slicing;

/// <summary>By the type of the element at the path.</summary>
internal sealed record TypeDiscriminator(ElementPath Path, FrozenSet<string> Types) : Discriminator(Path)
{
    public override bool? Holds(Base element, Walk walk) => Types.Contains(element.TypeName);

    public override bool? HoldsOfTarget(ResourceReference reference, Walk walk) => ReferenceTarget.TypeOf(reference, walk) is { } type ? Types.Contains(type) : null;
}
