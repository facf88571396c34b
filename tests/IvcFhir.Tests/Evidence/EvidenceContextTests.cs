using IvcFhir.Core;
using IvcFhir.Core.Cohort;
using IvcFhir.Core.Scores;
using IvcFhir.Report;
using IvcFhir.Tests.Core;

namespace IvcFhir.Tests.Evidence;

public sealed class EvidenceContextTests
{
    private static readonly StudyReport s_report = ReportOf(StudyProtocol.Default);

    [Theory]
    [InlineData("cavent-5-years", Agreement.Contrasting)] // 8 of 36 beside 37 of 87
    [InlineData("cava-long-term-isth", Agreement.Contrasting)] // beside 29 of 62
    [InlineData("cavent-6-months", Agreement.Contrasting)] // iliac at 6 months beside 32 of 50
    [InlineData("v-mixtent-12-months", Agreement.Contrasting)] // iliac at 12 months beside 148 of 162
    public void Each_comparison_has_its_reading(string cohort, Agreement expected) =>
        Assert.Equal(expected, Compared(s_report, cohort).Comparison!.Agreement);

    [Theory]
    [InlineData("cava-long-term-two-visits"), InlineData("cava-12-months")]
    public void A_cohort_under_another_rule_is_compared_only_under_that_rule(string cohort)
    {
        Assert.Equal("another definition of post-thrombotic syndrome", Compared(s_report, cohort).Reason);
        Assert.NotNull(
            Compared(s_report with { Protocol = StudyProtocol.Default with { PtsDefinition = PtsDefinition.TwoVisits } }, cohort).Comparison
        );
    }

    [Fact]
    public void A_cohort_without_a_counterpart_or_data_says_so()
    {
        Assert.Equal("no figure of this study answers the same question", Compared(s_report, "sentry-1-year").Reason);
        Assert.Equal(
            "no data",
            Compared(
                StudyReport.Of(StudyTableBuilder.Build([], StudyProtocol.Default), StudyProtocol.Default, false, [], null),
                "cavent-5-years"
            ).Reason
        );
    }

    [Fact]
    public void A_curve_without_a_loss_takes_the_interval_of_those_at_risk()
    {
        var curve = s_report.Table.Curves.Single(one => one.Key == FigureKey.IvcSecondaryPatency);
        var estimate = CurveEstimates.At(curve, 24)!.Value;
        Assert.Equal(1, estimate.Value);
        Assert.Equal(Proportions.Of(10, 10, ProportionIntervalType.Wilson), estimate.Interval);
        Assert.Null(CurveEstimates.At(curve, 61));
    }

    [Fact]
    public void Who_was_seen_at_one_year_counts_as_followed_for_it() =>
        Assert.Equal((365, 182), (Math.Round(Months.Completed(12) * Months.Days), Math.Round(Months.Completed(6) * Months.Days)));

    private static ComparedCohort Compared(StudyReport report, string id) =>
        Assert.Single(EvidenceContext.Of(report), compared => compared.Cohort.Id == id);

    private static StudyReport ReportOf(StudyProtocol protocol) =>
        StudyReport.Of(
            StudyTableBuilder.Build(SyntheticCohort.Patients().Select(facts => StudyScorer.Score(facts, protocol)), protocol),
            protocol,
            synthetic: true,
            [],
            null
        );
}
