using IvcFhir.Core;
using IvcFhir.Core.Cohort;
using IvcFhir.Core.Explain;
using IvcFhir.Core.Facts;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Explain;

/// <summary>Why a patient is not counted is said as it is.</summary>
public sealed class FigureRowTests
{
    private static readonly PatientFacts Treated = Some.TreatedPatient();

    [Fact]
    public void Without_a_filter_there_is_no_position_and_nobody_failed_to_assess_it()
    {
        var rules = StudyProtocol.Default with { Filter = FilterRequirement.NotRequired };
        var facts = Treated with { Filters = [], Interventions = Treated.Interventions[1..] };
        Assert.Equal([FigureRows.NoFilter], Row(FigureKey.FilterInfrarenal, facts, rules).Reasons);
    }

    [Fact]
    public void A_leg_that_was_seen_and_has_no_recorded_thrombosis_was_assessed()
    {
        var row = Row(FigureKey.Pts, Treated with { Villalta = [Some.Leg(7, side: Side.Right)] });
        Assert.Equal(["leg-not-affected"], row.Reasons);
        Assert.Contains(row.Outcomes, outcome => outcome.Sources.Contains(new("Observation/villalta-Right-365")));
        Assert.Equal([FigureRows.NeverAssessed], Row(FigureKey.Pts, Treated).Reasons);
    }

    [Fact]
    public void A_leg_that_is_answered_does_not_tell_which_is_the_worst_while_the_other_is_open()
    {
        var facts = Treated with
        {
            Diagnoses = [.. Treated.Diagnoses, new(new("Condition/right"), DiagnosisKind.DeepVeinThrombosis, Side.Right, null)],
            Villalta = [Some.Leg(3), Some.Leg("100........", side: Side.Right)],
        };
        var row = Row(FigureKey.Villalta, facts);
        Assert.Null(row.Answer);
        Assert.Equal(["items-missing", FigureRows.OtherLegOpen], row.Reasons);
    }

    [Theory]
    [InlineData(100, 130)] // some day of a month
    [InlineData(100, 100)]
    public void Who_died_with_the_filter_is_said_to_have_died_with_it(int first, int last)
    {
        var dead = Treated with
        {
            Death = Some.Sourced(new DayInterval(Some.IndexDay.AddDays(first), Some.IndexDay.AddDays(last)), "Patient/1"),
        };
        Assert.Equal([FigureRows.DiedWithFilter], Row(FigureKey.FilterRetrievalAdjusted, dead).Reasons);
    }

    private static FigureRow Row(string figure, PatientFacts facts, StudyProtocol? rules = null) =>
        Assert.Single(FigureRows.Of(figure, StudyScorer.Score(facts, rules ?? StudyProtocol.Default), rules ?? StudyProtocol.Default));
}
