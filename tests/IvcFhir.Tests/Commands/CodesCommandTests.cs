using System.Text.Json.Nodes;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Commands;

/// <summary>What the site sends and nobody understands, code by code, and never a word about a patient.</summary>
public sealed class CodesCommandTests
{
    private const string Chart = """
        {"resourceType":"Patient","id":"p"}
        {"resourceType":"Procedure","id":"a","status":"completed","subject":{"reference":"Patient/p"},"performedDateTime":"2019-03-04","code":{"coding":[{"system":"urn:oid:1.2.999.1","code":"FLT9","display":"Canary filter of Mrs Canary"}]}}
        {"resourceType":"Procedure","id":"b","status":"completed","subject":{"reference":"Patient/p"},"performedDateTime":"2019-03-04","code":{"coding":[{"system":"http://www.cms.gov/Medicare/Coding/ICD10","code":"06H03DZ"}],"text":"Canary"}}
        {"resourceType":"Observation","id":"c","status":"final","subject":{"reference":"Patient/p"},"effectiveDateTime":"2019-03-04","code":{"coding":[{"system":"urn:oid:1.2.999.1","code":"VS-01","display":"Canary"}]},"valueString":"Canary"}
        {"resourceType":"Observation","id":"d","status":"final","subject":{"reference":"Patient/p"},"effectiveDateTime":"2019-03-04","code":{"coding":[{"system":"https://ivcfhir.org/fhir/CodeSystem/villalta-item","code":"pain"}]},"bodySite":{"text":"Canary"},"valueString":"Canary said it hurts"}
        {"resourceType":"Observation","id":"e","status":"final","subject":{"reference":"Patient/p"},"effectiveDateTime":"2019-03-04","code":{"coding":[{"system":"urn:oid:1.2.999.1","code":"seen by Canary"}]}}
        {"resourceType":"Observation","id":"f","status":"final","subject":{"reference":"Patient/p"},"effectiveDateTime":"2019-03-04","category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"laboratory"}]}],"code":{"coding":[{"system":"urn:oid:1.2.999.1","code":"LAB1"}]}}
        """;

    [Fact]
    public async Task Each_code_is_listed_with_its_place_its_count_and_an_entry_to_fill_in()
    {
        var result = await Cli.RunWithInputAsync(Chart, "codes", "-", "--format", "json");
        var report = JsonNode.Parse(result.Output)!;
        string[] found =
        [
            .. report["found"]!
                .AsArray()
                .Select(entry =>
                    (
                        $"{entry!["what"]} {entry["system"]} {entry["code"]} {entry["where"]} {entry["seen"]} "
                        + $"{entry["setAside"]} {entry["needs"]}"
                    ).Trim()
                ),
        ];

        Assert.Equal(1, result.Exit);
        Assert.Contains("unmapped urn:oid:1.2.999.1 FLT9 Procedure.code 1 0", found);
        Assert.Contains("unmapped urn:oid:1.2.999.1 VS-01 Observation.code 1 0", found);
        Assert.Contains("ambiguous http://www.cms.gov/Medicare/Coding/ICD10 06H03DZ Procedure.code 1 1 filter-device", found);
        Assert.Contains(
            found,
            line =>
                line.StartsWith("text ", StringComparison.Ordinal) && line.Contains("pain Observation.value 1", StringComparison.Ordinal)
        );
        Assert.DoesNotContain(found, line => line.Contains("LAB1", StringComparison.Ordinal));
        Assert.Contains(
            report["siteMap"]!["codes"]!.AsArray(),
            entry => entry!["code"]!.GetValue<string>() == "FLT9" && entry["means"]!.GetValue<string>().Length == 0
        );
        Assert.Equal("filter-device", report["siteMap"]!["rules"]![0]!["corroborates"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("json"), InlineData("table")]
    public async Task No_display_no_text_and_no_free_text_in_a_code_is_ever_printed(string format)
    {
        var result = await Cli.RunWithInputAsync(Chart, "codes", "-", "--format", format, "--all");

        Assert.DoesNotContain("Canary", result.Output + result.Messages, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("LAB1", result.Output, StringComparison.Ordinal);
        Assert.Contains("Texts are not shown", result.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_without_a_system_is_counted_but_neither_printed_nor_offered_to_be_filled_in()
    {
        const string chart = """
            {"resourceType":"Patient","id":"p"}
            {"resourceType":"Procedure","id":"a","status":"completed","subject":{"reference":"Patient/p"},"code":{"coding":[{"code":"Canary"}]}}
            """;

        var result = await Cli.RunWithInputAsync(chart, "codes", "-", "--format", "json");
        var report = JsonNode.Parse(result.Output)!;

        Assert.DoesNotContain("Canary", result.Output + result.Messages, StringComparison.Ordinal);
        Assert.Equal(1, report["found"]!.AsArray().Single()!["seen"]!.GetValue<int>());
        Assert.Empty(report["siteMap"]!["codes"]!.AsArray());
    }

    /// <summary>A name has the form of a code too; what the Patient resource says of the person tells it from one.</summary>
    [Theory]
    [
        InlineData("urn:x", "OESTERMANN"),
        InlineData("urn:x", "Karla.Oestermann"),
        InlineData("urn:x", "pain-ostermann-7"),
        InlineData("urn:x", "MRN-777123"),
        InlineData("urn:x", "mrn777123")
    ]
    [
        InlineData("urn:x", "19500312"),
        InlineData("urn:x", "12.03.1950"),
        InlineData("urn:x", "500312"),
        InlineData("http://x.example/Oestermann/codes", "A1"),
        InlineData("urn:x", "0171-5550123"),
        InlineData("urn:x", "Li")
    ]
    public async Task A_code_that_holds_what_the_chart_says_of_the_person_is_counted_and_not_printed(string system, string code)
    {
        var chart = $$"""
            {"resourceType":"Patient","id":"p","name":[{"use":"official","family":"Östermann","given":["Karla","Li"]}],"identifier":[{"system":"urn:mrn","value":"MRN-777123"}],"birthDate":"1950-03-12","telecom":[{"system":"phone","value":"0171 5550123"}]}
            {"resourceType":"Procedure","id":"a","status":"completed","subject":{"reference":"Patient/p"},"code":{"coding":[{"system":"{{system}}","code":"{{code}}"}]} }
            {"resourceType":"Procedure","id":"b","status":"completed","subject":{"reference":"Patient/p"},"code":{"coding":[{"system":"urn:x","code":"official-7"}]} }
            {"resourceType":"QuestionnaireResponse","id":"c","status":"completed","subject":{"reference":"Patient/p"},"questionnaire":"{{system}}","item":[{"linkId":"{{code}}","answer":[{"valueInteger":1}]}]}
            {"resourceType":"Observation","id":"d","status":"final","subject":{"reference":"Patient/p"},"code":{"coding":[{"system":"https://ivcfhir.org/fhir/CodeSystem/observation-kind","code":"filter-tilt"}]},"valueQuantity":{"value":1,"unit":"{{code}}"} }
            """;

        var result = await Cli.RunWithInputAsync(chart, "codes", "-", "--format", "json");
        var report = JsonNode.Parse(result.Output)!;

        Assert.DoesNotContain(
            system == "urn:x" ? $"\"{code}\"" : system,
            result.Output + result.Messages,
            StringComparison.OrdinalIgnoreCase
        );
        Assert.Contains("official-7", result.Output, StringComparison.Ordinal);
        Assert.Equal(4, report["found"]!.AsArray().Sum(entry => entry!["seen"]!.GetValue<int>()));
        Assert.Equal(["official-7"], report["siteMap"]!["codes"]!.AsArray().Select(entry => entry!["code"]!.GetValue<string>()));
    }

    [Fact]
    public async Task The_question_of_a_text_is_named_by_the_code_that_is_understood_never_by_another_beside_it()
    {
        const string chart = """
            {"resourceType":"Patient","id":"p"}
            {"resourceType":"Observation","id":"d","status":"final","subject":{"reference":"Patient/p"},"code":{"coding":[{"code":"Canary"},{"system":"https://ivcfhir.org/fhir/CodeSystem/villalta-item","code":"pain"}]},"bodySite":{"text":"left"},"valueString":"hurts"}
            """;

        var result = await Cli.RunWithInputAsync(chart, "codes", "-");

        Assert.DoesNotContain("Canary", result.Output + result.Messages, StringComparison.Ordinal);
        Assert.Contains("villalta-item|pain", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_map_to_fill_in_can_be_loaded_once_it_is_filled_in_and_leaves_nothing_to_ask()
    {
        static string Line(string id, string value) =>
            $$"""{"resourceType":"Observation","id":"{{id}}","status":"final","subject":{"reference":"Patient/p"},"effectiveDateTime":"2019-03-04",{{value}} }""";
        const string tilt =
            """ "code":{"coding":[{"system":"https://ivcfhir.org/fhir/CodeSystem/observation-kind","code":"filter-tilt"}]} """;
        var chart = string.Join(
            '\n',
            """{"resourceType":"Patient","id":"p"}""",
            Line("a", tilt + """ ,"valueQuantity":{"value":1,"unit":"degrees"} """),
            Line("b", tilt + """ ,"valueQuantity":{"value":1,"unit":"Degrees"} """),
            Line("c", tilt + """ ,"valueQuantity":{"value":1,"system":"http://unitsofmeasure.org","code":"degrees"} """),
            Line(
                "d",
                tilt
                    + """ ,"component":[{"code":{"coding":[{"system":"https://ivcfhir.org/fhir/CodeSystem/observation-kind","code":"stenosis"}]},"valueQuantity":{"value":1,"unit":"degrees"}}],"method":{"coding":[{"system":"urn:x","code":"CT"}]} """
            ),
            """{"resourceType":"Procedure","id":"e","status":"completed","subject":{"reference":"Patient/p"},"performedDateTime":"2019-03-04","code":{"coding":[{"system":"http://snomed.info/sct","code":"708969008"}]},"statusReason":{"coding":[{"system":"urn:x","code":"WHY"}]},"usedCode":[{"coding":[{"system":"urn:x","code":"FLT"}]}]}"""
        );
        var map = JsonNode.Parse((await Cli.RunWithInputAsync(chart, "codes", "-", "--format", "json")).Output)!["siteMap"]!.AsObject();
        var means = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["CT"] = "imaging-modality#computed-tomography",
            ["WHY"] = "intervention-result#unsuccessful",
            ["FLT"] = "device-kind#filter",
        };
        foreach (var entry in map["codes"]!.AsArray())
            entry!["means"] = means[entry["code"]!.GetValue<string>()];
        foreach (var entry in map["units"]!.AsArray())
            entry!["ucum"] = "deg";
        var again = await WithMapAsync(map, file => Cli.RunWithInputAsync(chart, "codes", "-", "--map", file));

        Assert.Equal(
            means.Keys.Order(StringComparer.Ordinal),
            map["codes"]!.AsArray().Select(entry => entry!["code"]!.GetValue<string>()).Order(StringComparer.Ordinal)
        );
        Assert.Equal((0, "Every code is understood."), (again.Exit, again.Output.Trim()));
    }

    [Fact]
    public async Task A_filled_entry_is_a_site_map_that_is_understood()
    {
        var report = JsonNode.Parse((await Cli.RunWithInputAsync(Chart, "codes", "-", "--format", "json")).Output)!;
        var map = report["siteMap"]!.AsObject();
        foreach (var list in new[] { "texts", "units", "rules" })
            map.Remove(list);
        foreach (var entry in map["codes"]!.AsArray())
            entry!["means"] = entry["code"]!.GetValue<string>() == "FLT9" ? "intervention-kind#filter-placement" : "villalta-item#pain";
        var again = await WithMapAsync(map, file => Cli.RunWithInputAsync(Chart, "codes", "-", "--format", "json", "--map", file));

        Assert.DoesNotContain("FLT9", again.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AllPatients"), InlineData("StudyProcedures")]
    public async Task A_configured_site_is_read_over_its_server_whomever_its_settings_select(string patients)
    {
        await using var site = await TestSite.StartAsync(
            "north",
            null,
            Chart.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.AsObject())
        );

        var result = await Cli.RunAsync("codes", "--config", site.Config(patients: patients), "--site", site.Name);

        Assert.Equal(1, result.Exit);
        Assert.Contains("FLT9", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Canary", result.Output + result.Messages, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Only_the_selected_patients_are_surveyed_on_request()
    {
        await using var site = await TestSite.StartAsync(
            "north",
            null,
            Chart
                .Replace("06H03DZ", "80146002", StringComparison.Ordinal)
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonNode.Parse(line)!.AsObject())
        );

        var result = await Cli.RunAsync("codes", "--config", site.Config(), "--site", site.Name, "--selected");

        Assert.Equal((0, "Every code is understood."), (result.Exit, result.Output.Trim()));
    }

    [Fact]
    public async Task Without_files_and_site_it_says_what_it_needs()
    {
        var result = await Cli.RunAsync("codes");

        Assert.Equal(2, result.Exit);
        Assert.Contains("--site NAME", result.Messages, StringComparison.Ordinal);
    }

    private static async Task<CliResult> WithMapAsync(JsonNode map, Func<string, Task<CliResult>> run)
    {
        var folder = Directory.CreateTempSubdirectory("ivcfhir-test-");
        try
        {
            var file = Path.Combine(folder.FullName, "map.json");
            await File.WriteAllTextAsync(file, map.ToJsonString(), TestContext.Current.CancellationToken);
            return await run(file);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
