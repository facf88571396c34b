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
        ImmutableArray<SourceRef> sources =
        [
            .. filters.SelectMany(FilterPositionRule.SourcesOf),
            .. placements.Select(placement => placement.Source),
        ];
        if (sources.IsEmpty)
            return;
        var retrieval = FilterRetrievals.Of(
            sheet.Facts.Interventions,
            filters,
            [.. sheet.Facts.Filters.Except(filters)],
            EarliestPlacement(filters, placements)
        );
        // Every filter that was placed is in the rates of retrieval, however the treatment under it went.
        // A retrieval that names no filter is taken for that of the last one before it; where two were in place, nobody knows.
        var mayBeOfOther =
            retrieval.Status != RetrievalStatus.Retrieved
            && sheet.Facts.Filters.Except(filters).Any(other => other is { Device: null, Retrieved: not null })
            && filters.Any(filter => filter is { Device: null, Retrieved: null });
        var someRemain =
            mayBeOfOther || (retrieval.Status == RetrievalStatus.Retrieved && retrieval.Removed < filters.Length + placements.Length);
        ImmutableArray<SourceRef> told = retrieval.Status == RetrievalStatus.NotAttempted ? SeenLater(sheet) : [];
        var answer = new Outcome(
            sheet.Key(Instrument.FilterRetrieval),
            someRemain ? new OutcomeValue.Unanswered(AbsenceReason.NotRecorded, [Retrieved])
                : retrieval.Status == RetrievalStatus.NotAttempted && told.IsEmpty
                    ? new OutcomeValue.Unanswered(AbsenceReason.NotRecorded, [FollowUp])
                : new OutcomeValue.Retrieval(retrieval.Status, retrieval.Attempts),
            FilterRetrievals.Rule,
            KnownDay(retrieval.Day)
                ?? filters.Select(filter => filter.Implanted?.Value).Concat(placements.Select(one => (DayInterval?)one.Performed.Day)).Max()
                ?? TreatmentDay(sheet),
            [],
            [.. sources, .. retrieval.Sources, .. told]
        );
        if (someRemain)
            sheet.Issues.AddRange(retrieval.Sources.Select(source => new DataIssue(IssueCode.DeviceAmbiguous, source)));
        var unread =
            retrieval.Status == RetrievalStatus.Retrieved ? [] : UnreadRetrievals(sheet, EarliestPlacement(filters, placements)).ToList();
        if (unread.Count == 0)
            sheet.Add(answer);
        else
            sheet.AddOpen(answer, unread);
        if (retrieval.Status == RetrievalStatus.Retrieved && !someRemain)
            AddDwell(sheet, filters, [.. sources, .. retrieval.Sources]);
        AddFindings(sheet, sources);
    }

    /// <summary>The code of what is asked where fewer filters were taken out than placed: which one.</summary>
    private const string Retrieved = "filter-retrieved";

    /// <summary>The code of a record of a later day: without one nothing could have told of a retrieval.</summary>
    private const string FollowUp = "follow-up";

    /// <summary>The first record of a day after the treatment; empty where there is none.</summary>
    private static ImmutableArray<SourceRef> SeenLater(OutcomeSheet sheet) =>
        [
            .. LaterEvents
                .Recorded(sheet.Facts)
                .Where(one => one.Value.First > sheet.Index.LatestDay)
                .Select(one => (Day: one.Value, one.Source))
                .Concat(sheet.Facts.Contacts.Where(one => one.Days.Last > sheet.Index.LatestDay).Select(one => (Day: one.Days, one.Source)))
                .OrderBy(one => one.Day)
                .ThenBy(one => one.Source)
                .Select(one => one.Source)
                .Take(1),
        ];

    /// <summary>A retrieval of an unknown day has none to show.</summary>
    private static DayInterval? KnownDay(DayInterval? day) => day == DayInterval.Unknown ? null : day;

    private static IEnumerable<Unread> UnreadRetrievals(OutcomeSheet sheet, DateOnly? placed) =>
        sheet
            .Facts.Unread.Where(one =>
                sheet.Protocol.Opens(one.Kind, Instrument.FilterRetrieval)
                && one.MayBe(InterventionKind.FilterRetrieval)
                && !(one.Day?.Last < placed)
            )
            .Where(one => one.Sites.IsEmpty || one.Sites.Any(site => site.Segment == VeinSegment.InferiorVenaCava))
            .OrderBy(one => one.Source);

    // How long a filter stayed is asked of those that are out; how long one is in place depends on the day on which somebody asks.
    private static void AddDwell(OutcomeSheet sheet, ImmutableArray<Filter> filters, ImmutableArray<SourceRef> sources)
    {
        var filter = filters
            .Where(one => one.Retrieved is not null)
            .OrderByDescending(one => one.Implanted?.Value.Last ?? DateOnly.MinValue)
            .ThenBy(one => one.Retrieved!.Value.Value)
            .ThenBy(one => one.Retrieved!.Value.Source)
            .FirstOrDefault();
        OutcomeValue value =
            filter is null
            && sheet.Facts.Interventions.Any(one =>
                one.Kind == InterventionKind.FilterRetrieval && one.Performed.Day == DayInterval.Unknown
            )
                ? new OutcomeValue.Unanswered(AbsenceReason.DateImprecise, [])
            : filter is null ? new OutcomeValue.Unanswered(AbsenceReason.NotRecorded, ["filter-device"])
            : filter.Implanted is null ? new OutcomeValue.Unanswered(AbsenceReason.NotRecorded, ["filter-implanted"])
            : FilterDwell.Days(filter) is { } days ? new OutcomeValue.DayCount(days)
            : new OutcomeValue.Unanswered(
                filter.Retrieved!.Value.Value.Last < filter.Implanted.Value.Value.First
                    ? AbsenceReason.ItemsInconsistent
                    : AbsenceReason.DateImprecise,
                []
            );
        // It was taken out, so it could be; whether the risk had passed before is taken as said by that.
        var advice = value is OutcomeValue.DayCount dwell
            ? FilterDwell.Advice(dwell.Value, retrievable: true, riskPassed: true, sheet.Protocol.Dwell)
            : [];
        sheet.Add(
            new(
                sheet.Key(Instrument.FilterDwell),
                value,
                FilterDwell.Rule,
                filter?.Retrieved?.Value,
                [],
                filter is null ? sources : [.. FilterPositionRule.SourcesOf(filter), filter.Retrieved!.Value.Source],
                sheet.OfAnalysisSet,
                advice.IsEmpty ? null : ItemCode.Hyphenated(advice[^1].ToString())
            )
        );
    }

    private static void AddFindings(OutcomeSheet sheet, ImmutableArray<SourceRef> filter)
    {
        var periods = FilterPeriod.Of(sheet.Facts, sheet.Index);
        var threshold = sheet.Protocol.PenetrationThreshold;
        Add<FilterFinding.Tilt>(
            Instrument.FilterTilt,
            one => Math.Abs(one.Degrees),
            one => new OutcomeValue.Measured(one.Degrees, MeasuredUnit.Degrees, FilterFindings.IsTilted(one.Degrees))
        );
        Add<FilterFinding.Migration>(
            Instrument.FilterMigration,
            one => Math.Abs(one.Millimetres),
            one => new OutcomeValue.Measured(one.Millimetres, MeasuredUnit.Millimetres, FilterFindings.HasMigrated(one.Millimetres))
        );
        Add<FilterFinding.Penetration>(
            Instrument.FilterPenetration,
            one => one.Millimetres,
            one => new OutcomeValue.Measured(
                one.Millimetres,
                MeasuredUnit.Millimetres,
                FilterFindings.Penetrates(one.Millimetres, threshold)
            )
        );
        Add<FilterFinding.Fracture>(Instrument.FilterFracture, one => one.Present ? 1 : 0, one => new OutcomeValue.YesNo(one.Present));
        Add<FilterFinding.Thrombus>(Instrument.CavalThrombus, one => (decimal)one.Extent, one => new OutcomeValue.Thrombus(one.Extent));

        void Add<T>(Instrument instrument, Func<T, decimal> badness, Func<T, OutcomeValue> answer)
            where T : FilterFinding
        {
            var result = FilterFindingRule.Worst(sheet.Facts, periods, badness);
            sheet.Issues.AddRange(result.Unclear.Select(source => new DataIssue(IssueCode.DateTooImprecise, source)));
            if (
                result is { Worst: null, IsOpen: false }
                && !sheet.Needs(instrument)
                && !sheet.Facts.Unread.Any(one => one.Finding == instrument)
            )
                return;
            OutcomeValue value =
                result.IsOpen ? new OutcomeValue.Unanswered(AbsenceReason.DateImprecise, [])
                : result.Worst is { } worst ? answer(worst)
                : new OutcomeValue.Unanswered(AbsenceReason.NotRecorded, [ItemCode.Hyphenated(instrument.ToString())]);
            var finding = new Outcome(
                sheet.Key(instrument),
                value,
                FilterFindings.Rule,
                result.IsOpen ? null : result.Worst?.Day,
                [],
                [.. filter, .. result.Sources, .. result.IsOpen ? result.Unclear : []],
                sheet.OfAnalysisSet
            );
            var unread = sheet
                .Facts.Unread.Where(one =>
                    one.Kind == UnreadKind.FilterFinding
                    && one.Finding == instrument
                    && sheet.Protocol.Opens(one.Kind, instrument)
                    && (one.Day is not { } day || periods.Any(period => period.MayHold(day)))
                )
                .OrderBy(one => one.Source)
                .ToList();
            // What lies beyond its limit does so whatever else was measured.
            if (
                unread.Count == 0
                || value
                    is OutcomeValue.YesNo { Yes: true }
                        or OutcomeValue.Measured { Beyond: true }
                        or OutcomeValue.Thrombus { Extent: CavalThrombusExtent.Occlusive }
            )
                sheet.Add(finding);
            else
                sheet.AddOpen(finding, unread);
        }
    }

    private static DateOnly? EarliestPlacement(ImmutableArray<Filter> filters, ImmutableArray<Intervention> placements) =>
        filters.Any(filter => filter.Implanted is null)
            ? null
            : filters
                .Select(filter => (DateOnly?)filter.Implanted!.Value.Value.First)
                .Concat(placements.Select(one => (DateOnly?)one.Performed.Day.First))
                .Min();

    private static DayInterval? TreatmentDay(OutcomeSheet sheet) => sheet.Index.FirstDay is { } first ? DayInterval.On(first) : null;
}
