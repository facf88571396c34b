using System.Xml.Linq;
using IvcFhir.Core;
using IvcFhir.Core.Cohort;
using IvcFhir.Profiles;
using IvcFhir.Report;

namespace IvcFhir.Tests.Report;

public sealed class CurveDetailTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private static readonly StudyReport s_report = StudyReport.Of(
        StudyTableBuilder.Build(
            Core.SyntheticCohort.Patients().Select(facts => StudyScorer.Score(facts, StudyProtocol.Default)),
            StudyProtocol.Default
        ),
        StudyProtocol.Default,
        synthetic: true,
        [],
        null
    );

    [Fact]
    public void An_unreliable_part_is_dashed_and_has_no_band()
    {
        var curve = SomeReport.Curve("k", "l", [2, 8], [10]) with { ReliableUntilMonths = 5 };
        var page = Rendered.Page(SomeReport.Full with { Table = SomeReport.Full.Table with { Curves = [curve] } });
        var paths = page.Descendants(Svg + "path")
            .ToDictionary(path => (string)path.Attribute("class")!, path => (string)path.Attribute("d")!, StringComparer.Ordinal);
        // 336 units of width stand for 10 months: month 5 at 216.
        Assert.EndsWith("H216", paths["curve"], StringComparison.Ordinal);
        Assert.StartsWith("M216 ", paths["unreliable"], StringComparison.Ordinal);
        Assert.Contains("Dashed from 5 months on: standard error above 10 %.", page.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_curve_tells_follow_up_mean_and_incidence_with_death_competing()
    {
        var caption = CurveText.FollowUp(s_report.Table.Curves[0])!;
        Assert.Matches(
            @"^Median follow-up 15(\.\d)? months \(reverse Kaplan–Meier\); not a quarter lost, so no quantile; restricted mean 57\.\d of 60\.0 months \(SE 2\.\d\); loss by 1 − Kaplan–Meier 5\.0 %, with death competing",
            caption
        );
    }

    [Fact]
    public void The_interval_of_limbs_takes_the_patient_as_cluster()
    {
        var iliac = s_report.Table.Figures.Single(figure => figure.Key == FigureKey.IliacPrimaryPatency);
        Assert.Equal("log 95 %, limbs clustered by patient", iliac.IntervalName);
        var end = s_report.Table.Curves.Single(curve => curve.Key == FigureKey.IliacPrimaryPatency).Points[^1];
        Assert.Equal((end.ClusterLower * 100, end.ClusterUpper * 100), (iliac.Lower, iliac.Upper));
        Assert.Equal((0.6477409, 0.9135072), (Math.Round(end.Lower!.Value, 7), Math.Round(end.Upper!.Value, 7)));
    }

    [Fact]
    public void The_page_says_of_each_comparison_which_group_is_the_reference()
    {
        var pts = Groups("Post-thrombotic syndrome");
        var rows = pts.Element("tbody")!.Elements("tr").Select(row => row.Elements().Select(cell => cell.Value).ToArray()).ToList();
        var division = s_report
            .Table.Shares.Single(shares => shares.Key == FigureKey.Pts)
            .Divisions.Single(division => division.By == Stratifier.FilterPosition);
        Assert.Equal("infrarenal", division.Groups.MaxBy(group => group.Of)!.Name);
        Assert.Contains(rows, row => row is ["filter position", "infrarenal", _, _, "reference", "", ""]);
        Assert.Contains(rows, row => row is ["retrohepatic", _, _, [.., ')'], _, _] && row[3].Contains("points", StringComparison.Ordinal));
        Assert.Contains("the reference, which is the largest recorded group, and of equally large ones the first by name", Strata().Value);
    }

    [Fact]
    public void Where_limbs_are_taken_together_it_is_said_once_that_nothing_is_tested()
    {
        var limbs = Groups("Iliac vein, primary patency (limbs)");
        Assert.Equal(["By", "Group", "Lost of followed", "Patency at 12 months"], limbs.Descendants("th").Take(4).Select(th => th.Value));
        Assert.DoesNotContain(limbs.Descendants("th"), th => th.Value is "Expected" or "Log-rank test");
        Assert.Equal("Not tested: limbs of one patient are not independent.", limbs.ElementsBeforeSelf().Last().Value);
        Assert.Contains(Groups("Inferior vena cava, primary patency").Descendants("th"), th => th.Value == "Log-rank test");
    }

    private static XElement Strata() =>
        Rendered.Page(s_report).Descendants("section").Single(section => (string?)section.Attribute("aria-labelledby") == "strata");

    private static XElement Groups(string label) =>
        Strata().Elements("table").Single(table => ((string?)table.Attribute("aria-label"))!.StartsWith(label, StringComparison.Ordinal));

    [Fact]
    public void The_page_of_a_cohort_has_every_part()
    {
        var headings = Rendered.Page(s_report).Descendants("h2").Select(heading => heading.Value);
        Assert.Equal(
            ["Figures", "Who was counted", "Cumulative patency", "By group", "Scores", "Evidence in context", "Methods", "Sources"],
            headings
        );
    }

    [Fact]
    public void The_methods_name_interval_evidence_and_the_rule_of_comparison()
    {
        var methods = Rendered
            .Page(s_report)
            .Descendants("section")
            .Single(section => (string?)section.Attribute("class") == "methods")
            .Value;
        Assert.Contains("log 95 % interval", methods, StringComparison.Ordinal);
        Assert.Contains("Newcombe's", methods, StringComparison.Ordinal);
        Assert.Contains(EvidenceFile.Shipped.Version, methods, StringComparison.Ordinal);
    }
}
