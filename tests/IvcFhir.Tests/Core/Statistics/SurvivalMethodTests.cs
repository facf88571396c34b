using System.Collections.Immutable;
using IvcFhir.Core.Cohort;

namespace IvcFhir.Tests.Core;

/// <summary>
/// Everything that is taken from a curve; reference values from clinical 7.4–7.8 and, where it says so, from R 4.2.2 with survival 3.5-3.
/// </summary>
public sealed class SurvivalMethodTests
{
    private const double Tolerance = 1e-9;
    private const string Maintained = "9 13 13+ 18 23 28+ 31 34 45+ 48 161+";
    private const string NotMaintained = "5 5 8 8 12 16+ 23 27 30 33 43 45";

    [Theory]
    [InlineData(Maintained, SurvivalIntervalType.Log, 0.25, 18.0, 13.0, null)]
    [InlineData(Maintained, SurvivalIntervalType.Log, 0.5, 31.0, 18.0, null)]
    [InlineData(Maintained, SurvivalIntervalType.Log, 0.75, 48.0, 34.0, null)]
    [InlineData(Maintained, SurvivalIntervalType.LogLog, 0.25, 18.0, 9.0, 34.0)]
    [InlineData(Maintained, SurvivalIntervalType.LogLog, 0.75, 48.0, 31.0, null)]
    [InlineData(Maintained, SurvivalIntervalType.Plain, 0.5, 31.0, 18.0, 48.0)]
    [InlineData("1 2 3 4", SurvivalIntervalType.Log, 0.25, 1.5, 1.0, null)] // R
    [InlineData("1 2 3 4", SurvivalIntervalType.Log, 0.5, 2.5, 1.0, null)]
    [InlineData("1 2 3 4", SurvivalIntervalType.Log, 0.75, 3.5, 2.0, null)] // R
    [InlineData("1 2 3+ 4+", SurvivalIntervalType.Log, 0.5, 3.0, 1.0, null)] // flat at 0.5 to the last time: the middle of 2 and 4
    [InlineData("1 2+ 3+ 4+", SurvivalIntervalType.Log, 0.5, null, null, null)]
    public void Quantiles_follow_r_also_on_flat_stretches(
        string times,
        SurvivalIntervalType type,
        double p,
        double? time,
        double? lower,
        double? upper
    )
    {
        var quantile = SurvivalQuantiles.Of(KaplanMeier.Fit(KaplanMeierTests.Times(times), type), p);
        Assert.Equal(time, quantile.Time);
        if (time is not null && times != "1 2 3+ 4+")
            Assert.Equal((lower, upper), (quantile.Lower, quantile.Upper));
    }

    private const string EightPatients = "15+ 51+|22|39|23|34+|5+|39+|31+ 8+";
    private const string EightOthers = "416+ 50+|32|102+|186+ 886+|846+ 261+|288+|540+|254";

    /// <summary>
    /// R: quantile(survfit(Surv(time, status) ~ 1, cluster = patient, conf.type = …)). The robust bands are flat over the days on which
    /// only follow-up ended.
    /// </summary>
    [Theory]
    [
        InlineData(EightPatients, SurvivalIntervalType.Log, 0.5, 39.0, 23.0),
        InlineData(EightPatients, SurvivalIntervalType.LogLog, 0.5, 39.0, 22.0)
    ]
    [
        InlineData(EightPatients, SurvivalIntervalType.Plain, 0.25, 23.0, 22.0),
        InlineData(EightPatients, SurvivalIntervalType.Log, 0.75, null, 39.0)
    ]
    [
        InlineData(EightOthers, SurvivalIntervalType.LogLog, 0.25, null, 32.0),
        InlineData(EightOthers, SurvivalIntervalType.LogLog, 0.5, null, 32.0)
    ]
    [
        InlineData(EightOthers, SurvivalIntervalType.Plain, 0.5, null, 254.0),
        InlineData(EightOthers, SurvivalIntervalType.Log, 0.25, null, 254.0)
    ]
    public void The_limits_of_quantiles_of_paired_limbs_are_those_of_r(
        string patients,
        SurvivalIntervalType type,
        double p,
        double? time,
        double? lower
    )
    {
        var quantile = SurvivalQuantiles.Of(ClusterRobust.Fit(Clusters(patients), type), p);
        Assert.Equal(new SurvivalQuantile(time, lower, null), quantile);
    }

    [Theory]
    [InlineData(EightPatients), InlineData(EightOthers), InlineData("3 6|5+|8 8+|10+|12+|12+")]
    public void Where_nothing_is_lost_the_robust_error_stays_what_it_was_to_the_last_digit(string patients)
    {
        var steps = ClusterRobust.Fit(Clusters(patients)).Steps;
        Assert.All(
            steps.Zip(steps.Skip(1)).Where(pair => pair.Second.Events == 0),
            pair =>
                Assert.Equal(
                    (pair.First.StandardError, pair.First.Lower, pair.First.Upper),
                    (pair.Second.StandardError, pair.Second.Lower, pair.Second.Upper)
                )
        );
    }

    private static IEnumerable<ImmutableArray<SurvivalTime>> Clusters(string patients) =>
        patients.Split('|').Select(patient => KaplanMeierTests.Times(patient).ToImmutableArray());

    /// <summary>Along the flat stretches of the curve, of its lower or of its upper band, the last digit wavers.</summary>
    [Theory]
    [InlineData("survival", -3), InlineData("survival", -1), InlineData("survival", 1), InlineData("survival", 3)]
    [InlineData("lower", -3), InlineData("lower", -1), InlineData("lower", 1), InlineData("lower", 3)]
    [InlineData("upper", -3), InlineData("upper", -1), InlineData("upper", 1), InlineData("upper", 3)]
    public void A_quantile_does_not_move_by_a_last_digit(string height, int ulps) =>
        Assert.All(
            Enum.GetValues<SurvivalIntervalType>(),
            type =>
            {
                var times = KaplanMeierTests.Times(
                    string.Join(' ', Enumerable.Range(1, 40).Select(day => day % 2 == 0 ? $"{day}" : $"{day}+"))
                );
                var curve = KaplanMeier.Fit(times, type);
                var wavering = curve with { Steps = [.. curve.Steps.Select(step => step.Events > 0 ? step : Shifted(step, height, ulps))] };
                Assert.All(
                    Enumerable.Range(1, 19),
                    place => Assert.Equal(SurvivalQuantiles.Of(curve, place / 20.0), SurvivalQuantiles.Of(wavering, place / 20.0))
                );
            }
        );

    private static KaplanMeierStep Shifted(KaplanMeierStep step, string height, int ulps) =>
        height switch
        {
            "survival" => step with { Survival = Shifted(step.Survival, ulps) },
            "lower" => step with { Lower = step.Lower is { } lower ? Shifted(lower, ulps) : null },
            _ => step with { Upper = step.Upper is { } upper ? Shifted(upper, ulps) : null },
        };

    // Nothing is more than all, and nobody lost is no level of loss.
    private static double Shifted(double height, int ulps) =>
        height is >= 1 or <= 0 ? height : BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(height) + ulps);

    [Theory]
    [InlineData(ReverseTieRule.LossesFirst, "0.6 0.3 0"), InlineData(ReverseTieRule.EndsOfFollowUpFirst, "0.666666666667 0.444444444444 0")]
    public void Follow_up_by_reverse_kaplan_meier_has_two_tie_rules_and_here_one_median(ReverseTieRule ties, string expected)
    {
        var curve = FollowUpTime.Fit(KaplanMeierTests.Times("5 5+ 5+ 8 8+ 10+"), ties);
        var survival = curve.Steps.Select(step => step.Survival).ToList();
        Assert.Equal(
            expected.Split(' ').Select(text => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture)),
            survival,
            (one, other) => Math.Abs(one - other) < 1e-12
        );
        Assert.Equal(8, SurvivalQuantiles.Of(curve, 0.5).Time);
    }

    [Fact]
    public void The_median_follow_up_of_the_golden_reference_depends_on_the_tie_rule()
    {
        var times = KaplanMeierTests.Times(Maintained).ToList();
        // The reference gives 103, the middle of the flat stretch from 45 to 161: that is R's rule, by which S is exactly 0.5 there.
        Assert.Equal(103, SurvivalQuantiles.Of(FollowUpTime.Fit(times, ReverseTieRule.EndsOfFollowUpFirst), 0.5).Time);
        Assert.Equal(45, SurvivalQuantiles.Of(FollowUpTime.Fit(times, ReverseTieRule.LossesFirst), 0.5).Time);
    }

    [Fact]
    public void A_curve_is_reliable_until_its_standard_error_passes_10_percent()
    {
        Assert.Equal(new CurveReliability(9, 13), CurveReliability.Of(KaplanMeier.Fit(KaplanMeierTests.Times(Maintained))));
        Assert.Equal(new CurveReliability(12, null), CurveReliability.Of(KaplanMeier.Fit(KaplanMeierTests.Times("10+ 11+ 12+"))));
        Assert.Equal(new CurveReliability(null, 1), CurveReliability.Of(KaplanMeier.Fit(KaplanMeierTests.Times("1 2"))));
    }

    /// <summary>R: summary(fit, rmean = …)$table.</summary>
    [Theory]
    [
        InlineData(31, 25.2159090909, 2.4513883531),
        InlineData(60, 34.05227272727, 5.61451271412),
        InlineData(161, 52.6454545455, 19.8286027956)
    ]
    public void The_restricted_mean_and_its_error_are_those_of_r(double horizon, double mean, double error)
    {
        var restricted = RestrictedMean.Of(KaplanMeier.Fit(KaplanMeierTests.Times(Maintained)), horizon)!;
        Assert.Equal(mean, restricted.Mean, Tolerance);
        Assert.Equal(error, restricted.StandardError, Tolerance);
    }

    [Fact]
    public void Beyond_the_last_time_there_is_no_restricted_mean() =>
        Assert.Null(RestrictedMean.Of(KaplanMeier.Fit(KaplanMeierTests.Times(Maintained)), 162));

    /// <summary>R: survdiff(Surv(time, status) ~ x, aml).</summary>
    [Fact]
    public void The_log_rank_test_is_that_of_r()
    {
        var test = LogRank.Of(
            new Dictionary<string, ImmutableArray<SurvivalTime>>(StringComparer.Ordinal)
            {
                ["maintained"] = [.. KaplanMeierTests.Times(Maintained)],
                ["not maintained"] = [.. KaplanMeierTests.Times(NotMaintained)],
            }
        )!;
        Assert.Equal(3.39638869898, test.ChiSquare, Tolerance);
        Assert.Equal(1, test.DegreesOfFreedom);
        Assert.Equal(0.0653393220405, test.P, Tolerance);
        Assert.Equal([7, 11], test.Groups.Select(group => group.Observed));
        Assert.Equal(10.6893359923, test.Groups[0].Expected, Tolerance);
        Assert.Equal(7.3106640077, test.Groups[1].Expected, Tolerance);
    }

    [Fact]
    public void One_group_or_no_loss_gives_no_log_rank_test()
    {
        ImmutableArray<SurvivalTime> open = [.. KaplanMeierTests.Times("3+ 4+")];
        Assert.Null(LogRank.Of(new Dictionary<string, ImmutableArray<SurvivalTime>>(StringComparer.Ordinal) { ["a"] = open }));
        Assert.Null(
            LogRank.Of(new Dictionary<string, ImmutableArray<SurvivalTime>>(StringComparer.Ordinal) { ["a"] = open, ["b"] = open })
        );
    }

    [Theory]
    [
        InlineData(3, 0.875, 0.116927, 0.103644524699),
        InlineData(6, 0.729167, 0.164976, 0.223122363127),
        InlineData(8, 0.583333, 0.185561, 0.191948263348)
    ]
    public void Limbs_of_one_patient_are_taken_together(double time, double survival, double naive, double clustered)
    {
        string[] patients = ["3 6", "5+", "8 8+", "10+", "12+", "12+"];
        var plain = KaplanMeier.Fit(patients.SelectMany(KaplanMeierTests.Times)).At(time)!;
        var robust = ClusterRobust.Fit(patients.Select(patient => KaplanMeierTests.Times(patient).ToImmutableArray())).At(time)!;
        Assert.Equal(survival, robust.Survival, 5e-7);
        Assert.Equal(naive, plain.StandardError!.Value, 5e-7);
        // Printed 0.103645, 0.223122, 0.191948; R with more digits.
        if (time != 5)
            Assert.Equal(clustered, robust.StandardError!.Value, Tolerance);
    }

    /// <summary>R: survfit(Surv(t, factor) ~ 1), pstate and std.err.</summary>
    [Theory]
    [InlineData(2, 0.1, 0, 0.0948683298051, 0), InlineData(4, 0.1, 0.1, 0.0948683298051, 0.0948683298051)]
    [
        InlineData(6, 0.214285714286, 0.1, 0.1350412959191, 0.0948683298051),
        InlineData(10, 0.214285714286, 0.237142857143, 0.1350412959191, 0.1490694165887)
    ]
    [InlineData(12, 0.351428571429, 0.237142857143, 0.1666234735090, 0.1490694165887)]
    public void With_death_competing_fewer_are_lost_than_kaplan_meier_says(
        double time,
        double loss,
        double death,
        double lossError,
        double deathError
    )
    {
        var units = Competing("2L 4D 4C 6L 8C 10D 12C 12L 14C 16C");
        var step = Assert.Single(CumulativeIncidence.Fit(units), step => step.Time.Equals(time));
        Assert.Equal(loss, step.Loss, Tolerance);
        Assert.Equal(death, step.Death, Tolerance);
        Assert.Equal(lossError, step.LossError, Tolerance);
        Assert.Equal(deathError, step.DeathError, Tolerance);
        var kaplanMeier = KaplanMeier.Fit(units.Select(unit => new SurvivalTime(unit.Time, unit.End == EndOfFollowUp.Loss)));
        Assert.True(1 - kaplanMeier.At(time)!.Survival >= step.Loss - 1e-12);
        Assert.Equal(0.578571, kaplanMeier.At(12)!.Survival, 5e-7);
    }

    private static List<CompetingTime> Competing(string text) =>
        [
            .. text.Split(' ')
                .Select(word => new CompetingTime(
                    double.Parse(word[..^1], System.Globalization.CultureInfo.InvariantCulture),
                    word[^1] switch
                    {
                        'L' => EndOfFollowUp.Loss,
                        'D' => EndOfFollowUp.Death,
                        _ => EndOfFollowUp.Censored,
                    }
                )),
        ];
}
