using IvcFhir.Core.Cohort;
using IvcFhir.Report;

namespace IvcFhir.Tests.Report;

public sealed class FigureTextTests
{
    [Theory]
    [InlineData(36, 37, "36 of 37", "97.3 %")]
    [InlineData(33, 36, "33 of 36", "91.7 %")]
    [InlineData(0, 37, "0 of 37", "0.0 %")]
    [InlineData(37, 37, "37 of 37", "100.0 %")]
    [InlineData(1, 16, "1 of 16", "6.3 %")] // 6.25: to even would be 6.2
    public void A_proportion_reads_as_n_of_N_and_one_decimal(int n, int of, string count, string computed)
    {
        var figure = SomeReport.Proportion("k", "l", n, of, "p");
        Assert.Equal((count, computed), (FigureText.CountOf(figure), FigureText.Computed(figure)));
    }

    [Theory]
    [InlineData(94.4999, "94 %")]
    [InlineData(94.5, "95 %")]
    [InlineData(95.5, "96 %")]
    [InlineData(100, "100 %")]
    [InlineData(0, "0 %")]
    public void Patency_reads_without_decimals_and_halves_round_up(double percent, string expected) =>
        Assert.Equal(expected, FigureText.Computed(SomeReport.Patency("k", "l", 36, (decimal)percent, 1, "p")));

    [Theory]
    [InlineData(5.861111, 2.587362, 1, 12, "5.9 ± 2.6 (1–12)")]
    [InlineData(3.888889, 2.187986, 1, 10, "3.9 ± 2.2 (1–10)")]
    [InlineData(2.25, 0.05, 0, 4.5, "2.3 ± 0.1 (0–4.5)")]
    public void A_score_reads_as_mean_deviation_and_range(double mean, double sd, double min, double max, string expected) =>
        Assert.Equal(expected, FigureText.Computed(SomeReport.Mean("k", "l", 36, mean, sd, min, max, "points", "p")));

    [Theory]
    [InlineData(70.8056, "71 min (35–152)")]
    [InlineData(70.5, "71 min (35–152)")]
    [InlineData(70.4999, "70 min (35–152)")]
    public void Minutes_read_as_whole_minutes_and_range(double mean, string expected) =>
        Assert.Equal(expected, FigureText.Computed(SomeReport.Mean("k", "l", 36, mean, 21.3, 35, 152, "min", "p")));

    [Fact]
    public void One_value_has_no_deviation() =>
        Assert.Equal("4.0 (4–4)", FigureText.Computed(SomeReport.Mean("k", "l", 1, 4, null, 4, 4, "points", "p")));

    [Fact]
    public void An_interval_without_width_is_said_of_a_share_and_of_a_curve_in_different_words()
    {
        Assert.Equal(
            "95 % CI 0.0–0.0 % (Wald)",
            FigureText.Detail(SomeReport.Proportion("k", "l", 0, 37, "p") with { Lower = 0, Upper = 0, IntervalName = "Wald 95 %" })
        );
        Assert.Equal(
            "no loss, so no interval",
            FigureText.Detail(SomeReport.Patency("k", "l", 36, 100, 0, "p") with { Lower = 100, Upper = 100, IntervalName = "log 95 %" })
        );
    }

    [Fact]
    public void Missing_answers_are_stated_with_the_count()
    {
        Assert.Equal("8 of 36, 2 missing", FigureText.CountOf(SomeReport.Proportion("k", "l", 8, 36, "p", missing: 2)));
        Assert.Equal("34 of 36, 2 missing", FigureText.CountOf(SomeReport.Mean("k", "l", 34, 4, 1, 1, 9, "points", "p")));
    }

    [Fact]
    public void A_figure_without_any_data_says_so()
    {
        var nobody = new Figure("k", "l", 0, 0, 0, null, null, null, null, null, null, "proportion", null, null, null);
        Assert.Equal(("0 of 0", "no data", "–"), (FigureText.CountOf(nobody), FigureText.Computed(nobody), FigureText.Agrees(nobody)));
    }

    [Theory]
    [InlineData(0.285, 2, "0.29")] // as a double it lies below the half; its printed value decides
    [InlineData(-2.5, 0, "-3")]
    [InlineData(1e-9, 1, "0.0")]
    public void Rounding_is_away_from_zero_on_the_decimal_value(double value, int digits, string expected) =>
        Assert.Equal(expected, FigureText.Rounded(value, digits));
}
