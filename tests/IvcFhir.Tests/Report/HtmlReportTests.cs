using System.Text.RegularExpressions;
using System.Xml.Linq;
using IvcFhir.Core.Cohort;
using IvcFhir.Report;

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
        // A link is followed by the reader, out of the page or within it; nothing is fetched by the page.
        var html = new Regex("<a(?: class=\"skip\")? href=\"(?:https://|#)[^\"]*\"", RegexOptions.None, TimeSpan.FromSeconds(5)).Replace(
            Rendered.Html(SomeReport.Full).Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal),
            "<a"
        );
        Assert.DoesNotMatch(
            new Regex(@"https?:|//\w|<script|<link|<img|<iframe|\bsrc=|\bhref=|\bon\w+=|url\(|@import", RegexOptions.IgnoreCase),
            html
        );
    }

    [Fact]
    public void The_page_forbids_the_browser_to_run_fetch_or_send_anything() =>
        Assert.Equal(
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
            (string?)
                Rendered
                    .Page(SomeReport.Full)
                    .Descendants("meta")
                    .Single(meta => (string?)meta.Attribute("http-equiv") == "Content-Security-Policy")
                    .Attribute("content")
        );

    [Fact]
    public void The_contents_lead_to_every_section_in_its_order_and_to_no_other()
    {
        var few = SomeReport.Full with { Passes = [], Flow = [] };
        Assert.All([SomeReport.Full, few], report => Assert.Equal(Sections(report), Contents(report)));
        Assert.Contains(("#passes", "Passes over the hospitals"), Contents(SomeReport.Full));
        Assert.DoesNotContain("#passes", Contents(few).Select(link => link.Item1));
    }

    [Fact]
    public void No_two_elements_have_one_id_and_every_link_within_the_page_arrives()
    {
        var page = Rendered.Page(SomeReport.Full);
        var ids = page.DescendantsAndSelf().Select(element => (string?)element.Attribute("id")).OfType<string>().ToList();
        Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
        var links = page.Descendants("a").Select(link => (string)link.Attribute("href")!).Where(href => href.StartsWith('#')).ToList();
        Assert.NotEmpty(links);
        Assert.All(links, href => Assert.Contains(href[1..], ids));
    }

    [Fact]
    public void Every_colour_is_named_for_a_light_page_and_for_a_dark_one()
    {
        // The boxes in the margin of a sheet know no names; a sheet is always white.
        var (page, print) = (Place("@page {"), Place("@media print {"));
        var sheet = HtmlStyle.Sheet[..page] + HtmlStyle.Sheet[print..];
        var names = new Regex("--(?<name>[a-z-]+): #[0-9a-f]{3,8};", RegexOptions.None, TimeSpan.FromSeconds(5)).Matches(sheet);
        Assert.Equal(names.Count, new Regex("#[0-9a-f]{3,8}", RegexOptions.None, TimeSpan.FromSeconds(5)).Count(sheet));
        Assert.All(names.GroupBy(name => name.Groups["name"].Value, StringComparer.Ordinal), name => Assert.Equal(2, name.Count()));
        Assert.Contains("@media screen and (prefers-color-scheme: dark)", sheet, StringComparison.Ordinal);
    }

    [Fact]
    public void What_scrolls_by_itself_is_reached_by_the_keyboard_and_has_a_name_of_its_own()
    {
        var regions = Rendered.Page(SomeReport.Full).Descendants("div").Where(div => (string?)div.Attribute("class") == "scroll").ToList();
        Assert.Equal(4, regions.Count);
        Assert.All(
            regions,
            region => Assert.Equal(("region", "0"), ((string?)region.Attribute("role"), (string?)region.Attribute("tabindex")))
        );
        Assert.Equal(4, regions.Select(region => (string?)region.Attribute("aria-label")).Distinct(StringComparer.Ordinal).Count());
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

    private static int Place(string rule) => HtmlStyle.Sheet.IndexOf(rule, StringComparison.Ordinal);

    private static (string, string)[] Contents(StudyReport report) =>
        [
            .. Rendered
                .Page(report)
                .Descendants("nav")
                .Single()
                .Descendants("a")
                .Select(link => ((string)link.Attribute("href")!, link.Value)),
        ];

    private static (string, string)[] Sections(StudyReport report) =>
        [.. Rendered.Page(report).Descendants("h2").Select(heading => ($"#{(string?)heading.Attribute("id")}", heading.Value))];

    private static string? Id(XElement svg, string child) => (string?)svg.Element(Svg + child)!.Attribute("id");

    private static string[] Cells(XElement row) => [.. row.Elements().Select(cell => cell.Value)];

    private static string Path(XElement page, string name) =>
        (string)page.Descendants(Svg + "path").Single(path => (string?)path.Attribute("class") == name).Attribute("d")!;
}
