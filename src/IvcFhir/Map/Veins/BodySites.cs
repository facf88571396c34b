using System.Collections.Immutable;
using Hl7.Fhir.Model;
using IvcFhir.Codes;
using IvcFhir.Core.Facts;
using IvcFhir.Profiles;
using Location = IvcFhir.Core.Location;

namespace IvcFhir.Map;

/// <summary>Segment and side, from codings, a second coding, or words.</summary>
internal sealed class BodySites(ConceptIndex concepts)
{
    /// <summary>
    /// The sides that a concept names; for both legs two, for none none. A code and words that name different sides name none.
    /// </summary>
    public ImmutableArray<Side> SidesOf(CodeableConcept? concept) => Named(concept).Sides;

    /// <summary>
    /// Whether a code and the words beside it name different sides. Either may be the slip, so that nothing else may stand in for the side.
    /// </summary>
    public bool ContradictsItself(CodeableConcept? concept) => Named(concept).Contradicted;

    /// <summary>
    /// The legs that a body site states; where it states none, the one that the code of the question names ("pain, left leg"). None where
    /// the two contradict each other, which is said, or where either names different sides in code and words.
    /// </summary>
    public (ImmutableArray<Side> Legs, bool Contradicted) LegsOf(CodeableConcept code, CodeableConcept? bodySite)
    {
        var (stated, asked) = (Named(bodySite), Named(code));
        var contradicted = stated.Contradicted || asked.Contradicted || Differ(stated.Sides, asked.Sides);
        return (
            contradicted ? []
            : stated.Sides.IsEmpty && asked.Sides is [_] ? asked.Sides
            : stated.Sides,
            contradicted
        );
    }

    /// <inheritdoc cref="SidesOf(CodeableConcept?)"/>
    public ImmutableArray<Side> SidesOf(DataType? value) =>
        value is CodeableConcept concept ? SidesOf(concept) : Sides(Values.Meanings(concepts, value));

    /// <summary>The one side that a concept names; <see cref="Side.Unstated"/> when it names none or both.</summary>
    public Side LegOf(CodeableConcept? concept) => SidesOf(concept) is [var side] ? side : Side.Unstated;

    /// <summary>The sites of one concept: each segment on each side. A concept that names only sides has none.</summary>
    public IEnumerable<VeinSite> SitesOf(CodeableConcept? concept)
    {
        if (concept is null)
            return [];
        var sides = SidesOf(concept);
        if (Segments(concepts.MeaningsOf(concept)) is { IsEmpty: false } segments)
            return segments.SelectMany(segment => Sites(segment, sides));
        // Words of both sides belong each to its own vein; one side, or a coded one, to all.
        return WithSides(TextsOf(concept).SelectMany(SitesIn), sides is [_] || !CodedSides(concept).IsEmpty ? sides : []);
    }

    /// <summary>The sites of a list of concepts, in which the side may be a concept of its own.</summary>
    public IEnumerable<VeinSite> SitesOf(IReadOnlyCollection<CodeableConcept> bodySites)
    {
        var loose = bodySites
            .Where(concept => !SitesOf(concept).Any())
            .SelectMany(concept => SidesOf(concept))
            .Distinct()
            .ToImmutableArray();
        return WithSides(bodySites.SelectMany(SitesOf), loose);
    }

    /// <summary>The sites that a code itself implies: ICD-10-PCS names vein and side, SNOMED often the vein.</summary>
    public IEnumerable<VeinSite> ImpliedBy(CodeableConcept? code) =>
        (code?.Coding ?? [])
            .Select(coding => concepts.MeaningsOf(coding))
            .SelectMany(meanings => Segments(meanings).SelectMany(segment => Sites(segment, Sides(meanings))))
            .Distinct();

    /// <summary>The sites that a free text names, such as the text of a procedure code.</summary>
    public IEnumerable<VeinSite> SitesIn(string? text)
    {
        var phrases = concepts.Words(text).Select(meanings => (Segments: Segments(meanings), Sides: Sides(meanings))).ToList();
        return SidesInWords.Paired(phrases).SelectMany(pair => Sites(pair.Segment, pair.Sides)).Distinct();
    }

    /// <summary>
    /// The sides that a free text names for whatever vein is stated elsewhere; none where each belongs to a vein of the text.
    /// </summary>
    public ImmutableArray<Side> SidesIn(string? text)
    {
        var sides = Sides(concepts.Words(text).SelectMany(meanings => meanings));
        return
            sides.Length < 2
            || SitesIn(text)
                .Where(site => site.Side != Side.NotApplicable)
                .GroupBy(site => site.Segment)
                .All(segment => segment.Count() == sides.Length)
            ? sides
            : [];
    }

    /// <summary>A vein of the trunk or the legs that the study may treat: neither the upper cava nor a vein of the skin.</summary>
    public static bool IsDeep(VeinSite site) =>
        site.Segment is not (VeinSegment.SuperiorVenaCava or VeinSegment.GreatSaphenous or VeinSegment.SmallSaphenous);

    /// <summary>Whether sites that name no vein of their own say that the veins of the study are not meant.</summary>
    public bool AreElsewhere(IReadOnlyCollection<CodeableConcept> stated) =>
        stated.Any(site => PartsOf(site).HasFlag(BodyPart.Elsewhere)) && !stated.Any(site => IsRegion(site, BodyPart.Elsewhere));

    /// <summary>As <see cref="AreElsewhere"/>, of an act that may be any: also another part of the body is elsewhere then.</summary>
    public bool AreOfAnotherPart(IReadOnlyCollection<CodeableConcept> stated) =>
        stated.Any(site => (PartsOf(site) & Anywhere) != BodyPart.None) && !AreRegion(stated);

    /// <summary>Whether sites are stated, and nothing of them is understood: any part of the body may be meant.</summary>
    public bool AreUnknown(IReadOnlyCollection<CodeableConcept> stated) =>
        stated.Any(IsStated)
        && !stated.Any(site => IsRegion(site, BodyPart.Elsewhere))
        && !stated.Any(site => PartsOf(site).HasFlag(BodyPart.Elsewhere));

    /// <summary>Whether one of the sites is a part of the body in which veins of the study lie, and no other.</summary>
    public bool AreRegion(IReadOnlyCollection<CodeableConcept> stated) => stated.Any(site => IsRegion(site, Anywhere));

    /// <summary>The parts of the body that a site names by its words, and whether it is a leg by its code.</summary>
    public BodyPart PartsOf(CodeableConcept site) =>
        !IsStated(site)
            ? BodyPart.None
            : TextsOf(site)
                .OfType<string>()
                .Aggregate(site.Coding.Exists(concepts.IsLeg) ? BodyPart.Leg : BodyPart.None, (all, text) => all | concepts.PartsOf(text));

    private const BodyPart Anywhere = BodyPart.Elsewhere | BodyPart.Other;

    private bool IsStated(CodeableConcept site) =>
        (site.Text is not null || site.Coding.Exists(coding => coding.Code is not null || coding.Display is not null))
        && !concepts.Ignores(site.Text)
        && !site.Coding.Exists(concepts.IsNotUsed);

    /// <summary>A side alone, or just a vein, is one of the study as long as no other part of the body is named beside it.</summary>
    private bool IsRegion(CodeableConcept site, BodyPart elsewhere)
    {
        var parts = PartsOf(site);
        return (parts & elsewhere) == BodyPart.None
            && (
                (parts & (BodyPart.Leg | BodyPart.Veins)) != BodyPart.None
                || ((parts & Anywhere) == BodyPart.None && (parts.HasFlag(BodyPart.Region) || (IsStated(site) && !SidesOf(site).IsEmpty)))
            );
    }

    /// <summary>Sites without a side get those that are stated elsewhere.</summary>
    public static IEnumerable<VeinSite> WithSides(IEnumerable<VeinSite> sites, ImmutableArray<Side> sides) =>
        sites.SelectMany(site => site.Side == Side.Unstated ? Sites(site.Segment, sides) : [site]).Distinct();

    private static IEnumerable<VeinSite> Sites(VeinSegment segment, ImmutableArray<Side> sides) =>
        segment switch
        {
            VeinSegment.InferiorVenaCava or VeinSegment.SuperiorVenaCava => [new(segment, Side.NotApplicable)],
            _ when sides.IsEmpty => [new(segment, Side.Unstated)],
            _ => sides.Select(side => new VeinSite(segment, side)),
        };

    /// <summary>Both name sides, and none in common.</summary>
    private static bool Differ(ImmutableArray<Side> one, ImmutableArray<Side> other) =>
        !one.IsEmpty && !other.IsEmpty && !one.Any(other.Contains);

    private (ImmutableArray<Side> Sides, bool Contradicted) Named(CodeableConcept? concept)
    {
        var (coded, written) = (CodedSides(concept), WrittenSides(concept));
        var contradicted = Differ(coded, written);
        return (
            contradicted ? []
            : coded.IsEmpty ? written
            : coded,
            contradicted
        );
    }

    private ImmutableArray<Side> WrittenSides(CodeableConcept? concept) =>
        Sides(TextsOf(concept).SelectMany(text => concepts.Words(text)).SelectMany(meanings => meanings));

    private ImmutableArray<Side> CodedSides(CodeableConcept? concept) => Sides(concepts.MeaningsOf(concept));

    private static IEnumerable<string?> TextsOf(CodeableConcept? concept) =>
        concept is null ? [] : concept.Coding.Select(coding => coding.Display).Prepend(concept.Text);

    private static ImmutableArray<VeinSegment> Segments(IEnumerable<Meaning> meanings) => [.. Of<VeinSegment>(meanings).Distinct()];

    private static ImmutableArray<Side> Sides(IEnumerable<Meaning> meanings)
    {
        var all = meanings.ToList();
        return
        [
            .. Of<Side>(all).Concat(Of<Location>(all).Select(SideOf)).Where(side => side is Side.Left or Side.Right).Distinct().Order(),
        ];
    }

    /// <summary>The study's own forms name the leg as a location.</summary>
    private static Side SideOf(Location location) =>
        location switch
        {
            Location.LeftLeg or Location.LeftIliac => Side.Left,
            Location.RightLeg or Location.RightIliac => Side.Right,
            _ => Side.Unstated,
        };

    private static IEnumerable<T> Of<T>(IEnumerable<Meaning> meanings)
        where T : struct, Enum =>
        meanings.Where(meaning => meaning.Strength == Strength.Proves).Select(meaning => meaning.As<T>()).OfType<T>();
}
