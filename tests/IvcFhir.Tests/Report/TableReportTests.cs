using IvcFhir.Core;
using IvcFhir.Core.Cohort;
using IvcFhir.Report;

namespace IvcFhir.Tests.Report;

public sealed class TableReportTests
{
    [Fact]
    public void Every_figure_stands_on_one_line_with_its_n_and_its_published_value()
    {
        var table = Rendered.Table(SomeReport.Full);
        Assert.Matches(@"Technical success +36 of 37 +97\.3 % +36 \(97\.3 %\) +yes", table);
        Assert.Matches(@"Procedure duration +36 of 36 +71 min \(35–152\) +mean 71 min, range 35–152 +yes", table);
        Assert.Matches(@"IVC primary patency +36 of 36 +95 % +95 % +yes", table);
        Assert.Matches(@"VCSS at follow-up +36 of 36 +5\.9 ± 2\.6 \(1–12\) +5\.9 ± 2\.6 +yes", table);
    }

    [Fact]
    public void Synthetic_data_are_called_synthetic()
    {
        Assert.Contains("Synthetic data", Rendered.Table(SomeReport.Full), StringComparison.Ordinal);
        Assert.DoesNotContain("ynthetic", Rendered.Table(SomeReport.Full with { Synthetic = false }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_gets_no_escape_sequences() => Assert.DoesNotContain('\u001b', Rendered.Table(SomeReport.Full));

    [Fact]
    public void Passes_are_counted_under_the_table()
    {
        var table = Rendered.Table(SomeReport.Full);
        Assert.Contains(
            "Pass 1: 1321 resources pulled; 311 created, 0 updated, 0 unchanged, 0 retracted; 4 issues "
                + "(date-too-imprecise 1, unknown-code 3)",
            table,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Pass 2: 1321 resources pulled; 0 created, 0 updated, 311 unchanged, 0 retracted; 0 issues",
            table,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_report_of_nobody_does_not_say_that_anything_agrees()
    {
        var report = SomeReport.Full with { Table = StudyTableBuilder.Build([], StudyProtocol.Default) };
        Assert.DoesNotMatch("yes|figures agree", Rendered.Table(report));
        Assert.Equal("No figure with a published value can be compared with it.", ReportText.Verdict(report.Table));
    }

    [Fact]
    public void A_differing_figure_is_counted_in_the_verdict()
    {
        var differing = SomeReport.Proportion("k", "[label]", 1, 2, "51 %", agrees: false);
        var table = Rendered.Table(SomeReport.With(differing, SomeReport.Full.Table.Figures[0]));
        Assert.Matches(@"\[label\] .* no", table);
        Assert.Contains("1 of 2 figures agree", table, StringComparison.Ordinal);
    }
}
