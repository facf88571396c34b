using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.EndToEnd;

/// <summary>Real input that nobody here wrote: no crash, no outcome invented, each unusable resource one issue.</summary>
public sealed partial class Hl7ExampleTests(Hl7Examples examples, ITestOutputHelper output) : IClassFixture<Hl7Examples>
{
    [Fact]
    public async Task The_official_examples_score_to_nothing_and_each_unusable_resource_is_one_issue()
    {
        var issues = Path.GetTempFileName();
        try
        {
            var clock = Stopwatch.StartNew();
            var result = await Cli.RunAsync("score", examples.Folder, "--issues", issues);
            Report("score", result.Messages, clock);

            Assert.InRange(result.Exit, 0, 1);
            Assert.Empty(result.Output);
            Assert.True(Number(Resources(), result.Messages) > 5000);
            var lines = await File.ReadAllLinesAsync(issues);
            Assert.Equal(Number(Issues(), result.Messages), lines.Length);
            Assert.Equal(lines.Length, lines.Distinct(StringComparer.Ordinal).Count());
        }
        finally
        {
            File.Delete(issues);
        }
    }

    [Theory]
    [InlineData("StudyProcedures")]
    [InlineData("AllPatients")]
    public async Task A_hospital_that_holds_the_official_examples_is_pulled_without_a_write(string patients)
    {
        await using var site = await TestSite.StartAsync("examples", map: null, []);
        var loaded = await IvcFhir.Sandbox.SandboxLoader.LoadAsync(site.Hospital.Store, examples.Folder);
        var writes = site.Hospital.Requests.Writes;

        var clock = Stopwatch.StartNew();
        var result = await site.OnceAsync(patients: patients);
        Report($"once ({patients}, {loaded.Total} resources loaded)", result.Output, clock);

        Assert.InRange(result.Exit, 0, 1);
        Assert.Contains("written 0 created, 0 updated, 0 unchanged, 0 retracted", result.Output, StringComparison.Ordinal);
        Assert.Equal(writes, site.Hospital.Requests.Writes);
        Assert.Empty(site.Written());
    }

    private void Report(string what, string text, Stopwatch clock) =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {text.Trim()} in {clock.Elapsed.TotalSeconds:F1} s"));

    private static int Number(Regex pattern, string text) =>
        int.Parse(pattern.Match(text).Groups["n"].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex("(?<n>[0-9]+) resources", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Resources();

    [GeneratedRegex("(?<n>[0-9]+) issues", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Issues();
}
