using IvcFhir.Core;
using IvcFhir.Core.Cohort;

namespace IvcFhir.Tests.Core;

/// <summary>Shares by group, with their comparisons.</summary>
public sealed class GroupTests
{
    private static readonly StudyTable s_table = StudyTableBuilder.Build(
        SyntheticCohort
            .Patients()
            .Select((facts, number) => StudyScorer.Score(facts with { Site = number % 2 == 0 ? "north" : "south" }, StudyProtocol.Default)),
        StudyProtocol.Default
    );

    [Fact]
    public void Every_share_is_divided_and_its_groups_add_up_to_it() =>
        Assert.All(
            s_table.Shares,
            shares =>
            {
                var figure = Assert.Single(s_table.Figures, figure => figure.Key == shares.Key);
                Assert.All(
                    shares.Divisions,
                    division =>
                        Assert.Equal((figure.N, figure.Of), (division.Groups.Sum(group => group.N), division.Groups.Sum(group => group.Of)))
                );
            }
        );

    [Fact]
    public void Shares_are_divided_by_site_filter_and_side_but_never_by_their_own_answer()
    {
        Assert.Equal(
            [Stratifier.Site, Stratifier.FilterPosition, Stratifier.Laterality],
            Of(FigureKey.Pts).Select(division => division.By)
        );
        Assert.DoesNotContain(Stratifier.FilterPosition, Of(FigureKey.FilterInfrarenal).Select(division => division.By));
    }

    [Fact]
    public void Each_group_is_compared_with_the_reference_by_difference_ratio_and_odds()
    {
        var site = Of(FigureKey.Pts).Single(division => division.By == Stratifier.Site);
        var (first, second) = (site.Groups[0], site.Groups[1]);
        var comparison = Assert.Single(site.Comparisons);
        Assert.Equal(("south", "north"), (comparison.Group, comparison.Reference));
        Assert.Equal(TwoProportions.Newcombe(new(second.N, second.Of), new(first.N, first.Of)), comparison.Difference);
        Assert.Equal(TwoProportions.RiskRatio(new(second.N, second.Of), new(first.N, first.Of)), comparison.RiskRatio);
        Assert.Equal(TwoProportions.OddsRatio(new(second.N, second.Of), new(first.N, first.Of)), comparison.OddsRatio);
        Assert.Equal(Proportions.Of(first.N, first.Of, ProportionIntervalType.Wilson), first.Interval);
    }

    [Theory]
    [InlineData("a 3 10|b 2 20|c 4 5", "b", "a c")] // the middle one is the largest
    [InlineData("a 3 10|b 2 9|c 4 12", "c", "a b")]
    [InlineData("a 3 10|b 2 10|c 4 10", "a", "b c")] // equally large
    [InlineData("a 3 9|b 2 10|c 4 10", "b", "a c")]
    [InlineData("a 1 2|b 2 3|not recorded 5 90", "b", "a")] // no reference, however large
    public void The_reference_is_the_largest_recorded_group_and_of_equals_the_first(string groups, string reference, string others)
    {
        List<(string, Count)> counts =
        [
            .. groups
                .Split('|')
                .Select(text => text.Split(' '))
                .Select(words => (string.Join(' ', words[..^2]), new Count(Number(words[^2]), Number(words[^1])))),
        ];
        var division = ShareDivision.Of(Stratifier.Site, counts, ProportionIntervalType.Wilson);
        Assert.All(division.Comparisons, one => Assert.Equal(reference, one.Reference));
        Assert.Equal(others.Split(' '), division.Comparisons.Select(one => one.Group));
        Assert.Equal(counts.Select(group => group.Item1), division.Groups.Select(group => group.Name));
    }

    [Fact]
    public void Of_equally_large_groups_the_first_by_name_is_the_reference_in_whatever_order_they_come()
    {
        (string, Count)[] groups = [("c", new(4, 10)), ("a", new(3, 10)), ("b", new(2, 10)), ("d", new(1, 9))];
        Assert.All(
            [groups, [.. groups.Reverse()]],
            order =>
                Assert.All(
                    ShareDivision.Of(Stratifier.Site, order, ProportionIntervalType.Wilson).Comparisons,
                    one => Assert.Equal("a", one.Reference)
                )
        );
    }

    private static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public void What_is_not_recorded_is_a_group_and_is_compared_with_nothing()
    {
        var division = ShareDivision.Of(
            Stratifier.FilterPosition,
            [("infrarenal", new(3, 10)), ("not recorded", new(1, 5)), ("retrohepatic", new(2, 4))],
            ProportionIntervalType.Wilson
        );
        Assert.Equal(3, division.Groups.Length);
        Assert.Equal(("retrohepatic", "infrarenal"), (Assert.Single(division.Comparisons).Group, division.Comparisons[0].Reference));
    }

    /// <summary>R 4.2.2: quantile(survfit(Surv(time, status) ~ 1)).</summary>
    [Fact]
    public void A_curve_tells_when_a_quarter_is_lost_and_that_a_half_never_is()
    {
        var iliac = Assert.Single(s_table.Curves, curve => curve.Key == FigureKey.IliacPrimaryPatency);
        Assert.Equal([0.25, 0.5, 0.75], iliac.Quantiles.Select(quantile => quantile.P));
        Assert.All(iliac.Quantiles, quantile => Assert.Null(quantile.Months)); // 77 % stay open to the end
    }

    [Fact]
    public void Every_figure_and_every_group_has_its_n()
    {
        Assert.All(
            s_table.Figures.Concat(s_table.Retrieval),
            figure => Assert.True(figure.N >= 0 && figure.N <= figure.Of && (figure.Of > 0 || figure.Percent is null), figure.Key)
        );
        Assert.All(s_table.Curves, curve => Assert.True(curve.Units > 0 && curve.Points.All(point => point.AtRisk > 0)));
        Assert.All(
            s_table.Shares.SelectMany(shares => shares.Divisions).SelectMany(division => division.Groups),
            group => Assert.True(group.Of > 0)
        );
        Assert.All(
            s_table.Curves.SelectMany(curve => curve.Strata).SelectMany(division => division.Groups),
            group => Assert.True(group.Units > 0)
        );
    }

    private static IEnumerable<ShareDivision> Of(string key) => Assert.Single(s_table.Shares, shares => shares.Key == key).Divisions;
}
