using System.Text.Json;
using System.Xml.Linq;
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
        // By group there may be 36 limbs, which are not the patients.
        var page = Rendered.Page(report);
        page.Descendants("section").Where(section => (string?)section.Attribute("aria-labelledby") == "strata").Remove();
        Assert.DoesNotContain("of 36", page.Value, StringComparison.Ordinal);
        Assert.DoesNotContain(",36,", Rendered.Csv(report), StringComparison.Ordinal);
        Assert.DoesNotContain(
            FhirReport.Of(report, DateTimeOffset.UnixEpoch).Group.SelectMany(group => group.Population),
            population => population.Count == 36
        );
    }

    [Fact]
    public void A_mean_of_nobody_tells_the_number_of_those_who_were_analysed_no_more_than_any_other()
    {
        var nobody = SomeReport.Mean(FigureKey.ProcedureDuration, "Duration", 0, 0, null, 0, 0, "min", "71 min", of: 11) with
        {
            Mean = null,
            Missing = 11,
        };
        var report = SomeReport.With(nobody);
        report = report with { Table = report.Table with { Patients = 12, Eligible = 12, Curves = [], Flow = new(12, 12, 1, 0, 11, []) } };

        Assert.True(Assert.Single(Suppression.Apply(report, 5).Table.Figures).DenominatorWithheld);
    }

    [Fact]
    public void In_any_cohort_no_small_count_is_shown() =>
        Prop.ForAll(
                Gen.Choose(2, 12).Zip(Gen.Choose(0, 36).ListOf(), (limit, left) => (Limit: limit, Left: left)).ToArbitrary(),
                drawn =>
                {
                    var patients = Core.SyntheticCohort.Patients().Where((_, number) => !drawn.Left.Contains(number));
                    using var json = JsonDocument.Parse(Rendered.Json(Suppression.Apply(Of([.. patients]), drawn.Limit)));
                    AssertNoSmallCount(json.RootElement, drawn.Limit);
                }
            )
            .QuickCheckThrowOnFailure();

    /// <summary>Every format is a function of the report, so whoever reads any of them knows no more than is asked here.</summary>
    [Fact]
    public void In_any_cohort_no_row_gives_a_small_count_away_by_subtraction() =>
        Prop.ForAll(
                Gen.Choose(2, 12).Zip(Gen.Choose(0, 36).ListOf(), (limit, left) => (Limit: limit, Left: left)).ToArbitrary(),
                Gen.Choose(1, 6).ToArbitrary(),
                (drawn, sites) =>
                {
                    var patients = Core
                        .SyntheticCohort.Patients()
                        .Where((_, number) => !drawn.Left.Contains(number))
                        .SelectMany(
                            (facts, number) =>
                                Enumerable
                                    .Range(0, sites)
                                    .Select(copy =>
                                        facts with
                                        {
                                            Patient = FormattableString.Invariant($"{facts.Patient}-{copy}"),
                                            Site = FormattableString.Invariant($"site-{number % sites}"),
                                        }
                                    )
                        );
                    var report = Suppression.Apply(Of([.. patients]), drawn.Limit);
                    Assert.All(
                        Differences(report),
                        difference =>
                            Assert.False(
                                difference > 0 && difference < drawn.Limit,
                                FormattableString.Invariant($"{difference} of {drawn}")
                            )
                    );
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Numbers_at_risk_are_shown_only_where_a_coarse_curve_knows_them()
    {
        var curve = Suppression.Apply(s_report, 5).Table.Curves.Single(one => one.Key == FigureKey.IliacPrimaryPatency);
        var known = curve.Points.Select(point => point.Months).ToHashSet();
        Assert.All(Enumerable.Range(0, 48), month => Assert.Equal(known.Contains(month), MonthAxis.AtRisk(curve, month) is not null));
    }

    [Fact]
    public void The_patients_with_an_ulcer_are_not_told_by_the_diagnosis_less_the_high_totals()
    {
        var scores = new ScoreDistribution(FigureKey.Villalta, "Villalta", new Dictionary<int, int> { [3] = 200, [6] = 50 }, new(5, "pts"));
        var report = s_report with
        {
            Distributions = [scores],
            Table = s_report.Table with
            {
                Flow = null,
                Patients = 900,
                Eligible = 800,
                Figures =
                [
                    SomeReport.Mean(FigureKey.Villalta, "v", 250, 4, 1, 1, 9, "points", "p", of: 250),
                    SomeReport.Proportion(FigureKey.Pts, "p", 52, 250, "p"),
                ],
            },
        };
        Assert.Empty(Suppression.Apply(report, 5).Distributions);
        var alike = report with
        {
            Table = report.Table with { Figures = [report.Table.Figures[0], SomeReport.Proportion(FigureKey.Pts, "p", 50, 250, "p")] },
        };
        Assert.Single(Suppression.Apply(alike, 5).Distributions);
    }

    [Fact]
    public void A_group_tells_no_share_at_one_year_and_no_extreme_is_told_by_its_agreement()
    {
        var report = Suppression.Apply(s_report, 2);
        Assert.All(
            report.Table.Curves.SelectMany(curve => curve.Strata).SelectMany(division => division.Groups),
            group => Assert.Equal((null, null, null), (group.SurvivalAt12, group.Lower, group.Expected))
        );
        Assert.Null(report.Table.Figures.Single(figure => figure.Key == FigureKey.ProcedureDuration).Agrees);
    }

    // What can be worked out of each row: its counts, what they leave of their total, and of neighbours what lies between.
    private static IEnumerable<int> Differences(StudyReport report) =>
        [
            .. report
                .Table.Figures.Concat(report.Table.Retrieval)
                .Where(figure => !figure.IsWithheld)
                .SelectMany(figure =>
                    figure is { Mean: null, Events: null, Percent: not null }
                        ? new[] { figure.N, figure.Of - figure.N, figure.Missing }
                        : [figure.N, figure.Missing, figure.Events ?? 0, figure.Events is { } events ? figure.N - events : 0]
                ),
            .. report
                .Table.Shares.SelectMany(shares => shares.Divisions)
                .SelectMany(division => division.Groups)
                .SelectMany(group => new[] { group.N, group.Of - group.N, group.Of }),
            .. report
                .Table.Curves.SelectMany(curve => curve.Strata)
                .SelectMany(division => division.Groups)
                .SelectMany(group => new[] { group.Lost, group.Units - group.Lost, group.Units }),
            .. report
                .Table.Curves.SelectMany(curve => curve.Points)
                .SelectMany(point => new[] { point.Events, point.Censored, point.AtRisk - point.Events - point.Censored, point.AtRisk }),
            .. report.Table.Curves.SelectMany(AtTicks),
            .. report
                .Table.Curves.SelectMany(curve => curve.Incidence)
                .SelectMany(step => new[] { step.Losses, step.Deaths, step.AtRisk - step.Losses - step.Deaths }),
            .. report.Distributions.SelectMany(scores => scores.Counts.Values),
            .. report.Flow.SelectMany(step => step.Left.Select(exit => exit.Count).Append(step.Count)).OfType<int>(),
            .. report.Flow.Zip(report.Flow.Skip(1), (one, next) => (one.Count - next.Count) ?? 0),
        ];

    private static IEnumerable<int> AtTicks(PatencyCurve curve)
    {
        int[] shown = [.. MonthAxis.For([curve]).Ticks.Select(month => MonthAxis.AtRisk(curve, month)).OfType<int>()];
        return shown.Zip(shown.Skip(1), (one, next) => one - next).Concat(shown);
    }

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
        Assert.All(
            curve.Points.Zip(curve.Points.Skip(1)),
            pair => Assert.Equal(pair.First.AtRisk - pair.First.Events - pair.First.Censored, pair.Second.AtRisk)
        );
        Assert.Equal((9, 30), (curve.Points.Sum(point => point.Events), curve.Points.Sum(point => point.Censored)));
    }

    [Fact]
    public void Between_the_months_that_are_shown_nothing_is_compared() =>
        Assert.Equal(
            "withheld: small counts",
            EvidenceContext.Of(Suppression.Apply(s_report, 5)).Single(compared => compared.Cohort.Id == "cavent-6-months").Reason
        );

    [Fact]
    public void Large_counts_are_left_as_they_are()
    {
        var report = Suppression.Apply(
            s_report with
            {
                Table = s_report.Table with
                {
                    Flow = null,
                    Patients = 900,
                    Eligible = 800,
                    Figures = [SomeReport.Proportion("k", "l", 300, 800, "p")],
                    Retrieval = [],
                },
            },
            5
        );
        Assert.Equal((300, 800, 37.5m), (report.Table.Figures[0].N, report.Table.Figures[0].Of, report.Table.Figures[0].Percent));
    }

    private static StudyReport Of(IReadOnlyCollection<IvcFhir.Core.Facts.PatientFacts> patients) =>
        StudyReport.Of(
            StudyTableBuilder.Build(patients.Select(facts => StudyScorer.Score(facts, StudyProtocol.Default)), StudyProtocol.Default),
            StudyProtocol.Default,
            synthetic: true,
            [],
            null
        );

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
        root.GetProperty("curves")
            .EnumerateArray()
            .SelectMany(curve => curve.GetProperty("points").EnumerateArray())
            .SelectMany(point => new[] { point.GetProperty("events").GetInt32(), point.GetProperty("censored").GetInt32() })
            .Concat(
                root.GetProperty("curves")
                    .EnumerateArray()
                    .SelectMany(curve => curve.GetProperty("strata").EnumerateArray())
                    .SelectMany(division => division.GetProperty("groups").EnumerateArray())
                    .SelectMany(group =>
                        new[]
                        {
                            group.GetProperty("units").GetInt32(),
                            group.GetProperty("lost").GetInt32(),
                            group.GetProperty("units").GetInt32() - group.GetProperty("lost").GetInt32(),
                        }
                    )
            )
            .Concat(
                root.GetProperty("scores")
                    .EnumerateArray()
                    .SelectMany(scores => scores.GetProperty("totals").EnumerateArray())
                    .Select(total => total.GetProperty("count").GetInt32())
            )
            .Concat(
                root.GetProperty("flow")
                    .EnumerateArray()
                    .SelectMany(step => step.GetProperty("left").EnumerateArray().Append(step))
                    .Where(step => step.TryGetProperty("count", out _))
                    .Select(step => step.GetProperty("count").GetInt32())
            );
}
