using System.Collections.Immutable;
using IvcFhir.Core.Facts;

namespace IvcFhir.Core.Scores;

/// <summary>The segments that were scored at both ends of the treatment, and why others were not.</summary>
/// <param name="Missing">Segments scored at one end only: <c>left-common-iliac-after</c>.</param>
/// <param name="Contradicted">Segments with two scores for one end that no time tells apart.</param>
/// <param name="Unclear">Images of a day of treatment of which it is not known whether they show the veins before or after it.</param>
internal sealed record LysisImages(
    ImmutableArray<ThrombusScore> Segments,
    ImmutableArray<string> Missing,
    ImmutableArray<string> Contradicted,
    ImmutableArray<ThrombusExtent> Used,
    ImmutableArray<ThrombusExtent> Unclear
);

/// <summary>
/// Which images tell the thrombus before and after the index treatment: the last up to its start, the first from its end on. An image of a
/// day on which treatment began or ended counts only when it says itself on which side it lies, or when its instant lies outside the
/// treatment; it is never guessed.
/// </summary>
/// <remarks>Project rule, since sources speak of "before" and "after" only: up to <see cref="DaysBefore"/> days before the first day, and
/// up to <see cref="DaysAfter"/> after the last.</remarks>
internal static class LysisImaging
{
    public const int DaysBefore = 14;
    public const int DaysAfter = 7;

    private enum End
    {
        Neither,
        Before,
        After,
        Unclear,
    }

    public static LysisImages Choose(PatientFacts facts, IndexTreatment index, DateOnly firstDay, DateOnly lastDay)
    {
        var byEnd = facts.Thrombus.ToLookup(image => EndOf(image, index, firstDay, lastDay));
        var before = byEnd[End.Before].GroupBy(image => image.Site).ToDictionary(site => site.Key, site => Nearest(site, latest: true));
        var after = byEnd[End.After].GroupBy(image => image.Site).ToDictionary(site => site.Key, site => Nearest(site, latest: false));
        var sites = before.Keys.Union(after.Keys).OrderBy(Code, StringComparer.Ordinal).ToList();
        var contradicted = sites.Where(site => IsContradicted(before, site) || IsContradicted(after, site)).ToList();
        return new(
            [
                .. sites
                    .Where(site => before.ContainsKey(site) && after.ContainsKey(site))
                    .Except(contradicted)
                    .Select(site => new ThrombusScore(site, before[site][0].Score, after[site][0].Score)),
            ],
            [
                .. sites.Where(site => !before.ContainsKey(site)).Select(site => $"{Code(site)}-before"),
                .. sites.Where(site => !after.ContainsKey(site)).Select(site => $"{Code(site)}-after"),
            ],
            [.. contradicted.Select(Code)],
            [.. before.Values.Concat(after.Values).SelectMany(images => images)],
            [.. byEnd[End.Unclear]]
        );
    }

    private static bool IsContradicted(Dictionary<VeinSite, ImmutableArray<ThrombusExtent>> images, VeinSite site) =>
        images.TryGetValue(site, out var found) && found.Any(image => image.Score != found[0].Score);

    // The images of the nearest day; of these, where all have an instant, those of the nearest instant.
    private static ImmutableArray<ThrombusExtent> Nearest(IEnumerable<ThrombusExtent> images, bool latest)
    {
        var all = images.ToList();
        var day = latest ? all.Max(image => image.Day) : all.Min(image => image.Day);
        var sameDay = all.Where(image => image.Day == day).ToList();
        if (sameDay.TrueForAll(image => image.At is not null))
        {
            var instant = latest ? sameDay.Max(image => image.At) : sameDay.Min(image => image.At);
            sameDay.RemoveAll(image => image.At != instant);
        }

        return [.. sameDay.OrderBy(image => image.Source)];
    }

    private static End EndOf(ThrombusExtent image, IndexTreatment index, DateOnly firstDay, DateOnly lastDay)
    {
        var mayBeBefore =
            image.Phase != ImagingPhase.AfterTreatment && image.Day.First <= firstDay && image.Day.Last >= firstDay.AddDays(-DaysBefore);
        var mayBeAfter =
            image.Phase != ImagingPhase.BeforeTreatment && image.Day.Last >= lastDay && image.Day.First <= lastDay.AddDays(DaysAfter);
        if (!mayBeBefore && !mayBeAfter)
            return End.Neither;
        if (image.Day.Last < firstDay && image.Day.First >= firstDay.AddDays(-DaysBefore))
            return End.Before;
        if (image.Day.First > lastDay && image.Day.Last <= lastDay.AddDays(DaysAfter))
            return End.After;
        if (!image.Day.IsExact)
            return End.Unclear;
        return image.Phase switch
        {
            ImagingPhase.BeforeTreatment => End.Before,
            ImagingPhase.AfterTreatment => End.After,
            _ => ByInstant(image, index),
        };
    }

    private static End ByInstant(ThrombusExtent image, IndexTreatment index)
    {
        var treatments = index.Members.Where(member => member.Kind.TreatsVein()).Select(member => member.Performed).ToList();
        if (image.At is not { } at || !treatments.TrueForAll(performed => performed is { Start: not null, End: not null }))
            return End.Unclear;
        return at <= treatments.Min(performed => performed.Start) ? End.Before
            : at >= treatments.Max(performed => performed.End) ? End.After
            : End.Neither;
    }

    private static string Code(VeinSite site)
    {
        var segment = ItemCode.Hyphenated(site.Segment.ToString());
        return site.Side.IsKnown() ? $"{ItemCode.Hyphenated(site.Side.ToString())}-{segment}" : segment;
    }
}
