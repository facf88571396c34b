using System.Text.Json;
using System.Text.Json.Nodes;
using IvcFhir.Protocols;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Protocols;

public sealed class ProtocolCommandTests
{
    [Fact]
    public async Task Show_names_rule_setting_value_default_and_source()
    {
        var shown = await Cli.RunAsync("protocol", "show", "iliofemoral-cdt");

        Assert.Equal(0, shown.Exit);
        Assert.Matches(@"D2\s+villalta\.ptsDefinition\s+two-visits\s+no\s+S11 S3\s+S12 S10", shown.Output);
        Assert.Matches(@"D1\s+villalta\.ulcer\s+category-only\s+yes\s+S4 S5\s+S2 S1", shown.Output);
        Assert.Contains(StudyProtocols.Load("iliofemoral-cdt").Rules.Hash, shown.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_show_prints_as_JSON_passes_the_check_and_a_fault_ends_with_2()
    {
        var file = Path.GetTempFileName();
        try
        {
            var shown = await Cli.RunAsync("protocol", "show", "--format", "json");
            await File.WriteAllTextAsync(file, shown.Output);
            var good = await Cli.RunAsync("protocol", "check", file);
            await File.WriteAllTextAsync(
                file,
                shown
                    .Output.Replace("category-only", "both", StringComparison.Ordinal)
                    .Replace("\"wilson\"", "95", StringComparison.Ordinal)
            );
            var bad = await Cli.RunAsync("protocol", "check", file);

            Assert.Equal(0, good.Exit);
            Assert.Contains("0 settings differ", good.Output, StringComparison.Ordinal);
            Assert.Equal(2, bad.Exit);
            Assert.Contains("2 faults", bad.Messages, StringComparison.Ordinal);
            Assert.Contains(
                "$.villalta.ulcer is \"both\"; expected: one of category-only, at-least-15, add-15.",
                bad.Messages,
                StringComparison.Ordinal
            );
            Assert.Contains(
                "$.statistics.proportionInterval is 95; expected: one of wilson, clopper-pearson, wald.",
                bad.Messages,
                StringComparison.Ordinal
            );
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("protocol", "show", "none"), InlineData("protocol", "check", "none.json"), InlineData("score", "-", "--protocol", "none")]
    public async Task A_protocol_that_does_not_exist_ends_with_2_and_is_named(params string[] args)
    {
        var result = await Cli.RunAsync(args);
        Assert.Equal(2, result.Exit);
        Assert.Contains("'none", result.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_studies_share_a_ledger_and_neither_withdraws_what_the_other_wrote()
    {
        var charts = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Golden", "centre-a", "input", "charts.ndjson"))
            .Select(line => JsonNode.Parse(line)!.AsObject());
        await using var site = await TestSite.StartAsync("centre-a", map: null, charts);
        var first = site.Config();
        var second = Path.Combine(site.Folder, "second.json");
        await File.WriteAllTextAsync(second, "{ \"Protocol\": \"iliofemoral-cdt\", " + (await File.ReadAllTextAsync(first))[1..]);

        await Cli.RunAsync("once", "--config", first);
        var written = site.Written();
        var other = await Cli.RunAsync("once", "--config", second);
        var again = await Cli.RunAsync("once", "--config", first);

        Assert.Contains("0 retracted", other.Output, StringComparison.Ordinal);
        Assert.Matches("written 0 created, 0 updated, [0-9]+ unchanged, 0 retracted", again.Output);
        Assert.All(written, observation => Assert.Equal(observation.Value, site.Written()[observation.Key]));
        Assert.Contains(
            site.Written().Values,
            text => text.Contains($"\"{StudyProtocols.Load("iliofemoral-cdt").Rules.Hash}\"", StringComparison.Ordinal)
        );
        var tables = new[] { await ReportAsync(first), await ReportAsync(second) };
        Assert.Equal(["ivc-mat-cdt", "iliofemoral-cdt"], tables.Select(table => table.GetProperty("study").GetString()));
        Assert.Equal([12, 14], tables.Select(table => table.GetProperty("figures").GetArrayLength()));
        Assert.Equal(
            StudyProtocols.Names.OrderDescending(StringComparer.Ordinal).Select(name => StudyProtocols.Load(name).Rules.Hash),
            tables.Select(table => table.GetProperty("protocolHash").GetString())
        );
    }

    [Fact]
    public async Task A_site_in_another_zone_has_other_days_and_a_zone_that_does_not_exist_ends_with_2()
    {
        var charts = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Golden", "centre-a", "input", "charts.ndjson"))
            .Select(line => JsonNode.Parse(line)!.AsObject());
        await using var site = await TestSite.StartAsync("centre-a", map: null, charts);
        var config = await File.ReadAllTextAsync(site.Config());
        await Cli.RunAsync("once", "--config", site.Config());
        var before = site.Written();

        var east = await WithZoneAsync(site, config, "Pacific/Kiritimati");
        var nowhere = await WithZoneAsync(site, config, "Nowhere");

        Assert.NotEqual(3, east.Exit);
        Assert.Contains("would change by other rules, maps or settings", east.Output, StringComparison.Ordinal);
        await Cli.RunAsync("approve", "--because", "upgrade", "--config", Path.Combine(site.Folder, "zone-18.json"));
        await WithZoneAsync(site, config, "Pacific/Kiritimati");
        Assert.NotEqual(before, site.Written());
        Assert.Equal(2, nowhere.Exit);
        Assert.Contains("Sites:0:TimeZone is 'Nowhere'", nowhere.Messages, StringComparison.Ordinal);
    }

    private static async Task<CliResult> WithZoneAsync(TestSite site, string config, string zone)
    {
        var path = Path.Combine(site.Folder, $"zone-{zone.Length}.json");
        await File.WriteAllTextAsync(path, config.Replace("\"TimeZone\":\"UTC\"", $"\"TimeZone\":\"{zone}\"", StringComparison.Ordinal));
        return await Cli.RunAsync("once", "--config", path);
    }

    [Fact]
    public async Task An_unknown_protocol_in_the_settings_ends_with_2()
    {
        await using var site = await TestSite.StartAsync("centre-a", map: null, []);
        var config = Path.Combine(site.Folder, "wrong.json");
        await File.WriteAllTextAsync(config, "{ \"Protocol\": \"other\", " + (await File.ReadAllTextAsync(site.Config()))[1..]);
        var result = await Cli.RunAsync("once", "--config", config);
        Assert.Equal(2, result.Exit);
        Assert.Contains("Shipped: iliofemoral-cdt, ivc-mat-cdt", result.Messages, StringComparison.Ordinal);
    }

    private static async Task<JsonElement> ReportAsync(string config)
    {
        using var json = JsonDocument.Parse((await Cli.RunAsync("report", "--config", config, "--format", "json")).Output);
        return json.RootElement.Clone();
    }
}
