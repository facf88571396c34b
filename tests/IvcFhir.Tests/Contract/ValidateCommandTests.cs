using System.Text;
using System.Text.Json;
using IvcFhir.Commands;
using IvcFhir.Contract;
using IvcFhir.Profiles;
using IvcFhir.Validate;

namespace IvcFhir.Tests.Contract;

/// <summary><c>ivcfhir validate</c> as a shell sees it.</summary>
public sealed class ValidateCommandTests
{
    private static readonly string Examples = Path.Combine(AppContext.BaseDirectory, "examples");

    private static async Task<(int Code, string Output, string Messages)> RunAsync(string input, params string[] args)
    {
        using var output = new StringWriter();
        using var messages = new StringWriter();
        using var stream = new MemoryStream();
        var code = await CommandLine.RunAsync(
            ["validate", .. args],
            new MemoryStream(Encoding.UTF8.GetBytes(input)),
            stream,
            output,
            messages
        );
        return (code, output.ToString(), messages.ToString());
    }

    private static string Item(string changed = "pretibial-edema", string to = "pretibial-edema") =>
        File.ReadAllText(Path.Combine(Examples, "Observation-example-villalta-item.json"))
            .Replace(changed, to, StringComparison.Ordinal)
            .ReplaceLineEndings("");

    [Fact]
    public async Task Every_example_of_the_contract_is_valid()
    {
        var (code, output, messages) = await RunAsync("", Examples);
        Assert.DoesNotContain(": error", output, StringComparison.Ordinal);
        Assert.DoesNotContain(": warning", output, StringComparison.Ordinal);
        Assert.Equal(0, code);
        Assert.Contains(" 0 errors", messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_finding_names_input_resource_and_place_and_never_a_value()
    {
        var (code, output, _) = await RunAsync(Item("\"pretibial-edema\"", "\"secret-word\""), "-");
        Assert.Equal(1, code);
        Assert.StartsWith(
            "standard input:1 Observation/example-villalta-item: error code-not-in-value-set at "
                + "Observation.code by villalta-item#Observation.code (not used for scoring)",
            output,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("secret-word", output, StringComparison.Ordinal);
        Assert.Contains("code-not-in-value-set (terminology): ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_of_NDJSON_are_judged_one_by_one()
    {
        var (code, output, messages) = await RunAsync(
            $"{Item()}\nnonsense\n{Item("Patient/", "Group/")}\n".Replace("\r", "", StringComparison.Ordinal),
            "-",
            "--format",
            "json"
        );
        var findings = output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)
            .ToList();
        Assert.Equal(
            ["standard input:2 malformed-resource", "standard input:3 reference-of-other-type"],
            findings.Select(finding => $"{finding.GetProperty("input")} {finding.GetProperty("code")}")
        );
        Assert.StartsWith("3 resources, 2 errors", messages, StringComparison.Ordinal);
        Assert.Equal(1, code);
    }

    [Fact]
    public async Task A_finding_in_a_Bundle_names_the_entry()
    {
        var (code, output, _) = await RunAsync(
            $$"""{"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"http://x.example/Observation/example-villalta-item","resource":{{Item("Patient/", "Group/")}}}]}""",
            "-"
        );
        Assert.Equal(1, code);
        Assert.StartsWith(
            "standard input:1 Observation/example-villalta-item: error reference-of-other-type at Observation.subject by",
            output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_demanded_profile_holds_for_what_claims_none_and_for_the_entries_of_a_Bundle()
    {
        const string Bare = """{"resourceType":"Observation","id":"1","status":"final","code":{"text":"x"}}""";
        var profile = StudyContract.StructureDefinition("vein-finding");
        Assert.Equal(0, (await RunAsync(Bare, "-")).Code);
        Assert.Contains(
            "pattern-not-matched at Observation.code",
            (await RunAsync(Bare, "-", "--profile", profile)).Output,
            StringComparison.Ordinal
        );
        var bundle =
            $$"""{"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"http://x.example/Observation/1","resource":{{Bare}}}]}""";
        Assert.Contains(
            "Observation/1: error pattern-not-matched at Observation.code",
            (await RunAsync(bundle, "-", "--profile", profile)).Output,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "profile-of-other-type",
            (await RunAsync("""{"resourceType":"Patient","id":"1"}""", "-", "--profile", profile)).Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_outcome_is_a_valid_OperationOutcome_with_our_code()
    {
        var (_, output, _) = await RunAsync(Item("Patient/", "Group/"), "-", "--format", "outcome");
        var (resource, faults) = new ModelReader().Read(Encoding.UTF8.GetBytes(output));
        Assert.Empty(faults);
        Assert.Empty(MutationTests.Judge(output));
        var issue = Assert.Single(Assert.IsType<Hl7.Fhir.Model.OperationOutcome>(resource).Issue);
        Assert.Equal("reference-of-other-type", Assert.Single(issue.Details!.Coding).Code);
        Assert.Equal(["Observation.subject"], issue.Expression);
    }

    [Fact]
    public async Task A_terminology_server_settles_what_could_not_be_checked_and_one_that_is_away_settles_nothing()
    {
        const string Invoice = """{"resourceType":"Invoice","status":"draft","totalNet":{"value":1,"currency":"EUR"}}""";
        await using var server = await TerminologyTests.YesServer.StartAsync();
        Assert.Contains(
            " 0 could not be checked",
            (await RunAsync(Invoice, "-", "--tx", server.Address)).Messages,
            StringComparison.Ordinal
        );
        Assert.Contains(
            " 1 could not be checked",
            (await RunAsync(Invoice, "-", "--tx", "http://127.0.0.1:9/r4")).Messages,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("--format", "yaml")]
    [InlineData("--profile", "http://x.example/nonsense")]
    [InlineData("--tx", "nonsense")]
    public async Task Wrong_usage_is_said_and_ends_with_2(string option, string value)
    {
        var (code, _, messages) = await RunAsync("{}", "-", option, value);
        Assert.Equal(2, code);
        Assert.NotEmpty(messages);
    }

    [Fact]
    public async Task A_missing_file_is_wrong_usage() => Assert.Equal(2, (await RunAsync("", "/nowhere/at/all.json")).Code);
}
