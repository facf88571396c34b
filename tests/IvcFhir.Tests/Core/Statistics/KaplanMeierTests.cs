using System.Globalization;
using IvcFhir.Core.Cohort;

namespace IvcFhir.Tests.Core;

public sealed class KaplanMeierTests
{
    private const double Tolerance = 1e-9;

    /// <summary>survival::aml, Maintained (clinical 7.8).</summary>
    private const string Aml = "9 13 13+ 18 23 28+ 31 34 45+ 48 161+";

    private const string IvcPrimary =
        "3+ 4+ 5+ 6+ 6+ 7+ 8+ 8+ 9+ 10+ 10+ 11+ 12+ 12+ 13+ 13+ 14 14+ 15+ 16+ 17+ 18+ 18+ 20+ 21+ 22+ 24+ 24+ "
        + "25+ 27+ 30+ 33+ 36+ 40+ 48+ 60+";

    private const string IliacCensored =
        "12+ 12+ 12+ 13+ 13+ 13+ 15+ 15+ 15+ 18+ 18+ 18+ 20+ 20+ 20+ 24+ 24+ 24+ 24+ 24+ 24+ 30+ 30+ 30+ 36+ 36+ 36+ 48+ 48+ 48+";

    /// <summary>Times as R prints them: a plus marks a censored one.</summary>
    internal static IEnumerable<SurvivalTime> Times(string printed) =>
        printed
            .Split(' ')
            .Select(time => new SurvivalTime(double.Parse(time.TrimEnd('+'), CultureInfo.InvariantCulture), !time.EndsWith('+')));

    [Theory]
    [InlineData(9, 11, 0.909090909, 0.0866784172, 0.7541338451, 1, 0.5080802058, 0.986673823, 0.7392043331, 1)]
    [InlineData(13, 10, 0.818181818, 0.1162912998, 0.6192489874, 1, 0.4474286147, 0.951162229, 0.5902550588, 1)]
    [InlineData(18, 8, 0.715909091, 0.1396649706, 0.4884262874, 1, 0.3501903859, 0.899023974, 0.4421707787, 0.989647403)]
    [InlineData(23, 7, 0.613636364, 0.1526323310, 0.3768670595, 0.999157600, 0.2657520400, 0.835299243, 0.3144824919, 0.912790235)]
    [InlineData(31, 5, 0.490909091, 0.1641932672, 0.2548599512, 0.945584955, 0.1673309098, 0.753399790, 0.1690962007, 0.812721981)]
    [InlineData(34, 4, 0.368181818, 0.1626688858, 0.1548771179, 0.875260678, 0.0928295749, 0.657040832, 0.0493566606, 0.687006976)]
    [InlineData(48, 2, 0.184090909, 0.1534927458, 0.0359178985, 0.943525769, 0.0117384801, 0.525014843, 0, 0.484931163)]
    public void Every_column_of_the_golden_reference_holds(
        double time,
        int atRisk,
        double survival,
        double se,
        double logLow,
        double logHigh,
        double logLogLow,
        double logLogHigh,
        double plainLow,
        double plainHigh
    )
    {
        var log = KaplanMeier.Fit(Times(Aml), SurvivalIntervalType.Log).At(time)!;
        var logLog = KaplanMeier.Fit(Times(Aml), SurvivalIntervalType.LogLog).At(time)!;
        var plain = KaplanMeier.Fit(Times(Aml), SurvivalIntervalType.Plain).At(time)!;
        Assert.Equal((time, atRisk), (log.Time, log.AtRisk));
        Assert.Equal(survival, log.Survival, Tolerance);
        Assert.Equal(se, log.StandardError!.Value, Tolerance);
        Assert.Equal(logLow, log.Lower!.Value, Tolerance);
        Assert.Equal(logHigh, log.Upper!.Value, Tolerance);
        Assert.Equal(logLogLow, logLog.Lower!.Value, Tolerance);
        Assert.Equal(logLogHigh, logLog.Upper!.Value, Tolerance);
        Assert.Equal(plainLow, plain.Lower!.Value, Tolerance);
        Assert.Equal(plainHigh, plain.Upper!.Value, Tolerance);
    }

    [Theory]
    [InlineData(IvcPrimary, 36, 14, 20, 0.95, 0.04873397, 0.859128, 1)]
    [InlineData("1 1 2 3 3 5 6 9 12 " + IliacCensored, 39, 12, 31, 0.7692308, 0.06746600, 0.6477409, 0.9135072)]
    [InlineData("1 2 3 5 9 12 24+ 24+ 24+ " + IliacCensored, 39, 12, 34, 0.8461538, 0.05777443, 0.7401679, 0.9673161)]
    public void The_curves_of_the_study_hold_to_the_printed_digits(
        string times,
        int units,
        double time,
        int atRisk,
        double survival,
        double se,
        double lower,
        double upper
    )
    {
        var curve = KaplanMeier.Fit(Times(times));
        var step = curve.At(time)!;
        Assert.Equal(units, curve.Units);
        Assert.Equal((time, atRisk), (step.Time, step.AtRisk));
        Assert.Equal(survival, step.Survival, 5e-8);
        Assert.Equal(se, step.StandardError!.Value, 5e-9);
        Assert.Equal(lower, step.Lower!.Value, 5e-7);
        Assert.Equal(upper, step.Upper!.Value, 5e-7);
    }

    [Fact]
    public void The_log_log_interval_of_the_ivc_curve_holds()
    {
        var step = KaplanMeier.Fit(Times(IvcPrimary), SurvivalIntervalType.LogLog).At(14)!;
        Assert.Equal(0.694743, step.Lower!.Value, 5e-7);
        Assert.Equal(0.992802, step.Upper!.Value, 5e-7);
    }

    [Fact]
    public void At_a_tie_losses_come_before_censorings()
    {
        var curve = KaplanMeier.Fit(Times("5 5+ 5+ 8 8+ 10+"));
        Assert.Equal((6, 5 / 6.0), (curve.At(5)!.AtRisk, curve.At(5)!.Survival));
        Assert.Equal(3, curve.At(8)!.AtRisk);
        Assert.Equal(5 / 6.0 * 2 / 3, curve.At(8)!.Survival, 15);
    }

    [Theory]
    [InlineData(12, 31), InlineData(12.5, 27), InlineData(0, 39), InlineData(48, 3), InlineData(49, 0)]
    public void The_number_at_risk_counts_those_with_an_equal_or_later_time(double time, int expected) =>
        Assert.Equal(expected, KaplanMeier.Fit(Times("1 1 2 3 3 5 6 9 12 " + IliacCensored)).AtRisk(time));

    [Fact]
    public void After_the_last_loss_of_all_there_is_no_standard_error()
    {
        var last = KaplanMeier.Fit(Times("1 2 2+ 3")).Steps[^1];
        Assert.Equal(0, last.Survival);
        Assert.Null(last.StandardError);
        Assert.Null(last.Lower);
        Assert.Null(last.Upper);
    }

    [Fact]
    public void No_units_give_an_empty_curve() => Assert.Empty(KaplanMeier.Fit([]).Steps);
}
