using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using IvcFhir.Sandbox.Cohort;
using IvcFhir.Tests.Support;
using Microsoft.Data.Sqlite;

namespace IvcFhir.Tests.EndToEnd;

public sealed class WorkerTests
{
    [Fact]
    public async Task The_worker_takes_its_sites_from_the_environment_passes_once_and_stops_when_told()
    {
        await using var site = await TestSite.StartAsync(Centre.A);
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["IVCFHIR_Ledger"] = Path.Combine(site.Folder, "ledger.db"),
            ["IVCFHIR_Sites__0__Name"] = site.Name,
            ["IVCFHIR_Sites__0__FhirBase"] = site.Hospital.BaseUrl.AbsoluteUri,
            ["IVCFHIR_Sites__0__WriteBack"] = "true",
            ["IVCFHIR_Sites__0__TimeZone"] = "UTC",
        };
        using var worker = Cli.Start(settings, "run");
        var messages = worker.StandardError.ReadToEndAsync();
        try
        {
            await Eventually(() => messages.IsCompleted || Passes(site) == 1);
            using var terminate = Process.Start("kill", ["-TERM", worker.Id.ToString(CultureInfo.InvariantCulture)]);
            await worker.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        }
        finally
        {
            if (!worker.HasExited)
                worker.Kill();
        }

        Assert.Equal(0, worker.ExitCode);
        Assert.Contains("\"Name\":\"PassDone\"", await messages, StringComparison.Ordinal);
        Assert.NotEmpty(site.Written());
    }

    [Fact]
    public async Task One_of_several_sites_is_passed_alone()
    {
        await using var site = await TestSite.StartAsync(Centre.A);
        var unknown = await Cli.RunAsync("once", "--config", site.Config(), "--site", "elsewhere");
        var known = await Cli.RunAsync("once", "--config", site.Config(), "--site", "centre-a");

        Assert.Equal(2, unknown.Exit);
        Assert.Contains("'elsewhere' is not configured. Configured: centre-a", unknown.Messages, StringComparison.Ordinal);
        Assert.Equal(1, known.Exit);
    }

    [Theory]
    [InlineData("table"), InlineData("json"), InlineData("csv")]
    public async Task Ledger_and_files_give_the_same_report(string format)
    {
        await using var site = await TestSite.StartAsync(Centre.B);
        await site.OnceAsync();
        var files = Path.Combine(site.Folder, "charts.ndjson");
        await File.WriteAllLinesAsync(files, SyntheticCohort.Resources(Centre.B).Select(resource => resource.ToJsonString()));

        var ledger = await Cli.RunAsync("report", "--format", format, "--config", site.Config());
        var direct = await Cli.RunAsync("report", "--format", format, "--from", files, "--site", "centre-b");

        Assert.Equal(WithoutOrigin(ledger.Output), WithoutOrigin(direct.Output));
    }

    // Only the ledger knows the data cut; and a search by procedures never reads the patients without one, whom the files hold.
    private static string WithoutOrigin(string report)
    {
        if (!report.StartsWith('{'))
            return string.Join(
                '\n',
                report
                    .Split('\n')
                    .Where(line =>
                        !line.Contains("data cut", StringComparison.Ordinal) && !line.StartsWith("Study ", StringComparison.Ordinal)
                    )
            );
        var json = JsonNode.Parse(report)!.AsObject();
        json.Remove("dataCut");
        json["flow"]!.AsArray().RemoveAt(0);
        return json.ToJsonString();
    }

    // Only looked at: opening it as the program does would set it up beside the worker that is just doing so.
    private static int Passes(TestSite site)
    {
        var path = Path.Combine(site.Folder, "ledger.db");
        if (!File.Exists(path))
            return 0;
        try
        {
            using var connection = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False");
            connection.Open();
            using var count = connection.CreateCommand();
            count.CommandText = "SELECT count(*) FROM pass";
            return Convert.ToInt32(count.ExecuteScalar(), CultureInfo.InvariantCulture);
        }
        catch (SqliteException)
        {
            return 0; // not yet there
        }
    }

    private static async Task Eventually(Func<bool> condition)
    {
        var clock = Stopwatch.StartNew();
        while (!condition() && clock.Elapsed < TimeSpan.FromSeconds(60))
            await Task.Delay(100);
        Assert.True(condition());
    }
}
