using System.Collections.Immutable;
using IvcFhir.Core.Facts;

namespace IvcFhir.Core.Scores;

/// <summary>How much thrombus the index treatment cleared.</summary>
internal static class TreatmentEffects
{
    public const string Progressed = "progressed";

    public static void Add(OutcomeSheet sheet)
    {
        if (!sheet.Facts.Thrombus.IsEmpty || sheet.Needs(Instrument.LysisGrade))
            AddLysis(sheet);
    }

    private static void AddLysis(OutcomeSheet sheet)
    {
        if (sheet.Index is not { FirstDay: { } first, LastDay: { } last })
        {
            sheet.Add(Lysis(sheet, new OutcomeValue.Unanswered(AbsenceReason.DateImprecise, []), null, []));
            return;
        }

        var images = LysisImaging.Choose(sheet.Facts, sheet.Index, first, last);
        sheet.Issues.AddRange(images.Unclear.Select(image => new DataIssue(IssueCode.DateTooImprecise, image.Source)));
        if (images is { Used.IsEmpty: true, Unclear.IsEmpty: true } && !sheet.Needs(Instrument.LysisGrade))
            return; // thrombus that was scored at some other time says nothing of this treatment
        var value = ValueOf(images, new(first, last), sheet.Protocol.LysisBounds);
        // What cannot be placed is what somebody has to look at.
        var unclear = value is OutcomeValue.Unanswered { Reason: AbsenceReason.DateImprecise } ? images.Unclear : [];
        sheet.Add(
            Lysis(sheet, value, new(first, last), [.. images.Used.Concat(unclear).Select(image => image.Source)]) with
            {
                Qualifier = value is OutcomeValue.Lysis { Percent: < 0 } ? Progressed : null,
            }
        );
    }

    private static OutcomeValue ValueOf(LysisImages images, DayInterval treatment, LysisBounds bounds)
    {
        if (!images.Contradicted.IsEmpty)
            return new OutcomeValue.Unanswered(AbsenceReason.ItemsInconsistent, images.Contradicted);
        if (!images.Missing.IsEmpty)
            return new OutcomeValue.Unanswered(AbsenceReason.ItemsMissing, images.Missing);
        if (images.Segments.IsEmpty)
            return new OutcomeValue.Unanswered(
                images.Unclear.IsEmpty ? AbsenceReason.NotRecorded : AbsenceReason.DateImprecise,
                images.Unclear.IsEmpty ? ["thrombus-extent"] : []
            );
        var value = ValueOf(images.Segments, bounds);
        return images.Unclear.SelectMany(image => Readings(images, image, treatment)).Any(segments => ValueOf(segments, bounds) != value)
            ? new OutcomeValue.Unanswered(AbsenceReason.DateImprecise, [])
            : value;
    }

    // An image of a day of treatment may lie on either side of it, and nearer than what was chosen of an earlier or a later day. One that
    // is of such a day itself says where it lies.
    private static IEnumerable<ImmutableArray<ThrombusScore>> Readings(LysisImages images, ThrombusExtent image, DayInterval treatment)
    {
        foreach (var segment in images.Segments.Where(segment => segment.Site == image.Site))
        {
            var chosen = images.Used.Where(used => used.Site == image.Site).ToList();
            if (image.Phase != ImagingPhase.AfterTreatment && chosen.Exists(used => used.Day.Last < treatment.First))
                yield return images.Segments.Replace(segment, segment with { Before = image.Score });
            if (image.Phase != ImagingPhase.BeforeTreatment && chosen.Exists(used => used.Day.First > treatment.Last))
                yield return images.Segments.Replace(segment, segment with { After = image.Score });
        }
    }

    private static OutcomeValue ValueOf(ImmutableArray<ThrombusScore> segments, LysisBounds bounds) =>
        LysisGrade.Of(segments, bounds) switch
        {
            LysisResult.Graded graded => new OutcomeValue.Lysis(graded.Grade, Math.Round(graded.Percent, 2, MidpointRounding.AwayFromZero)),
            LysisResult.Undefined => new OutcomeValue.Unanswered(AbsenceReason.Undefined, []),
            _ => new OutcomeValue.Unanswered(AbsenceReason.ItemsInconsistent, []),
        };

    private static Outcome Lysis(OutcomeSheet sheet, OutcomeValue value, DayInterval? day, ImmutableArray<SourceRef> images) =>
        new(sheet.Key(Instrument.LysisGrade), value, LysisGrade.Rule, day, [], [.. sheet.Index.Sources, .. images], sheet.OfAnalysisSet);
}
