using System.Collections.Immutable;
using IvcFhir.Core.Facts;

namespace IvcFhir.Core.Scores;

/// <summary>What is known of one followed segment (inferior vena cava, or the iliac vein of one limb) after the index treatment.</summary>
/// <param name="Day">Days after the index treatment ended, from 0.</param>
public abstract record SegmentEvent(int Day, SourceRef Source)
{
    /// <summary>An image. <paramref name="Part"/> is the segment it names; the unspecified iliac vein stands for all its parts.</summary>
    public sealed record Seen(int Day, VeinSegment Part, VeinStatus Status, SourceRef Source) : SegmentEvent(Day, Source);

    /// <summary>An intervention on the segment.</summary>
    public sealed record Treated(int Day, ImmutableArray<VeinSegment> Parts, InterventionKind Kind, InterventionResult Result, bool Planned, SourceRef Source)
        : SegmentEvent(Day, Source);
}

/// <summary>Gathers the history of a segment from a patient's facts, on and after the day the index treatment ended.</summary>
internal static class SegmentHistory
{
    public static ImmutableArray<SegmentEvent> Of(PatientFacts facts, IndexTreatment index, DateOnly dayZero, Location unit, List<DataIssue> issues)
    {
        var images = facts.Findings.Where(finding => Names(finding.Site, unit));
        var treatments = facts.Interventions
            .Where(intervention => intervention.Kind.TreatsVein() && !index.Members.Contains(intervention) && intervention.Sites.Any(site => Names(site, unit)));
        return
        [
            .. images.Where(finding => IsUsable(finding.Day, finding.Source, dayZero, issues))
                .Select(finding => new SegmentEvent.Seen(finding.Day.First.DayNumber - dayZero.DayNumber, finding.Site.Segment, finding.Status, finding.Source)),
            .. treatments.Where(treatment => IsUsable(treatment.Performed.Day, treatment.Source, dayZero, issues))
                .Select(treatment => new SegmentEvent.Treated(
                    treatment.Performed.Day.First.DayNumber - dayZero.DayNumber,
                    [.. treatment.Sites.Where(site => Names(site, unit)).Select(site => site.Segment)],
                    treatment.Kind, treatment.Result, treatment.Planned, treatment.Source)),
        ];
    }

    /// <summary>Iliac findings and later interventions that cannot be placed, because side or vein is not stated. They are set aside, never guessed.</summary>
    public static IEnumerable<DataIssue> Unplaced(PatientFacts facts, IndexTreatment index, DateOnly dayZero)
    {
        var images = facts.Findings.Where(finding => IsSideless(finding.Site) && finding.Day.Last >= dayZero)
            .Select(finding => new DataIssue(IssueCode.SideUnstated, finding.Source));
        var later = facts.Interventions.Where(intervention => intervention.Kind.TreatsVein() && intervention.Performed.Day.Last >= dayZero).ToList();
        var sideless = later.Where(intervention => intervention.Sites.Any(IsSideless))
            .Select(intervention => new DataIssue(IssueCode.SideUnstated, intervention.Source));
        var siteless = later.Where(intervention => intervention.Sites.IsEmpty && !index.Members.Contains(intervention))
            .Select(intervention => new DataIssue(IssueCode.SiteUnstated, intervention.Source));
        return images.Concat(sideless).Concat(siteless);
    }

    public static bool Names(VeinSite site, Location unit) => unit switch
    {
        Location.InferiorVenaCava => site.Segment == VeinSegment.InferiorVenaCava,
        Location.LeftIliac => site.IsIliac && site.Side == Side.Left,
        Location.RightIliac => site.IsIliac && site.Side == Side.Right,
        _ => false,
    };

    private static bool IsSideless(VeinSite site) => site.IsIliac && !site.Side.IsKnown();

    private static bool IsUsable(DayInterval day, SourceRef source, DateOnly dayZero, List<DataIssue> issues)
    {
        if (day.Last < dayZero)
            return false;
        if (!day.IsExact)
            issues.Add(new(IssueCode.DateTooImprecise, source));
        return day.IsExact;
    }
}
