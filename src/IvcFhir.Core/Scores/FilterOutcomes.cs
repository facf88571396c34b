using System.Collections.Immutable;
using IvcFhir.Core.Facts;

namespace IvcFhir.Core.Scores;

/// <summary>The questions that are asked of a filter, and so of patients with one: dwell, retrieval, mechanical findings.</summary>
internal static class FilterOutcomes
{
    public static void Add(OutcomeSheet sheet)
    {
        ImmutableArray<Filter> filters = [.. FilterInPlace.Filters(sheet.Facts, sheet.Index)];
        ImmutableArray<Intervention> placements = [.. FilterInPlace.Placements(sheet.Facts, sheet.Index)];
        ImmutableArray<SourceRef> sources = [.. filters.SelectMany(FilterPositionRule.SourcesOf), .. placements.Select(placement => placement.Source)];
        if (sources.IsEmpty)
            return;
        var retrieval = FilterRetrievals.Of(sheet.Facts.Interventions, filters, [.. sheet.Facts.Filters.Except(filters)], EarliestPlacement(filters, placements));
        // Every filter that was placed is in the rates of retrieval, however the treatment under it went.
        sheet.Add(new(
            sheet.Key(Instrument.FilterRetrieval), new OutcomeValue.Retrieval(retrieval.Status, retrieval.Attempts), FilterRetrievals.Rule,
            retrieval.Day ?? filters.Select(filter => filter.Implanted?.Value).Concat(placements.Select(one => (DayInterval?)one.Performed.Day)).Max() ?? TreatmentDay(sheet),
            [], [.. sources, .. retrieval.Sources]));
        if (retrieval.Status == RetrievalStatus.Retrieved)
            AddDwell(sheet, filters, [.. sources, .. retrieval.Sources]);
        AddFindings(sheet, sources);
    }

    // How long a filter stayed is asked of those that are out; how long one is in place depends on the day on which somebody asks.
    private static void AddDwell(OutcomeSheet sheet, ImmutableArray<Filter> filters, ImmutableArray<SourceRef> sources)
    {
        var filter = filters.Where(one => one.Retrieved is not null)
            .OrderByDescending(one => one.Implanted?.Value.Last ?? DateOnly.MinValue)
            .ThenBy(one => one.Retrieved!.Value.Value).ThenBy(one => one.Retrieved!.Value.Source)
            .FirstOrDefault();
        OutcomeValue value = filter is null ? new OutcomeValue.Unanswered(AbsenceReason.NotRecorded, ["filter-device"])
            : filter.Implanted is null ? new OutcomeValue.Unanswered(AbsenceReason.NotRecorded, ["filter-implanted"])
            : FilterDwell.Days(filter) is { } days ? new OutcomeValue.DayCount(days)
            : new OutcomeValue.Unanswered(
                filter.Retrieved!.Value.Value.Last < filter.Implanted.Value.Value.First ? AbsenceReason.ItemsInconsistent : AbsenceReason.DateImprecise, []);
        // It was taken out, so it could be; whether the risk had passed before is taken as said by that.
        var advice = value is OutcomeValue.DayCount dwell ? FilterDwell.Advice(dwell.Value, retrievable: true, riskPassed: true, sheet.Protocol.Dwell) : [];
        sheet.Add(new(
            sheet.Key(Instrument.FilterDwell), value, FilterDwell.Rule, filter?.Retrieved?.Value, [],
            filter is null ? sources : [.. FilterPositionRule.SourcesOf(filter), filter.Retrieved!.Value.Source], sheet.OfAnalysisSet,
            advice.IsEmpty ? null : ItemCode.Hyphenated(advice[^1].ToString())));
    }

    private static void AddFindings(OutcomeSheet sheet, ImmutableArray<SourceRef> filter)
    {
        var periods = FilterPeriod.Of(sheet.Facts, sheet.Index);
        var threshold = sheet.Protocol.PenetrationThreshold;
        Add<FilterFinding.Tilt>(
            Instrument.FilterTilt, one => Math.Abs(one.Degrees), one => new OutcomeValue.Measured(one.Degrees, MeasuredUnit.Degrees, FilterFindings.IsTilted(one.Degrees)));
        Add<FilterFinding.Migration>(
            Instrument.FilterMigration, one => Math.Abs(one.Millimetres), one => new OutcomeValue.Measured(one.Millimetres, MeasuredUnit.Millimetres, FilterFindings.HasMigrated(one.Millimetres)));
        Add<FilterFinding.Penetration>(
            Instrument.FilterPenetration, one => one.Millimetres, one => new OutcomeValue.Measured(one.Millimetres, MeasuredUnit.Millimetres, FilterFindings.Penetrates(one.Millimetres, threshold)));
        Add<FilterFinding.Fracture>(Instrument.FilterFracture, one => one.Present ? 1 : 0, one => new OutcomeValue.YesNo(one.Present));
        Add<FilterFinding.Thrombus>(Instrument.CavalThrombus, one => (decimal)one.Extent, one => new OutcomeValue.Thrombus(one.Extent));

        void Add<T>(Instrument instrument, Func<T, decimal> badness, Func<T, OutcomeValue> answer)
            where T : FilterFinding
        {
            var result = FilterFindingRule.Worst(sheet.Facts, periods, badness);
            sheet.Issues.AddRange(result.Unclear.Select(source => new DataIssue(IssueCode.DateTooImprecise, source)));
            if (result is { Worst: null, IsOpen: false } && !sheet.Needs(instrument))
                return;
            OutcomeValue value = result.IsOpen ? new OutcomeValue.Unanswered(AbsenceReason.DateImprecise, [])
                : result.Worst is { } worst ? answer(worst)
                : new OutcomeValue.Unanswered(AbsenceReason.NotRecorded, [ItemCode.Hyphenated(instrument.ToString())]);
            sheet.Add(new(
                sheet.Key(instrument), value, FilterFindings.Rule, result.IsOpen ? null : result.Worst?.Day, [],
                [.. filter, .. result.Sources, .. result.IsOpen ? result.Unclear : []], sheet.OfAnalysisSet));
        }
    }

    private static DateOnly? EarliestPlacement(ImmutableArray<Filter> filters, ImmutableArray<Intervention> placements) =>
        filters.Any(filter => filter.Implanted is null) ? null
            : filters.Select(filter => (DateOnly?)filter.Implanted!.Value.Value.First).Concat(placements.Select(one => (DateOnly?)one.Performed.Day.First)).Min();

    private static DayInterval? TreatmentDay(OutcomeSheet sheet) => sheet.Index.FirstDay is { } first ? DayInterval.On(first) : null;
}
