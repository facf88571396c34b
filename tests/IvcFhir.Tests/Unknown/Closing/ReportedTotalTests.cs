using IvcFhir.Core;
using IvcFhir.Core.Cohort;
using IvcFhir.Core.Explain;
using IvcFhir.Core.Facts;
using IvcFhir.Core.Scores;
using IvcFhir.Report;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Unknown;

/// <summary>A total that a site states without its items is compared, or accepted where the protocol says so (D15).</summary>
public sealed class ReportedTotalTests
{
    private const string Nothing = "...........";

    private static readonly StudyProtocol Accepting = StudyProtocol.Default with { ReportedTotal = ReportedTotalRule.Accept };

    [Theory]
    [InlineData(Nothing, 7, true, "7 none yes")]
    [InlineData(Nothing, 7, null, "7 none yes at least")]
    [InlineData(Nothing, 4, false, "4 none no")]
    [InlineData(Nothing, 4, null, "4 none ItemsMissing ulcer")]
    [InlineData(Nothing, 0, true, "0 none yes")]
    [InlineData(Nothing, 33, false, "33 none yes")]
    [InlineData("3..........", 7, false, "7 none yes")]
    [InlineData("3333.......", 7, false, "ItemsMissing")] // the items alone are 12
    [InlineData("0000000000.", 4, false, "ItemsMissing")] // at most 3 are left
    [InlineData("11111100000", 9, false, "6 items yes")] // the items give a total, and the stated one differs
    public void A_stated_total_is_taken_where_the_items_give_none_and_leave_room_for_it(
        string grades,
        int stated,
        bool? ulcer,
        string expected
    )
    {
        var facts = Some.TreatedPatient() with
        {
            Villalta = [Some.Leg(grades, ulcer) with { ReportedTotal = new(stated, new("Observation/total")) }],
        };

        Assert.StartsWith(expected, Said(facts, Accepting), StringComparison.Ordinal);
        Assert.DoesNotContain(" none ", Said(facts, StudyProtocol.Default), StringComparison.Ordinal);
    }

    [Fact]
    public void By_default_it_is_only_compared()
    {
        var facts = Some.TreatedPatient() with { Villalta = [Some.Leg(Nothing) with { ReportedTotal = new(7, new("Observation/total")) }] };

        Assert.StartsWith("ItemsMissing", Said(facts, StudyProtocol.Default), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_stated_totals_of_one_leg_and_day_that_differ_are_both_not_believed()
    {
        var facts = Some.TreatedPatient() with
        {
            Villalta =
            [
                Some.Leg(Nothing) with
                {
                    ReportedTotal = new(7, new("Observation/total")),
                },
                Some.Leg(Nothing, id: "other") with
                {
                    ReportedTotal = new(3, new("Observation/total-2")),
                },
            ],
        };

        Assert.StartsWith("ItemsInconsistent", Said(facts, Accepting), StringComparison.Ordinal);
    }

    [Fact]
    public void Beside_an_assessment_with_all_its_items_of_the_same_day_a_stated_total_is_only_compared()
    {
        var facts = Some.TreatedPatient() with
        {
            Villalta = [Some.Leg(6), Some.Leg(Nothing, id: "other") with { ReportedTotal = new(7, new("Observation/total")) }],
        };

        Assert.StartsWith("6 items yes", Said(facts, Accepting), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "8")]
    [InlineData(false, "ItemsMissing")]
    public void A_total_of_the_VCSS_is_one_with_compression_and_a_protocol_that_counts_without_takes_none(
        bool withCompression,
        string expected
    )
    {
        var facts = Some.TreatedPatient() with
        {
            Vcss = [Some.VcssLeg("..........") with { ReportedTotal = new(8, new("Observation/total")) }],
        };

        var outcome = Scored.The(
            StudyScorer.Score(facts, Accepting with { VcssIncludesCompression = withCompression }),
            Instrument.Vcss,
            Location.LeftLeg,
            "month-12"
        );

        Assert.Equal(
            expected,
            outcome.Value is OutcomeValue.Score score ? $"{score.Total}" : $"{((OutcomeValue.Unanswered)outcome.Value).Reason}"
        );
        Assert.Null(outcome.OtherTotal);
        Assert.Equal(withCompression, outcome.IsReportedTotal);
    }

    [Fact]
    public void Figures_tell_how_many_rest_on_stated_totals_and_nobody_is_asked_for_the_items()
    {
        var facts = Some.TreatedPatient() with
        {
            Villalta = [Some.Leg(Nothing, false) with { ReportedTotal = new(7, new("Observation/total")) }],
        };
        var table = StudyTableBuilder.Build([StudyScorer.Score(facts, Accepting)], Accepting);

        Assert.Equal(1, table.Figures.Single(figure => figure.Key == FigureKey.Villalta).ReportedTotals);
        Assert.Contains(
            "1 with stated totals",
            FigureText.Open(table.Figures.Single(figure => figure.Key == FigureKey.Pts)),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(
            Gaps.Of(facts, Accepting, new(2035, 1, 1)),
            gap => gap.Kind == GapKind.ItemsMissing && gap.Instrument == Instrument.Villalta && gap.Visit == "month-12"
        );
    }

    private static string Said(PatientFacts facts, StudyProtocol protocol)
    {
        var outcomes = StudyScorer.Score(facts, protocol);
        var score = Scored.The(outcomes, Instrument.Villalta, Location.LeftLeg, "month-12");
        if (score.Value is OutcomeValue.Unanswered none)
            return $"{none.Reason}";
        var pts = Scored.The(outcomes, Instrument.PostThromboticSyndrome, Location.LeftLeg, "month-12");
        var syndrome = pts.Value is OutcomeValue.YesNo yes
            ? $"{(yes.Yes ? "yes" : "no")}{(pts.AtLeast ? " at least" : "")}"
            : $"{((OutcomeValue.Unanswered)pts.Value).Reason} {string.Join(' ', ((OutcomeValue.Unanswered)pts.Value).Missing)}";
        Assert.Equal(score.IsReportedTotal, score.Items.All(item => item.Item == Villalta.UlcerCode));
        return $"{((OutcomeValue.Score)score.Value).Total} {(score.IsReportedTotal ? "none" : "items")} {syndrome}";
    }
}
