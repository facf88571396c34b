using System.Collections.Immutable;
using IvcFhir.Core.Facts;

namespace IvcFhir.Core.Scores;

/// <summary>The questions that are asked once per patient: technical success, duration, filter position, severe complications.</summary>
internal static class ProcedureOutcomes
{
    public static void Add(OutcomeSheet sheet)
    {
        AddTechnicalSuccess(sheet);
        AddDuration(sheet);
        AddFilterPosition(sheet);
        AddSevereComplications(sheet);
    }

    private static void AddTechnicalSuccess(OutcomeSheet sheet)
    {
        var answer = new Outcome(
            sheet.Key(Instrument.TechnicalSuccess),
            sheet.Index.FirstDay is null ? Imprecise : new OutcomeValue.YesNo(sheet.Succeeded),
            TechnicalSuccess.Rule,
            TreatmentDays(sheet.Index),
            [],
            [.. sheet.Index.Sources]
        );
        if (sheet.UnreadOfSuccess.IsEmpty)
            sheet.Add(answer);
        else
            sheet.AddOpen(answer, sheet.UnreadOfSuccess);
    }

    private static void AddDuration(OutcomeSheet sheet)
    {
        var result = sheet.Index.FirstDay is null ? null : ProcedureDuration.Of(sheet.Index.Members, sheet.Protocol);
        var (value, sources) = result switch
        {
            DurationResult.Measured measured => (new OutcomeValue.Minutes(measured.Minutes), measured.Sources),
            DurationResult.NotMeasured missing => (
                new OutcomeValue.Unanswered(AbsenceReason.NotRecorded, missing.Missing),
                [.. sheet.Index.Sources]
            ),
            _ => ((OutcomeValue)Imprecise, (ImmutableArray<SourceRef>)[.. sheet.Index.Sources]),
        };
        var answer = new Outcome(
            sheet.Key(Instrument.ProcedureDuration),
            value,
            ProcedureDuration.Rule,
            FirstDay(sheet.Index),
            [],
            sources,
            sheet.OfAnalysisSet
        );
        var unread = value is OutcomeValue.Minutes ? OfTreatment(sheet).ToList() : [];
        if (unread.Count == 0)
            sheet.Add(answer);
        else
            sheet.AddOpen(answer, unread);
    }

    /// <summary>What was set aside and may be a part of the treatment that lasted longer.</summary>
    private static IEnumerable<Unread> OfTreatment(OutcomeSheet sheet)
    {
        var days = new DayInterval(sheet.Index.EarliestDay, sheet.Index.LatestDay);
        return sheet.Facts.Unread.Where(one =>
            sheet.Protocol.Opens(one.Kind, Instrument.ProcedureDuration)
            && (one.Day is not { } day || PeriproceduralComplications.Touches(day, days))
            && (one.Sites.IsEmpty || one.Sites.Any(StudyVeins.Contains))
            && (sheet.Protocol.IndexKinds.Any(one.MayBe) || sheet.Protocol.SuccessKinds.Any(one.MayBe))
        );
    }

    private static void AddFilterPosition(OutcomeSheet sheet)
    {
        ImmutableArray<Filter> filters = [.. FilterInPlace.Filters(sheet.Facts, sheet.Index)];
        ImmutableArray<SourceRef> placements =
        [
            .. FilterInPlace.Placements(sheet.Facts, sheet.Index).Select(placement => placement.Source),
        ];
        if (sheet.Protocol.Filter == FilterRequirement.NotRequired && filters.IsEmpty && placements.IsEmpty)
            return; // a study that asks for no filter asks a patient without one nothing
        var result = FilterPositionRule.Of(filters);
        var (value, day, sources) = result switch
        {
            FilterPositionResult.Known known => (new OutcomeValue.Position(known.Position), known.Implanted, known.Sources),
            FilterPositionResult.Conflicting conflict => (
                new OutcomeValue.Unanswered(AbsenceReason.ItemsInconsistent, []),
                null,
                conflict.Sources
            ),
            FilterPositionResult.NotRecorded none => (
                (OutcomeValue)new OutcomeValue.Unanswered(AbsenceReason.NotRecorded, ["filter-position"]),
                (DayInterval?)null,
                none.Sources
            ),
            _ => throw new InvalidOperationException("An unknown case."),
        };
        ImmutableArray<SourceRef> fallback = [.. placements, .. sheet.Index.Sources];
        sheet.Add(
            new(
                sheet.Key(Instrument.FilterPosition),
                value,
                FilterPositionRule.Rule,
                day,
                [],
                sources.IsEmpty ? fallback : sources,
                sheet.OfAnalysisSet
            )
        );
    }

    private static void AddSevereComplications(OutcomeSheet sheet)
    {
        var answer = PeriproceduralComplications.Judge(sheet.Facts, sheet.Index, sheet.Protocol);
        sheet.Issues.AddRange(answer.Issues);
        sheet.Add(
            new(
                sheet.Key(Instrument.SevereComplication),
                answer.Value,
                SevereComplications.Rule,
                TreatmentDays(sheet.Index),
                [],
                [.. sheet.Index.Sources, .. answer.Sources],
                sheet.InclusionIn(sheet.Protocol.ComplicationSet)
            )
        );
    }

    private static OutcomeValue.Unanswered Imprecise => new(AbsenceReason.DateImprecise, []);

    private static DayInterval? FirstDay(IndexTreatment index) => index.FirstDay is { } day ? DayInterval.On(day) : null;

    private static DayInterval? TreatmentDays(IndexTreatment index) =>
        index is { FirstDay: { } first, LastDay: { } last } ? new DayInterval(first, last) : FirstDay(index);
}
