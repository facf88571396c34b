using FsCheck;
using FsCheck.Fluent;
using IvcFhir.Report;

namespace IvcFhir.Tests.Report;

public sealed class MonthAxisTests
{
    [Theory]
    [InlineData(0.2, 1, 1)]
    [InlineData(6, 1, 6)]
    [InlineData(6.01, 2, 8)]
    [InlineData(48, 12, 48)]
    [InlineData(60, 12, 60)]
    [InlineData(72.1, 24, 96)]
    [InlineData(900, 120, 960)]
    public void The_axis_ends_at_the_tick_at_or_after_the_last_observation(double last, int step, int end) =>
        Assert.Equal(new MonthAxis(step, end), MonthAxis.For([SomeReport.Curve("k", "l", [], [0.1, last])]));

    [Fact]
    public void Without_observations_the_axis_still_has_a_length() => Assert.Equal(new MonthAxis(1, 1), MonthAxis.For([]));

    [Fact]
    public void At_risk_are_those_whose_own_time_is_that_month_or_later() =>
        Prop.ForAll<PositiveInt[], PositiveInt[]>(
                (lost, censored) =>
                {
                    double[] losses = [.. lost.Select(month => (double)month.Get)],
                        ends = [.. censored.Select(month => (double)month.Get)];
                    var curve = SomeReport.Curve("k", "l", losses, ends);
                    return Enumerable
                        .Range(0, 50)
                        .All(month => MonthAxis.AtRisk(curve, month) == losses.Concat(ends).Count(time => time >= month));
                }
            )
            .QuickCheckThrowOnFailure();
}
