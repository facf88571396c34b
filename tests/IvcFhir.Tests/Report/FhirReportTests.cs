// The SDK marks every element as optional; one that is missing fails the test by itself.
#nullable disable warnings
using System.Text.Json;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using IvcFhir.Core;
using IvcFhir.Core.Cohort;
using IvcFhir.Profiles;
using IvcFhir.Report;

namespace IvcFhir.Tests.Report;

public sealed class FhirReportTests
{
    private static readonly JsonSerializerOptions s_strict = new JsonSerializerOptions().ForFhir(ModelInfo.ModelInspector).UsingMode(DeserializationMode.Strict);

    private static readonly StudyReport s_report = StudyReport.Of(
        StudyTableBuilder.Build(Core.SyntheticCohort.Patients().Select(facts => StudyScorer.Score(facts, StudyProtocol.Default)), StudyProtocol.Default), StudyProtocol.Default, synthetic: true, [], null);

    [Theory]
    [InlineData(null), InlineData(5)]
    public void It_is_valid_FHIR_and_keeps_the_rules_of_its_profile(int? limit)
    {
        var report = Written(limit is { } k ? Suppression.Apply(s_report, k) : s_report);
        Assert.Equal(StudyContract.StructureDefinition("cohort-report"), Assert.Single(report.Meta.Profile));
        Assert.Equal("ivc-mat-cdt/1.0.0", ((FhirString)Assert.Single(report.Extension).Value).Value);
        Assert.Equal((MeasureReport.MeasureReportType.Summary, "2015-01", "2020-12", "2021-06-30T12:05:00+00:00"), (report.Type, report.Period.Start, report.Period.End, report.Date));
        Assert.Null(report.Subject);
        Assert.Equal(FigureKey.All, report.Group.Select(group => Assert.Single(group.Code.Coding).Code));
        Assert.All(report.Group, group =>
        {
            Assert.Single(group.Extension, extension => extension.Url == StudyContract.StructureDefinition("figure-statistics"));
            Assert.Single(group.Population, population => population.Code.Coding[0].Code == "denominator");
            Assert.All(group.Population, population => Assert.NotNull(population.CountElement));
        });
    }

    [Fact]
    public void It_holds_the_figures()
    {
        var groups = Written(s_report).Group.ToDictionary(group => group.Code.Coding[0].Code, StringComparer.Ordinal);
        Assert.Equal((37, 36), (Count(groups["technical-success"], "denominator"), Count(groups["technical-success"], "numerator")));
        Assert.Equal((97.297297297m, "%"), (groups["technical-success"].MeasureScore.Value, groups["technical-success"].MeasureScore.Code));
        Assert.Equal((95m, 1), (groups["ivc-primary-patency"].MeasureScore.Value, ((Integer)Statistic(groups["ivc-primary-patency"], "events")!).Value));
        Assert.Equal(2.187990308m, ((FhirDecimal)Statistic(groups["villalta"], "sd")!).Value);
        Assert.Equal("proportion, Wilson 95 % interval", ((FhirString)Statistic(groups["pts"], "estimator")!).Value);
    }

    [Fact]
    public void Every_figure_cites_its_evidence() => Assert.All(Written(s_report).Group, group =>
        Assert.Equal(
            EvidenceFile.Shipped.Of(group.Code.Coding[0].Code).Select(statement => statement.Source),
            group.Extension.Select(extension => extension.Value).OfType<RelatedArtifact>().Select(artifact => artifact.Label)));

    [Fact]
    public void Synthetic_data_carry_the_label_of_test_data_and_real_data_do_not()
    {
        Assert.Equal("HTEST", Assert.Single(Written(s_report).Meta.Security).Code);
        Assert.Empty(Written(s_report with { Synthetic = false }).Meta.Security);
    }

    [Fact]
    public void A_withheld_count_is_masked_and_not_zero()
    {
        var group = Written(Suppression.Apply(s_report, 5)).Group[0];
        var denominator = Assert.Single(group.Population);
        Assert.Null(denominator.Count);
        Assert.Equal("masked", ((Code)Assert.Single(denominator.CountElement.Extension).Value).Value);
        Assert.Null(group.MeasureScore);
    }

    private static MeasureReport Written(StudyReport report)
    {
        using var stream = new MemoryStream();
        FhirReport.Write(report, new DateTimeOffset(2021, 6, 30, 14, 5, 0, TimeSpan.FromHours(2)), stream);
        return Assert.IsType<MeasureReport>(JsonSerializer.Deserialize<Resource>(stream.ToArray(), s_strict));
    }

    private static int? Count(MeasureReport.GroupComponent group, string code) => group.Population.Single(population => population.Code.Coding[0].Code == code).Count;

    private static DataType? Statistic(MeasureReport.GroupComponent group, string name) =>
        group.Extension.Single(extension => extension.Url == StudyContract.StructureDefinition("figure-statistics")).Extension.SingleOrDefault(part => part.Url == name)?.Value;
}
