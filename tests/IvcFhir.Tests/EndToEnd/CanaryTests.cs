using System.Text.RegularExpressions;
using IvcFhir.Sandbox;
using IvcFhir.Sandbox.Cohort;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.EndToEnd;

/// <summary>Names of the synthetic patients are canaries: they must not sing in logs, messages, results' summaries or file names.</summary>
public sealed partial class CanaryTests
{
    [Fact]
    public async Task No_patient_appears_in_what_a_pass_says_even_when_much_goes_wrong()
    {
        await using var site = await TestSite.StartAsync(Centre.B);
        site.Faults.Add(new(new Fault.Answer(500)) { Path = "Patient/b-03", Times = 4 });
        site.Faults.Add(new(new Fault.Truncate()) { Path = "Patient/b-05", Times = 1 });
        site.Faults.Add(
            new(new Fault.Answer(400))
            {
                WritesOnly = true,
                Skip = 20,
                Times = 5,
            }
        );
        site.Faults.Add(
            new(new Fault.Drop())
            {
                WritesOnly = true,
                Skip = 40,
                Times = 2,
            }
        );

        var result = await Cli.FinishAsync(Cli.Start("once", "--config", site.Config()));
        var files = Directory.EnumerateFiles(site.Folder).Select(Path.GetFileName);

        Assert.Equal(3, result.Exit);
        Assert.NotEmpty(result.Messages);
        foreach (var text in files.Prepend(result.Messages).Prepend(result.Output))
            Assert.DoesNotMatch(Patients(), text!);
    }

    [Fact]
    public async Task No_patient_appears_in_the_report()
    {
        await using var site = await TestSite.StartAsync(Centre.B);
        await site.OnceAsync();
        foreach (var format in new[] { "table", "json", "html", "csv" })
            Assert.DoesNotMatch(Patients(), (await Cli.RunAsync("report", "--format", format, "--config", site.Config())).Output);
    }

    [GeneratedRegex("Synthetic-[AB]|Patient/|(?<![a-z])[ab]-[0-2][0-9]|20(1[5-9]|2[0-5])-", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Patients();
}
