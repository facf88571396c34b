using IvcFhir.Core;
using IvcFhir.Core.Cohort;
using IvcFhir.Core.Explain;
using IvcFhir.Core.Facts;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Core;

/// <summary>D1, D3, D4, D6: where sources read one thing in two ways, both readings are told.</summary>
public sealed class OtherReadingTests
{
    private static readonly PatientFacts Treated = Some.TreatedPatient();

    private static readonly PatientFacts Failed = Some.TreatedPatient("failed") with
    {
        Interventions = [.. Treated.Interventions.Where(one => one.Kind != InterventionKind.Thrombolysis)],
    };

    [Theory]
    [InlineData(UlcerRule.CategoryOnly, 8, null), InlineData(UlcerRule.AtLeast15, 15, 8), InlineData(UlcerRule.Add15, 23, 8)]
    public void The_sum_of_the_items_stays_beside_a_total_that_an_ulcer_raised(UlcerRule rule, int total, int? sum)
    {
        var outcome = Villalta(Some.Leg(8, ulcer: true), StudyProtocol.Default with { UlcerRule = rule });
        Assert.Equal((new OutcomeValue.Score(total), sum), (outcome.Value, outcome.OtherTotal));
    }

    [Theory]
    [
        InlineData(6, null, "mild", true),
        InlineData(6, false, "mild", false),
        InlineData(6, true, "severe", false),
        InlineData(16, null, "severe", false),
        InlineData(12, null, "moderate", true)
    ]
    public void Without_an_answer_on_the_ulcer_the_class_is_the_least_that_is_possible(
        int total,
        bool? ulcer,
        string severity,
        bool atLeast
    )
    {
        var outcomes = StudyScorer
            .Score(Treated with { Villalta = [Some.Leg(total, ulcer)] }, StudyProtocol.Default)
            .Outcomes.Where(outcome => outcome.Key.Instrument is Instrument.Villalta or Instrument.PostThromboticSyndrome)
            .ToList();
        Assert.Equal(2, outcomes.Count);
        Assert.All(outcomes, outcome => Assert.Equal((severity, atLeast), (outcome.Qualifier, outcome.AtLeast)));
        var written = new IvcFhir.WriteBack.OutcomeRenderer(StudyProtocol.Default).Render(outcomes[0]);
        var component = Assert.Single(
            written.Component,
            component => component.Code.Coding[0].Code!.StartsWith("severity", StringComparison.Ordinal)
        );
        Assert.Equal(atLeast ? "severity-at-least" : "severity", component.Code.Coding[0].Code);
        Assert.DoesNotContain(
            new IvcFhir.Contract.ContractValidator().Check(written),
            finding => finding.Verdict == IvcFhir.Contract.Verdict.Error
        );
    }

    [Theory]
    [
        InlineData(89, Inclusion.TooEarly, false),
        InlineData(90, Inclusion.Included, true),
        InlineData(179, Inclusion.Included, true),
        InlineData(180, Inclusion.Included, false)
    ]
    public void From_90_to_179_days_a_score_counts_and_is_flagged_as_early(int day, Inclusion inclusion, bool early)
    {
        var outcomes = StudyScorer
            .Score(Treated with { Villalta = [Some.Leg(6, day: day)] }, StudyProtocol.Default)
            .Outcomes.Where(outcome => outcome.Key.Instrument is Instrument.Villalta or Instrument.PostThromboticSyndrome)
            .ToList();
        Assert.Equal(2, outcomes.Count);
        Assert.All(outcomes, outcome => Assert.Equal((inclusion, early), (outcome.Inclusion, outcome.Early)));
    }

    [Theory]
    [InlineData(true, 8, 5), InlineData(false, 5, 8)]
    public void VCSS_is_told_with_and_without_compression(bool compression, int total, int other)
    {
        var outcome = StudyScorer
            .Score(
                Treated with
                {
                    Vcss = [Some.VcssLeg("2111000003")],
                },
                StudyProtocol.Default with
                {
                    VcssIncludesCompression = compression,
                }
            )
            .Outcomes.Single(one => one.Key.Instrument == Instrument.Vcss);
        Assert.Equal((new OutcomeValue.Score(total), (int?)other), (outcome.Value, outcome.OtherTotal));
    }

    [Fact]
    public void The_published_cohort_has_36_and_37_patients_in_the_patency_of_the_cava()
    {
        var table = TableOf(StudyProtocol.Default, [.. SyntheticCohort.Patients()]);
        var (figure, other) = (
            table.Figures.Single(one => one.Key == FigureKey.IvcPrimaryPatency),
            table.OtherReadings.Single(one => one.Key == "ivc-primary-patency-with-failures")
        );

        Assert.Equal((36, 1), (figure.N, figure.Events));
        Assert.Equal((37, 2), (other.N, other.Events));
        Assert.Equal(95.0 * 36 / 37, (double)other.Percent!.Value, 1e-9);
        Assert.Null(other.Agrees);
        Assert.Equal(4, table.OtherReadings.Length);
        Assert.Equal(12, table.Figures.Length);
    }

    [Theory]
    [InlineData(TechnicalFailureRule.Excluded, 1, "ivc-primary-patency-with-failures", 2)]
    [InlineData(TechnicalFailureRule.LossAtTimeZero, 2, "ivc-primary-patency-without-failures", 1)]
    public void Each_rule_tells_the_denominator_of_the_other(TechnicalFailureRule rule, int n, string otherKey, int otherN)
    {
        var table = TableOf(
            StudyProtocol.Default with
            {
                TechnicalFailure = rule,
            },
            Treated with
            {
                Findings = [Some.Finding(365, VeinStatus.Patent)],
            },
            Failed
        );

        Assert.Equal(n, table.Figures.Single(one => one.Key == FigureKey.IvcPrimaryPatency).N);
        Assert.Equal(otherN, table.OtherReadings.Single(one => one.Key == otherKey).N);
    }

    [Fact]
    public void The_other_reading_leads_to_its_patients_as_the_figure_does()
    {
        var rows = FigureRows.Of(
            "ivc-primary-patency-with-failures",
            StudyScorer.Score(Failed, StudyProtocol.Default),
            StudyProtocol.Default
        );
        Assert.Equal(new FigureAnswer.FollowUp(0, Lost: true), Assert.Single(rows).Answer);
        Assert.Null(
            Assert
                .Single(FigureRows.Of(FigureKey.IvcPrimaryPatency, StudyScorer.Score(Failed, StudyProtocol.Default), StudyProtocol.Default))
                .Answer
        );
    }

    [Fact]
    public void Where_everyone_who_was_treated_is_analysed_nobody_leaves_for_a_failure() =>
        Assert.Equal(
            (2, 0, 2),
            TableOf(StudyProtocol.Default with { AnalysisSet = AnalysisSet.AllTreated }, Treated, Failed).Flow is { } flow
                ? (flow.Eligible, flow.Failed, flow.Analysed)
                : default
        );

    private static Outcome Villalta(VillaltaAssessment leg, StudyProtocol protocol) =>
        StudyScorer.Score(Treated with { Villalta = [leg] }, protocol).Outcomes.Single(one => one.Key.Instrument == Instrument.Villalta);

    private static StudyTable TableOf(StudyProtocol protocol, params PatientFacts[] patients) =>
        StudyTableBuilder.Build(patients.Select(facts => StudyScorer.Score(facts, protocol)), protocol);
}
