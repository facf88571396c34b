using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Gate;

/// <summary>A site whose codes no map knows must not look like a site where nobody was treated.</summary>
public sealed class NobodyTests
{
    private const string Nobody = "Nobody came into the study";

    private const string Patient = """{"resourceType":"Patient","id":"1"}""";

    [Theory]
    [InlineData("local", 1, "2 procedures, of 1 patients; 2 with codes that no map knows, 0 that could not be read")]
    [InlineData("text", 1, "1 procedures, of 1 patients; 1 with codes that no map knows, 0 that could not be read")]
    [InlineData("no code", 1, "1 procedures, of 1 patients; 1 with codes that no map knows, 0 that could not be read")]
    [InlineData("two patients", 1, "2 procedures, of 2 patients; 1 with codes that no map knows, 0 that could not be read")]
    [InlineData("understood", 0, "1 procedures, of 1 patients; 0 with codes that no map knows, 0 that could not be read")]
    [InlineData("unreadable", 1, "1 procedures, of 0 patients; 0 with codes that no map knows, 1 that could not be read")]
    [InlineData("of nobody", 1, "1 procedures, of 0 patients; 0 with codes that no map knows, 1 that could not be read")]
    [InlineData("two versions", 1, "1 procedures, of 1 patients; 1 with codes that no map knows, 0 that could not be read")]
    [InlineData("no procedures", 0, null)]
    public async Task Procedures_of_which_nobody_came_into_the_study_are_said_in_numbers(string kind, int exit, string? told)
    {
        using var folder = new Folder();
        var path = folder.Write("x.ndjson", string.Join('\n', [Patient, .. Lines(kind)]));
        foreach (
            var command in new[] { "score PATH", "report --from PATH", "explain pts --from PATH", "gaps --as-of 2024-01-01 --from PATH" }
        )
        {
            var result = await Cli.RunAsync(command.Replace("PATH", path, StringComparison.Ordinal).Split(' '));
            Assert.Equal(exit, result.Exit);
            Assert.Equal(told is null ? 0 : 1, result.Messages.Split(Nobody).Length - 1);
            Assert.Contains(told ?? "", result.Messages, StringComparison.Ordinal);
            Assert.Equal(
                told?.Contains("; 0 with", StringComparison.Ordinal) == false,
                result.Messages.Contains("ivcfhir codes", StringComparison.Ordinal)
            );
            Assert.DoesNotContain("Patient/", result.Messages, StringComparison.Ordinal);
            Assert.DoesNotContain("LOCAL", result.Messages, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Where_somebody_is_in_the_study_a_code_that_no_map_knows_is_no_matter()
    {
        using var folder = new Folder();
        var path = folder.Write(
            "x.ndjson",
            $"{await File.ReadAllTextAsync(Chart.Case("26-trailing-slash.ndjson"))}\n{Patient}\n{Procedure("a", "1", Coded("urn:x", "LOCAL1"))}"
        );
        Assert.DoesNotContain(Nobody, (await Cli.RunAsync("score", path)).Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_any_FHIR_nothing_is_said_of_procedures()
    {
        using var folder = new Folder();
        var result = await Cli.RunAsync("score", folder.Write("x.ndjson", "\n"));
        Assert.Equal(2, result.Exit);
        Assert.DoesNotContain(Nobody, result.Messages, StringComparison.Ordinal);
    }

    private static string[] Lines(string kind) =>
        kind switch
        {
            "local" => [Procedure("a", "1", Coded("urn:x", "LOCAL1")), Procedure("b", "1", Coded("urn:x", "LOCAL2"))],
            "text" => [Procedure("a", "1", """{"text":"LOCAL words"}""")],
            "no code" => [Procedure("a", "1", "{}").Replace(""","code":{}""", "", StringComparison.Ordinal)],
            "two patients" =>
            [
                """{"resourceType":"Patient","id":"2"}""",
                Procedure("a", "1", Coded("urn:x", "LOCAL1")),
                Procedure("b", "2", Filter),
            ],
            "understood" => [Procedure("a", "1", Filter)],
            "unreadable" => [Procedure("a", "1", Filter).Replace("completed", "\\ud800", StringComparison.Ordinal)],
            "of nobody" => [Procedure("a", "1", Filter).Replace("Patient/1", "http://elsewhere/Patient/1", StringComparison.Ordinal)],
            "two versions" => [Versioned("1"), Versioned("2")],
            _ => [],
        };

    private static string Filter => Coded("http://snomed.info/sct", "397913009");

    private static string Versioned(string version) =>
        Procedure("a", "1", Coded("urn:x", $"LOCAL{version}"))
            .Replace(
                "\"status\"",
                $$"""
                "meta":{"versionId":"{{version}}"},"status"
                """,
                StringComparison.Ordinal
            );

    private static string Procedure(string id, string patient, string code) =>
        $$"""{"resourceType":"Procedure","id":"{{id}}","status":"completed","subject":{"reference":"Patient/{{patient}}"},"performedDateTime":"2020-01-01","code":{{code}}}""";

    private static string Coded(string system, string code) => $$"""{"coding":[{"system":"{{system}}","code":"{{code}}"}]}""";
}
