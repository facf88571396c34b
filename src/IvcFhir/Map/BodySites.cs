using System.Collections.Immutable;
using Hl7.Fhir.Model;
using IvcFhir.Core.Facts;
using IvcFhir.Profiles;

namespace IvcFhir.Map;

/// <summary>Segment and side, from codings, a second coding, or words.</summary>
internal sealed class BodySites(ConceptIndex concepts)
{
    /// <summary>The sides that a concept names; for both legs two, for none none.</summary>
    public ImmutableArray<Side> SidesOf(CodeableConcept? concept) => Named<Side>(concept, side => side is Side.Left or Side.Right);

    /// <summary>The one leg that a body site names; <see cref="Side.Unstated"/> when it names none or both.</summary>
    public Side LegOf(CodeableConcept? concept) => SidesOf(concept) is [var side] ? side : Side.Unstated;

    /// <summary>The sites of one concept: each segment on each side. A concept that names only sides has none.</summary>
    public IEnumerable<VeinSite> SitesOf(CodeableConcept? concept) =>
        Named<VeinSegment>(concept, _ => true).SelectMany(segment => Sites(segment, SidesOf(concept)));

    /// <summary>The sites of a list of concepts, in which the side may be a concept of its own.</summary>
    public IEnumerable<VeinSite> SitesOf(IReadOnlyCollection<CodeableConcept> concepts)
    {
        var loose = concepts.Where(concept => !SitesOf(concept).Any()).SelectMany(concept => SidesOf(concept)).Distinct().ToImmutableArray();
        return concepts.SelectMany(SitesOf)
            .SelectMany(site => site.Side == Side.Unstated ? Sites(site.Segment, loose) : [site])
            .Distinct();
    }

    /// <summary>The sites that a procedure code itself implies: ICD-10-PCS names vein and side, SNOMED often the vein.</summary>
    public IEnumerable<VeinSite> ImpliedBy(CodeableConcept? code) => (code?.Coding ?? [])
        .Select(coding => concepts.MeaningsOf(coding))
        .SelectMany(meanings => Of<VeinSegment>(meanings).SelectMany(segment => Sites(segment, [.. Of<Side>(meanings).Where(side => side is Side.Left or Side.Right)])))
        .Distinct();

    private static IEnumerable<VeinSite> Sites(VeinSegment segment, ImmutableArray<Side> sides) => segment switch
    {
        VeinSegment.InferiorVenaCava or VeinSegment.SuperiorVenaCava => [new(segment, Side.NotApplicable)],
        _ when sides.IsEmpty => [new(segment, Side.Unstated)],
        _ => sides.Select(side => new VeinSite(segment, side)),
    };

    private ImmutableArray<T> Named<T>(CodeableConcept? concept, Func<T, bool> counts)
        where T : struct, Enum
    {
        if (concept is null)
            return [];
        var coded = Of<T>(concepts.MeaningsOf(concept)).Where(counts).Distinct().ToImmutableArray();
        return coded.IsEmpty ? [.. Of<T>(concepts.Words(concept)).Where(counts).Distinct()] : coded;
    }

    private static IEnumerable<T> Of<T>(IEnumerable<Meaning> meanings)
        where T : struct, Enum =>
        meanings.Where(meaning => meaning.Strength == Strength.Proves).Select(meaning => meaning.As<T>()).OfType<T>();
}
