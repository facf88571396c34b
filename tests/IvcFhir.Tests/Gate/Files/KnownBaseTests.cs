using System.Text.RegularExpressions;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Gate;

/// <summary>Lines of a bulk export stand alone: whoever gives them says below which base their absolute references lie.</summary>
public sealed partial class KnownBaseTests
{
    private const string Death = "10-death-lost.ndjson";

    [Theory]
    [
        InlineData("http://ehr.example.org/fhir", true),
        InlineData("https://EHR.example.org:443/fhir/", true),
        InlineData("http://ehr.example.org:80/fhir//", true)
    ]
    [
        InlineData("https://other.example.org/r4 http://ehr.example.org/fhir", true),
        InlineData("http://ehr.example.org/fhir http://ehr.example.org/fhir/", true)
    ]
    [
        InlineData("", false),
        InlineData("http://ehr.example.org", false),
        InlineData("http://ehr.example.org/FHIR", false),
        InlineData("http://ehr.example.org:8080/fhir", false)
    ]
    [InlineData("http://ehr.example.org/%66hir", true), InlineData("http://ehr.example.org/fhir/../fhir", true)]
    public async Task An_absolute_reference_leads_where_its_base_was_named(string bases, bool known)
    {
        using var folder = new Folder();
        var result = await Cli.RunAsync(["score", await AbsoluteAsync(folder), .. Options(bases)]);

        Assert.Equal(known ? 13 : 0, result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(known ? 0 : 1, Told().Count(result.Messages));
        Assert.Equal(1, result.Exit); // birthDate with a time
        Assert.DoesNotContain("example.org", result.Messages, StringComparison.Ordinal);
        Assert.DoesNotContain("p1", result.Messages, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://[::1]:8080/fhir", "http://[::1]:8080/fhir/", true)]
    [InlineData("http://[::1]:8080/fhir", "https://[0:0:0:0:0:0:0:1]:8080/fhir", true)]
    [
        InlineData("http://[0:0::0:1]/fhir", "http://[::1]:80/fhir", true),
        InlineData("http://[2001:DB8::A]/fhir", "http://[2001:db8::a]/fhir", true)
    ]
    [InlineData("http://[::1]:8080/fhir", "http://[::1]/fhir", false), InlineData("http://[::1]/fhir", "http://[::2]/fhir", false)]
    [InlineData("http://ehr/%7Eward", "http://ehr/~ward", true), InlineData("http://ehr/~ward", "http://ehr/%7eward", true)]
    [InlineData("http://ehr/kr%c3%a4nk", "http://ehr/kr%C3%A4nk", true), InlineData("http://ehr/kränk", "http://ehr/kr%C3%A4nk", true)]
    [InlineData("http://ehr/a%2fb", "http://ehr/a%2Fb", true), InlineData("http://ehr/a%2Fb", "http://ehr/a/b", false)]
    [InlineData("http://EHR:80/fhir//", "http://ehr/fhir", true)]
    public async Task A_base_is_the_same_in_every_spelling(string written, string named, bool known)
    {
        using var folder = new Folder();
        var text = (await File.ReadAllTextAsync(await AbsoluteAsync(folder))).Replace(
            "http://ehr.example.org/fhir",
            written.TrimEnd('/'),
            StringComparison.Ordinal
        );

        Assert.Equal((known ? 13 : 0, known ? 0 : 1), await CountsAsync("score", folder.Write("spelt.ndjson", text), ["--base", named]));
    }

    [Fact]
    public async Task Two_servers_of_one_hospital_are_named_one_by_one()
    {
        using var folder = new Folder();
        var lines = await File.ReadAllLinesAsync(await AbsoluteAsync(folder));
        var path = folder.Write(
            "two.ndjson",
            string.Join(
                '\n',
                lines.Select(
                    (line, number) =>
                        number % 2 == 0
                            ? line
                            : line.Replace("http://ehr.example.org/fhir", "https://imaging.example.org", StringComparison.Ordinal)
                )
            )
        );
        string[] first = ["--base", "http://ehr.example.org/fhir"],
            both = [.. first, "--base", "https://imaging.example.org/"];

        Assert.Equal((13, 0), await CountsAsync("score", path, both));
        Assert.Equal((0, 1), await CountsAsync("score", path, []));
        var half = await Cli.RunAsync(["score", path, .. first]);
        Assert.Equal(1, Told().Count(half.Messages));
        Assert.NotEqual((await Cli.RunAsync(["score", path, .. both])).Output, half.Output);
    }

    [Theory]
    [
        InlineData("codes PATH"),
        InlineData("report --from PATH"),
        InlineData("explain pts --from PATH"),
        InlineData("explain --patient Patient/p1 --from PATH"),
        InlineData("gaps --as-of 2024-01-01 --from PATH"),
        InlineData("score -")
    ]
    public async Task Every_command_that_reads_files_takes_a_base(string command)
    {
        using var folder = new Folder();
        var (absolute, relative) = (await AbsoluteAsync(folder), Chart.Case(Death));
        Task<CliResult> RunAsync(string path, params string[] more) =>
            command == "score -"
                ? Cli.RunWithInputAsync(File.ReadAllText(path), ["score", "-", .. more])
                : Cli.RunAsync([.. command.Replace("PATH", path, StringComparison.Ordinal).Split(' '), .. more]);

        var (expected, given, without) = (
            await RunAsync(relative),
            await RunAsync(absolute, "--base", "http://ehr.example.org/fhir"),
            await RunAsync(absolute)
        );

        Assert.Equal((expected.Exit, expected.Output), (given.Exit, given.Output));
        Assert.Equal(0, Told().Count(given.Messages));
        Assert.Equal(1, Told().Count(without.Messages));
        Assert.DoesNotContain("example.org", without.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_count_is_that_of_the_references()
    {
        var chart = await Chart.OfLinesAsync(
            """{"resourceType":"Patient","id":"1"}""",
            """{"resourceType":"Procedure","id":"1","status":"completed","subject":{"reference":"http://h/Patient/1"},"focalDevice":[{"manipulated":{"reference":"http://h/Device/1"}}]}""",
            """{"resourceType":"Procedure","id":"2","status":"completed","subject":{"reference":"Patient/1"},"focalDevice":[{"manipulated":{"reference":"urn:uuid:0"}}]}"""
        );
        Assert.Contains("2 references are absolute", chart.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Bundle_that_says_its_own_base_needs_none()
    {
        using var folder = new Folder();
        var entries = (await File.ReadAllLinesAsync(await AbsoluteAsync(folder)))
            .Select(line => System.Text.Json.Nodes.JsonNode.Parse(line)!)
            .Select(resource =>
                $$"""{"fullUrl":"http://ehr.example.org/fhir/{{resource["resourceType"]}}/{{resource["id"]}}","resource":{{resource.ToJsonString()}}}"""
            );
        var path = folder.Write(
            "bundle.json",
            $$"""{"resourceType":"Bundle","type":"collection","entry":[{{string.Join(',', entries)}}]}"""
        );
        Assert.Equal((13, 0), await CountsAsync("score", path, []));
    }

    [Theory]
    [
        InlineData("fhir"),
        InlineData("/fhir"),
        InlineData("ftp://ehr.example.org/fhir"),
        InlineData("ehr.example.org/fhir"),
        InlineData("http://"),
        InlineData("urn:uuid:0"),
        InlineData("http://user:secret@ehr.example.org/fhir"),
        InlineData("http://ehr.example.org/fhir?x=1")
    ]
    public async Task What_is_no_address_is_a_fault_of_the_call(string address)
    {
        foreach (
            var command in FileCommandTests
                .Commands.Select(row => row.Data)
                .Where(command => !command.StartsWith("validate", StringComparison.Ordinal))
        )
        {
            var result = await Cli.RunAsync([
                .. command.Replace("PATH", Chart.Case(Death), StringComparison.Ordinal).Split(' '),
                "--base",
                address,
            ]);
            Assert.Equal((2, ""), (result.Exit, result.Output));
            Assert.Matches("^--base: .*http or https.*The form is .*such as https://", result.Messages);
            Assert.DoesNotContain("secret", result.Messages, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("report"), InlineData("explain pts"), InlineData("gaps"), InlineData("codes --site centre-a")]
    public async Task Without_files_a_base_is_a_fault_of_the_call(string command) =>
        Assert.StartsWith(
            "--base: goes with files",
            (await Cli.RunAsync([.. command.Split(' '), "--base", "http://h/fhir"])).Messages,
            StringComparison.Ordinal
        );

    private static async Task<(int Outcomes, int Told)> CountsAsync(string command, string path, string[] options)
    {
        var result = await Cli.RunAsync([command, path, .. options]);
        return (result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length, Told().Count(result.Messages));
    }

    private static async Task<string> AbsoluteAsync(Folder folder) =>
        folder.Write(
            "export.ndjson",
            Reference().Replace(await File.ReadAllTextAsync(Chart.Case(Death)), "$1http://ehr.example.org/fhir/")
        );

    private static string[] Options(string bases) =>
        [.. bases.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(one => new[] { "--base", one })];

    [GeneratedRegex("(\"reference\": \")(?=[A-Z])")]
    private static partial Regex Reference();

    [GeneratedRegex("^[0-9]+ references are absolute.*--base URL", RegexOptions.Multiline)]
    private static partial Regex Told();
}
