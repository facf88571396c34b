using System.Collections.Immutable;
using IvcFhir.Core.Facts;

namespace IvcFhir.Core.Scores;

/// <summary>What was set aside or not understood of a segment, and could change an answer on its patency.</summary>
internal static class UnreadOfSegment
{
    private static readonly ImmutableArray<InterventionKind> s_treatments =
    [
        .. Enum.GetValues<InterventionKind>().Where(kind => kind.TreatsVein()),
    ];

    /// <param name="answer">The answer that would be given; what is unanswered already stays as it is, unless nothing but unread images is
    /// known.</param>
    public static ImmutableArray<Unread> Bearing(OutcomeSheet sheet, Outcome answer, DateOnly dayZero) =>
        answer.Value switch
        {
            OutcomeValue.TimeToLoss time =>
            [
                .. InScope(sheet, answer.Key, dayZero)
                    .Where(one =>
                        sheet.Protocol.Opens(one.Kind, answer.Key.Instrument) && CouldChange(one, answer.Key.Instrument, time, dayZero)
                    ),
            ],
            // Imaged, and nobody read it: that is no want of imaging.
            OutcomeValue.Unanswered { Reason: AbsenceReason.NotRecorded, Missing: ["imaging"] } =>
            [
                .. InScope(sheet, answer.Key, dayZero).Where(one => one.Kind is UnreadKind.Image or UnreadKind.Report),
            ],
            _ => [],
        };

    /// <summary>
    /// Reports of imaging after the last image that was read, which hold words only: the answer stays, and says that they are there.
    /// </summary>
    public static ImmutableArray<SourceRef> LaterReports(OutcomeSheet sheet, Outcome answer, DateOnly dayZero) =>
        answer.Value is OutcomeValue.TimeToLoss { Lost: false } time
            ?
            [
                .. InScope(sheet, answer.Key, dayZero)
                    .Where(one => one.Kind == UnreadKind.Report && !(one.Day?.Last < dayZero.AddDays(time.Days + 1)))
                    .Select(one => one.Source),
            ]
            : [];

    private static IEnumerable<Unread> InScope(OutcomeSheet sheet, OutcomeKey key, DateOnly dayZero) =>
        sheet
            .Facts.Unread.Concat(Unplaced(sheet))
            .Where(one =>
                one.Kind is UnreadKind.Image or UnreadKind.Report
                || (one.Kind is UnreadKind.Intervention or UnreadKind.Procedure && s_treatments.Any(one.MayBe))
            )
            // Of the day on which the treatment ended, and before, nobody can tell it from what led to it.
            .Where(one =>
                !(one.Day?.Last <= dayZero)
                && (one.Sites.IsEmpty || one.Sites.Any(site => SegmentHistory.Names(site, key.Location) || MayName(site, key.Location)))
            )
            .OrderBy(one => one.Source);

    /// <summary>What was done to a vein after the treatment, and nobody wrote down to which.</summary>
    private static IEnumerable<Unread> Unplaced(OutcomeSheet sheet) =>
        sheet
            .Facts.Interventions.Where(one =>
                one.Kind.TreatsVein()
                && !one.Planned
                && !sheet.Index.Members.Contains(one)
                && (one.Sites.IsEmpty || one.Sites.Any(site => site.IsIliac && !site.Side.IsKnown()))
            )
            .Select(one => new Unread(one.Source, UnreadKind.Intervention, one.Performed.Day, "Procedure.bodySite")
            {
                CouldBe = [one.Kind],
                Sites = one.Sites,
            });

    private static bool MayName(VeinSite site, Location unit) =>
        site.IsIliac && !site.Side.IsKnown() && unit is Location.LeftIliac or Location.RightIliac;

    private static bool CouldChange(Unread one, Instrument instrument, OutcomeValue.TimeToLoss time, DateOnly dayZero)
    {
        var day = dayZero.AddDays(time.Days);
        // Whether a loss is final is told by all that follows; what follows any other loss changes nothing, nor does what an open vein
        // later showed to have been no loss.
        return instrument == Instrument.SecondaryPatency ? time.Lost || !(one.Day?.Last <= day) : !time.Lost || !(one.Day?.First > day);
    }
}
