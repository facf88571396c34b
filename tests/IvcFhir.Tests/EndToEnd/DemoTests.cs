using System.Text.Json;
using IvcFhir.Core.Cohort;
using IvcFhir.Protocols;
using IvcFhir.State;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.EndToEnd;

public sealed class DemoTests
{
    private static readonly string[] Keys =
    [
        "technical-success",
        "procedure-duration",
        "filter-infrarenal",
        "filter-retrohepatic",
        "severe-complications",
        "ivc-primary-patency",
        "ivc-secondary-patency",
        "iliac-primary-patency",
        "iliac-secondary-patency",
        "vcss",
        "villalta",
        "pts",
    ];

    [Fact]
    public async Task All_twelve_figures_agree_and_the_second_pass_writes_nothing()
    {
        var demo = await Cli.RunAsync("demo", "--json");

        Assert.Equal(0, demo.Exit);
        using var json = JsonDocument.Parse(demo.Output);
        var root = json.RootElement;
        Assert.True(root.GetProperty("synthetic").GetBoolean());
        Assert.Equal(Keys, root.GetProperty("figures").EnumerateArray().Select(figure => figure.GetProperty("key").GetString()));
        Assert.All(root.GetProperty("figures").EnumerateArray(), figure => Assert.True(figure.GetProperty("agrees").GetBoolean()));
        var passes = root.GetProperty("passes").EnumerateArray().ToList();
        Assert.Equal(2, passes.Count);
        Assert.True(Written(passes[0], "created") > 500);
        Assert.Equal((0, 0, 0), (Written(passes[1], "created"), Written(passes[1], "updated"), Written(passes[1], "retracted")));
        Assert.Equal(Written(passes[0], "created"), Written(passes[1], "unchanged"));
        Assert.Equal(passes[0].GetProperty("pulled").GetRawText(), passes[1].GetProperty("pulled").GetRawText());
    }

    [Fact]
    public async Task The_report_is_written_into_the_folder_that_was_asked_for_and_says_that_it_is_synthetic()
    {
        var folder = Directory.CreateTempSubdirectory("ivcfhir-test-");
        try
        {
            var demo = await Cli.RunAsync("demo", "--out", folder.FullName);

            Assert.Equal(0, demo.Exit);
            Assert.Contains("12 of 12 figures agree", demo.Output, StringComparison.Ordinal);
            var html = await File.ReadAllTextAsync(Path.Combine(folder.FullName, "report.html"));
            Assert.Contains("ynthetic", html, StringComparison.Ordinal);
            Assert.Contains("<svg", html, StringComparison.Ordinal);
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task No_outcome_is_without_sources_and_no_figure_without_n()
    {
        var folder = Directory.CreateTempSubdirectory("ivcfhir-test-");
        try
        {
            var demo = await Cli.RunAsync("demo", "--json", "--out", folder.FullName);
            var protocol = StudyProtocols.Load(StudyProtocols.DefaultName).Rules;
            var patients = Ledger
                .Open(Path.Combine(folder.FullName, "demo-ledger.db"))
                .Patients()
                .Select(patient => patient.Outcomes)
                .ToList();
            using var json = JsonDocument.Parse(demo.Output);

            Assert.Equal(38, patients.Count);
            Assert.All(patients.SelectMany(patient => patient.Outcomes), outcome => Assert.NotEmpty(outcome.Sources));
            Assert.All(
                patients
                    .SelectMany(patient => StudyTableBuilder.MembersOf(patient, protocol))
                    .Where(member => member.Answer is not FigureAnswer.Missing),
                member => Assert.NotEmpty(member.Outcomes)
            );
            var root = json.RootElement;
            Assert.All(
                root.GetProperty("figures").EnumerateArray().Concat(root.GetProperty("retrieval").EnumerateArray()),
                figure => Assert.True(figure.GetProperty("of").GetInt32() > 0 && figure.GetProperty("n").GetInt32() >= 0)
            );
            Assert.All(root.GetProperty("curves").EnumerateArray(), curve => Assert.True(curve.GetProperty("units").GetInt32() > 0));
            Assert.All(
                root.GetProperty("groups")
                    .EnumerateArray()
                    .SelectMany(shares => shares.GetProperty("divisions").EnumerateArray())
                    .SelectMany(division => division.GetProperty("groups").EnumerateArray()),
                group => Assert.True(group.GetProperty("of").GetInt32() > 0)
            );
            Assert.All(
                root.GetProperty("curves").EnumerateArray(),
                curve =>
                    Assert.Equal(
                        ["site", "filter position", "side", "period"],
                        curve.GetProperty("strata").EnumerateArray().Select(division => division.GetProperty("by").GetString())
                    )
            );
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    private static int Written(JsonElement pass, string what) => pass.GetProperty("written").GetProperty(what).GetInt32();
}
