using IvcFhir.Hosting;

namespace IvcFhir.Tests.Hosting;

/// <summary>How a span of time is written in the settings.</summary>
public sealed class DurationTests
{
    [Theory]
    [InlineData("6h", 21_600), InlineData("90m", 5_400), InlineData("1h30m", 5_400), InlineData("2d", 172_800), InlineData("45s", 45)]
    [InlineData("1d2h3m4s", 93_784), InlineData("PT6H", 21_600), InlineData("P1D", 86_400), InlineData("P1DT1H", 90_000)]
    [InlineData("PT90M", 5_400), InlineData("06:00:00", 21_600), InlineData("00:01:00", 60), InlineData("36:00:00", 129_600)]
    public void A_span_is_read_in_three_forms(string text, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Durations.Parse(text));

    /// <summary>.NET takes this for 24 days.</summary>
    [Fact]
    public void Twenty_four_hours_are_one_day() => Assert.Equal(TimeSpan.FromDays(1), Durations.Parse("24:00:00"));

    [Theory]
    [InlineData(""), InlineData("6"), InlineData("6:00"), InlineData("h"), InlineData("30m1h"), InlineData("-6h"), InlineData("6 h")]
    [InlineData("PT"), InlineData("P"), InlineData("P1DT"), InlineData("P1Y"), InlineData("P1M"), InlineData("PT1.5H"), InlineData("-PT6H")]
    [InlineData("06:60:00"), InlineData("06:00:60"), InlineData("1.06:00:00"), InlineData("٦h"), InlineData("6h\n"), InlineData("soon")]
    [InlineData("99999d"), InlineData("99999:00:00"), InlineData("PT999999H"), InlineData("999999999h")]
    public void Anything_else_is_none(string text) => Assert.Null(Durations.Parse(text));
}
