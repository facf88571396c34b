using Hl7.Fhir.Model;
using IvcFhir.Validate.Terminology;

namespace IvcFhir.Validate.Slicing;

/// <summary>By the value set to which the slice binds the element at the path.</summary>
internal sealed record CodeDiscriminator(ElementPath Path, CodeSet Set) : Discriminator(Path)
{
    public override bool Matches(Base item, Walk walk) =>
        Path.Select(item, walk).Any(element => StatedCode.In(element) is { } codes && codes.Any(code => Set.Has(code) == Membership.Member));
}
