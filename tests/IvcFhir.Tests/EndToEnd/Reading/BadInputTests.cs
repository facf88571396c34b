using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using IvcFhir.Sandbox;
using IvcFhir.Sandbox.Cohort;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.EndToEnd;

/// <summary>Bad input: each with its clear error, and nothing lost.</summary>
public sealed class BadInputTests
{
    [Fact]
    public async Task An_unreachable_site_is_named_and_ends_with_3()
    {
        await using var site = await TestSite.StartSmallAsync();
        var free = FreePort();
        var result = await Cli.RunAsync("once", "--config", site.Config(fhirBase: new($"http://127.0.0.1:{free}/fhir/")));

        Assert.Equal(3, result.Exit);
        Assert.Contains("centre-a: The site cannot be reached", result.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public Task A_401_says_that_credentials_are_missing() =>
        AssertFault(new(new Fault.Answer(401)) { Times = int.MaxValue }, "centre-a: The site answers 401");

    [Fact]
    public Task A_web_page_instead_of_JSON_is_called_one() =>
        AssertFault(
            new(new Fault.Html()) { Times = int.MaxValue },
            "centre-a: The site answers with 'text/html' where FHIR JSON is expected; check FhirBase."
        );

    [Fact]
    public Task A_truncated_Bundle_is_no_result() =>
        AssertFault(new(new Fault.Truncate()) { Times = int.MaxValue }, "centre-a: The site's answer is not complete JSON");

    [Fact]
    public async Task A_fault_at_one_patient_costs_that_patient_one_pass_and_no_other()
    {
        await using var site = await TestSite.StartSmallAsync();
        site.Faults.Add(new(new Fault.Answer(401)) { Method = "GET", Path = "Patient/a-07" });

        var first = await site.OnceAsync();
        var second = await site.OnceAsync();

        Assert.Equal(3, first.Exit);
        Assert.Contains("failed patients 1 Unauthorized", first.Output, StringComparison.Ordinal);
        Assert.Equal(1, second.Exit);
        Assert.DoesNotContain("a-07", first.Output + first.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_malformed_line_costs_one_issue_and_no_other_line()
    {
        var lines = SyntheticCohort.Resources(Centre.A).Select(resource => resource.ToJsonString()).ToList();
        var whole = await Cli.RunWithInputAsync(string.Join('\n', lines), "score", "-");
        lines.Insert(7, lines[7][..50]);
        var damaged = await Cli.RunWithInputAsync(string.Join('\n', lines), "score", "-");

        Assert.Equal(1, damaged.Exit);
        Assert.Contains("1 malformed-input", damaged.Messages, StringComparison.Ordinal);
        Assert.Equal(whole.Output, damaged.Output);
    }

    [Fact]
    public async Task A_malformed_first_line_is_no_reason_to_drop_the_file()
    {
        var lines = SyntheticCohort
            .Resources(Centre.A)
            .Select(resource => resource.ToJsonString())
            .Prepend("{\"resourceType\": \"Pati")
            .ToList();
        var damaged = await Cli.RunWithInputAsync(string.Join('\n', lines), "score", "-");

        Assert.Contains("1 malformed-input", damaged.Messages, StringComparison.Ordinal);
        Assert.Contains("in the study", damaged.Messages, StringComparison.Ordinal);
        Assert.NotEmpty(damaged.Output);
    }

    [Fact]
    public async Task A_resource_that_the_model_rejects_costs_one_issue_and_no_neighbour()
    {
        var resources = SyntheticCohort.Resources(Centre.A).ToList();
        var broken = resources.First(r =>
            r["resourceType"]!.GetValue<string>() == "Observation" && r["subject"]!["reference"]!.GetValue<string>() == "Patient/a-01"
        );
        broken["status"] = new JsonArray("final");
        await using var site = await TestSite.StartAsync("centre-a", null, resources);

        var result = await site.OnceAsync();

        Assert.Equal(1, result.Exit);
        Assert.Contains("1 invalid-resource", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_site_map_is_named_with_those_that_exist()
    {
        var result = await Cli.RunWithInputAsync("", "score", "-", "--site", "nowhere");

        Assert.Equal(2, result.Exit);
        Assert.Contains("There is no site map 'nowhere'. Embedded: centre-b", result.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ledger_that_cannot_be_written_ends_with_3()
    {
        await using var site = await TestSite.StartSmallAsync();
        var result = await Cli.RunAsync("once", "--config", site.Config(ledger: "missing/ledger.db"));

        Assert.Equal(3, result.Exit);
        Assert.Contains("cannot be used (SQLite 14)", result.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_is_named()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var result = await Cli.RunAsync("sandbox", "--port", port.ToString(System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(3, result.Exit);
        Assert.Contains($"{port}", result.Messages, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "Sites": [ { "Name": "a b", "FhirBase": "http://x/" } ] }""", "Sites:0:Name")]
    [InlineData("""{ "Sites": [ { "Name": "a", "FhirBase": "x" } ] }""", "Sites:0:FhirBase")]
    [InlineData(
        """{ "Sites": [ { "Name": "a", "FhirBase": "http://x/", "Concurrency": "many" } ] }""",
        "Sites:0:Concurrency is 'many': a whole number from 1 to 64"
    )]
    [InlineData(
        """{ "Sites": [ { "Name": "a", "FhirBase": "http://x/", "Patients": "some" } ] }""",
        "Allowed: StudyProcedures, AllPatients"
    )]
    [InlineData(
        """{ "Sites": [ { "Name": "a", "FhirBase": "http://x/", "WriteBack": "yes" } ] }""",
        "Sites:0:WriteBack is 'yes': true or false is expected"
    )]
    [InlineData(
        """{ "Sites": [ { "Name": "a", "FhirBase": "http://x/", "WriteBack": 1 } ] }""",
        "Sites:0:WriteBack is '1': true or false is expected"
    )]
    [InlineData(
        """{ "Sites": [ { "Name": "a", "FhirBase": "http://x/", "WriteBack": "" } ] }""",
        "Sites:0:WriteBack is '': true or false is expected"
    )]
    [InlineData(
        """{ "Sites": [ { "Name": "a", "FhirBase": "http://x/", "WriteBack": null } ] }""",
        "Sites:0:WriteBack is null or empty: true or false is expected"
    )]
    [InlineData(
        """{ "Sites": [ { "Name": "a", "FhirBase": "http://x/", "WriteBack": {} } ] }""",
        "Sites:0:WriteBack is null or empty: true or false is expected"
    )]
    [InlineData(
        """{ "Sites": [ { "Name": "a", "FhirBase": "http://x/", "WriteBack": [] } ] }""",
        "Sites:0:WriteBack is '': true or false is expected"
    )]
    [InlineData(
        """{ "Sites": [ { "Name": "a", "FhirBase": "http://x/", "WriteBack": [true] } ] }""",
        "Sites:0:WriteBack is an object or a list: true or false is expected"
    )]
    [InlineData(
        """{ "Sites": [ { "Name": "a", "FhirBase": "http://x/", "WriteBack": { "On": true } } ] }""",
        "Sites:0:WriteBack is an object or a list: true or false"
    )]
    [InlineData(
        """{ "Sites": [ { "Name": "a", "FhirBase": "http://x/", "Patients": {} } ] }""",
        "Sites:0:Patients is null or empty: one of StudyProcedures"
    )]
    [InlineData(
        """{ "Sites": [ { "Name": "a", "FhirBase": "http://x/", "Mpa": "b" } ] }""",
        "Sites:0:Mpa is no setting. Allowed here: Name, FhirBase, Map"
    )]
    [InlineData("""{ "Site": [] }""", "Site is no setting")]
    [InlineData("""{ "Every": "soon", "Sites": [] }""", "Every is 'soon'")]
    [InlineData("""{ "TimeZone": "Mars/Base", "Sites": [] }""", "TimeZone is 'Mars/Base'")]
    [InlineData("""{ "Sites": [] }""", "no site is configured")]
    [InlineData("{ not json", "is not JSON")]
    public async Task Bad_configuration_fails_at_start_with_the_key_and_what_is_allowed(string configuration, string message)
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, configuration);
            foreach (var command in new[] { "once", "run" })
            {
                var result = await Cli.RunAsync(command, "--config", path);
                Assert.Equal(2, result.Exit);
                Assert.Contains(message, result.Messages, StringComparison.Ordinal);
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task A_site_whose_settings_do_not_say_WriteBack_true_is_only_read()
    {
        await using var site = await TestSite.StartSmallAsync();
        var settings = JsonNode.Parse(await File.ReadAllTextAsync(site.Config(), TestContext.Current.CancellationToken))!;
        settings["Sites"]![0]!.AsObject().Remove("WriteBack");
        var path = Path.Combine(site.Folder, "silent.json");
        await File.WriteAllTextAsync(path, settings.ToJsonString(), TestContext.Current.CancellationToken);
        var before = site.Hospital.Store.Committed;

        var result = await Cli.RunAsync("once", "--config", path);

        Assert.Equal(1, result.Exit);
        Assert.Equal(before, site.Hospital.Store.Committed);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("score")]
    [InlineData("report", "--format", "pdf")]
    [InlineData("score", "no-such-folder")]
    [InlineData("once", "--config", "no-such-file.json")]
    public async Task Wrong_usage_ends_with_2(params string[] args)
    {
        var result = await Cli.RunAsync(args);

        Assert.Equal(2, result.Exit);
        Assert.NotEmpty(result.Messages);
        Assert.Empty(result.Output);
    }

    private static async Task AssertFault(FaultRule fault, string message)
    {
        await using var site = await TestSite.StartSmallAsync();
        site.Faults.Add(fault);
        var result = await site.OnceAsync();

        Assert.Equal(3, result.Exit);
        Assert.Contains(message, result.Messages, StringComparison.Ordinal);
        Assert.Empty(site.Written());
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
