using System.Collections.Immutable;
using Hl7.Fhir.Model;
using IvcFhir.Core.Facts;
using IvcFhir.Profiles;
using Location = IvcFhir.Core.Location;

namespace IvcFhir.Map;

/// <summary>Segment and side, from codings, a second coding, or words.</summary>
internal sealed class BodySites(ConceptIndex concepts)
{
    /// <summary>The sides that a concept names; for both legs two, for none none.</summary>
    public ImmutableArray<Side> SidesOf(CodeableConcept? concept) => Named(concept, Sides);

    /// <inheritdoc cref="SidesOf(CodeableConcept?)"/>
    public ImmutableArray<Side> SidesOf(DataType? value) => value is CodeableConcept concept ? SidesOf(concept) : Sides(Values.Meanings(concepts, value));

    /// <summary>The one side that a concept names; <see cref="Side.Unstated"/> when it names none or both.</summary>
    public Side LegOf(CodeableConcept? concept) => SidesOf(concept) is [var side] ? side : Side.Unstated;

    /// <summary>The sites of one concept: each segment on each side. A concept that names only sides has none.</summary>
    public IEnumerable<VeinSite> SitesOf(CodeableConcept? concept) =>
        Named(concept, Segments).SelectMany(segment => Sites(segment, SidesOf(concept)));

    /// <summary>The sites of a list of concepts, in which the side may be a concept of its own.</summary>
    public IEnumerable<VeinSite> SitesOf(IReadOnlyCollection<CodeableConcept> bodySites)
    {
        var loose = bodySites.Where(concept => !SitesOf(concept).Any()).SelectMany(concept => SidesOf(concept)).Distinct().ToImmutableArray();
        return WithSides(bodySites.SelectMany(SitesOf), loose);
    }

    /// <summary>The sites that a code itself implies: ICD-10-PCS names vein and side, SNOMED often the vein.</summary>
    public IEnumerable<VeinSite> ImpliedBy(CodeableConcept? code) => (code?.Coding ?? [])
        .Select(coding => concepts.MeaningsOf(coding))
        .SelectMany(meanings => Segments(meanings).SelectMany(segment => Sites(segment, Sides(meanings))))
        .Distinct();

    /// <summary>The sites that a free text names, such as the text of a procedure code.</summary>
    public IEnumerable<VeinSite> SitesIn(string? text)
    {
        var meanings = concepts.Words(text).ToList();
        return Segments(meanings).SelectMany(segment => Sites(segment, Sides(meanings)));
    }

    /// <summary>The sides that a free text names.</summary>
    public ImmutableArray<Side> SidesIn(string? text) => Sides(concepts.Words(text));

    /// <summary>Sites without a side get those that are stated elsewhere.</summary>
    public static IEnumerable<VeinSite> WithSides(IEnumerable<VeinSite> sites, ImmutableArray<Side> sides) =>
        sites.SelectMany(site => site.Side == Side.Unstated ? Sites(site.Segment, sides) : [site]).Distinct();

    private static IEnumerable<VeinSite> Sites(VeinSegment segment, ImmutableArray<Side> sides) => segment switch
    {
        VeinSegment.InferiorVenaCava or VeinSegment.SuperiorVenaCava => [new(segment, Side.NotApplicable)],
        _ when sides.IsEmpty => [new(segment, Side.Unstated)],
        _ => sides.Select(side => new VeinSite(segment, side)),
    };

    /// <summary>What the codes say; where they say nothing, what the words say.</summary>
    private ImmutableArray<T> Named<T>(CodeableConcept? concept, Func<IEnumerable<Meaning>, ImmutableArray<T>> read)
    {
        if (concept is null)
            return [];
        var coded = read(concepts.MeaningsOf(concept));
        return coded.IsEmpty ? read(concepts.Words(concept.Text).Concat(concept.Coding.SelectMany(coding => concepts.Words(coding.Display)))) : coded;
    }

    private static ImmutableArray<VeinSegment> Segments(IEnumerable<Meaning> meanings) => [.. Of<VeinSegment>(meanings).Distinct()];

    private static ImmutableArray<Side> Sides(IEnumerable<Meaning> meanings)
    {
        var all = meanings.ToList();
        return [.. Of<Side>(all).Concat(Of<Location>(all).Select(SideOf)).Where(side => side is Side.Left or Side.Right).Distinct().Order()];
    }

    /// <summary>The study's own forms name the leg as a location.</summary>
    private static Side SideOf(Location location) => location switch
    {
        Location.LeftLeg or Location.LeftIliac => Side.Left,
        Location.RightLeg or Location.RightIliac => Side.Right,
        _ => Side.Unstated,
    };

    private static IEnumerable<T> Of<T>(IEnumerable<Meaning> meanings)
        where T : struct, Enum =>
        meanings.Where(meaning => meaning.Strength == Strength.Proves).Select(meaning => meaning.As<T>()).OfType<T>();
}
