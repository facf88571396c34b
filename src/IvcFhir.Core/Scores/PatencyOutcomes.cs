using System.Collections.Immutable;
using IvcFhir.Core.Facts;

namespace IvcFhir.Core.Scores;

/// <summary>Patency of the inferior vena cava (of every patient, or where it was treated), and of each iliac vein that the index treatment treated.</summary>
internal static class PatencyOutcomes
{
    private static readonly ImmutableArray<Instrument> s_instruments =
        [Instrument.PrimaryPatency, Instrument.AssistedPrimaryPatency, Instrument.SecondaryPatency];

    public static void Add(OutcomeSheet sheet, DateOnly dayZero)
    {
        sheet.Issues.AddRange(SegmentHistory.Unplaced(sheet.Facts, sheet.Index, dayZero));
        foreach (var unit in Units(sheet.Index, sheet.Protocol))
        {
            var history = SegmentHistory.Of(sheet.Facts, sheet.Index, dayZero, unit, sheet.Issues);
            var times = sheet.Succeeded ? Patency.Of(history, sheet.Protocol) : PatencyTimes.TechnicalFailure;
            sheet.Issues.AddRange(times?.Issues ?? []);
            foreach (var instrument in s_instruments)
                sheet.Add(Answer(sheet, instrument, unit, times, history, dayZero));
        }
    }

    /// <summary>The day on which follow-up begins is not known.</summary>
    public static void AddUndated(OutcomeSheet sheet)
    {
        foreach (var unit in Units(sheet.Index, sheet.Protocol))
        {
            foreach (var instrument in s_instruments)
                sheet.Add(Unanswered(sheet, instrument, unit, AbsenceReason.DateImprecise, [], []));
        }
    }

    private static IEnumerable<Location> Units(IndexTreatment index, StudyProtocol protocol)
    {
        var treated = index.Members.Where(member => member.Kind.TreatsVein()).SelectMany(member => member.Sites).ToList();
        return new[] { Location.InferiorVenaCava, Location.LeftIliac, Location.RightIliac }
            .Where(unit => (unit == Location.InferiorVenaCava && protocol.Cava == CavaFollowUp.EveryPatient) || treated.Exists(site => SegmentHistory.Names(site, unit)));
    }

    private static Outcome Answer(
        OutcomeSheet sheet, Instrument instrument, Location unit, PatencyTimes? times, ImmutableArray<SegmentEvent> history, DateOnly dayZero)
    {
        if (times is null)
            return Unanswered(sheet, instrument, unit, AbsenceReason.NotRecorded, ["imaging"], history);
        var time = times.Of(instrument);
        // What comes after a final loss does not bear on it; whether a loss is final (secondary) is told by all that follows.
        var bearing = history.Where(one => instrument == Instrument.SecondaryPatency || !time.Lost || one.Day <= time.Days);
        var inclusion = sheet.Succeeded || sheet.Protocol.TechnicalFailure == TechnicalFailureRule.LossAtTimeZero
            ? Inclusion.Included
            : Inclusion.NotInAnalysisSet;
        return new(
            sheet.Key(instrument, unit), time, Patency.Rule, DayInterval.On(dayZero.AddDays(time.Days)), [],
            [.. sheet.Index.Sources, .. time.Reason == PatencyReason.TechnicalFailure ? [] : bearing.Select(one => one.Source)],
            inclusion, time.Lost ? ItemCode.Of(time.Reason) : null);
    }

    private static Outcome Unanswered(
        OutcomeSheet sheet, Instrument instrument, Location unit, AbsenceReason reason, ImmutableArray<string> missing, ImmutableArray<SegmentEvent> history) =>
        new(
            sheet.Key(instrument, unit), new OutcomeValue.Unanswered(reason, missing), Patency.Rule, null, [],
            [.. sheet.Index.Sources, .. history.Select(one => one.Source)], sheet.OfAnalysisSet);
}
