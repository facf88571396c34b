using System.Text.Json;
using IvcFhir.Core;
using IvcFhir.Core.Cohort;
using IvcFhir.Sandbox.Cohort;
using IvcFhir.State;
using IvcFhir.Tests.Support;
using Microsoft.Data.Sqlite;

namespace IvcFhir.Tests.Explain;

public sealed class ExplainCommandTests
{
    private static readonly string Golden = Path.Combine(AppContext.BaseDirectory, "Golden", "explain");
    private static readonly string Chart = Path.Combine(Golden, "input");

    [Theory]
    [InlineData("patient.txt", "explain", "--patient", "Patient/p1")]
    [InlineData("patient-villalta.json", "explain", "--patient", "Patient/p1", "--outcome", "villalta", "--format", "json")]
    [InlineData("figure-pts.txt", "explain", "pts")]
    [InlineData("figure-ivc-primary-patency.txt", "explain", "ivc-primary-patency")]
    [InlineData("figure-severe-complications.json", "explain", "severe-complications", "--format", "json")]
    [InlineData("gaps.txt", "gaps", "--as-of", "2020-12-31")]
    [InlineData("gaps.csv", "gaps", "--as-of", "2020-12-31", "--format", "csv")]
    [InlineData("gaps.json", "gaps", "--as-of", "2020-12-31", "--format", "json")]
    public async Task The_golden_chart_gives_the_golden_explanation_in_any_order_of_input(string expected, params string[] args)
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(Chart, "chart.ndjson"));
        var golden = await File.ReadAllTextAsync(Path.Combine(Golden, expected));
        foreach (var seed in new[] { 0, 1 })
        {
            if (seed > 0)
                new Random(seed).Shuffle(lines);
            var result = await Cli.RunWithInputAsync(string.Join('\n', lines), [.. args, "--from", "-"]);

            Assert.Equal(0, result.Exit);
            Assert.Equal(golden, result.Output, ignoreLineEndingDifferences: true);
        }
    }

    [Theory]
    [InlineData("filter-retrieval-success"), InlineData("filter-retrieval-rate"), InlineData("filter-retrieval-adjusted")]
    [InlineData("ivc-primary-patency-with-failures"), InlineData("iliac-secondary-patency-with-failures")]
    public async Task Rows_below_the_table_are_explained_too(string figure)
    {
        var result = await Cli.RunAsync("explain", figure, "--from", Path.Combine(Chart, "chart.ndjson"));

        Assert.Equal((0, ""), (result.Exit, result.Messages));
        Assert.Contains("Patient/p1", result.Output, StringComparison.Ordinal);
    }

    /// <summary>The second study asks for no filter (profiles/protocols/iliofemoral-cdt.json).</summary>
    [Theory]
    [InlineData("explain", "--patient", "Patient/1"), InlineData("gaps", "--as-of", "2020-12-31")]
    public async Task Files_are_explained_by_the_protocol_that_is_asked_for(params string[] args)
    {
        const string chart = """
            {"resourceType":"Procedure","id":"1","status":"completed","subject":{"reference":"Patient/1"},"performedDateTime":"2018-03-04","code":{"coding":[{"system":"http://www.ama-assn.org/go/cpt","code":"37212"}]},"bodySite":[{"text":"left common iliac vein"}]}
            {"resourceType":"Condition","id":"2","subject":{"reference":"Patient/1"},"onsetDateTime":"2018-03-01","code":{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10-cm","code":"I82.422"}]}}
            """;

        var first = await Cli.RunWithInputAsync(chart, [.. args, "--from", "-", "--format", "json"]);
        var second = await Cli.RunWithInputAsync(chart, [.. args, "--from", "-", "--format", "json", "--protocol", "iliofemoral-cdt"]);

        Assert.Equal((0, 0), (first.Exit, second.Exit));
        Assert.DoesNotContain("Procedure/1", first.Output, StringComparison.Ordinal);
        Assert.Contains("Patient/1", second.Output, StringComparison.Ordinal);
        Assert.NotEqual(first.Output, second.Output);
    }

    [Fact]
    public async Task An_outcome_is_found_by_the_identifier_of_its_Observation()
    {
        using var all = JsonDocument.Parse(
            (await Cli.RunAsync("explain", "--patient", "Patient/p1", "--format", "json", "--from", Chart)).Output
        );
        var outcome = all.RootElement[0].GetProperty("outcomes").EnumerateArray().First();

        var result = await Cli.RunAsync("explain", outcome.GetProperty("outcome").GetString()!, "--format", "json", "--from", Chart);

        using var one = JsonDocument.Parse(result.Output);
        Assert.Equal(0, result.Exit);
        Assert.True(JsonElement.DeepEquals(outcome, one.RootElement));
    }

    [Theory]
    [InlineData("explain")]
    [InlineData("explain", "pts", "--patient", "Patient/p1")]
    [InlineData("explain", "pts", "--outcome", "villalta")]
    [InlineData("explain", "no-such-figure")]
    [InlineData("explain", "0123456789012345678901234567890123456789")]
    [InlineData("explain", "--patient", "Patient/nobody")]
    [InlineData("explain", "--patient", "Patient/p1", "--outcome", "no-such-question")]
    [InlineData("explain", "pts", "--format", "html")]
    [InlineData("gaps")]
    [InlineData("gaps", "--as-of", "2020-12")]
    public async Task What_cannot_be_asked_is_a_usage_error_and_names_no_patient(params string[] args)
    {
        var result = await Cli.RunAsync([.. args, "--from", Chart]);

        Assert.Equal(2, result.Exit);
        Assert.Empty(result.Output);
        Assert.NotEmpty(result.Messages);
        Assert.DoesNotContain("Patient/p1", result.Messages, StringComparison.Ordinal);
        Assert.DoesNotContain("nobody", result.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_ledger_it_says_what_to_do()
    {
        var config = Path.Combine(Path.GetTempPath(), $"{Path.GetRandomFileName()}.json");
        await File.WriteAllTextAsync(config, """{ "Ledger": "/nowhere/ledger.db" }""");
        var result = await Cli.RunAsync("explain", "pts", "--config", config);
        File.Delete(config);

        Assert.Equal(2, result.Exit);
        Assert.Contains("ivcfhir once", result.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_ledger_explains_as_the_files_do_without_the_hospital()
    {
        await using var site = await TestSite.StartAsync(Centre.B);
        await site.OnceAsync(patients: "AllPatients");
        await site.Hospital.DisposeAsync();
        var files = string.Join('\n', SyntheticCohort.Resources(Centre.B).Select(resource => resource.ToJsonString()));

        foreach (var key in new[] { FigureKey.Pts, FigureKey.IliacPrimaryPatency })
        {
            var fromLedger = await Cli.RunAsync("explain", key, "--config", site.Config());
            var fromFiles = await Cli.RunWithInputAsync(files, "explain", key, "--from", "-", "--site", "centre-b");

            Assert.Equal((0, ""), (fromLedger.Exit, fromLedger.Messages));
            Assert.Equal(fromFiles.Output, fromLedger.Output);
        }
        var gaps = await Cli.RunAsync("gaps", "--as-of", "2024-12-31", "--config", site.Config());
        Assert.Equal(
            (await Cli.RunWithInputAsync(files, "gaps", "--as-of", "2024-12-31", "--from", "-", "--site", "centre-b")).Output,
            gaps.Output
        );
    }

    [Fact]
    public async Task Of_one_patient_the_ledger_is_asked_for_that_patient_alone()
    {
        await using var site = await TestSite.StartAsync(Centre.B);
        await site.OnceAsync(patients: "AllPatients");
        string[] explain = ["explain", "--config", site.Config(), "--patient", "Patient/b-02"],
            gaps = ["gaps", "--config", site.Config(), "--as-of", "2024-12-31", "--format", "json", "--patient", "Patient/b-02"];
        var before = (await Cli.RunAsync(explain), await Cli.RunAsync(gaps));
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(site.Folder, "ledger.db")}"))
        {
            connection.Open();
            using var damage = connection.CreateCommand();
            damage.CommandText = """
                INSERT INTO patient (site, patient, eligible, issues, facts) SELECT 'elsewhere', 'Patient/x-' || value, 1, '[', '{' FROM generate_series(1, 1000);
                UPDATE patient SET issues = '[', facts = '{' WHERE patient <> 'Patient/b-02';
                UPDATE outcome SET outcome = '{' WHERE patient <> 'Patient/b-02';
                """.Replace(
                "generate_series(1, 1000)",
                "(WITH RECURSIVE n (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < 1000) SELECT value FROM n)",
                StringComparison.Ordinal
            );
            damage.ExecuteNonQuery();
        }

        Assert.Equal((before.Item1.Exit, before.Item1.Output), (0, (await Cli.RunAsync(explain)).Output));
        Assert.Equal((before.Item2.Exit, before.Item2.Output), (0, (await Cli.RunAsync(gaps)).Output));
        Assert.Contains("Patient/b-02", before.Item1.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Patient/b-03", before.Item2.Output, StringComparison.Ordinal);
        Assert.Equal(3, (await Cli.RunAsync(gaps[..^2])).Exit); // everybody
        foreach (var nobody in new[] { "Patient/nobody", "Patient/B-02", "b-02", "Patient/b-0", "Patient/b-02' OR '1'='1" })
        {
            Assert.Equal(2, (await Cli.RunAsync([.. explain[..^1], nobody])).Exit);
            Assert.Equal(2, (await Cli.RunAsync([.. gaps[..^1], nobody])).Exit);
        }
    }

    [Fact]
    public async Task The_gaps_of_one_patient_of_files_are_those_of_the_list()
    {
        var files = string.Join('\n', SyntheticCohort.Resources(Centre.B).Select(resource => resource.ToJsonString()));
        string[] gaps = ["gaps", "--as-of", "2024-12-31", "--from", "-", "--site", "centre-b", "--format", "csv"];
        var all = (await Cli.RunWithInputAsync(files, gaps)).Output.Split('\n');
        var one = (await Cli.RunWithInputAsync(files, [.. gaps, "--patient", "Patient/b-02"])).Output.Split('\n');
        Assert.Equal(
            all.Where((line, number) => number == 0 || line.Length == 0 || line.Contains("Patient/b-02,", StringComparison.Ordinal)),
            one
        );
    }

    [Theory]
    [
        InlineData("north", "Patient/1", "north"),
        InlineData(null, "Patient/1", "east north south"),
        InlineData(null, "Patient/2", "north"),
        InlineData(null, "Patient/3", ""),
        InlineData("south", "Patient/2", "")
    ]
    public void A_patient_is_sought_at_every_site_or_at_one(string? site, string patient, string sites)
    {
        using var folder = new Gate.Folder();
        var ledger = Ledger.Open(Path.Combine(folder.Path, "ledger.db"));
        foreach (var (of, id) in new[] { ("north", "1"), ("south", "1"), ("east", "1"), ("north", "2"), ("east", "10") })
        {
            var facts = Some.TreatedPatient(id) with { Site = of };
            ledger.Record(facts, StudyScorer.Score(facts, StudyProtocol.Default));
        }

        Assert.Equal(sites, string.Join(' ', ledger.Patients(site, patient).Select(one => one.Outcomes.Site)));
        SqliteConnection.ClearAllPools();
    }

    [Fact]
    public async Task A_patient_recorded_without_facts_is_explained_without_alternatives_and_said_to_be()
    {
        await using var site = await TestSite.StartAsync(Centre.B);
        await site.OnceAsync(patients: "AllPatients");
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(site.Folder, "ledger.db")}"))
        {
            connection.Open();
            using var forget = connection.CreateCommand();
            forget.CommandText = "UPDATE patient SET facts = NULL WHERE patient = (SELECT min(patient) FROM patient)";
            Assert.Equal(1, forget.ExecuteNonQuery());
        }

        var figure = await Cli.RunAsync("explain", "pts", "--config", site.Config());
        var gaps = await Cli.RunAsync("gaps", "--config", site.Config());

        Assert.Equal((1, 1), (figure.Exit, gaps.Exit));
        Assert.DoesNotContain("under other rules", figure.Output, StringComparison.Ordinal);
        Assert.StartsWith("1 patients were recorded without their facts", gaps.Messages, StringComparison.Ordinal);
    }
}
