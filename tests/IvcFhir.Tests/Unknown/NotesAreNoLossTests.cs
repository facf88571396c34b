using IvcFhir.Codes;
using IvcFhir.Core;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Unknown;

/// <summary>What is told of a datum that is used all the same: a zone that nobody stated, a value that is hardly possible.</summary>
public sealed class NotesAreNoLossTests
{
    [Theory]
    [InlineData("2021-03-05T02:00:00Z", true)]
    [InlineData("2021-03-05T02:00:00.000Z", true)]
    [InlineData("2021-03-04T21:00:00-05:00", false)]
    [InlineData("2021-03-05T02:00:00+00:00", false)]
    [InlineData("2021-03-05", false)]
    public void A_time_in_UTC_beside_plain_dates_is_told_where_no_zone_is_stated(string time, bool told)
    {
        var facts = Treated
            .Fully()
            .With("Procedure/later", $""" "code":"sct:276977004","performedDateTime":"{time}","bodySite":["sct:64131007"] """)
            .Facts();

        Assert.Equal(told, facts.Issues.Contains(new(IssueCode.ZoneUnstated, new("Patient/p"))));
        Assert.Equal(told ? 1 : 0, facts.Issues.Count(issue => issue.Code == IssueCode.ZoneUnstated));
    }

    [Fact]
    public void With_a_zone_nothing_is_told_and_the_day_is_the_zones()
    {
        var facts = Treated
            .Fully()
            .With("Procedure/later", """ "code":"sct:276977004","performedDateTime":"2021-03-05T02:00:00Z","bodySite":["sct:64131007"] """)
            .Facts("America/New_York");

        Assert.All(facts.Interventions, one => Assert.Equal(new(2021, 3, 4), one.Performed.Day.First));
        Assert.DoesNotContain(facts.Issues, issue => issue.Code == IssueCode.ZoneUnstated);
    }

    [Theory]
    [InlineData("hemoglobin-grams-per-litre", "9.9", IssueCode.ValueImpossible)]
    [InlineData("hemoglobin-grams-per-litre", "10", IssueCode.ValueUnlikely)]
    [InlineData("hemoglobin-grams-per-litre", "29.9", IssueCode.ValueUnlikely)]
    [InlineData("hemoglobin-grams-per-litre", "30", null)]
    [InlineData("hemoglobin-grams-per-litre", "220", null)]
    [InlineData("hemoglobin-grams-per-litre", "220.1", IssueCode.ValueUnlikely)]
    [InlineData("hemoglobin-grams-per-litre", "250", IssueCode.ValueUnlikely)]
    [InlineData("hemoglobin-grams-per-litre", "250.1", IssueCode.ValueImpossible)]
    [InlineData("degrees", "-60", null)]
    [InlineData("degrees", "-60.1", IssueCode.ValueUnlikely)]
    [InlineData("degrees", "90", IssueCode.ValueUnlikely)]
    [InlineData("degrees", "90.1", IssueCode.ValueImpossible)]
    [InlineData("millimetres", "200", null)]
    [InlineData("millimetres", "200.1", IssueCode.ValueUnlikely)]
    [InlineData("millimetres", "500.1", IssueCode.ValueImpossible)]
    [InlineData("hours", "2400", null)]
    [InlineData("hours", "2401", IssueCode.ValueUnlikely)]
    [InlineData("hours", "-1", IssueCode.ValueImpossible)]
    [InlineData("percent", "4000", null)]
    public void A_value_is_impossible_or_unlikely_beyond_the_ends_of_its_ranges(string measure, string value, IssueCode? expected)
    {
        var what = Enum.GetValues<Measured>().Single(one => Profiles.StudyCode.Of(one) == measure);

        Assert.Equal(expected, Plausibility.IssueOf(what, decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void An_unlikely_hemoglobin_is_used_and_told()
    {
        var facts = Treated
            .Fully()
            .InStay()
            .With(
                "Observation/hb",
                """ "code":"loinc:718-7","effectiveDateTime":"2021-03-06","valueQuantity":{"value":2.5,"system":"http://unitsofmeasure.org","code":"g/dL"} """
            )
            .Facts();

        Assert.Equal(25m, Assert.Single(facts.Hemoglobin).GramsPerLitre);
        Assert.Contains(new(IssueCode.ValueUnlikely, new("Observation/hb"), "Observation.value"), facts.Issues);
    }

    [Fact]
    public async Task A_site_without_a_zone_is_not_read()
    {
        var folder = Directory.CreateTempSubdirectory("ivcfhir-note-");
        try
        {
            var config = Path.Combine(folder.FullName, "sites.json");
            await File.WriteAllTextAsync(
                config,
                """{ "Ledger": "x.db", "Sites": [ { "Name": "north", "FhirBase": "http://127.0.0.1:1/fhir" }, { "Name": "south", "FhirBase": "http://127.0.0.1:1/r4", "TimeZone": "UTC" } ] }""",
                TestContext.Current.CancellationToken
            );

            foreach (var command in new[] { "once", "run" })
            {
                var told = await Cli.RunAsync(command, "--config", config);
                Assert.Equal(2, told.Exit);
                Assert.Contains("TimeZone of the site north is not set", told.Messages, StringComparison.Ordinal);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_note_alone_costs_no_exit_code()
    {
        const string treated = """
            {"resourceType":"Patient","id":"p"}
            {"resourceType":"Procedure","id":"mat","status":"completed","subject":{"reference":"Patient/p"},"code":{"coding":[{"system":"http://snomed.info/sct","code":"276977004"}]},"bodySite":[{"coding":[{"system":"http://snomed.info/sct","code":"64131007"}]}],"performedDateTime":"2021-03-04"}
            {"resourceType":"Procedure","id":"filter","status":"completed","subject":{"reference":"Patient/p"},"code":{"coding":[{"system":"http://snomed.info/sct","code":"397913009"}]},"performedDateTime":"2021-03-04"}
            {"resourceType":"Procedure","id":"later","status":"not-done","subject":{"reference":"Patient/p"},"code":{"coding":[{"system":"http://snomed.info/sct","code":"276977004"}]},"performedDateTime":"2021-03-05T02:00:00Z"}
            """;
        var issues = Path.GetTempFileName();
        try
        {
            var noted = await Cli.RunWithInputAsync(treated, "score", "-", "--issues", issues);
            var zoned = await Cli.RunWithInputAsync(treated, "score", "-", "--time-zone", "America/New_York");

            Assert.Equal((0, 0), (noted.Exit, zoned.Exit));
            Assert.Contains(
                "zone-unstated",
                await File.ReadAllTextAsync(issues, TestContext.Current.CancellationToken),
                StringComparison.Ordinal
            );
            Assert.DoesNotContain("zone-unstated", zoned.Messages, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(issues);
        }
    }
}
