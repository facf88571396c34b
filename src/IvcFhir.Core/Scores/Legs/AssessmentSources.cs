using System.Collections.Immutable;
using IvcFhir.Core.Facts;

namespace IvcFhir.Core.Scores;

/// <summary>What an assessment rests on: its panel, its items, its ulcer, its stated total.</summary>
internal static class AssessmentSources
{
    public static IEnumerable<SourceRef> Of(VillaltaAssessment leg) =>
        Join(leg.Panel, leg.Grades.Values.Select(grade => grade.Source), leg.Ulcer?.Source, leg.ReportedTotal?.Source);

    public static IEnumerable<SourceRef> Of(VcssAssessment leg) =>
        Join(leg.Panel, leg.Grades.Values.Select(grade => grade.Source), null, leg.ReportedTotal?.Source);

    public static DatedAssessment<VillaltaAssessment> Dated(VillaltaAssessment leg, StudyProtocol protocol) =>
        new(
            leg,
            leg.Panel ?? Of(leg).Min(),
            leg.Leg,
            leg.Day,
            Villalta.Score(leg, protocol) is VillaltaResult.Scored,
            [.. Graded(leg), Stated(leg.AcceptedTotal, leg.ReportedTotal)]
        );

    public static DatedAssessment<VcssAssessment> Dated(VcssAssessment leg) =>
        new(
            leg,
            leg.Panel ?? Of(leg).Min(),
            leg.Leg,
            leg.Day,
            Vcss.Score(leg) is VcssResult.Scored,
            [.. Graded(leg), Stated(leg.AcceptedTotal, leg.ReportedTotal)]
        );

    /// <summary>
    /// The eleven items, then the ulcer as 0 (absent) or 1 (present). A stated total that was accepted has no items but the ulcer.
    /// </summary>
    public static ImmutableArray<OutcomeItem> ItemsOf(VillaltaAssessment leg) =>
        leg.AcceptedTotal is null ? Graded(leg) : [.. Graded(leg).Where(item => item.Item == Villalta.UlcerCode && item.Grade is not null)];

    public static ImmutableArray<OutcomeItem> ItemsOf(VcssAssessment leg) => leg.AcceptedTotal is null ? Graded(leg) : [];

    private static ImmutableArray<OutcomeItem> Graded(VillaltaAssessment leg) =>
        [
            .. Grades.ToItems(Villalta.Items, ItemCode.Of, leg.Grades),
            new(
                Villalta.UlcerCode,
                leg.Ulcer is { } ulcer
                    ? ulcer.Value
                        ? 1
                        : 0
                    : null,
                leg.Ulcer?.Source
            ),
        ];

    private static ImmutableArray<OutcomeItem> Graded(VcssAssessment leg) => [.. Grades.ToItems(Vcss.Items, ItemCode.Of, leg.Grades)];

    // Two stated totals of one leg and day that differ contradict each other as items do.
    private static OutcomeItem Stated(int? accepted, Sourced<int>? reported) =>
        new("total", accepted, accepted is null ? null : reported?.Source);

    private static IEnumerable<SourceRef> Join(SourceRef? panel, IEnumerable<SourceRef> items, SourceRef? ulcer, SourceRef? total) =>
        items.Concat(new[] { panel, ulcer, total }.OfType<SourceRef>());
}
