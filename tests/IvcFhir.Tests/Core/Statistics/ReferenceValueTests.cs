using IvcFhir.Core.Cohort;
using IvcFhir.Core.Scores;

namespace IvcFhir.Tests.Core;

/// <summary>
/// Published numbers of clinical 4.3, 4.5, 5.6, 6 and 7 that no other test holds. Where the others are: 1 Villalta in VillaltaTests,
/// CoreLaws and ClinicalRuleTests; 2 VCSS in VcssTests; 3 patency in PatencyTests, CoreLaws and SurvivalMethodTests; 4.1 to 4.3 filters, 5
/// complications, bleeding and lysis in ClinicalRuleTests; haemoglobin units in FindingShapeTests; 7 in KaplanMeierTests,
/// SurvivalMethodTests, DescriptivesTests and FigureTextTests; study.md in StudyTableTests and ProportionTests.
/// </summary>
public sealed class ReferenceValueTests
{
    [Theory]
    [
        InlineData("DENALI, retrieval", 108, 111, 97.3, 1),
        InlineData("Option, retrieval", 36, 39, 92.3, 1),
        InlineData("Walter Reed, retrieval", 79, 125, 63, 0)
    ]
    [
        InlineData("PRESERVE, male", 762, 1429, 53.3, 1),
        InlineData("PRESERVE, current VTE", 1019, 1421, 71.7, 1),
        InlineData("PRESERVE, no anticoagulation", 1159, 1421, 81.6, 1)
    ]
    [
        InlineData("PRESERVE, prophylactic", 126, 1421, 8.9, 1),
        InlineData("PRESERVE, removed", 632, 1421, 44.5, 1),
        InlineData("PRESERVE, VTE after", 93, 1421, 6.5, 1)
    ]
    [
        InlineData("PRESERVE, DVT after", 74, 1421, 5.2, 1),
        InlineData("PRESERVE, PE after", 23, 1421, 1.6, 1),
        InlineData("PRESERVE, caval occlusion", 15, 1421, 1.1, 1)
    ]
    [
        InlineData("BSIR, Gunther Tulip", 560, 1434, 39, 0),
        InlineData("BSIR, Celect", 359, 1434, 25, 0),
        InlineData("BSIR, other", 445, 1434, 31, 0)
    ]
    [
        InlineData("CIRSE, retrieval", 576, 628, 91.7, 1),
        InlineData("DENALI, clinical success", 172, 182, 94.5, 1),
        InlineData("Sentry", 111, 114, 97.4, 1)
    ]
    [
        InlineData("Venous Registry, grade III", 96, 312, 31, 0),
        InlineData("Venous Registry, grade II", 162, 312, 52, 0),
        InlineData("Venous Registry, grade I", 54, 312, 17, 0)
    ]
    [InlineData("Venous Registry, major bleeding", 54, 473, 11, 0)]
    [
        InlineData("Aspirex, grade III", 12, 54, 22.2, 1),
        InlineData("Aspirex, grade II", 33, 54, 61.1, 1),
        InlineData("Aspirex, grade I", 9, 54, 16.7, 1),
        InlineData("Aspirex, success", 45, 54, 83.3, 1)
    ]
    public void A_published_share_is_n_of_N_rounded_half_away_from_zero(string cohort, int n, int of, double printed, int decimals)
    {
        Assert.NotEmpty(cohort);
        Assert.Equal((decimal)printed, Math.Round(100m * n / of, decimals, MidpointRounding.AwayFromZero));
    }

    [Fact]
    public void The_share_of_the_text_about_81_8_is_a_crude_fraction() =>
        Assert.Equal(81.8m, Math.Round(100m * 18 / 22, 1, MidpointRounding.AwayFromZero));

    /// <summary>REFiVeC: 356 placed, 41 died, 24 meant to stay, 274 out. The paper cuts off what it should round.</summary>
    [Fact]
    public void Refivec_has_two_rates_which_its_authors_cut_off()
    {
        var rates = new FilterRetrievalRates(Implanted: 356, Attempted: 291, Retrieved: 274, DiedInPlace: 41, Permanent: 24);
        Assert.Equal(new Count(274, 356), rates.Rate);
        Assert.Equal(new Count(274, 291), rates.Adjusted);
        Assert.Equal((76.9, 94.15), (Math.Truncate(rates.Rate.Rate * 1000) / 10, Math.Truncate(rates.Adjusted.Rate * 10000) / 100));
        Assert.Equal((76.97, 94.158), (Math.Round(rates.Rate.Rate * 100, 2), Math.Round(rates.Adjusted.Rate * 100, 3)));
    }

    [Fact]
    public void The_misprints_stay_misprints()
    {
        // CIRSE prints 0.03 % for 2 of 628.
        Assert.Equal(0.32, Math.Round(new Count(2, 628).Rate * 100, 2));
        // CaVenT prints 20.0 to 38.0 for the difference of 26 of 53 and 10 of 50.
        var difference = TwoProportions.RiskDifference(new(26, 53), new(10, 50));
        Assert.Equal(
            (29.1, 11.6, 46.5),
            (Percent(difference.Estimate), Percent(difference.Interval!.Value.Lower), Percent(difference.Interval.Value.Upper))
        );
        Assert.NotEqual((20.0, 38.0), (Percent(difference.Interval.Value.Lower), Percent(difference.Interval.Value.Upper)));
    }

    [Theory]
    [
        InlineData(100, 50.01, LysisGradeClass.I),
        InlineData(100, 50, LysisGradeClass.II),
        InlineData(1000, 1, LysisGradeClass.II),
        InlineData(8, 0, LysisGradeClass.III),
        InlineData(8, 9, LysisGradeClass.I)
    ]
    public void Lysis_is_the_share_of_the_thrombus_that_is_gone(double before, double after, LysisGradeClass grade) =>
        Assert.Equal(grade, LysisGrade.GradeOf(100m * ((decimal)before - (decimal)after) / (decimal)before, LysisBounds.Mewissen));

    [Theory]
    [
        InlineData(CiviqForm.Civiq20, 40, "25", "75"),
        InlineData(CiviqForm.Civiq20, 20, "0", "100"),
        InlineData(CiviqForm.Civiq20, 100, "100", "0")
    ]
    [
        InlineData(CiviqForm.Civiq14, 40, "46", "54"),
        InlineData(CiviqForm.Civiq14, 14, "0", "100"),
        InlineData(CiviqForm.Civiq14, 70, "100", "0")
    ]
    public void The_global_index_of_civiq_lays_the_total_on_0_to_100(CiviqForm form, int total, string index, string inverted)
    {
        Assert.Equal(index, Whole(Civiq.GlobalIndex(form, total)));
        Assert.Equal(inverted, Whole(Civiq.GlobalIndex(form, total, higherIsBetter: true)));
    }

    [Theory]
    [
        InlineData(CiviqForm.Civiq20, 19),
        InlineData(CiviqForm.Civiq20, 101),
        InlineData(CiviqForm.Civiq14, 13),
        InlineData(CiviqForm.Civiq14, 71)
    ]
    public void A_total_that_the_form_cannot_have_has_no_index(CiviqForm form, int total) => Assert.Null(Civiq.GlobalIndex(form, total));

    [Fact]
    public void Beyond_its_last_loss_the_golden_reference_stays_where_it_is()
    {
        var curve = KaplanMeier.Fit(KaplanMeierTests.Times("9 13 13+ 18 23 28+ 31 34 45+ 48 161+"));
        Assert.Equal(1, curve.AtRisk(160));
        Assert.Equal(0.184090909, curve.At(160)!.Survival, 1e-9);
    }

    [Fact]
    public void The_tie_rule_of_the_study_is_deliberate()
    {
        // Losses first at month 14: 20 at risk. With the censored one first there would be 19: 0.947.
        Assert.Equal(
            0.95,
            KaplanMeier.Fit([new(14, true), new(14, false), .. Enumerable.Repeat(new SurvivalTime(20, false), 18)]).At(14)!.Survival,
            1e-12
        );
        Assert.Equal(0.947, Math.Round(18.0 / 19, 3));
    }

    /// <summary>A month is 30.4375 days; half away from zero, not to even.</summary>
    [Fact]
    public void Months_and_rounding_are_stated()
    {
        Assert.Equal(30.4375, Months.Days);
        Assert.Equal((3m, 2m), (Math.Round(2.5m, 0, MidpointRounding.AwayFromZero), Math.Round(2.5m, 0, MidpointRounding.ToEven)));
        Assert.True(new PublishedFigure("23 %") { Percent = 23m }.AgreesWith(Some(22.5m)));
        Assert.False(new PublishedFigure("22 %") { Percent = 22m }.AgreesWith(Some(22.5m)));
    }

    private static Figure Some(decimal percent) =>
        new("k", "l", 9, 40, 0, percent, null, null, null, null, null, "proportion", null, null, null);

    private static double Percent(double share) => Math.Round(share * 100, 1, MidpointRounding.AwayFromZero);

    private static string? Whole(decimal? index) =>
        index is { } value
            ? Math.Round(value, 0, MidpointRounding.AwayFromZero).ToString(System.Globalization.CultureInfo.InvariantCulture)
            : null;
}
