using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IvcFhir.Codes;
using IvcFhir.Core.Facts;
using IvcFhir.Sandbox.Cohort;

namespace IvcFhir.Tests.Cohort;

public sealed partial class SyntheticCohortTests
{
    [Theory]
    [InlineData(Centre.A), InlineData(Centre.B)]
    public void Two_generations_are_equal_byte_for_byte(Centre centre) => Assert.Equal(Lines(centre), Lines(centre));

    [Theory]
    [InlineData(Centre.A, 21), InlineData(Centre.B, 20)]
    public void Every_patient_of_the_description_has_a_chart(Centre centre, int patients) =>
        Assert.Equal(patients, SyntheticCohort.Resources(centre).Count(resource => Text(resource, "resourceType") == "Patient"));

    [Theory]
    [InlineData(Centre.A), InlineData(Centre.B)]
    public void Ids_are_unique_and_allowed_in_FHIR(Centre centre)
    {
        var ids = SyntheticCohort.Resources(centre).Select(Named).ToList();
        Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.All(ids, id => Assert.Matches(FhirId(), id.Split('/')[1]));
    }

    [Theory]
    [InlineData(Centre.A), InlineData(Centre.B)]
    public void Every_reference_resolves_within_the_centre(Centre centre)
    {
        var resources = SyntheticCohort.Resources(centre);
        var known = resources.Select(Named).ToHashSet(StringComparer.Ordinal);
        Assert.All(resources.SelectMany(resource => Values(resource, "reference")), reference => Assert.Contains(reference, known));
    }

    [Theory]
    [InlineData(Centre.A), InlineData(Centre.B)]
    public void Interventions_of_the_index_session_span_its_minutes_with_gaps_below_an_hour(Centre centre)
    {
        var byEncounter = SyntheticCohort
            .Resources(centre)
            .Where(resource => resource["performedPeriod"] is not null)
            .ToLookup(resource => resource["encounter"]!["reference"]!.GetValue<string>(), Period, StringComparer.Ordinal);
        foreach (var story in DescribedFigures.Study.Where(story => story.Centre == centre))
        {
            var periods = byEncounter[$"Encounter/{story.Id}-d0-stay"].Order().ToList();
            Assert.Equal(DescribedFigures.Minutes(story), (periods.Max(p => p.End) - periods[0].Start).TotalMinutes);
            Assert.All(periods.Skip(1).Zip(periods), pair => Assert.True((pair.First.Start - pair.Second.End).TotalMinutes < 60));
            Assert.All(periods, p => Assert.Equal(story.DayZero, DateOnly.FromDateTime(p.End.UtcDateTime)));
        }
    }

    [Fact]
    public void Centre_B_links_a_device_to_its_patient_only_by_a_statement_of_use()
    {
        var resources = SyntheticCohort.Resources(Centre.B);
        var used = resources
            .Where(resource => Text(resource, "resourceType") == "DeviceUseStatement")
            .Select(use => use["device"]!["reference"]!.GetValue<string>());
        var devices = resources.Where(resource => Text(resource, "resourceType") == "Device").ToList();
        Assert.All(devices, device => Assert.Null(device["patient"]));
        Assert.Equal(devices.Select(Named).Order(StringComparer.Ordinal), used.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Study_codes_of_items_are_those_of_the_core_in_its_order()
    {
        Assert.Equal(Enum.GetNames<VillaltaItem>().Select(Kebab), HospitalCodes.VillaltaItems);
        Assert.Equal(Enum.GetNames<VcssItem>().Select(Kebab), HospitalCodes.VcssItems);
    }

    [Theory]
    [InlineData(Centre.A), InlineData(Centre.B)]
    public void Study_codes_are_members_of_the_core(Centre centre)
    {
        var codings = SyntheticCohort
            .Resources(centre)
            .SelectMany(Codings)
            .Where(coding => coding.System.StartsWith(HospitalCodes.StudyBase, StringComparison.Ordinal));
        Assert.All(
            codings.Distinct(),
            coding => Assert.Contains(coding.Code, StudyWords.Codes(coding.System[HospitalCodes.StudyBase.Length..]))
        );
    }

    [Fact]
    public void The_site_map_of_centre_B_explains_every_local_code_and_text()
    {
        var map = StudyWords.SiteMap("centre-b");
        var resources = SyntheticCohort.Resources(Centre.B);
        var local = resources.SelectMany(Codings).Where(coding => coding.System.StartsWith("urn:oid:1.2.999.", StringComparison.Ordinal));
        Assert.All(local.Distinct(), coding => Assert.True(map.Codes.ContainsKey(coding), coding.Code));
        Assert.All(
            resources.SelectMany(resource => Values(resource, "valueString")).Distinct(StringComparer.Ordinal),
            text => Assert.True(map.Texts.ContainsKey(text), text)
        );
        Assert.All(
            map.Codes.Values.Concat(map.Texts.Values),
            means => Assert.Contains(means.Split('#')[1], StudyWords.Codes(means.Split('#')[0]))
        );
    }

    /// <summary>A valid GS1 number, its check digit included, sums to a multiple of ten with the weights 3 and 1.</summary>
    [Theory]
    [InlineData(100), InlineData(101), InlineData(102), InlineData(110), InlineData(111), InlineData(201), InlineData(202)]
    public void Device_identifiers_have_a_valid_check_digit(int product)
    {
        var gtin = Implants.Gtin(product);
        Assert.Equal(14, gtin.Length);
        Assert.Equal(0, gtin.Select((digit, i) => (digit - '0') * (i % 2 == 0 ? 3 : 1)).Sum() % 10);
    }

    [Theory]
    [InlineData("400638133393", '1')] // the example of GTIN-13 in wide use: 4006381333931
    [InlineData("03600029145", '2')] // and of GTIN-12: 036000291452
    public void Check_digits_agree_with_known_numbers(string digits, char check) => Assert.Equal(check, Implants.CheckDigit(digits));

    private static List<string> Lines(Centre centre) => [.. SyntheticCohort.Resources(centre).Select(resource => resource.ToJsonString())];

    private static string Text(JsonObject resource, string name) => resource[name]!.GetValue<string>();

    private static string Named(JsonObject resource) => $"{Text(resource, "resourceType")}/{Text(resource, "id")}";

    private static (DateTimeOffset Start, DateTimeOffset End) Period(JsonObject resource)
    {
        var period = resource["performedPeriod"].Deserialize<Dictionary<string, DateTimeOffset>>()!;
        return (period["start"], period["end"]);
    }

    private static IEnumerable<string> Values(JsonNode? node, string name) =>
        Objects(node).Select(found => found[name]).OfType<JsonValue>().Select(value => value.GetValue<string>());

    private static IEnumerable<(string System, string Code)> Codings(JsonNode? node) =>
        Objects(node)
            .Where(found => found["system"] is not null && found["code"] is not null)
            .Select(found => (Text(found, "system"), Text(found, "code")));

    private static IEnumerable<JsonObject> Objects(JsonNode? node) =>
        node switch
        {
            JsonObject found => found.SelectMany(pair => Objects(pair.Value)).Prepend(found),
            JsonArray array => array.SelectMany(Objects),
            _ => [],
        };

    private static string Kebab(string name) => StudyWords.Kebab(name);

    [GeneratedRegex("^[A-Za-z0-9.-]{1,64}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FhirId();
}
