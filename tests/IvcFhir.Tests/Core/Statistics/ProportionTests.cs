using IvcFhir.Core.Cohort;

namespace IvcFhir.Tests.Core;

/// <summary>Intervals of proportions and comparisons, on the published cohorts of study.md.</summary>
public sealed class ProportionTests
{
    [Theory]
    [InlineData("CaVenT, PTS at 5 years", 37, 87, ProportionIntervalType.Wilson, 33, 53, 0)]
    [InlineData("Sentry, clinical success at 1 year", 111, 114, ProportionIntervalType.Wilson, 92.5, 99.1, 1)]
    [InlineData("V-Mixtent, primary patency at 12 months", 148, 162, ProportionIntervalType.ClopperPearson, 85.93, 95.19, 2)]
    public void Published_intervals_are_those_of_the_named_method(
        string study,
        int n,
        int of,
        ProportionIntervalType type,
        double lower,
        double upper,
        int decimals
    )
    {
        Assert.NotEmpty(study);
        var interval = Proportions.Of(n, of, type);
        Assert.Equal((lower, upper), (Round(interval.Lower * 100, decimals), Round(interval.Upper * 100, decimals)));
    }

    [Theory]
    [
        InlineData("CaVenT, patency", 32, 50, 64.0),
        InlineData("CaVenT, patency of controls", 19, 53, 35.8),
        InlineData("Sentry", 111, 114, 97.4)
    ]
    [
        InlineData("V-Mixtent", 148, 162, 91.4),
        InlineData("DENALI, retrieval", 108, 111, 97.3),
        InlineData("Venous Registry, grade III", 96, 312, 30.8)
    ]
    [InlineData("Venous Registry, grade II", 162, 312, 51.9), InlineData("Venous Registry, grade I", 54, 312, 17.3)]
    [
        InlineData("CAVA, two visits", 19, 62, 30.6),
        InlineData("CAVA, two visits, controls", 26, 58, 44.8),
        InlineData("CAVA, ISTH", 29, 62, 46.8),
        InlineData("CAVA, ISTH, controls", 40, 58, 69.0)
    ]
    public void Published_percentages_follow_from_their_counts(string study, int n, int of, double percent)
    {
        Assert.NotEmpty(study);
        Assert.Equal(percent, Round(new Count(n, of).Rate * 100, 1));
    }

    [Fact]
    public void The_risk_difference_of_cavent_is_recomputed()
    {
        var difference = TwoProportions.RiskDifference(new(32, 50), new(19, 53));
        Assert.Equal(28.2, Round(difference.Estimate * 100, 1));
        // Printed 9.7 to 46.7: the paper adds the half-width of 18.5 to the rounded difference.
        Assert.Equal(9.6, Round(difference.Interval!.Value.Lower * 100, 1));
        Assert.Equal(46.7, Round(difference.Interval.Value.Upper * 100, 1));
    }

    [Theory]
    [InlineData("CAVA, 12 months", 22, 77, 26, 75, 0.75, 0.38, 1.50)]
    [InlineData("CAVA, two-visit rule", 19, 62, 26, 58, 0.54, 0.26, 1.15)]
    public void The_odds_ratios_of_cava_are_recomputed(
        string study,
        int n,
        int of,
        int controls,
        int ofControls,
        double ratio,
        double lower,
        double upper
    )
    {
        Assert.NotEmpty(study);
        var effect = TwoProportions.OddsRatio(new(n, of), new(controls, ofControls))!.Value;
        Assert.Equal(
            (ratio, lower, upper),
            (Round(effect.Estimate, 2), Round(effect.Interval!.Value.Lower, 2), Round(effect.Interval.Value.Upper, 2))
        );
    }

    [Fact]
    public void The_misprint_of_the_cirse_registry_stays_a_misprint()
    {
        var percent = new Count(2, 628).Rate * 100;
        Assert.Equal(0.32, Round(percent, 2));
        Assert.NotEqual(0.03, Round(percent, 2));
    }

    [Theory]
    [InlineData(ProportionIntervalType.Wilson, 0, 0.11351339317396)] // R 4.2.2: prop.test(0, 30, correct = FALSE)
    [InlineData(ProportionIntervalType.ClopperPearson, 0, 0.11570330822239)] // R 4.2.2: binom.test(0, 30)
    [InlineData(ProportionIntervalType.Wald, 0, 0)]
    public void None_of_30_has_an_interval_from_0(ProportionIntervalType type, double lower, double upper)
    {
        var interval = Proportions.Of(0, 30, type);
        Assert.Equal(lower, interval.Lower);
        Assert.Equal(upper, interval.Upper, 1e-9);
        var all = Proportions.Of(30, 30, type);
        Assert.Equal(1 - upper, all.Lower, 1e-9);
        Assert.Equal(1, all.Upper);
    }

    [Fact]
    public void An_empty_cell_has_no_interval_and_an_empty_denominator_no_ratio()
    {
        Assert.Null(TwoProportions.RiskRatio(new(3, 10), new(0, 10)));
        Assert.Null(TwoProportions.OddsRatio(new(10, 10), new(3, 10)));
        Assert.Equal(new Effect(0, null), TwoProportions.RiskRatio(new(0, 10), new(3, 10)));
        Assert.Equal(new Effect(0, null), TwoProportions.OddsRatio(new(0, 10), new(3, 10)));
    }

    [Fact]
    public void The_risk_ratio_has_an_interval_on_the_log_scale()
    {
        var ratio = TwoProportions.RiskRatio(new(22, 77), new(26, 75))!.Value;
        Assert.Equal(22 / 77.0 / (26 / 75.0), ratio.Estimate, 1e-12);
        Assert.Equal(ratio.Estimate * ratio.Estimate, ratio.Interval!.Value.Lower * ratio.Interval.Value.Upper, 1e-12);
    }

    [Fact]
    public void The_three_retrieval_rates_are_three()
    {
        var refivec = new FilterRetrievalRates(Implanted: 356, Attempted: 300, Retrieved: 274, DiedInPlace: 41, Permanent: 24);
        // The paper truncates: 76.9 and 94.15.
        Assert.Equal(76.97, Round(refivec.Rate.Rate * 100, 2));
        Assert.Equal((274, 291), (refivec.Adjusted.N, refivec.Adjusted.Of));
        Assert.Equal(94.158, Round(refivec.Adjusted.Rate * 100, 3));
        Assert.Equal(97.3, Round(new FilterRetrievalRates(200, 111, 108, 0, 0).Success.Rate * 100, 1));
        Assert.Equal(92.3, Round(new FilterRetrievalRates(100, 39, 36, 0, 0).Success.Rate * 100, 1));
        Assert.Equal(63, Round(new FilterRetrievalRates(125, 86, 79, 0, 0).Rate.Rate * 100, 0));
    }

    private static double Round(double value, int decimals) => (double)Math.Round((decimal)value, decimals, MidpointRounding.AwayFromZero);
}
