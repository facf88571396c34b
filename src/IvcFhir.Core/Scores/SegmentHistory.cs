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
    public static ImmutableArray<SegmentEvent> Of(PatientFacts facts, IndexTreatment index, DateOnly dayZero, Location unit, PartialDays partial) =>
    [
        .. from finding in Images(facts, unit)
           where DayOf(finding.Day, dayZero, partial) is not null
           select new SegmentEvent.Seen(DayOf(finding.Day, dayZero, partial)!.Value, finding.Site.Segment, finding.Status, finding.Source),
        .. from treatment in Treatments(facts, index, unit)
           where DayOf(treatment.Performed.Day, dayZero, partial) is not null
           select new SegmentEvent.Treated(
               DayOf(treatment.Performed.Day, dayZero, partial)!.Value,
               [.. treatment.Sites.Where(site => Names(site, unit)).Select(site => site.Segment)],
               treatment.Kind, treatment.Result, treatment.Planned, treatment.Source),
    ];

    /// <summary>What happened on or after day zero on a day that is not known.</summary>
    public static ImmutableArray<SourceRef> WithPartialDays(PatientFacts facts, IndexTreatment index, DateOnly dayZero, Location unit) =>
    [
        .. Images(facts, unit).Select(finding => (finding.Day, finding.Source))
            .Concat(Treatments(facts, index, unit).Select(treatment => (treatment.Performed.Day, treatment.Source)))
            .Where(one => !one.Day.IsExact && one.Day.Last >= dayZero).Select(one => one.Source),
    ];

    private static IEnumerable<VeinFinding> Images(PatientFacts facts, Location unit) => facts.Findings.Where(finding => Names(finding.Site, unit));

    private static IEnumerable<Intervention> Treatments(PatientFacts facts, IndexTreatment index, Location unit) => facts.Interventions
        .Where(intervention => intervention.Kind.TreatsVein() && !index.Members.Contains(intervention) && intervention.Sites.Any(site => Names(site, unit)));

    /// <returns>Days after day zero; null for what came before it, and for a partial day that is left out.</returns>
    private static int? DayOf(DayInterval day, DateOnly dayZero, PartialDays partial) => (day.IsExact, partial) switch
    {
        _ when day.Last < dayZero => null,
        (false, PartialDays.LeftOut) => null,
        (false, PartialDays.Latest) => day.Last.DayNumber - dayZero.DayNumber,
        _ => Math.Max(0, day.First.DayNumber - dayZero.DayNumber),
    };

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
}

/// <summary>Where what has a partial date is put: a partial date is an interval, and an answer must hold wherever in it the day was.</summary>
internal enum PartialDays
{
    LeftOut,
    Earliest,
    Latest,
}
