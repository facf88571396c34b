using Hl7.Fhir.Model;
using IvcFhir.Validate.Terminology;

namespace IvcFhir.Validate.Slicing;

/// <summary>By the value set to which the slice binds the element at the path.</summary>
internal sealed record CodeDiscriminator(ElementPath Path, CodeSet Set) : Discriminator(Path)
{
    public override bool? Holds(Base element, Walk walk)
    {
        var answers = StatedCode.In(element)?.Select(Set.Has).ToHashSet() ?? [];
        return answers.Contains(Membership.Member) ? true : answers.Contains(Membership.Unknown) ? null : false;
    }
}
