using System.Text.RegularExpressions;
using System.Xml.Linq;
using IvcFhir.Core.Cohort;

namespace IvcFhir.Tests.Report;

public sealed class HtmlReportTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void The_page_is_well_formed_and_escapes_what_it_is_given()
    {
        var page = Rendered.Page(SomeReport.With(SomeReport.Proportion("k", "<b>&\"'", 1, 2, "p")));
        Assert.Equal("<b>&\"'", page.Descendants("tbody").First().Element("tr")!.Element("th")!.Value);
    }

    [Fact]
    public void The_page_needs_nothing_from_outside_and_no_script()
    {
        // A link is followed by the reader; nothing is fetched by the page.
        var html = new Regex("<a href=\"https://[^\"]*\"", RegexOptions.None, TimeSpan.FromSeconds(5)).Replace(
            Rendered.Html(SomeReport.Full).Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal),
            "<a"
        );
        Assert.DoesNotMatch(
            new Regex(@"https?:|//\w|<script|<link|<img|<iframe|\bsrc=|\bhref=|\bon\w+=|url\(|@import", RegexOptions.IgnoreCase),
            html
        );
    }

    [Fact]
    public void No_element_is_closed_in_a_way_that_a_browser_reads_as_open()
    {
        var empty = Rendered
            .Page(SomeReport.Full)
            .Descendants()
            .Where(element => element.Name.Namespace == XNamespace.None && element.IsEmpty);
        Assert.All(empty, element => Assert.Equal("meta", element.Name.LocalName));
    }

    [Fact]
    public void Synthetic_data_carry_a_banner_and_real_data_do_not()
    {
        Assert.Contains(
            Rendered.Page(SomeReport.Full).Descendants("p"),
            p => (string?)p.Attribute("class") == "banner" && p.Value.StartsWith("Synthetic data.", StringComparison.Ordinal)
        );
        Assert.DoesNotContain(
            Rendered.Page(SomeReport.Full with { Synthetic = false }).Descendants("p"),
            p => (string?)p.Attribute("class") == "banner"
        );
    }

    [Fact]
    public void Every_figure_is_in_the_table_with_its_n_and_a_curve_with_its_interval()
    {
        var rows = Rendered.Page(SomeReport.Full).Descendants("table").First().Element("tbody")!.Elements("tr").Select(Cells).ToArray();
        Assert.Equal(12, rows.Length);
        Assert.Equal(["Technical success", "36 of 37", "97.3 %", "36 (97.3 %)", "yes"], rows[0]);
        Assert.Equal(["IVC primary patency", "36 of 36", "95 %95 % CI 86–100 %", "95 %", "yes"], rows[5]);
        Assert.Equal(["IVC secondary patency", "36 of 36", "100 %no loss, so no interval", "100 %", "yes"], rows[6]);
    }

    [Fact]
    public void Every_plot_has_a_title_a_description_and_a_table_behind_it()
    {
        var figures = Rendered.Page(SomeReport.Full).Descendants("figure").ToArray();
        Assert.Equal(6, figures.Length);
        Assert.All(
            figures,
            figure =>
            {
                var svg = figure.Element(Svg + "svg")!;
                Assert.Equal("img", (string?)svg.Attribute("role"));
                Assert.Equal($"{Id(svg, "title")} {Id(svg, "desc")}", (string?)svg.Attribute("aria-labelledby"));
                Assert.NotEmpty(figure.Element("details")!.Descendants("td"));
            }
        );
    }

    [Fact]
    public void The_description_tells_the_course_in_words() =>
        Assert.Equal(
            "95 % (95 % CI 86–100 %); 36 followed, 1 lost. Patency falls to 95 % at 14 months. Number at risk "
                + "by month: 36 at 0, 24 at 12, 10 at 24, 4 at 36, 2 at 48, 1 at 60.",
            Rendered.Page(SomeReport.Full).Descendants(Svg + "desc").First().Value
        );

    [Fact]
    public void Numbers_at_risk_stand_under_their_ticks()
    {
        var iliac = Rendered.Page(SomeReport.Full).Descendants(Svg + "svg").ElementAt(2);
        var ticks = iliac
            .Elements(Svg + "line")
            .Where(line => (string?)line.Attribute("x1") == (string?)line.Attribute("x2"))
            .Select(line => (string)line.Attribute("x1")!);
        var atRisk = iliac.Elements(Svg + "text").Where(text => (string?)text.Attribute("class") == "at-risk").ToArray();
        Assert.Equal(ticks, atRisk.Select(text => (string)text.Attribute("x")!));
        Assert.Equal(["39", "31", "15", "6", "3", "0"], atRisk.Select(text => text.Value));
    }

    [Fact]
    public void Steps_go_along_first_and_then_down()
    {
        var curve = SomeReport.Curve("k", "l", [5, 10], [10, 10]);
        var page = Rendered.Page(SomeReport.Full with { Table = SomeReport.Full.Table with { Curves = [curve] } });
        // 336 units of width stand for 10 months and 182 of height for 100 %: 5 months at 216, 75 % at 59.5, 50 % at 105.
        Assert.Equal("M48 14H216V59.5H384V105", Path(page, "curve"));
    }

    [Fact]
    public void The_band_ends_where_nobody_is_left_and_the_interval_is_undefined()
    {
        var curve = SomeReport.Curve("k", "l", [5, 10], []);
        var page = Rendered.Page(SomeReport.Full with { Table = SomeReport.Full.Table with { Curves = [curve] } });
        Assert.StartsWith("M48 14H48V14H216V14H384V", Path(page, "band"), StringComparison.Ordinal);
        Assert.Contains("0 % (interval undefined); 2 followed, 2 lost", page.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void The_methods_name_estimators_protocol_and_data_cut()
    {
        var methods = Rendered
            .Page(SomeReport.Full)
            .Descendants("section")
            .Single(section => (string?)section.Attribute("class") == "methods");
        Assert.Contains("protocol version 1.0.0; data cut: 2021-06-30 12:05 UTC", methods.Value, StringComparison.Ordinal);
        Assert.Contains(methods.Descendants("dt"), dt => dt.Value == "Kaplan–Meier, log interval (95 %)");
        Assert.Contains("data cut: not stated", Rendered.Page(SomeReport.Full with { DataCut = null }).Value, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_known_has_no_section()
    {
        var report = SomeReport.Full with
        {
            Passes = [],
            Distributions = [],
            Flow = [],
            Table = SomeReport.Full.Table with { Curves = [] },
        };
        Assert.Equal(["Figures", "Methods"], Rendered.Page(report).Descendants("h2").Select(heading => heading.Value));
    }

    private static string? Id(XElement svg, string child) => (string?)svg.Element(Svg + child)!.Attribute("id");

    private static string[] Cells(XElement row) => [.. row.Elements().Select(cell => cell.Value)];

    private static string Path(XElement page, string name) =>
        (string)page.Descendants(Svg + "path").Single(path => (string?)path.Attribute("class") == name).Attribute("d")!;
}
