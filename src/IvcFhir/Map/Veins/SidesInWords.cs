using System.Collections.Immutable;
using IvcFhir.Core.Facts;

namespace IvcFhir.Map;

/// <summary>
/// Which side belongs to which vein of a text. One side belongs to all. Of both, each belongs to the veins that follow it ("left common
/// iliac, right femoral") or that it follows ("common iliac left, femoral right"), as the text begins and ends; where that does not tell,
/// no side is guessed.
/// </summary>
internal static class SidesInWords
{
    /// <param name="phrases">The phrases of the text that name veins or sides, in their order.</param>
    public static IEnumerable<(VeinSegment Segment, ImmutableArray<Side> Sides)> Paired(
        IReadOnlyList<(ImmutableArray<VeinSegment> Segments, ImmutableArray<Side> Sides)> phrases
    )
    {
        ImmutableArray<Side> all = [.. phrases.SelectMany(phrase => phrase.Sides).Distinct().Order()];
        // The vena cava has no side.
        var sided = phrases.Where(phrase => !phrase.Sides.IsEmpty || phrase.Segments.Any(segment => !IsCaval(segment))).ToList();
        var caval = phrases.SelectMany(phrase => phrase.Segments).Where(IsCaval).Select(segment => (segment, ImmutableArray<Side>.Empty));
        if (all.Length < 2)
            return phrases.SelectMany(phrase => phrase.Segments).Select(segment => (segment, all));
        if (sided[0].Segments.IsEmpty && !sided[^1].Segments.IsEmpty)
            return caval.Concat(Following(sided));
        if (!sided[0].Segments.IsEmpty && sided[^1].Segments.IsEmpty)
            return caval.Concat(Following(Enumerable.Reverse(sided)));
        return caval.Concat(sided.SelectMany(phrase => phrase.Segments).Select(segment => (segment, ImmutableArray<Side>.Empty)));
    }

    private static IEnumerable<(VeinSegment, ImmutableArray<Side>)> Following(
        IEnumerable<(ImmutableArray<VeinSegment> Segments, ImmutableArray<Side> Sides)> phrases
    )
    {
        var (current, named) = (ImmutableArray<Side>.Empty, false);
        foreach (var (segments, sides) in phrases)
        {
            if (segments.IsEmpty)
                (current, named) = (named ? sides : [.. current.Union(sides).Order()], false);
            foreach (var segment in segments)
            {
                named = true;
                yield return (segment, current);
            }
        }
    }

    private static bool IsCaval(VeinSegment segment) => segment is VeinSegment.InferiorVenaCava or VeinSegment.SuperiorVenaCava;
}
