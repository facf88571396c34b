namespace IvcFhir.Tests.Report;

public sealed class CultureTests
{
    [Theory]
    [InlineData("de-DE")] // decimal comma
    [InlineData("th-TH")] // Buddhist calendar
    [InlineData("ar-SA")] // other digits, another minus
    public void No_format_depends_on_the_culture(string culture)
    {
        var report = SomeReport.Full;
        Assert.Equal(Rendered.In("", () => Rendered.Table(report)), Rendered.In(culture, () => Rendered.Table(report)));
        Assert.Equal(Rendered.In("", () => Rendered.Json(report)), Rendered.In(culture, () => Rendered.Json(report)));
        Assert.Equal(Rendered.In("", () => Rendered.Csv(report)), Rendered.In(culture, () => Rendered.Csv(report)));
        Assert.Equal(Rendered.In("", () => Rendered.Html(report)), Rendered.In(culture, () => Rendered.Html(report)));
    }
}
