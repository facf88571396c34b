using System.Xml.Linq;
using IvcFhir.Report;

namespace IvcFhir.Tests.Report;

public sealed class ScoreAndFlowTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Each_total_has_a_bar_whose_height_is_its_share_of_the_most_frequent_and_its_count_above()
    {
        var plot = Plot(
            new(
                "k",
                "l",
                new Dictionary<int, int>
                {
                    [4] = 1,
                    [0] = 4,
                    [2] = 0,
                    [3] = 2,
                }
            )
        );
        Assert.Equal(["124", "62", "31"], plot.Elements(Svg + "rect").Select(bar => (string)bar.Attribute("height")!));
        Assert.Equal(
            ["4", "2", "1"],
            plot.Elements(Svg + "text").Where(text => (string?)text.Attribute("class") == "count").Select(text => text.Value)
        );
    }

    [Theory]
    [InlineData(4, "bar")]
    [InlineData(5, "bar beyond")]
    [InlineData(6, "bar beyond")]
    public void A_bar_at_or_above_the_cut_off_is_marked(int total, string expected)
    {
        var plot = Plot(new("k", "l", new Dictionary<int, int> { [total] = 3 }, new(5, "PTS")));
        Assert.Equal(expected, (string?)plot.Element(Svg + "rect")!.Attribute("class"));
        Assert.Equal(
            ["5 or more:", "PTS"],
            plot.Elements(Svg + "text").Where(text => (string?)text.Attribute("class") == "cut-off-label").Select(text => text.Value)
        );
    }

    [Fact]
    public void The_distribution_is_told_in_words()
    {
        Assert.Equal("36 scored, 1 to 10 points; 8 (22.2 %) at 5 or more", ScorePlot.Description(SomeReport.Full.Distributions[0]));
        Assert.Equal("36 scored, 1 to 12 points", ScorePlot.Description(SomeReport.Full.Distributions[1]));
    }

    [Fact]
    public void Nobody_scored_is_an_empty_plot_that_says_so()
    {
        var plot = Plot(new("k", "l", new Dictionary<int, int>()));
        Assert.Equal("Nobody was scored.", plot.Element(Svg + "desc")!.Value);
        Assert.Empty(plot.Elements(Svg + "rect"));
    }

    [Fact]
    public void The_table_behind_a_distribution_holds_the_counts_that_were_plotted()
    {
        var figure = Rendered.Page(SomeReport.Full).Descendants("figure").ElementAt(4);
        var rows = figure
            .Descendants("tbody")
            .Single()
            .Elements("tr")
            .Select(row => string.Join('×', row.Elements().Select(cell => cell.Value)));
        Assert.Equal(["1×3", "2×4", "3×13", "4×8", "5×2", "6×2", "8×1", "9×2", "10×1"], rows);
    }

    [Fact]
    public void The_flow_names_who_stays_and_who_leaves_and_why()
    {
        var stations = Rendered.Page(SomeReport.Full).Descendants("ol").Single().Elements("li").ToArray();
        Assert.Equal(
            [
                "39 patients with an intervention on the inferior vena cava",
                "37 patients eligible",
                "36 patients followed for patency and scores",
            ],
            stations.Select(station => station.Element("p")!.Value)
        );
        Assert.Equal(
            ["2 filter only, no treatment of the thrombosis", "1 technical failure"],
            stations.SelectMany(station => station.Descendants("li")).Select(exit => exit.Value)
        );
    }

    private static XElement Plot(ScoreDistribution scores) =>
        Rendered.Page(SomeReport.Full with { Distributions = [scores] }).Descendants("figure").Last().Element(Svg + "svg")!;
}
