using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Gate;

/// <summary>A fault costs the element in which it stands, and never turns a meaning round.</summary>
public sealed class ToleranceTests
{
    private const string Death = "10-death-lost.ndjson",
        NoOffset = "18-no-offset.ndjson";

    [Fact] // bytes/10
    public async Task A_birthDate_with_a_time_costs_an_issue_and_no_death()
    {
        var chart = await Chart.OfCaseAsync(Death);

        Assert.Equal(["element-invalid Patient/p1 (10-death-lost.ndjson:6) Patient.birthDate"], chart.Issues);
        Assert.Equal(13, chart.Outcomes.Count);
        Assert.Equal("Missing 0, Died 1", await VitalAsync(line => line));
    }

    [Theory] // of the kind of bytes/10
    [InlineData("\"deceasedDateTime\": \"2017-01-01\"", "\"deceasedDateTime\": \"soon\"", "Missing 1, Died 0")]
    [InlineData("\"deceasedDateTime\": \"2017-01-01\"", "\"deceasedBoolean\": \"yes\"", "Missing 1, Died 0")]
    [InlineData("\"deceasedDateTime\": \"2017-01-01\"", "\"deceasedDateTime\": \"2017-01-01T10:00:00\"", "Missing 0, Died 1")]
    [InlineData("\"id\": \"p1\", \"identifier\"", "\"id\": \"p1\", \"gender\": \"x\", \"identifier\"", "Missing 1, Died 0")]
    [InlineData("\"active\": true", "\"modifierExtension\": [{\"url\":\"http://x\",\"valueBoolean\":true}]", "Missing 1, Died 0")]
    [InlineData("\"family\": \"Synthetic-A06\"", "\"family\": \"\\ud800\"", "Missing 1, Died 0")]
    [InlineData(", \"deceasedDateTime\": \"2017-01-01\"", "", "Missing 0, Died 0")]
    [InlineData("\"deceasedDateTime\"", "\"DeceasedDateTime\"", "Missing 1, Died 0")]
    [InlineData("\"deceasedDateTime\": \"2017-01-01\"", "\"deceasedboolean\": true", "Missing 1, Died 0")]
    [InlineData("\"deceasedDateTime\": \"2017-01-01\"", "\"DECEASEDDATE\": \"2017-01-01\"", "Missing 1, Died 0")]
    [InlineData("\"deceasedDateTime\": \"2017-01-01\"", "\"deceased\": true", "Missing 1, Died 0")]
    [InlineData("\"deceasedDateTime\": \"2017-01-01\"", "\"_DeceasedDateTime\": {\"id\":\"x\"}", "Missing 1, Died 0")]
    [InlineData("\"active\": true", "\"Active\": true", "Missing 0, Died 1")]
    [InlineData("\"active\": true", "\"colour\": {\"Status\": 1}", "Missing 0, Died 1")]
    public async Task Nobody_is_alive_whose_Patient_or_death_cannot_be_read(string from, string to, string vital) =>
        Assert.Equal(vital, await VitalAsync(line => line.Replace(from, to, StringComparison.Ordinal)));

    [Theory]
    [InlineData("Observation/p1-d57-villalta-left", "\"status\"", "\"Status\"", "invalid-resource Observation/p1-d57-villalta-left")]
    [InlineData("Observation/p1-d57-villalta-left", "\"subject\"", "\"Subject\"", "reference-unresolved Observation/p1-d57-villalta-left")]
    [InlineData("Observation/p1-d57-villalta-left", "\"code\"", "\"Code\"", "invalid-resource Observation/p1-d57-villalta-left")]
    [InlineData("Observation/p1-d57-villalta-left", "\"effectiveDateTime\"", "\"EffectiveDateTime\"", "element-invalid Observation/p1-d57")]
    [InlineData("Observation/p1-d57-villalta-left", "\"component\"", "\"Component\"", "element-invalid Observation/p1-d57-villalta-left")]
    [InlineData("Observation/p1-d57-villalta-left", "\"bodySite\"", "\"BodySite\"", "element-invalid Observation/p1-d57-villalta-left")]
    public async Task A_name_in_other_letters_is_never_an_element_that_is_absent(string name, string from, string to, string issue)
    {
        var lines = (await File.ReadAllLinesAsync(Chart.Case(Death))).Select(line =>
            line.Contains($"\"id\": \"{name.Split('/')[1]}\"", StringComparison.Ordinal)
                ? line.Replace(from, to, StringComparison.Ordinal)
                : line
        );

        var chart = await Chart.OfLinesAsync([.. lines]);

        Assert.Equal(1, chart.Exit);
        Assert.Contains(chart.Issues, told => told.StartsWith(issue, StringComparison.Ordinal));
        Assert.DoesNotContain("\"valueInteger\"", chart.The("villalta"), StringComparison.Ordinal);
    }

    [Theory] // of the kind of bytes/10: who is not there
    [
        InlineData("no Patient", "Missing 1, Died 0"),
        InlineData("another Patient", "Missing 1, Died 0"),
        InlineData("a broken line", "Missing 1, Died 0"),
        InlineData("no id", "Missing 1, Died 0")
    ]
    [
        InlineData("replaced by one who is not there", "Missing 1, Died 0"),
        InlineData("two contents", "Missing 1, Died 0"),
        InlineData("replaced, and dead", "Missing 0, Died 1")
    ]
    public async Task Nobody_is_alive_whose_Patient_is_not_there(string kind, string vital) =>
        Assert.Equal(
            vital,
            await VitalAsync(
                line =>
                    !line.Contains("\"resourceType\": \"Patient\"", StringComparison.Ordinal)
                        ? line
                        : kind switch
                        {
                            "no Patient" => "",
                            "another Patient" => Living(line).Replace("\"id\": \"p1\"", "\"id\": \"p2\"", StringComparison.Ordinal),
                            "a broken line" => Living(line)[..^2],
                            "no id" => Living(line).Replace("\"id\": \"p1\", ", "", StringComparison.Ordinal),
                            "two contents" => $"{Living(line)}\n{line}",
                            "replaced, and dead" => Replaced(line),
                            _ => Replaced(Living(line)),
                        },
                kind == "another Patient" ? "Patient/p1" : null
            )
        );

    [Fact]
    public async Task What_nobody_knows_of_life_is_missing_in_the_figures()
    {
        using var folder = new Folder();
        var path = folder.Write(
            "x.ndjson",
            string.Join(
                '\n',
                (await File.ReadAllLinesAsync(Chart.Case(Death))).Where(line =>
                    !line.Contains("\"resourceType\": \"Patient\"", StringComparison.Ordinal)
                )
            )
        );
        var protocol = folder.Write(
            "death.json",
            (await Cli.RunAsync("protocol", "show", "--format", "json")).Output.Replace(
                "\"figures\": [",
                "\"figures\": [\n\"death\",",
                StringComparison.Ordinal
            )
        );
        foreach (var figure in new[] { "death", "filter-retrieval-adjusted" })
        {
            var explained = await Cli.RunAsync("explain", figure, "--from", path, "--protocol", protocol);
            Assert.Matches("n of N +0 of [01], 1 missing", explained.Output);
        }
    }

    private static string Living(string line) => line.Replace(", \"deceasedDateTime\": \"2017-01-01\"", "", StringComparison.Ordinal);

    private static string Replaced(string line) =>
        line.Replace(
            "\"active\": true",
            "\"active\": false, \"link\": [{\"other\": {\"reference\": \"Patient/p3\"}, \"type\": \"replaced-by\"}]",
            StringComparison.Ordinal
        );

    [Fact] // charts/18
    public async Task A_time_without_an_offset_keeps_its_day()
    {
        var chart = await Chart.OfCaseAsync(NoOffset);

        Assert.Equal(4, chart.Issues.Count(issue => issue.StartsWith("offset-missing Procedure/", StringComparison.Ordinal)));
        Assert.Contains(" 1 in the study", chart.Messages, StringComparison.Ordinal);
        Assert.Contains("\"effectiveDateTime\":\"2021-03-04\"", chart.The("technical-success"), StringComparison.Ordinal);
        Assert.Contains("\"valueBoolean\":true", chart.The("technical-success"), StringComparison.Ordinal);
    }

    [Theory] // of the kind of charts/18, and others
    [InlineData(
        "\"status\": \"completed\", \"code\": {\"coding\": [{\"system\": \"http://snomed.info/sct\", \"code\": \"708969008\"",
        "\"text\": {\"status\": \"generated\"}, ",
        "element-invalid",
        "Procedure.text",
        true
    )]
    [InlineData(
        "\"status\": \"completed\", \"code\": {\"coding\": [{\"system\": \"http://snomed.info/sct\", \"code\": \"708969008\"",
        "\"meta\": {\"lastUpdated\": \"2021-01-01T00:00:00\"}, ",
        "element-invalid",
        "Procedure.meta.lastUpdated",
        true
    )]
    [InlineData(
        "\"status\": \"completed\", \"code\": {\"coding\": [{\"system\": \"http://snomed.info/sct\", \"code\": \"708969008\"",
        "\"performer\": [], \"shoeSize\": 9, ",
        "element-invalid",
        "Procedure.performer",
        true
    )]
    [InlineData(
        "\"status\": \"completed\", \"code\": {\"coding\": [{\"system\": \"http://snomed.info/sct\", \"code\": \"708969008\"",
        "\"statusReason\": 7, ",
        "invalid-resource",
        "",
        false
    )]
    [InlineData(
        "\"status\": \"completed\", \"code\": {\"coding\": [{\"system\": \"http://snomed.info/sct\", \"code\": \"708969008\"",
        "\"note\": [{}], \"note\": [], ",
        "invalid-resource",
        "",
        false
    )]
    public async Task A_fault_where_no_rule_reads_costs_an_issue_and_not_the_resource(
        string before,
        string added,
        string code,
        string element,
        bool isUsed
    )
    {
        var lines = await File.ReadAllLinesAsync(Chart.Case(NoOffset));
        var chart = await Chart.OfLinesAsync([.. lines.Select(line => line.Replace(before, added + before, StringComparison.Ordinal))]);

        Assert.Contains(
            chart.Issues,
            issue =>
                issue.StartsWith($"{code} Procedure/thr", StringComparison.Ordinal) && issue.EndsWith(element, StringComparison.Ordinal)
        );
        // What is set aside answers nothing, and keeps the answer open that it could have given.
        Assert.Contains(isUsed ? "\"valueBoolean\":true" : "\"not-understood\"", chart.The("technical-success"), StringComparison.Ordinal);
        Assert.Contains("Procedure/thr", chart.The("technical-success"), StringComparison.Ordinal);
    }

    private static async Task<string> VitalAsync(Func<string, string> change, string? whose = null)
    {
        using var folder = new Folder();
        var lines = (await File.ReadAllLinesAsync(Chart.Case(Death)))
            .Select(line => line.Replace("T00:00:00\", \"dec", "\", \"dec", StringComparison.Ordinal))
            .Select(change);
        var path = folder.Write("x.ndjson", string.Join('\n', lines));
        var facts = await Facts.OfAsync(path, whose);
        return $"Missing {(facts.VitalStatusUnknown && facts.Death is null ? 1 : 0)}, Died {(facts.Death is null ? 0 : 1)}";
    }
}
