using System.Collections.Immutable;
using IvcFhir.Core.Facts;

namespace IvcFhir.Core.Scores;

/// <summary>Walks through the history of one segment day by day. Lives only inside <see cref="Patency.Of"/>.</summary>
internal sealed class SegmentCourse(StudyProtocol protocol, bool believeBest = false)
{
    private readonly HashSet<VeinSegment> _occluded = [];
    private readonly List<DataIssue> _issues = [];
    private (int Day, PatencyReason Reason)? _primaryLoss;
    private int? _firstOcclusion;
    private int? _runStart;
    private int? _lastOpenImage;
    private int? _lastSeen;
    private bool _awaitsResult;
    private bool _mayHaveReopened;

    /// <summary>What was set aside, also where nothing was seen.</summary>
    public ImmutableArray<DataIssue> Issues => [.. _issues.Distinct().Order()];

    public void Pass(int day, ImmutableArray<SegmentEvent> events)
    {
        ImmutableArray<SegmentEvent> after = day == 0 ? [.. events.Where(one => one.IsAfterTreatment)] : events;
        var parts = ImagesOf(after);
        if (day == 0)
            PassUnclearDayZero(ImagesOf([.. events.Where(one => !one.IsAfterTreatment)]), parts);
        PassAfterTreatment(day, parts, [.. after.OfType<SegmentEvent.Treated>()]);
    }

    public PatencyTimes? End()
    {
        if (_lastSeen is not { } last)
            return null;
        var open = new OutcomeValue.TimeToLoss(last, Lost: false, PatencyReason.LastImaging);
        return new(
            _primaryLoss is { } loss ? new(loss.Day, Lost: true, loss.Reason) : open,
            _firstOcclusion is { } first ? new(first, Lost: true, PatencyReason.Occlusion) : open,
            _runStart is { } start ? new(start, Lost: true, PatencyReason.Occlusion) : open,
            last,
            Issues
        )
        {
            AwaitsResult = (_awaitsResult || _mayHaveReopened) && _runStart is not null,
        };
    }

    /// <summary>The images of each part, the worst first.</summary>
    private static Dictionary<VeinSegment, ImmutableArray<SegmentEvent.Seen>> ImagesOf(ImmutableArray<SegmentEvent> events) =>
        events
            .OfType<SegmentEvent.Seen>()
            .SelectMany(seen => PartsOf(seen.Part).Select(part => (part, seen)))
            .GroupBy(pair => pair.part, pair => pair.seen)
            .ToDictionary(part => part.Key, part => part.OrderByDescending(seen => Badness(seen.Status)).ToImmutableArray());

    // Before and after treatment cannot be told apart by the day alone, so only an open image says something of the time after it; and none
    // where another is known to be later.
    private void PassUnclearDayZero(
        Dictionary<VeinSegment, ImmutableArray<SegmentEvent.Seen>> parts,
        Dictionary<VeinSegment, ImmutableArray<SegmentEvent.Seen>> after
    )
    {
        foreach (var images in parts.Where(part => !after.ContainsKey(part.Key)).Select(part => part.Value))
        {
            if (Badness(images[^1].Status) > 0)
                _issues.AddRange(images.Select(image => new DataIssue(IssueCode.DateTooImprecise, image.Source)));
            else
                _lastSeen = _lastOpenImage = 0;
        }
    }

    private void PassAfterTreatment(
        int day,
        Dictionary<VeinSegment, ImmutableArray<SegmentEvent.Seen>> parts,
        List<SegmentEvent.Treated> treatments
    )
    {
        var treated = treatments.Count > 0;
        if (parts.Count > 0 || treatments.Exists(treatment => !treatment.Planned))
            _lastSeen = day;
        // Occlusions first: where one part closes on the day on which another opens, the segment as a whole was never open.
        foreach (var (part, images) in parts.OrderByDescending(part => Badness(part.Value[0].Status)).ThenBy(part => part.Key))
        {
            foreach (var together in day == 0 ? InOrder(images) : [images])
                SeeWorst(day, part, together, treated);
        }

        Treat(day, treatments);
        foreach (var part in parts.Where(part => treated && IsOpen(part.Value[^1].Status)))
            Open(part.Key);
        // What was done to an occluded segment reopened it, or did not: the result or a later image says which.
        // Closed again when next seen: whether it was open between is told by the result alone.
        _mayHaveReopened |= _awaitsResult && parts.Count > 0 && !treated && _runStart is not null;
        _awaitsResult =
            parts.Count > 0 && !treated ? false
            : treated
            && treatments.Exists(treatment => treatment.Result is InterventionResult.Completed or InterventionResult.PartiallySuccessful)
                ? _occluded.Count > 0
            : _awaitsResult;
        if (parts.Count > 0 && _occluded.Count == 0)
            _lastOpenImage = day;
    }

    /// <summary>
    /// Of the day of the treatment, on which a vein that was opened closes again: images that all have a time follow one another. Else, and
    /// on every other day, they are of one time.
    /// </summary>
    private static IEnumerable<ImmutableArray<SegmentEvent.Seen>> InOrder(ImmutableArray<SegmentEvent.Seen> images) =>
        images.Any(image => image.At is null)
            ? [images]
            : images.GroupBy(image => image.At).OrderBy(time => time.Key).Select(time => time.ToImmutableArray());

    private void SeeWorst(int day, VeinSegment part, ImmutableArray<SegmentEvent.Seen> images, bool treated)
    {
        var disagree = Badness(images[0].Status) != Badness(images[^1].Status);
        var worst = images[disagree && !treated && believeBest ? images.Length - 1 : 0].Status;
        if (disagree && !treated)
            _issues.AddRange(images.Select(image => new DataIssue(IssueCode.ConflictingFindings, image.Source)));
        if (worst == VeinStatus.Occluded)
            Occlude([part], day, PatencyReason.Occlusion);
        else if (worst == VeinStatus.Stenosed && protocol.RestenosisEndsPrimaryPatency)
            LosePrimary(day, PatencyReason.Restenosis);
        // On a day of treatment an open image alone is the result of the treatment, not what was found before it.
        if (IsOpen(worst) && !treated)
            Open(part);
    }

    private void Treat(int day, List<SegmentEvent.Treated> treatments)
    {
        // Judged once for the day, so that the order of its interventions cannot matter.
        var hadOccluded = _occluded.Count == 0 && !WasSeenOpenBefore(day);
        foreach (var treatment in treatments.Where(treatment => !treatment.Planned))
        {
            LosePrimary(day, PatencyReason.Reintervention);
            if (hadOccluded && treatment.Kind.ClearsThrombus())
                Occlude(treatment.Parts, day, PatencyReason.Reintervention);
        }

        foreach (
            var part in treatments
                .Where(treatment => treatment.Result == InterventionResult.Successful)
                .SelectMany(treatment => treatment.Parts)
        )
            Open(part);
    }

    private bool WasSeenOpenBefore(int day) =>
        _lastOpenImage is { } seen && seen < day && day - seen <= protocol.OpenBeforeReinterventionDays;

    private void Occlude(ImmutableArray<VeinSegment> parts, int day, PatencyReason reason)
    {
        foreach (var part in parts)
            _occluded.UnionWith(PartsOf(part));
        _runStart ??= day;
        _firstOcclusion ??= day;
        LosePrimary(day, reason);
    }

    private void Open(VeinSegment part)
    {
        _occluded.ExceptWith(PartsOf(part));
        if (_occluded.Count > 0)
            return;
        (_runStart, _mayHaveReopened) = (null, false);
    }

    private void LosePrimary(int day, PatencyReason reason)
    {
        if (_primaryLoss is not { } loss || (loss.Day == day && Rank(reason) < Rank(loss.Reason)))
            _primaryLoss = (day, reason);
    }

    // Of several reasons on one day, the one that holds under every protocol is named.
    private static int Rank(PatencyReason reason) =>
        reason switch
        {
            PatencyReason.Occlusion => 0,
            PatencyReason.Reintervention => 1,
            _ => 2,
        };

    private static bool IsOpen(VeinStatus status) => status != VeinStatus.Occluded;

    private static int Badness(VeinStatus status) =>
        status switch
        {
            VeinStatus.Occluded => 2,
            VeinStatus.Stenosed => 1,
            _ => 0,
        };

    private static ImmutableArray<VeinSegment> PartsOf(VeinSegment part) =>
        part == VeinSegment.Iliac ? [VeinSegment.CommonIliac, VeinSegment.ExternalIliac] : [part];
}
