namespace IvcFhir.Tests.Report;

public sealed class CsvReportTests
{
    private const string Header =
        "study,protocolVersion,synthetic,key,label,n,of,missing,percent,mean,sd,min,max,unit,estimator,events,published,agrees,median,lowerQuartile,upperQuartile,lower,upper,interval,withheld,open,undecided,lowestWithOpen,highestWithOpen,answeredByHand,reportedTotals,laterImageUnread";

    [Fact]
    public void There_is_a_header_and_one_row_per_figure_each_ended_by_CRLF()
    {
        var lines = Rendered.Csv(SomeReport.Full).Split("\r\n");
        Assert.Equal(14, lines.Length);
        Assert.Equal(Header, lines[0]);
        Assert.Equal("", lines[^1]);
        Assert.DoesNotContain(lines, line => line.Contains('\n', StringComparison.Ordinal));
    }

    [Fact]
    public void A_row_holds_the_values_unrounded_and_leaves_empty_what_does_not_apply()
    {
        var figure = SomeReport.Patency("iliac-primary-patency", "Iliac", 39, 76.923m, 9, "77 %") with { Estimator = "KM" };
        Assert.Equal(
            "ivc-mat-cdt,1.0.0,true,iliac-primary-patency,Iliac,39,39,0,76.923,,,,,,KM,9,77 %,true,,,,,,,,,,,,,,",
            Row(SomeReport.With(figure))
        );
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a, b", "\"a, b\"")]
    [InlineData("5\" tube", "\"5\"\" tube\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("two\rlines", "\"two\rlines\"")]
    public void Only_fields_that_need_it_are_quoted(string label, string expected) =>
        Assert.Contains(
            $",k,{expected},1,2,",
            Row(SomeReport.With(SomeReport.Proportion("k", label, 1, 2, "p"))),
            StringComparison.Ordinal
        );

    private static string Row(IvcFhir.Report.StudyReport report) => Rendered.Csv(report)[(Header.Length + 2)..^2];
}
