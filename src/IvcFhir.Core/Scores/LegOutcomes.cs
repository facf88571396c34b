using System.Collections.Immutable;
using IvcFhir.Core.Facts;

namespace IvcFhir.Core.Scores;

/// <summary>The questions that are asked of each leg at each visit: Villalta, post-thrombotic syndrome, VCSS.</summary>
internal static class LegOutcomes
{
    public static void Add(OutcomeSheet sheet, DateOnly dayZero)
    {
        var villalta = sheet.Facts.Villalta.Where(leg => AssessmentSources.Of(leg).Any()).Select(leg => AssessmentSources.Dated(leg, sheet.Protocol));
        foreach (var visit in VisitChoice.Choose(villalta, dayZero, sheet.Protocol, sheet.Issues))
            AddVillalta(sheet, visit);
        var vcss = sheet.Facts.Vcss.Where(leg => AssessmentSources.Of(leg).Any()).Select(AssessmentSources.Dated);
        foreach (var visit in VisitChoice.Choose(vcss, dayZero, sheet.Protocol, sheet.Issues))
            AddVcss(sheet, visit);
    }

    private static void AddVillalta(OutcomeSheet sheet, VisitAssessment<VillaltaAssessment> visit)
    {
        var leg = visit.Chosen.Assessment;
        var affected = AffectedLegs.Evidence(sheet.Facts, sheet.Index, leg.Leg, leg.Day);
        var inclusion = InclusionOf(sheet, affected, visit.FirstDay, sheet.Protocol.EarliestPtsDay);
        var (value, severity) = visit.Contradicted ? (Contradicted, null) : ValueOf(Villalta.Score(leg, sheet.Protocol));
        ImmutableArray<OutcomeItem> items = AssessmentSources.ItemsOf(leg);
        ImmutableArray<SourceRef> sources = [.. AssessmentSources.Of(leg)];
        sheet.Issues.AddRange(IssuesOf(visit, value, leg.ReportedTotal));
        sheet.Add(new(
            sheet.Key(Instrument.Villalta, StudyVeins.LegOf(leg.Leg), visit.Window.Id), value, Villalta.Rule, leg.Day, items, sources, inclusion, severity));
        if (affected.IsEmpty)
            return;
        var (pts, ptsSeverity) = visit.Contradicted ? (Contradicted, null) : ValueOf(PostThromboticSyndrome.Decide(leg));
        sheet.Add(new(
            sheet.Key(Instrument.PostThromboticSyndrome, StudyVeins.LegOf(leg.Leg), visit.Window.Id), pts, PostThromboticSyndrome.Rule, leg.Day, items,
            [.. sources, .. affected], inclusion, ptsSeverity));
    }

    private static void AddVcss(OutcomeSheet sheet, VisitAssessment<VcssAssessment> visit)
    {
        var leg = visit.Chosen.Assessment;
        var affected = AffectedLegs.Evidence(sheet.Facts, sheet.Index, leg.Leg, leg.Day);
        var value = visit.Contradicted ? Contradicted : ValueOf(Vcss.Score(leg));
        sheet.Issues.AddRange(IssuesOf(visit, value, leg.ReportedTotal));
        sheet.Add(new(
            sheet.Key(Instrument.Vcss, StudyVeins.LegOf(leg.Leg), visit.Window.Id), value, Vcss.Rule, leg.Day, AssessmentSources.ItemsOf(leg),
            [.. AssessmentSources.Of(leg)], InclusionOf(sheet, affected, visit.FirstDay, int.MinValue)));
    }

    private static Inclusion InclusionOf(OutcomeSheet sheet, ImmutableArray<SourceRef> affected, int day, int earliestDay) =>
        !sheet.InAnalysisSet ? Inclusion.NotInAnalysisSet
        : affected.IsEmpty ? Inclusion.LegNotAffected
        : day < earliestDay ? Inclusion.TooEarly
        : Inclusion.Included;

    private static (OutcomeValue Value, string? Severity) ValueOf(VillaltaResult result) => result switch
    {
        VillaltaResult.Scored scored => (new OutcomeValue.Score(scored.Total), scored.AtLeast ? null : ItemCode.Of(scored.Severity)),
        VillaltaResult.NotScorable missing => (new OutcomeValue.Unanswered(AbsenceReason.ItemsMissing, missing.Missing), null),
        VillaltaResult.Rejected rejected => (OutOfRange(rejected.OutOfRange.Select(ItemCode.Of)), null),
        _ => throw new InvalidOperationException("An unknown case."),
    };

    private static (OutcomeValue Value, string? Severity) ValueOf(PtsResult result) => result switch
    {
        PtsResult.Decided decided => (new OutcomeValue.YesNo(decided.Yes), decided.AtLeast ? null : ItemCode.Of(decided.Severity)),
        PtsResult.Undecided undecided => (new OutcomeValue.Unanswered(AbsenceReason.ItemsMissing, undecided.Missing), null),
        PtsResult.Rejected rejected => (OutOfRange(rejected.OutOfRange.Select(ItemCode.Of)), null),
        _ => throw new InvalidOperationException("An unknown case."),
    };

    private static OutcomeValue ValueOf(VcssResult result) => result switch
    {
        VcssResult.Scored scored => new OutcomeValue.Score(scored.Total),
        VcssResult.NotScorable missing => new OutcomeValue.Unanswered(AbsenceReason.ItemsMissing, missing.Missing),
        VcssResult.Inconsistent contradiction => OutOfRange(contradiction.Items.Select(ItemCode.Of)),
        VcssResult.Rejected rejected => OutOfRange(rejected.OutOfRange.Select(ItemCode.Of)),
        _ => throw new InvalidOperationException("An unknown case."),
    };

    private static OutcomeValue OutOfRange(IEnumerable<string> items) => new OutcomeValue.Unanswered(AbsenceReason.ItemsInconsistent, [.. items]);

    private static OutcomeValue Contradicted => new OutcomeValue.Unanswered(AbsenceReason.ItemsInconsistent, []);

    private static IEnumerable<DataIssue> IssuesOf<T>(VisitAssessment<T> visit, OutcomeValue value, Sourced<int>? reported)
    {
        if (visit.Contradicted)
            yield return new(IssueCode.ConflictingItems, visit.Chosen.Source);
        else if (value is OutcomeValue.Unanswered { Reason: AbsenceReason.ItemsInconsistent })
            yield return new(IssueCode.InconsistentItems, visit.Chosen.Source);
        else if (value is OutcomeValue.Unanswered)
            yield return new(IssueCode.ItemMissing, visit.Chosen.Source);
        if (value is OutcomeValue.Score score && reported is { } stated && stated.Value != score.Total)
            yield return new(IssueCode.TotalDiffers, stated.Source);
    }
}
