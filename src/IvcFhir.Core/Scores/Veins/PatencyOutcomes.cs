using System.Collections.Immutable;
using IvcFhir.Core.Facts;

namespace IvcFhir.Core.Scores;

/// <summary>
/// Patency of the inferior vena cava (of every patient, or where it was treated), and of each iliac vein that the index treatment treated.
/// </summary>
internal static class PatencyOutcomes
{
    public static void Add(OutcomeSheet sheet)
    {
        if (sheet.Index.LastDay is { } dayZero)
            AddDated(sheet, dayZero);
        else
            AddUndated(sheet);
    }

    private static void AddDated(OutcomeSheet sheet, DateOnly dayZero)
    {
        sheet.Issues.AddRange(SegmentHistory.Unplaced(sheet.Facts, sheet.Index, dayZero));
        foreach (var unit in Units(sheet.Index, sheet.Protocol))
        {
            var history = SegmentHistory.Of(sheet.Facts, sheet.Index, dayZero, unit);
            var (times, issues) = TimesOf(sheet, history.Known);
            ImmutableArray<SourceRef> partial = [.. history.Partial.Select(one => one.Event.Source)];
            sheet.Issues.AddRange(partial.Select(source => new DataIssue(IssueCode.DateTooImprecise, source)));
            sheet.Issues.AddRange(issues);
            PatencyTimes?[] wherever = [.. history.Wherever().Select(other => TimesOf(sheet, other).Times)];
            var best = TimesOf(sheet, history.Known, believeBest: true).Times;
            foreach (var instrument in Instruments.Patencies)
            {
                var answer =
                    !Array.TrueForAll(wherever, other => AreOne(times?.Of(instrument), other?.Of(instrument)))
                        ? Unanswered(
                            sheet,
                            instrument,
                            unit,
                            AbsenceReason.DateImprecise,
                            [],
                            [.. history.Known.Select(one => one.Source), .. partial]
                        ) with
                        {
                            OpenTime = Between([times, .. wherever], instrument),
                        }
                    : times is null ? Unseen(sheet, instrument, unit, issues, history.Known)
                    : times.Of(instrument) != best?.Of(instrument)
                        ? Unanswered(
                            sheet,
                            instrument,
                            unit,
                            AbsenceReason.ItemsInconsistent,
                            ["imaging"],
                            [.. history.Known.Select(one => one.Source)]
                        ) with
                        {
                            OpenTime = Between([times, best], instrument),
                        }
                    : (times.AwaitsResult || Array.Exists(wherever, other => other?.AwaitsResult == true))
                    && instrument == Instrument.SecondaryPatency
                        ? Unanswered(
                            sheet,
                            instrument,
                            unit,
                            AbsenceReason.NotRecorded,
                            ["reintervention-result"],
                            [.. history.Known.Select(one => one.Source)]
                        )
                    : Answer(sheet, instrument, unit, times, history.Known, dayZero);
                AddUnlessUnread(sheet, answer, dayZero);
            }
        }
    }

    /// <summary>
    /// The answer, where nothing that is unread could change it. Where the treatment may have succeeded after all, nothing is known of what
    /// followed a failure.
    /// </summary>
    private static void AddUnlessUnread(OutcomeSheet sheet, Outcome answer, DateOnly dayZero)
    {
        if (!sheet.MayComplete.IsEmpty)
        {
            sheet.AddOpen(answer, sheet.MayComplete);
            return;
        }

        var unread = sheet.Succeeded ? UnreadOfSegment.Bearing(sheet, answer, dayZero) : [];
        if (unread.IsEmpty)
        {
            var later = UnreadOfSegment.LaterReports(sheet, answer, dayZero);
            sheet.Add(answer with { LaterImageUnread = !later.IsEmpty, Sources = [.. answer.Sources, .. later] });
        }
        else
            sheet.AddOpen(answer, unread);
    }

    private static (PatencyTimes? Times, ImmutableArray<DataIssue> Issues) TimesOf(
        OutcomeSheet sheet,
        ImmutableArray<SegmentEvent> history,
        bool believeBest = false
    ) => sheet.Succeeded ? Patency.Follow(history, sheet.Protocol, believeBest) : (PatencyTimes.TechnicalFailure, []);

    // An image of an open vein whose day is not known may be left out: follow-up then ends with the last image whose day is known.
    private static bool AreOne(OutcomeValue.TimeToLoss? known, OutcomeValue.TimeToLoss? other) =>
        known is null ? other is null : other is not null && (known == other || (!known.Lost && !other.Lost));

    /// <summary>The earliest loss and the latest follow-up of what the readings of one history say.</summary>
    private static OpenTime Between(IEnumerable<PatencyTimes?> readings, Instrument instrument)
    {
        ImmutableArray<OutcomeValue.TimeToLoss> times = [.. readings.OfType<PatencyTimes>().Select(reading => reading.Of(instrument))];
        return new(
            times.Where(time => time.Lost).Select(time => time.Days).DefaultIfEmpty(0).Min(),
            times.Select(time => (int?)time.Days).Max()
        )
        {
            LostBy = times.Length > 0 && times.All(time => time.Lost) ? times.Max(time => time.Days) : null,
        };
    }

    /// <summary>The day on which follow-up begins is not known.</summary>
    private static void AddUndated(OutcomeSheet sheet)
    {
        foreach (var unit in Units(sheet.Index, sheet.Protocol))
        {
            foreach (var instrument in Instruments.Patencies)
                sheet.Add(Unanswered(sheet, instrument, unit, AbsenceReason.DateImprecise, [], []));
        }
    }

    private static IEnumerable<Location> Units(IndexTreatment index, StudyProtocol protocol)
    {
        var treated = index.Members.Where(member => member.Kind.TreatsVein()).SelectMany(member => member.Sites).ToList();
        return new[] { Location.InferiorVenaCava, Location.LeftIliac, Location.RightIliac }.Where(unit =>
            (unit == Location.InferiorVenaCava && protocol.Cava == CavaFollowUp.EveryPatient)
            || treated.Exists(site => SegmentHistory.Names(site, unit))
        );
    }

    private static Outcome Answer(
        OutcomeSheet sheet,
        Instrument instrument,
        Location unit,
        PatencyTimes times,
        ImmutableArray<SegmentEvent> history,
        DateOnly dayZero
    )
    {
        var time = times.Of(instrument);
        // What comes after a final loss does not bear on it; whether a loss is final (secondary) is told by all that follows.
        var bearing = history.Where(one => instrument == Instrument.SecondaryPatency || !time.Lost || one.Day <= time.Days);
        var inclusion =
            sheet.Succeeded || sheet.Protocol.TechnicalFailure == TechnicalFailureRule.LossAtTimeZero
                ? Inclusion.Included
                : Inclusion.NotInAnalysisSet;
        return new(
            sheet.Key(instrument, unit),
            time,
            Patency.Rule,
            DayInterval.On(dayZero.AddDays(time.Days)),
            [],
            [.. sheet.Index.Sources, .. time.Reason == PatencyReason.TechnicalFailure ? [] : bearing.Select(one => one.Source)],
            inclusion,
            time.Lost ? ItemCode.Of(time.Reason) : null
        );
    }

    /// <summary>What was seen on day 0 alone, nobody knows whether before the treatment or after it, is no want of imaging.</summary>
    private static Outcome Unseen(
        OutcomeSheet sheet,
        Instrument instrument,
        Location unit,
        ImmutableArray<DataIssue> issues,
        ImmutableArray<SegmentEvent> history
    )
    {
        ImmutableArray<SourceRef> sources = [.. history.Select(one => one.Source)];
        return issues.Any(issue => issue.Code == IssueCode.DateTooImprecise)
            ? Unanswered(sheet, instrument, unit, AbsenceReason.DateImprecise, [], sources)
            : Unanswered(sheet, instrument, unit, AbsenceReason.NotRecorded, ["imaging"], sources);
    }

    private static Outcome Unanswered(
        OutcomeSheet sheet,
        Instrument instrument,
        Location unit,
        AbsenceReason reason,
        ImmutableArray<string> missing,
        ImmutableArray<SourceRef> sources
    ) =>
        new(
            sheet.Key(instrument, unit),
            new OutcomeValue.Unanswered(reason, missing),
            Patency.Rule,
            null,
            [],
            [.. sheet.Index.Sources, .. sources],
            sheet.OfAnalysisSet
        );
}
