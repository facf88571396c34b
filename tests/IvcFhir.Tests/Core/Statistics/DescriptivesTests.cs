using System.Collections.Immutable;
using IvcFhir.Core.Cohort;

namespace IvcFhir.Tests.Core;

public sealed class DescriptivesTests
{
    private static readonly ImmutableArray<double> s_minutes =
    [
        35,
        38,
        39,
        41,
        46,
        50,
        51,
        52,
        53,
        55,
        56,
        59,
        60,
        65,
        65,
        66,
        70,
        71,
        71,
        73,
        73,
        73,
        77,
        79,
        82,
        84,
        84,
        85,
        86,
        86,
        89,
        91,
        93,
        96,
        103,
        152,
    ];

    private static readonly ImmutableArray<(int Score, int Times)> s_villalta =
    [
        (1, 3),
        (2, 4),
        (3, 13),
        (4, 8),
        (5, 2),
        (6, 2),
        (8, 1),
        (9, 2),
        (10, 1),
    ];

    private static readonly ImmutableArray<(int Score, int Times)> s_vcss =
    [
        (1, 1),
        (2, 3),
        (3, 3),
        (4, 3),
        (5, 8),
        (6, 4),
        (7, 4),
        (8, 4),
        (9, 3),
        (10, 2),
        (12, 1),
    ];

    [Fact]
    public void The_durations_of_the_study_have_their_mean_and_range()
    {
        var description = Descriptives.Of(s_minutes)!;
        Assert.Equal(36, description.N);
        Assert.Equal(70.8056, description.Mean, 5e-5);
        Assert.Equal((35, 152), (description.Min, description.Max));
    }

    [Fact]
    public void The_scores_of_the_study_have_their_sample_standard_deviation()
    {
        var villalta = Descriptives.Of(s_villalta.SelectMany(pair => Enumerable.Repeat((double)pair.Score, pair.Times)))!;
        var vcss = Descriptives.Of(s_vcss.SelectMany(pair => Enumerable.Repeat((double)pair.Score, pair.Times)))!;
        Assert.Equal((36, 36), (villalta.N, vcss.N));
        Assert.Equal(3.8889, villalta.Mean, 5e-5);
        Assert.Equal(2.18799, villalta.Sd!.Value, 5e-6);
        Assert.Equal(5.8611, vcss.Mean, 5e-5);
        Assert.Equal(2.58736, vcss.Sd!.Value, 5e-6);
    }

    [Theory]
    [InlineData(0, 1), InlineData(0.25, 1.75), InlineData(0.5, 2.5), InlineData(0.75, 3.25), InlineData(1, 4)]
    public void Quantiles_are_of_type_7(double p, double expected) => Assert.Equal(expected, Descriptives.Quantile([1, 2, 3, 4], p));

    [Fact]
    public void One_value_has_no_standard_deviation_and_no_values_have_no_description()
    {
        Assert.Null(Descriptives.Of([7])!.Sd);
        Assert.Null(Descriptives.Of([]));
    }
}
