using System.IO.Compression;
using System.Text;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Gate;

/// <summary>Nothing readable is no result, and each file that was passed over is named.</summary>
public sealed class FileCommandTests
{
    private const string Patient = """{"resourceType":"Patient","id":"1"}""";

    public static TheoryData<string> Commands =>
        [
            "score PATH",
            "validate PATH",
            "codes PATH",
            "report --from PATH",
            "explain pts --from PATH",
            "gaps --as-of 2024-01-01 --from PATH",
        ];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_command_that_finds_no_FHIR_ends_with_2_and_names_the_files(string command)
    {
        using var folder = new Folder();
        folder.Write("notes.txt", "x");
        folder.Write("manifest.json", "");
        folder.Write("other.ndjson", "\n\n");
        var result = await Cli.RunAsync(command.Replace("PATH", folder.Path, StringComparison.Ordinal).Split(' '));

        Assert.Equal(2, result.Exit);
        Assert.Contains("There is no FHIR resource in manifest.json, notes.txt, other.ndjson.", result.Messages, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_file_that_was_passed_over_is_named(string command)
    {
        using var folder = new Folder();
        folder.Write("notes.txt", "x");
        folder.Write("patients.ndjson", Patient);
        var result = await Cli.RunAsync(command.Replace("PATH", folder.Path, StringComparison.Ordinal).Split(' '));

        Assert.NotEqual(2, result.Exit);
        Assert.Contains("Passed over: notes.txt", result.Messages, StringComparison.Ordinal);
        Assert.DoesNotContain("patients.ndjson", result.Messages, StringComparison.Ordinal);
    }

    [Fact] // http 17
    public async Task A_zipped_file_beside_others_is_read()
    {
        using var folder = new Folder();
        using (var zip = new GZipStream(File.Create(Path.Combine(folder.Path, "more.ndjson.gz")), CompressionLevel.Fastest))
            zip.Write(Encoding.UTF8.GetBytes(Patient.Replace("\"1\"", "\"2\"", StringComparison.Ordinal)));
        folder.Write("patients.ndjson", Patient);
        var result = await Cli.RunAsync("score", folder.Path);

        Assert.Contains("2 resources, 2 patients", result.Messages, StringComparison.Ordinal);
        Assert.DoesNotContain("Passed over", result.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_not_looked_at_is_told_in_numbers()
    {
        var chart = await Chart.OfLinesAsync(
            Patient,
            """{"resourceType":"Observation","id":"o","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"2345-7"}]},"subject":{"reference":"Patient/1"}}"""
        );

        Assert.Contains("1 Observations were not looked at", chart.Messages, StringComparison.Ordinal);
        Assert.Empty(chart.Issues);
    }

    [Fact]
    public async Task A_panel_reads_its_members_and_a_later_version_counts_whatever_its_code()
    {
        const string Panel =
            """{"resourceType":"Observation","id":"p","status":"final","code":{"coding":[{"system":"https://ivcfhir.org/fhir/CodeSystem/observation-kind","code":"villalta-assessment"}]},"subject":{"reference":"Patient/1"},"hasMember":[{"reference":"Observation/o"}]}""";
        const string Member =
            """{"resourceType":"Observation","id":"o","meta":{"versionId":"2"},"status":"final","code":{"coding":[{"system":"http://loinc.org","code":"2345-7"}]},"subject":{"reference":"Patient/1"}}""";
        var older = Member
            .Replace(
                "http://loinc.org\",\"code\":\"2345-7",
                "https://ivcfhir.org/fhir/CodeSystem/villalta-item\",\"code\":\"pain",
                StringComparison.Ordinal
            )
            .Replace("\"2\"", "\"1\"", StringComparison.Ordinal);
        using var folder = new Folder();
        var facts = await Facts.OfAsync(folder.Write("x.ndjson", string.Join('\n', Member, Patient, older, Panel)));

        Assert.Contains(
            facts.Issues,
            issue => issue.Source.Reference == "Observation/o" && issue.Code == IvcFhir.Core.IssueCode.UnknownCode
        );
    }
}
