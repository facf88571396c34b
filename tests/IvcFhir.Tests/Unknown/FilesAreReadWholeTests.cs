using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Unknown;

/// <summary>
/// What could not be read of files, or given to a patient, may be what a favourable answer rests on not being there: every command that
/// scores says so.
/// </summary>
public sealed class FilesAreReadWholeTests : IDisposable
{
    private const string Chart = """
        {"resourceType":"Patient","id":"p"}
        {"resourceType":"Procedure","id":"filter","status":"completed","subject":{"reference":"Patient/p"},"code":{"coding":[{"system":"http://snomed.info/sct","code":"397913009"}]},"performedDateTime":"2021-03-04"}
        {"resourceType":"Procedure","id":"mat","status":"completed","subject":{"reference":"Patient/p"},"code":{"coding":[{"system":"http://snomed.info/sct","code":"276977004"}]},"bodySite":[{"coding":[{"system":"http://snomed.info/sct","code":"64131007"}]}],"performedDateTime":"2021-03-04"}
        {"resourceType":"Procedure","id":"cdt","status":"completed","subject":{"reference":"Patient/p"},"code":{"coding":[{"system":"http://snomed.info/sct","code":"432948005"}]},"performedDateTime":"2021-03-04"}

        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ivcfhir-files-");

    public static TheoryData<string, string> Broken =>
        new MatrixTheoryData<string, string>(
            [
                """{"resourceType":"Condition","id":"x","subject":{"reference":"Patient/p"},"code":{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10-cm","co""",
                """{"resourceType":"Condition","id":"x","subject":{"display":"Mrs X"},"code":{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10-cm","code":"I61.9"}]},"onsetDateTime":"2021-03-05"}""",
            ],
            ["score", "report", "explain", "gaps"]
        ).Aggregate(
            new TheoryData<string, string>(),
            (all, row) =>
            {
                all.Add(row.Data.Item1, row.Data.Item2);
                return all;
            }
        );

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task A_line_that_is_lost_is_told_by_every_command_and_costs_exit_1(string line, string command)
    {
        Assert.Equal(0, (await RunAsync(command, Chart)).Exit);

        var result = await RunAsync(command, Chart + line + "\n");

        Assert.Equal(1, result.Exit);
        Assert.Matches("malformed-input|reference-unresolved", result.Messages);
        Assert.DoesNotContain("Mrs X", result.Output + result.Messages, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("score"), InlineData("report"), InlineData("explain"), InlineData("gaps")]
    public async Task A_text_in_which_there_is_no_FHIR_is_a_mistake_of_the_caller(string command) =>
        Assert.Equal(2, (await RunAsync(command, "# Title\n\nSome words, and no FHIR.\n")).Exit);

    [Fact]
    public async Task A_report_that_withholds_small_counts_names_none_in_its_messages()
    {
        var result = await RunAsync(
            "report",
            Chart.Replace("\"id\":\"cdt\",\"status\":\"completed\"", "\"id\":\"cdt\",\"status\":\"unknown\"", StringComparison.Ordinal)
                + "{\n",
            "--suppress",
            "5"
        );

        Assert.Equal(1, result.Exit);
        Assert.Contains("Some answers are open", result.Messages, StringComparison.Ordinal);
        Assert.DoesNotMatch("[0-9] (answers|codes|malformed)", result.Messages);
    }

    [Theory]
    [InlineData("x"), InlineData("1"), InlineData("-3"), InlineData("2.5")]
    public async Task A_limit_of_small_counts_has_a_form(string limit)
    {
        var result = await RunAsync("report", Chart, "--suppress", limit);

        Assert.Equal(2, result.Exit);
        Assert.Contains("a whole number of 2 or more", result.Messages, StringComparison.Ordinal);
    }

    private async Task<CliResult> RunAsync(string command, string text, params string[] more)
    {
        var path = Path.Combine(folder.FullName, "chart.ndjson");
        await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
        return await Cli.RunAsync([
            command,
            .. command switch
            {
                "score" => [path],
                "explain" => ["severe-complications", "--from", path],
                "gaps" => ["--as-of", "2022-01-01", "--from", path],
                _ => new[] { "--from", path },
            },
            .. more,
        ]);
    }
}
