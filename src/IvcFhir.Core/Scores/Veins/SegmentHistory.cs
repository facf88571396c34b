using System.Collections.Immutable;
using IvcFhir.Core.Facts;

namespace IvcFhir.Core.Scores;

/// <summary>What is known of one followed segment (inferior vena cava, or the iliac vein of one limb) after the index treatment.</summary>
/// <param name="Day">Days after the index treatment ended, from 0.</param>
public abstract record SegmentEvent(int Day, SourceRef Source)
{
    /// <summary>
    /// Of day 0: known by its instant to come after the end of the index treatment. Without it, before and after cannot be told apart.
    /// </summary>
    public bool IsAfterTreatment { get; init; }

    /// <summary>An image. <paramref name="Part"/> is the segment it names; the unspecified iliac vein stands for all its parts.</summary>
    public sealed record Seen(int Day, VeinSegment Part, VeinStatus Status, SourceRef Source) : SegmentEvent(Day, Source)
    {
        /// <summary>The instant at which the examination began; null where the site recorded none.</summary>
        public DateTimeOffset? At { get; init; }
    }

    /// <summary>An intervention on the segment.</summary>
    public sealed record Treated(
        int Day,
        ImmutableArray<VeinSegment> Parts,
        InterventionKind Kind,
        InterventionResult Result,
        bool Planned,
        SourceRef Source
    ) : SegmentEvent(Day, Source);
}

/// <summary>The history of a segment from a patient's facts, on and after the day the index treatment ended.</summary>
/// <param name="Known">What happened on days that are known.</param>
/// <param name="Partial">What happened on a day that is not known: each on the first on which it may have, and the last.</param>
internal sealed record SegmentHistory(ImmutableArray<SegmentEvent> Known, ImmutableArray<(SegmentEvent Event, int LastDay)> Partial)
{
    public static SegmentHistory Of(PatientFacts facts, IndexTreatment index, DateOnly dayZero, Location unit)
    {
        var all = All(facts, index, dayZero, unit).ToLookup(one => one.Day.IsExact);
        return new([.. all[true].Select(one => one.Event)], [.. all[false].Select(one => (one.Event, DayOf(one.Day.Last, dayZero)))]);
    }

    /// <summary>
    /// The history with its partial dates laid on days: all of them on their first days, all on their last, and each alone on every day of
    /// its interval, since what lies between the ends can answer differently from both (an image of some day of a year may or may not be of
    /// the weeks before a reintervention).
    /// </summary>
    public IEnumerable<ImmutableArray<SegmentEvent>> Wherever()
    {
        if (Partial.IsEmpty)
            yield break;
        yield return [.. Known, .. Partial.Select(one => one.Event)];
        yield return [.. Known, .. Partial.Select(one => one.Event with { Day = one.LastDay })];
        foreach (var (first, lastDay) in Partial)
        {
            for (var day = first.Day; day <= lastDay; day++)
                yield return [.. Known, first with { Day = day }];
        }
    }

    // On the first day on which each may have happened, from day zero on.
    private static IEnumerable<(SegmentEvent Event, DayInterval Day)> All(
        PatientFacts facts,
        IndexTreatment index,
        DateOnly dayZero,
        Location unit
    ) =>
        [
            .. from finding in Images(facts, unit)
            where finding.Day.Last >= dayZero && !IsOfTheTimeBefore(finding, index)
            select (
                (SegmentEvent)
                    new SegmentEvent.Seen(DayOf(finding.Day.First, dayZero), finding.Site.Segment, finding.Status, finding.Source)
                    {
                        IsAfterTreatment = finding.Start > index.Ended,
                        At = finding.Start,
                    },
                finding.Day
            ),
            .. from treatment in Treatments(facts, index, unit)
            let day = treatment.Performed.Day
            where day.Last >= dayZero
            select (
                (SegmentEvent)
                    new SegmentEvent.Treated(
                        DayOf(day.First, dayZero),
                        [.. treatment.Sites.Where(site => Names(site, unit)).Select(site => site.Segment)],
                        treatment.Kind,
                        treatment.Result,
                        treatment.Planned,
                        treatment.Source
                    )
                    {
                        IsAfterTreatment = treatment.Performed.Start > index.Ended,
                    },
                day
            ),
        ];

    /// <summary>
    /// An image whose instants say that it was taken before the treatment, as one of the day before; or that it showed, before the
    /// treatment had ended, what was still to be treated. An open vein under the treatment is its result.
    /// </summary>
    private static bool IsOfTheTimeBefore(VeinFinding finding, IndexTreatment index) =>
        finding.End <= index.Begun || (finding.End < index.Ended && finding.Status is VeinStatus.Occluded or VeinStatus.Stenosed);

    private static IEnumerable<VeinFinding> Images(PatientFacts facts, Location unit) =>
        facts.Findings.Where(finding => Names(finding.Site, unit));

    private static IEnumerable<Intervention> Treatments(PatientFacts facts, IndexTreatment index, Location unit) =>
        facts.Interventions.Where(intervention =>
            intervention.Kind.TreatsVein() && !index.Members.Contains(intervention) && intervention.Sites.Any(site => Names(site, unit))
        );

    private static int DayOf(DateOnly day, DateOnly dayZero) => Math.Max(0, day.DayNumber - dayZero.DayNumber);

    /// <summary>
    /// Iliac findings and later interventions that cannot be placed, because side or vein is not stated. They are set aside, never guessed.
    /// </summary>
    public static IEnumerable<DataIssue> Unplaced(PatientFacts facts, IndexTreatment index, DateOnly dayZero)
    {
        var images = facts
            .Findings.Where(finding => IsSideless(finding.Site) && finding.Day.Last >= dayZero)
            .Select(finding => new DataIssue(IssueCode.SideUnstated, finding.Source));
        var later = facts
            .Interventions.Where(intervention => intervention.Kind.TreatsVein() && intervention.Performed.Day.Last >= dayZero)
            .ToList();
        var sideless = later
            .Where(intervention => intervention.Sites.Any(IsSideless))
            .Select(intervention => new DataIssue(IssueCode.SideUnstated, intervention.Source));
        var siteless = later
            .Where(intervention => intervention.Sites.IsEmpty && !index.Members.Contains(intervention))
            .Select(intervention => new DataIssue(IssueCode.SiteUnstated, intervention.Source));
        return images.Concat(sideless).Concat(siteless);
    }

    public static bool Names(VeinSite site, Location unit) =>
        unit switch
        {
            Location.InferiorVenaCava => site.Segment == VeinSegment.InferiorVenaCava,
            Location.LeftIliac => site.IsIliac && site.Side == Side.Left,
            Location.RightIliac => site.IsIliac && site.Side == Side.Right,
            _ => false,
        };

    private static bool IsSideless(VeinSite site) => site.IsIliac && !site.Side.IsKnown();
}
