using System.Text.Json.Nodes;
using IvcFhir.Sandbox.Cohort;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.EndToEnd;

/// <summary>
/// What a ledger's report says under a protocol's hash was answered by that protocol, whichever was in force when the hospital was read.
/// </summary>
public sealed class OneProtocolTests
{
    private const string TwoVisits =
        """{ "id": "ivc-mat-cdt", "version": "9.0.0", "title": "Two visits decide", "villalta": { "ptsDefinition": "two-visits" } }""";

    [Theory]
    [InlineData("report", "--format", "json")]
    [InlineData("explain", "pts", "--format", "json")]
    public async Task A_ledger_filled_under_other_rules_answers_as_the_files_do(params string[] question)
    {
        await using var site = await TestSite.StartAsync(Centre.A);
        await site.OnceAsync(patients: "AllPatients");
        var (rules, files) = (Path.Combine(site.Folder, "two-visits.json"), Path.Combine(site.Folder, "chart.ndjson"));
        await File.WriteAllTextAsync(rules, TwoVisits);
        var map = Path.Combine(site.Folder, "map.json");
        await File.WriteAllTextAsync(map, """{ "site": "centre-a", "codes": [], "texts": [] }""");
        await File.WriteAllLinesAsync(files, SyntheticCohort.Resources(Centre.A).Select(resource => resource.ToJsonString()));

        var recorded = await Cli.RunAsync([.. question, "--config", site.Config()]);
        var ledger = await Cli.RunAsync([.. question, "--protocol", rules, "--config", site.Config()]);
        var configured = await Cli.RunAsync([.. question, "--config", Configured(site, rules)]);
        var direct = await Cli.RunAsync([.. question, "--protocol", rules, "--from", files, "--map", map]);

        Assert.Equal(0, ledger.Exit);
        Assert.Equal(Comparable(direct), Comparable(ledger));
        Assert.Equal(Comparable(direct), Comparable(configured));
        Assert.NotEqual(Comparable(recorded), Comparable(ledger));
    }

    [Fact]
    public async Task An_outcome_whose_recorded_answer_other_rules_do_not_give_tells_both()
    {
        await using var site = await TestSite.StartAsync(Centre.A);
        await site.OnceAsync();
        var rules = Path.Combine(site.Folder, "two-visits.json");
        await File.WriteAllTextAsync(rules, TwoVisits);

        var standing = await Cli.RunAsync("explain", "--patient", "Patient/a-01", "--outcome", "pts", "--config", site.Config());
        var other = await Cli.RunAsync(
            "explain",
            "--patient",
            "Patient/a-01",
            "--outcome",
            "pts",
            "--protocol",
            rules,
            "--config",
            site.Config()
        );

        Assert.DoesNotContain("  recorded ", standing.Output, StringComparison.Ordinal);
        Assert.Contains("  recorded no (none), by pts/3\n", other.Output, StringComparison.Ordinal);
    }

    // The same ledger, the other rules taken from the configuration.
    private static string Configured(TestSite site, string rules)
    {
        var settings = JsonNode.Parse(File.ReadAllText(site.Config()))!.AsObject();
        settings["Protocol"] = rules;
        var path = Path.Combine(site.Folder, "configured.json");
        File.WriteAllText(path, settings.ToJsonString());
        return path;
    }

    // Files do not say up to when they hold.
    private static string Comparable(CliResult result)
    {
        var json = JsonNode.Parse(result.Output)!.AsObject();
        json.Remove("dataCut");
        return json.ToJsonString();
    }
}
