using IvcFhir.Core;
using IvcFhir.Core.Cohort;
using IvcFhir.Report;

namespace IvcFhir.Tests.Report;

public sealed class CsvPartTests
{
    private static readonly StudyReport s_report = StudyReport.Of(
        StudyTableBuilder.Build(
            Core.SyntheticCohort.Patients()
                .Select(
                    (facts, number) => StudyScorer.Score(facts with { Site = number % 2 == 0 ? "north" : "south" }, StudyProtocol.Default)
                ),
            StudyProtocol.Default
        ),
        StudyProtocol.Default,
        synthetic: true,
        [],
        null
    );

    public static TheoryData<string> Parts => [.. CsvParts.Names];

    [Theory]
    [MemberData(nameof(Parts))]
    public void Every_part_has_rows_as_wide_as_its_header(string part)
    {
        var rows = Rows(part);
        Assert.True(rows.Length > 1);
        Assert.All(rows, row => Assert.Equal(Width(rows[0]), Width(row)));
    }

    [Fact]
    public void The_parts_hold_what_the_page_holds()
    {
        Assert.Equal(s_report.Table.Curves.Sum(curve => curve.Points.Length), Rows("curves").Length - 1);
        Assert.Contains(Rows("comparisons"), row => row.StartsWith("pts,site,south,north,odds ratio,", StringComparison.Ordinal));
        Assert.Contains("patients analysed,,36", Rows("flow"));
        Assert.Contains(
            Rows("published"),
            row =>
                row.StartsWith("cavent-5-years,pts,,37,87,", StringComparison.Ordinal)
                && row.Contains(",contrasting,", StringComparison.Ordinal)
        );
        Assert.Contains(Rows("evidence"), row => row.StartsWith("D1,S4,supports,", StringComparison.Ordinal));
    }

    private static int Width(string row)
    {
        var (fields, quoted) = (1, false);
        foreach (var letter in row)
        {
            quoted ^= letter == '"';
            fields += letter == ',' && !quoted ? 1 : 0;
        }

        return fields;
    }

    private static string[] Rows(string part)
    {
        using var writer = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);
        CsvParts.Write(part, s_report, writer);
        return writer.ToString().Split("\r\n")[..^1];
    }
}
