using FsCheck;
using FsCheck.Fluent;
using IvcFhir.Core.Cohort;

namespace IvcFhir.Tests.Core;

public sealed class ComparisonTests
{
    private static readonly Gen<Count> Counts = Gen.Choose(1, 400).SelectMany(of => Gen.Choose(0, of).Select(n => new Count(n, of)));

    /// <summary>Worked by the formula of the hybrid score interval from the two Wilson intervals, here step by step.</summary>
    [Theory]
    [InlineData(32, 50, 19, 53), InlineData(22, 77, 26, 75), InlineData(0, 20, 0, 30), InlineData(36, 36, 148, 162)]
    public void With_two_Wilson_intervals_it_is_Newcombes_interval(int n1, int of1, int n2, int of2)
    {
        var ((l1, u1), (l2, u2)) = (Wilson(n1, of1), Wilson(n2, of2));
        var (p1, p2) = ((double)n1 / of1, (double)n2 / of2);
        var comparison = ComparisonRule.Compare(Estimate.Of(new(n1, of1)), Estimate.Of(new(n2, of2)));
        Assert.Equal(p1 - p2, comparison.Difference, 1e-12);
        Assert.Equal(p1 - p2 - Math.Sqrt(((p1 - l1) * (p1 - l1)) + ((u2 - p2) * (u2 - p2))), comparison.Interval.Lower, 1e-9);
        Assert.Equal(p1 - p2 + Math.Sqrt(((u1 - p1) * (u1 - p1)) + ((p2 - l2) * (p2 - l2))), comparison.Interval.Upper, 1e-9);
    }

    [Theory]
    [InlineData(0.50, 0.45, 0.55, 0.50, 0.45, 0.55, Agreement.Consistent)]
    [InlineData(0.50, 0.20, 0.80, 0.50, 0.45, 0.55, Agreement.Inconclusive)] // too few to rule out 20 points
    [InlineData(0.90, 0.85, 0.95, 0.50, 0.45, 0.55, Agreement.Contrasting)]
    [InlineData(0.10, 0.05, 0.15, 0.50, 0.45, 0.55, Agreement.Contrasting)]
    [InlineData(0.50, 0.30, 0.70, 0.50, 0.50, 0.50, Agreement.Consistent)] // both ends at 20 points: they belong to it
    [InlineData(0.50, 0.299, 0.70, 0.50, 0.50, 0.50, Agreement.Inconclusive)]
    [InlineData(0.60, 0.50, 0.70, 0.50, 0.50, 0.50, Agreement.Consistent)] // an end at 0 holds 0
    public void The_reading_follows_from_the_interval(
        double value,
        double lower,
        double upper,
        double published,
        double from,
        double to,
        Agreement expected
    ) =>
        Assert.Equal(
            expected,
            ComparisonRule.Compare(new(Math.Round(value, 3), new(lower, upper)), new(published, new(from, to))).Agreement
        );

    [Fact]
    public void Exchanging_the_two_mirrors_the_interval_and_keeps_the_reading() =>
        Prop.ForAll(
                Counts.Zip(Counts).ToArbitrary(),
                pair =>
                {
                    var (one, other) = (Estimate.Of(pair.Item1), Estimate.Of(pair.Item2));
                    var (there, back) = (ComparisonRule.Compare(one, other), ComparisonRule.Compare(other, one));
                    return there.Agreement == back.Agreement
                        && Math.Abs(there.Interval.Lower + back.Interval.Upper) < 1e-12
                        && Math.Abs(there.Difference + back.Difference) < 1e-12;
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_cohort_never_contrasts_with_itself_and_the_interval_holds_the_difference() =>
        Prop.ForAll(
                Counts.ToArbitrary(),
                count =>
                {
                    var comparison = ComparisonRule.Compare(Estimate.Of(count), Estimate.Of(count));
                    return comparison.Agreement != Agreement.Contrasting
                        && comparison.Interval.Lower <= 0
                        && comparison.Interval.Upper >= 0;
                }
            )
            .QuickCheckThrowOnFailure();

    private static (double Lower, double Upper) Wilson(int n, int of)
    {
        const double z = 1.959963984540054;
        var p = (double)n / of;
        var root = z * Math.Sqrt((p * (1 - p) / of) + (z * z / (4.0 * of * of)));
        return ((p + (z * z / (2 * of)) - root) / (1 + (z * z / of)), (p + (z * z / (2 * of)) + root) / (1 + (z * z / of)));
    }
}
