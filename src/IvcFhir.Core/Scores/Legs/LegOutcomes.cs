using System.Collections.Immutable;
using IvcFhir.Core.Facts;

namespace IvcFhir.Core.Scores;

/// <summary>The questions that are asked of each leg at each visit: Villalta, post-thrombotic syndrome, VCSS.</summary>
internal static class LegOutcomes
{
    public static void Add(OutcomeSheet sheet)
    {
        if (sheet.Index.LastDay is not { } dayZero)
            return; // no visit can be placed
        var villalta = sheet
            .Facts.Villalta.Where(leg => AssessmentSources.Of(leg).Any())
            .Select(leg => AssessmentSources.Dated(leg, sheet.Protocol));
        var visits = VisitChoice.Choose(villalta, dayZero, sheet.Protocol, sheet.Issues).ToList();
        foreach (var visit in visits)
        {
            AddVillalta(sheet, visit);
            AddPts(sheet, visit, visits);
        }

        foreach (var visit in VisitChoice.Choose(VcssOfVersion(sheet), dayZero, sheet.Protocol, sheet.Issues))
            AddVcss(sheet, visit);
    }

    private static List<DatedAssessment<VcssAssessment>> VcssOfVersion(OutcomeSheet sheet)
    {
        var all = sheet
            .Facts.Vcss.Where(leg => AssessmentSources.Of(leg).Any())
            .ToLookup(leg => leg.Version == sheet.Protocol.VcssVersion, AssessmentSources.Dated);
        sheet.Issues.AddRange(all[false].Select(other => new DataIssue(IssueCode.OtherInstrumentVersion, other.Source)));
        return [.. all[true]];
    }

    private static void AddVillalta(OutcomeSheet sheet, VisitAssessment<VillaltaAssessment> visit)
    {
        var leg = visit.Chosen.Assessment;
        var result = Villalta.Score(leg, sheet.Protocol);
        var (value, severity, atLeast) = visit.Contradicted ? (Contradicted, null, false) : ValueOf(result);
        sheet.Issues.AddRange(IssuesOf(visit, value, leg.ReportedTotal, result is VillaltaResult.Rejected));
        sheet.Add(
            new(
                sheet.Key(Instrument.Villalta, StudyVeins.LegOf(leg.Leg), visit.Window.Id),
                value,
                Villalta.Rule,
                leg.Day,
                AssessmentSources.ItemsOf(leg),
                [.. AssessmentSources.Of(leg)],
                InclusionOf(sheet, Affected(sheet, leg), visit.FirstDay, sheet.Protocol.EarliestPtsDay),
                severity
            )
            {
                AtLeast = atLeast,
                IsReportedTotal = value is OutcomeValue.Score && leg.AcceptedTotal is not null,
                OtherTotal =
                    value is OutcomeValue.Score && leg.AcceptedTotal is null && sheet.Protocol.UlcerRule != UlcerRule.CategoryOnly
                        ? Grades.Sum(Villalta.Items, leg.Grades)
                        : null,
                Early = IsEarly(visit.FirstDay, sheet.Protocol),
            }
        );
    }

    private static void AddPts(
        OutcomeSheet sheet,
        VisitAssessment<VillaltaAssessment> visit,
        List<VisitAssessment<VillaltaAssessment>> visits
    )
    {
        var affected = Affected(sheet, visit.Chosen.Assessment);
        if (affected.IsEmpty)
            return;
        var pts = PtsAtVisit.Of(visit, visits, sheet.Protocol);
        var (leg, firstDay) = (pts.Speaks.Recorded, pts.Speaks.Believed.FirstDay);
        var (value, severity, atLeast) = ValueOf(pts, visit.Contradicted);
        sheet.Issues.AddRange(PtsOccasions.NotBelieved(visit).Select(source => new DataIssue(IssueCode.ConflictingItems, source)));
        var answer = new Outcome(
            sheet.Key(Instrument.PostThromboticSyndrome, StudyVeins.LegOf(leg.Leg), visit.Window.Id),
            value,
            sheet.Protocol.PtsDefinition == PtsDefinition.TwoVisits ? PtsTwoVisits.Rule : PostThromboticSyndrome.Rule,
            leg.Day,
            AssessmentSources.ItemsOf(leg),
            [.. pts.Bearing.SelectMany(one => AssessmentSources.Of(one.Recorded)), .. affected],
            InclusionOf(sheet, affected, firstDay, sheet.Protocol.EarliestPtsDay),
            severity
        )
        {
            AtLeast = atLeast,
            IsReportedTotal = value is OutcomeValue.YesNo && pts.Bearing.Any(one => one.Believed.Leg.AcceptedTotal is not null),
            Early = IsEarly(firstDay, sheet.Protocol),
        };
        // What is positive stays so whatever else was assessed.
        ImmutableArray<Unread> unread = value is OutcomeValue.YesNo { Yes: false } ? UnreadOf(sheet, leg.Leg, visit.Window) : [];
        if (unread.IsEmpty)
            sheet.Add(answer);
        else
            sheet.AddOpen(answer, unread);
    }

    /// <summary>
    /// Assessments of a leg that were set aside and may be of the visit; where two visits decide, also of an earlier one. So are those that
    /// were read and of which nobody knows the visit.
    /// </summary>
    private static ImmutableArray<Unread> UnreadOf(OutcomeSheet sheet, Side leg, VisitWindow window)
    {
        if (!sheet.Protocol.Opens(UnreadKind.Assessment, Instrument.PostThromboticSyndrome))
            return [];
        var unplaced =
            from one in sheet.Facts.Villalta
            where IsOfNoVisit(one.Day, sheet) || Villalta.Score(one, sheet.Protocol) is VillaltaResult.Rejected
            from source in AssessmentSources.Of(one).Order().Take(1)
            select new Unread(source, UnreadKind.Assessment, one.Day) { Legs = one.Leg.IsKnown() ? [one.Leg] : [] };
        return
        [
            .. sheet
                .Facts.Unread.Where(one => one.Kind == UnreadKind.Assessment)
                .Concat(unplaced)
                .Where(one => (one.Legs.IsEmpty || one.Legs.Contains(leg)) && MayBeOf(one.Day, sheet, window))
                .OrderBy(one => one.Source),
        ];
    }

    private static bool IsOfNoVisit(DayInterval day, OutcomeSheet sheet) =>
        !day.IsExact
        && sheet.Index.LastDay is { } dayZero
        && !sheet.Protocol.Visits.Any(visit =>
            visit.Contains(VisitChoice.FirstDay(day, dayZero)) && visit.Contains(VisitChoice.LastDay(day, dayZero))
        );

    private static bool MayBeOf(DayInterval? day, OutcomeSheet sheet, VisitWindow window) =>
        day is not { } on
        || sheet.Index.LastDay is not { } dayZero
        || (
            VisitChoice.FirstDay(on, dayZero) <= window.LastDay
            && VisitChoice.LastDay(on, dayZero) >= (sheet.Protocol.PtsDefinition == PtsDefinition.TwoVisits ? 0 : window.FirstDay)
        );

    private static void AddVcss(OutcomeSheet sheet, VisitAssessment<VcssAssessment> visit)
    {
        var leg = visit.Chosen.Assessment;
        var affected = AffectedLegs.Evidence(sheet.Facts, sheet.Index, sheet.Protocol, leg.Leg, leg.Day);
        var result = visit.Contradicted ? null : Vcss.Score(leg);
        var value = result is null ? Contradicted : ValueOf(result, sheet.Protocol.VcssIncludesCompression);
        sheet.Issues.AddRange(IssuesOf(visit, value, leg.ReportedTotal, result is VcssResult.Rejected));
        sheet.Add(
            new(
                sheet.Key(Instrument.Vcss, StudyVeins.LegOf(leg.Leg), visit.Window.Id),
                value,
                Vcss.RuleOf(leg.Version),
                leg.Day,
                AssessmentSources.ItemsOf(leg),
                [.. AssessmentSources.Of(leg)],
                InclusionOf(sheet, affected, visit.FirstDay, int.MinValue)
            )
            {
                IsReportedTotal = value is OutcomeValue.Score && leg.AcceptedTotal is not null,
                OtherTotal = result is VcssResult.Scored { WithoutCompression: not null } scored
                    ? sheet.Protocol.VcssIncludesCompression
                        ? scored.WithoutCompression
                        : scored.Total
                    : null,
            }
        );
    }

    private static ImmutableArray<SourceRef> Affected(OutcomeSheet sheet, VillaltaAssessment leg) =>
        AffectedLegs.Evidence(sheet.Facts, sheet.Index, sheet.Protocol, leg.Leg, leg.Day);

    private static Inclusion InclusionOf(OutcomeSheet sheet, ImmutableArray<SourceRef> affected, int day, int earliestDay) =>
        !sheet.InAnalysisSet ? Inclusion.NotInAnalysisSet
        : affected.IsEmpty ? Inclusion.LegNotAffected
        : day < earliestDay ? Inclusion.TooEarly
        : Inclusion.Included;

    private static bool IsEarly(int day, StudyProtocol protocol) => protocol.EarliestPtsDay <= day && day <= protocol.EarlyPtsLastDay;

    private static (OutcomeValue Value, string? Severity, bool AtLeast) ValueOf(VillaltaResult result) =>
        result switch
        {
            VillaltaResult.Scored scored => (new OutcomeValue.Score(scored.Total), ItemCode.Of(scored.Severity), scored.AtLeast),
            VillaltaResult.NotScorable missing => (new OutcomeValue.Unanswered(AbsenceReason.ItemsMissing, missing.Missing), null, false),
            VillaltaResult.Rejected rejected => (Inconsistent(rejected.OutOfRange.Select(ItemCode.Of)), null, false),
            _ => throw new InvalidOperationException("An unknown case."),
        };

    // A contradiction leaves the question open where nothing else answers it.
    private static (OutcomeValue Value, string? Severity, bool AtLeast) ValueOf(PtsAtVisit pts, bool contradicted) =>
        pts.Result switch
        {
            PtsResult.Decided { Yes: true } => ValueOf(pts.Result),
            _ when contradicted => (Contradicted, null, false),
            PtsResult.Undecided when !pts.Speaks.Disputed.IsEmpty => (Inconsistent(pts.Speaks.Disputed), null, false),
            _ => ValueOf(pts.Result),
        };

    private static (OutcomeValue Value, string? Severity, bool AtLeast) ValueOf(PtsResult result) =>
        result switch
        {
            PtsResult.Decided decided => (new OutcomeValue.YesNo(decided.Yes), ItemCode.Of(decided.Severity), decided.AtLeast),
            PtsResult.Undecided undecided => (new OutcomeValue.Unanswered(AbsenceReason.ItemsMissing, undecided.Missing), null, false),
            PtsResult.Undated => (new OutcomeValue.Unanswered(AbsenceReason.DateImprecise, []), null, false),
            PtsResult.Rejected rejected => (Inconsistent(rejected.OutOfRange.Select(ItemCode.Of)), null, false),
            _ => throw new InvalidOperationException("An unknown case."),
        };

    private static OutcomeValue ValueOf(VcssResult result, bool withCompression) =>
        result switch
        {
            VcssResult.Scored scored => new OutcomeValue.Score(withCompression ? scored.Total : scored.WithoutCompression!.Value),
            VcssResult.NotScorable missing => new OutcomeValue.Unanswered(AbsenceReason.ItemsMissing, missing.Missing),
            VcssResult.Inconsistent contradiction => Inconsistent(contradiction.Items.Select(ItemCode.Of)),
            VcssResult.Rejected rejected => Inconsistent(rejected.OutOfRange.Select(ItemCode.Of)),
            _ => throw new InvalidOperationException("An unknown case."),
        };

    private static OutcomeValue Inconsistent(IEnumerable<string> items) =>
        new OutcomeValue.Unanswered(AbsenceReason.ItemsInconsistent, [.. items]);

    private static OutcomeValue Contradicted => new OutcomeValue.Unanswered(AbsenceReason.ItemsInconsistent, []);

    private static IEnumerable<DataIssue> IssuesOf<T>(VisitAssessment<T> visit, OutcomeValue value, Sourced<int>? reported, bool outOfRange)
    {
        if (visit.Contradicted)
            yield return new(IssueCode.ConflictingItems, visit.Chosen.Source);
        else if (outOfRange)
            yield return new(IssueCode.GradeOutOfRange, visit.Chosen.Source);
        else if (value is OutcomeValue.Unanswered { Reason: AbsenceReason.ItemsInconsistent })
            yield return new(IssueCode.InconsistentItems, visit.Chosen.Source);
        else if (value is OutcomeValue.Unanswered)
            yield return new(IssueCode.ItemMissing, visit.Chosen.Source);
        if (value is OutcomeValue.Score score && reported is { } stated && stated.Value != score.Total)
            yield return new(IssueCode.TotalDiffers, stated.Source);
    }
}
