using IvcFhir.Core;

namespace IvcFhir.Tests.Unknown;

/// <summary>What the laboratory says of a complication that nobody recorded. The treatment is of 4 March 2021.</summary>
public sealed class LaboratoryTests
{
    private const string MilligramsPerDecilitre = "mg/dL",
        Micromoles = "umol/L";

    [Theory]
    [InlineData("2021-03-03", "0.9", "2021-03-05", "1.2", "NotUnderstood")] // by 0.3 mg/dL in two days
    [InlineData("2021-03-03", "0.9", "2021-03-05", "1.19", "no")]
    [InlineData("2021-03-03", "0.9", "2021-03-06", "1.2", "no")] // in three days, and to 1.33 times
    [InlineData("2021-03-03", "0.4", "2021-03-10", "0.6", "NotUnderstood")] // to 1.5 times in seven days
    [InlineData("2021-03-03", "0.4", "2021-03-11", "0.6", "no")]
    [InlineData("2021-03-03", "1.2", "2021-03-05", "0.9", "no")] // it fell
    [InlineData("2021-02-01", "0.9", "2021-02-02", "1.5", "no")] // before the treatment
    [InlineData("2021-04-02", "0.9", "2021-04-03", "1.5", "NotUnderstood")] // the last of thirty days
    [InlineData("2021-04-03", "0.9", "2021-04-04", "1.5", "no")]
    [InlineData("2021-03-05", "1.5", "2021-03-05", "0.9", "NotUnderstood")] // of one day, and nothing tells which was first
    [InlineData("2021-03-05T08:00:00Z", "1.5", "2021-03-05T18:00:00Z", "0.9", "no")]
    [InlineData("2021-03-04T03:00:00Z", "0.9", "2021-03-04T06:00:00Z", "1.5", "NotUnderstood")] // the act has no time of day: they may lie after it
    public void A_rise_of_creatinine_leaves_open_whether_a_complication_was_severe(
        string day,
        string value,
        string laterDay,
        string later,
        string expected
    ) =>
        Assert.Equal(
            expected,
            Stay()
                .With("Observation/a", Value("2160-0", day, value, MilligramsPerDecilitre))
                .With("Observation/b", Value("2160-0", laterDay, later, MilligramsPerDecilitre))
                .Say(Instrument.SevereComplication)
        );

    [Theory]
    [InlineData("80", "106.5", "NotUnderstood")]
    [InlineData("80", "106.4", "no")]
    public void Creatinine_counts_in_either_unit(string value, string later, string expected) =>
        Assert.Equal(
            expected,
            Stay()
                .With("Observation/a", Value("14682-9", "2021-03-03", value, Micromoles))
                .With("Observation/b", Value("14682-9", "2021-03-05", later, Micromoles))
                .Say(Instrument.SevereComplication)
        );

    [Theory]
    [InlineData("5", "mg/dL", "", "no")]
    [InlineData("5.1", "mg/dL", "", "NotUnderstood")]
    [InlineData("0.06", "g/L", "", "NotUnderstood")]
    [InlineData("0.04", "g/L", "", "no")]
    [InlineData("8", "mg/dL", ",\"comparator\":\"<\"", "no")]
    [InlineData("60", "furlong", "", "NotUnderstood")]
    public void Free_hemoglobin_above_what_plasma_holds_opens(string value, string unit, string more, string expected) =>
        Assert.Equal(
            expected,
            Stay().With("Observation/a", Value("35183-3", "2021-03-05", value, unit, more)).Say(Instrument.SevereComplication)
        );

    [Theory]
    [InlineData("2021-02-20", "no")]
    [InlineData("2021-05-20", "no")]
    [InlineData("2021-03-05", "NotUnderstood")]
    public void Free_hemoglobin_counts_in_the_periprocedural_days_only(string day, string expected) =>
        Assert.Equal(
            expected,
            Stay().With("Observation/a", Value("35183-3", day, "90", MilligramsPerDecilitre)).Say(Instrument.SevereComplication)
        );

    [Fact]
    public void A_creatinine_whose_unit_cannot_be_read_may_be_the_risen_one() =>
        Assert.Equal(
            "NotUnderstood",
            Stay()
                .With("Observation/before", Value("2160-0", "2021-03-03", "0.9", MilligramsPerDecilitre))
                .With("Observation/a", Value("2160-0", "2021-03-05", "1.4", "mg%"))
                .Say(Instrument.SevereComplication)
        );

    [Theory]
    [InlineData("13", "7.9", "NotUnderstood")]
    [InlineData("13", "12", "no")]
    public void A_value_inside_a_panel_counts_like_one_of_its_own(string before, string after, string expected) =>
        Assert.Equal(
            expected,
            Stay()
                .With("Observation/a", Panel("2021-03-03", before))
                .With("Observation/b", Panel("2021-03-05", after))
                .Say(Instrument.SevereComplication)
        );

    [Fact]
    public void Both_values_of_a_rise_are_sources_and_the_later_one_is_told()
    {
        var severe = Stay()
            .With("Observation/a", Value("2160-0", "2021-03-03", "0.9", MilligramsPerDecilitre))
            .With("Observation/b", Value("2160-0", "2021-03-05", "2", MilligramsPerDecilitre))
            .Of(Instrument.SevereComplication)!;

        Assert.Equal(["creatinine-rise"], Assert.IsType<OutcomeValue.Unanswered>(severe.Value).Missing);
        Assert.Subset(
            severe.Sources.Select(source => source.Reference).ToHashSet(),
            new HashSet<string> { "Observation/a", "Observation/b" }
        );
    }

    private static Treated Stay() => Treated.Fully().InStay();

    private static string Value(string code, string day, string value, string unit, string more = "") =>
        $""" "code":{Loinc(code)},"effectiveDateTime":"{day}","valueQuantity":{Quantity(value, unit, more)} """;

    private static string Panel(string day, string hemoglobin) =>
        $""" "code":{Loinc("58410-2")},"effectiveDateTime":"{day}","component":[{Component("718-7", Quantity(hemoglobin, "g/dL"))}] """;

    private static string Component(string code, string quantity) => $$"""{"code":{{Loinc(code)}},"valueQuantity":{{quantity}} }""";

    private static string Loinc(string code) => $$"""{"coding":[{"system":"http://loinc.org","code":"{{code}}"}]}""";

    private static string Quantity(string value, string unit, string more = "") =>
        $$"""{"value":{{value}},"system":"http://unitsofmeasure.org","code":"{{unit}}"{{more}} }""";
}
