using System.Collections.Immutable;
using Hl7.Fhir.Model;

namespace IvcFhir.Validate.Slicing;

/// <summary>By the profile that the resource at the path claims, or else meets.</summary>
internal sealed record ProfileDiscriminator(ElementPath Path, ImmutableArray<string> Profiles) : Discriminator(Path)
{
    public override bool? Holds(Base element, Walk walk) => Logic.Any(Profiles, profile => Meets(element, profile, walk));

    private static bool? Meets(Base element, string profile, Walk walk)
    {
        if (element is Resource { Meta.Profile: { } claimed } && claimed.Contains(profile, StringComparer.Ordinal))
            return true;
        return walk.Contract.Find(profile) is { } compiled ? compiled.Type == element.TypeName && walk.Contract.Conforms(element, compiled) : null;
    }
}
