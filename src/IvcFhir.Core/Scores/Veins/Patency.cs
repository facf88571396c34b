using System.Collections.Immutable;
using IvcFhir.Core.Facts;

namespace IvcFhir.Core.Scores;

/// <summary>The three patencies of one segment.</summary>
/// <param name="LastSeen">The last day on which the segment was seen, by imaging or during an unplanned intervention; follow-up ends here,
/// not at the last visit.</param>
public sealed record PatencyTimes(
    OutcomeValue.TimeToLoss Primary,
    OutcomeValue.TimeToLoss Assisted,
    OutcomeValue.TimeToLoss Secondary,
    int LastSeen,
    ImmutableArray<DataIssue> Issues
)
{
    /// <summary>
    /// The last reintervention of an occlusion was completed, and nobody said whether it reopened the segment: <see cref="Secondary"/> is a
    /// loss only if it did not.
    /// </summary>
    public bool AwaitsResult { get; init; }

    public static PatencyTimes TechnicalFailure { get; } = FailedAtOnce(new(0, Lost: true, PatencyReason.TechnicalFailure));

    public OutcomeValue.TimeToLoss Of(Instrument instrument) =>
        instrument switch
        {
            Instrument.PrimaryPatency => Primary,
            Instrument.AssistedPrimaryPatency => Assisted,
            Instrument.SecondaryPatency => Secondary,
            _ => throw new ArgumentOutOfRangeException(nameof(instrument), instrument, "Not a patency."),
        };

    private static PatencyTimes FailedAtOnce(OutcomeValue.TimeToLoss loss) => new(loss, loss, loss, 0, []);
}

/// <summary>
/// Primary, assisted primary and secondary patency of one segment (clinical 3.1, 3.2; wording of the definitions unconfirmed there):
/// primary ends with the first occlusion, unplanned reintervention or, by D5, stenosis above 50 %; assisted primary with the first
/// occlusion; secondary with the first day of an occlusion that is never reopened. Otherwise follow-up ends on the day the segment was last
/// seen.
/// </summary>
/// <remarks>
/// History: 7 — an acute thrombosis that a report concludes, and what no map knows at a leg, open; images of the day of the treatment that
/// have a time follow one another; before, they contradicted each other. 6 — an acute thrombosis that names the vein leaves open what it
/// could change; so does a reintervention between two occlusions whose result is not stated or partial: it was lost at the first. 5 —
/// images of one part and day that contradict each other leave open what they answer differently; before, the worst counted. A
/// reintervention that was completed with no word of its result, and no image after it, leaves secondary patency open; before, it was lost.
/// What was set aside or not understood leaves open what it could change. 4 — what its instant lays after the end of the treatment counts
/// on day 0 as on any other day, and an image that its instant lays before it is none of follow-up; before, no event was seen on day 0. A
/// segment of which nothing but such an image of unknown time is known has no answer for want of a time, not of imaging. 3 — a partial date
/// is laid on each day of its interval; before, on its ends alone, between which the answer can be another. 2 — thrombolysis that goes on
/// the next day without a recorded session belongs to the index treatment; before, it ended patency on day 1. What has a partial date
/// leaves a question open that it could answer differently; before, it was left out. 1 — first version. Project rules, where the sources
/// are silent: an image of day 0 that is not open and that no instant lays after the treatment is taken as the one that led to it, and set
/// aside; an image of another part of the iliac vein does not reopen the occluded part, also where that part opens on the day on which the
/// other closes; of images of one part and day that disagree, on a day on which an intervention is recorded, the worst counts before it and
/// the best after it; reopening is a later open image or an intervention recorded as successful.
/// </remarks>
public static class Patency
{
    public const string Rule = "patency/7";

    /// <returns>Null when the segment was never seen after the index treatment.</returns>
    public static PatencyTimes? Of(IEnumerable<SegmentEvent> history, StudyProtocol protocol) => Follow(history, protocol).Times;

    /// <returns>What was set aside is told also of a segment that was never seen.</returns>
    /// <param name="believeBest">Of images of one part and day that contradict each other the best counts, instead of the worst.</param>
    internal static (PatencyTimes? Times, ImmutableArray<DataIssue> Issues) Follow(
        IEnumerable<SegmentEvent> history,
        StudyProtocol protocol,
        bool believeBest = false
    )
    {
        var course = new SegmentCourse(protocol, believeBest);
        foreach (var day in history.GroupBy(one => one.Day).OrderBy(day => day.Key))
            course.Pass(day.Key, [.. day]);
        return (course.End(), course.Issues);
    }
}
