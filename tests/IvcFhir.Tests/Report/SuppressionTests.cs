using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using IvcFhir.Core;
using IvcFhir.Core.Cohort;
using IvcFhir.Report;

namespace IvcFhir.Tests.Report;

public sealed class SuppressionTests
{
    private static readonly StudyReport s_report = Of([.. Core.SyntheticCohort.Patients()]);

    [Theory]
    [InlineData(3), InlineData(5), InlineData(11)]
    public void No_format_of_the_study_shows_a_small_count_or_one_that_gives_it_away(int limit)
    {
        var report = Suppression.Apply(s_report, limit);
        using var json = JsonDocument.Parse(Rendered.Json(report));
        AssertNoSmallCount(json.RootElement, limit);
        // 36 of 37: each of the two gives away the one failure when the other is known.
        Assert.DoesNotContain("36 of 37", Rendered.Table(report), StringComparison.Ordinal);
        Assert.DoesNotContain("of 36", Rendered.Html(report), StringComparison.Ordinal);
        Assert.DoesNotContain(",36,", Rendered.Csv(report), StringComparison.Ordinal);
        Assert.DoesNotContain(FhirReport.Of(report, DateTimeOffset.UnixEpoch).Group.SelectMany(group => group.Population), population => population.Count == 36);
    }

    [Fact]
    public void In_any_cohort_no_small_count_is_shown() =>
        Prop.ForAll(Gen.Choose(2, 12).Zip(Gen.Choose(0, 36).ListOf(), (limit, left) => (Limit: limit, Left: left)).ToArbitrary(), drawn =>
        {
            var patients = Core.SyntheticCohort.Patients().Where((_, number) => !drawn.Left.Contains(number));
            using var json = JsonDocument.Parse(Rendered.Json(Suppression.Apply(Of([.. patients]), drawn.Limit)));
            AssertNoSmallCount(json.RootElement, drawn.Limit);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Extremes_are_single_patients_and_are_not_shown()
    {
        var villalta = Suppression.Apply(s_report, 5).Table.Figures.Single(figure => figure.Key == FigureKey.Villalta);
        Assert.Equal((3.9, 2.2, null, null), (villalta.Mean, villalta.Sd, villalta.Min, villalta.Max));
    }

    [Fact]
    public void A_curve_stands_only_where_its_counts_are_large_and_its_rows_add_up()
    {
        var curve = Suppression.Apply(s_report, 5).Table.Curves.Single(one => one.Key == FigureKey.IliacPrimaryPatency);
        Assert.All(curve.Points, point => Assert.False(point.Events is > 0 and < 5 || point.Censored is > 0 and < 5));
        Assert.All(curve.Points.Zip(curve.Points.Skip(1)), pair => Assert.Equal(pair.First.AtRisk - pair.First.Events - pair.First.Censored, pair.Second.AtRisk));
        Assert.Equal((9, 30), (curve.Points.Sum(point => point.Events), curve.Points.Sum(point => point.Censored)));
    }

    [Fact]
    public void Between_the_months_that_are_shown_nothing_is_compared() =>
        Assert.Equal("withheld: small counts", EvidenceContext.Of(Suppression.Apply(s_report, 5)).Single(compared => compared.Cohort.Id == "cavent-6-months").Reason);

    [Fact]
    public void Large_counts_are_left_as_they_are()
    {
        var report = Suppression.Apply(s_report with { Table = s_report.Table with { Flow = null, Patients = 900, Eligible = 800, Figures = [SomeReport.Proportion("k", "l", 300, 800, "p")], Retrieval = [] } }, 5);
        Assert.Equal((300, 800, 37.5m), (report.Table.Figures[0].N, report.Table.Figures[0].Of, report.Table.Figures[0].Percent));
    }

    private static StudyReport Of(IReadOnlyCollection<IvcFhir.Core.Facts.PatientFacts> patients) => StudyReport.Of(
        StudyTableBuilder.Build(patients.Select(facts => StudyScorer.Score(facts, StudyProtocol.Default)), StudyProtocol.Default), StudyProtocol.Default, synthetic: true, [], null);

    private static void AssertNoSmallCount(JsonElement root, int limit)
    {
        foreach (var figure in root.GetProperty("figures").EnumerateArray().Where(figure => figure.TryGetProperty("n", out _)))
        {
            var n = figure.GetProperty("n").GetInt32();
            Assert.False(n > 0 && n < limit, figure.GetRawText());
            if (figure.TryGetProperty("of", out var of))
                Assert.False(of.GetInt32() - n is var rest && rest > 0 && rest < limit, figure.GetRawText());
        }

        foreach (var count in Counts(root))
            Assert.False(count > 0 && count < limit, $"{count}");
    }

    private static IEnumerable<int> Counts(JsonElement root) =>
        root.GetProperty("curves").EnumerateArray().SelectMany(curve => curve.GetProperty("points").EnumerateArray()).SelectMany(point => new[] { point.GetProperty("events").GetInt32(), point.GetProperty("censored").GetInt32() })
            .Concat(root.GetProperty("curves").EnumerateArray().SelectMany(curve => curve.GetProperty("strata").EnumerateArray()).SelectMany(division => division.GetProperty("groups").EnumerateArray())
                .SelectMany(group => new[] { group.GetProperty("units").GetInt32(), group.GetProperty("lost").GetInt32(), group.GetProperty("units").GetInt32() - group.GetProperty("lost").GetInt32() }))
            .Concat(root.GetProperty("scores").EnumerateArray().SelectMany(scores => scores.GetProperty("totals").EnumerateArray()).Select(total => total.GetProperty("count").GetInt32()))
            .Concat(root.GetProperty("flow").EnumerateArray().SelectMany(step => step.GetProperty("left").EnumerateArray().Append(step)).Where(step => step.TryGetProperty("count", out _)).Select(step => step.GetProperty("count").GetInt32()));
}
