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
    private static readonly JsonSerializerOptions s_strict = new JsonSerializerOptions()
        .ForFhir(ModelInfo.ModelInspector)
        .UsingMode(DeserializationMode.Strict);

    private static readonly StudyReport s_report = StudyReport.Of(
        StudyTableBuilder.Build(
            Core.SyntheticCohort.Patients().Select(facts => StudyScorer.Score(facts, StudyProtocol.Default)),
            StudyProtocol.Default
        ),
        StudyProtocol.Default,
        synthetic: true,
        [],
        null
    );

    // With --suppress the other readings are left out: beside the first ones they would give the failures away.
    private static readonly string[] Rows =
    [
        .. FigureKey.All,
        .. FigureKey.Retrieval,
        "ivc-primary-patency-with-failures",
        "ivc-secondary-patency-with-failures",
        "iliac-primary-patency-with-failures",
        "iliac-secondary-patency-with-failures",
    ];

    [Theory]
    [InlineData(null), InlineData(5)]
    public void It_is_valid_FHIR_and_keeps_the_rules_of_its_profile(int? limit)
    {
        var report = Written(limit is { } k ? Suppression.Apply(s_report, k) : s_report);
        Assert.Equal(StudyContract.StructureDefinition("cohort-report"), Assert.Single(report.Meta.Profile));
        Assert.Equal(
            "ivc-mat-cdt/1.0.0",
            ((FhirString)Assert.Single(report.Extension, one => one.Url == StudyContract.StructureDefinition("study-protocol")).Value).Value
        );
        Assert.Equal(
            (MeasureReport.MeasureReportType.Summary, "2015-01", "2020-12", "2021-06-30T12:05:00+00:00"),
            (report.Type, report.Period.Start, report.Period.End, report.Date)
        );
        Assert.Null(report.Subject);
        Assert.Equal(limit is null ? Rows : Rows[..15], report.Group.Select(group => Assert.Single(group.Code.Coding).Code));
        Assert.Equal((StudyContract.Measure("ivc-mat-cdt"), 0), (report.Measure, report.Contained.Count));
        Assert.All(
            report.Group,
            group =>
            {
                Assert.Single(group.Extension, extension => extension.Url == StudyContract.StructureDefinition("figure-statistics"));
                Assert.Single(group.Population, population => population.Code.Coding[0].Code == "denominator");
                Assert.All(group.Population, population => Assert.NotNull(population.CountElement));
            }
        );
    }

    [Fact]
    public void It_holds_the_figures()
    {
        var groups = Written(s_report).Group.ToDictionary(group => group.Code.Coding[0].Code, StringComparer.Ordinal);
        Assert.Equal((37, 36), (Count(groups["technical-success"], "denominator"), Count(groups["technical-success"], "numerator")));
        Assert.Equal((97.297297297m, "%"), (groups["technical-success"].MeasureScore.Value, groups["technical-success"].MeasureScore.Code));
        Assert.Equal(
            (95m, 1),
            (groups["ivc-primary-patency"].MeasureScore.Value, ((Integer)Statistic(groups["ivc-primary-patency"], "events")!).Value)
        );
        Assert.Equal(2.187990308m, ((FhirDecimal)Statistic(groups["villalta"], "sd")!).Value);
        Assert.Equal("proportion, Wilson 95 % interval", ((FhirString)Statistic(groups["pts"], "estimator")!).Value);
    }

    [Fact]
    public void The_rates_of_retrieval_and_both_denominators_of_patency_are_told()
    {
        var groups = Written(s_report).Group.ToDictionary(group => group.Code.Coding[0].Code, StringComparer.Ordinal);
        Assert.Equal(
            (36, 37),
            (Count(groups["ivc-primary-patency"], "denominator"), Count(groups["ivc-primary-patency-with-failures"], "denominator"))
        );
        Assert.Equal(
            (39, 40),
            (Count(groups["iliac-secondary-patency"], "denominator"), Count(groups["iliac-secondary-patency-with-failures"], "denominator"))
        );
        Assert.Equal(
            s_report.Table.Retrieval.Select(rate => ((int?)rate.N, (int?)rate.Of)),
            FigureKey.Retrieval.Select(key => (Count(groups[key], "numerator"), Count(groups[key], "denominator")))
        );
    }

    [Fact]
    public void A_protocol_that_does_not_ship_brings_its_measure_along()
    {
        var protocol = StudyProtocol.Default with { Study = "our-own", Figures = [FigureKey.Pts, FigureKey.Death] };
        var report = Written(
            StudyReport.Of(
                StudyTableBuilder.Build(Core.SyntheticCohort.Patients().Select(facts => StudyScorer.Score(facts, protocol)), protocol),
                protocol,
                synthetic: true,
                [],
                null
            )
        );
        var measure = Assert.IsType<Measure>(Assert.Single(report.Contained));
        Assert.Equal($"#{measure.Id}", report.Measure);
        Assert.Equal(report.Group.Select(group => group.Code.Coding[0].Code), measure.Group.Select(group => group.Code.Coding[0].Code));
    }

    [Fact]
    public void Every_figure_cites_its_evidence_and_the_cohorts_beside_it() =>
        Assert.All(
            Written(s_report).Group,
            group =>
                Assert.Equal(
                    EvidenceFile
                        .Shipped.Of(group.Code.Coding[0].Code)
                        .Select(statement => statement.Source)
                        .Concat(
                            EvidenceContext
                                .Of(s_report)
                                .Where(one => one.Cohort.Figure == group.Code.Coding[0].Code && one.Comparison is not null)
                                .Select(one => one.Cohort.Source)
                        ),
                    group.Extension.Select(extension => extension.Value).OfType<RelatedArtifact>().Select(artifact => artifact.Label)
                )
        );

    [Fact]
    public void The_report_cites_what_sources_say_of_every_disputed_rule()
    {
        var said = Written(s_report).Extension.Select(extension => extension.Value).OfType<RelatedArtifact>().ToList();
        Assert.All(
            said,
            artifact => Assert.Equal((RelatedArtifact.RelatedArtifactType.Citation, true), (artifact.Type, artifact.Citation.Length > 0))
        );
        Assert.Equal(
            EvidenceFile.Shipped.Points.Select(point => point.Id),
            said.Select(artifact => artifact.Display.Split(' ')[0]).Distinct()
        );
    }

    [Fact]
    public void A_comparison_with_a_published_cohort_has_its_reading()
    {
        var pts = Written(s_report)
            .Group.Single(group => group.Code.Coding[0].Code == "pts")
            .Extension.Select(extension => extension.Value)
            .OfType<RelatedArtifact>();
        Assert.Contains(
            pts,
            artifact =>
                artifact.Label == "S81"
                && artifact.Display.StartsWith(
                    "CaVenT, 5 years: 37 of 87, 42.5 % (32.7–53.0); here 22.2 % (11.7–38.1); contrasting",
                    StringComparison.Ordinal
                )
        );
    }

    [Fact]
    public void Shares_are_stratified_as_the_Measure_says_and_strata_add_up()
    {
        using var measure = StudyContract.Read("profiles/generated/Measure-ivc-mat-cdt.json")!;
        var known = measure
            .RootElement.GetProperty("group")
            .EnumerateArray()
            .ToDictionary(
                group => group.GetProperty("code").GetProperty("coding")[0].GetProperty("code").GetString()!,
                group =>
                    group.Items("stratifier").Select(stratifier => stratifier.GetProperty("code").GetProperty("text").GetString()).ToList(),
                StringComparer.Ordinal
            );
        var groups = Written(s_report).Group;
        Assert.Contains(groups, group => group.Stratifier.Count > 0);
        Assert.All(
            groups,
            group =>
                Assert.All(
                    group.Stratifier,
                    stratifier =>
                    {
                        Assert.Contains(stratifier.Code[0].Text, known[group.Code.Coding[0].Code]);
                        Assert.All(
                            new[] { "denominator", "numerator" },
                            code =>
                                Assert.Equal(
                                    Count(group, code),
                                    stratifier.Stratum.Sum(stratum =>
                                        stratum.Population.Single(population => population.Code.Coding[0].Code == code).Count
                                    )
                                )
                        );
                    }
                )
        );
    }

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

    private static int? Count(MeasureReport.GroupComponent group, string code) =>
        group.Population.Single(population => population.Code.Coding[0].Code == code).Count;

    private static DataType? Statistic(MeasureReport.GroupComponent group, string name) =>
        group
            .Extension.Single(extension => extension.Url == StudyContract.StructureDefinition("figure-statistics"))
            .Extension.SingleOrDefault(part => part.Url == name)
            ?.Value;
}
