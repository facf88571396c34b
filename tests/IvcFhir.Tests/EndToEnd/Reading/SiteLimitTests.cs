using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using IvcFhir.Sandbox;
using IvcFhir.Sandbox.Cohort;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.EndToEnd;

/// <summary>
/// What a server sends can make the program neither wait, nor grow, nor call elsewhere; and what one site does costs no other.
/// </summary>
public sealed class SiteLimitTests
{
    [Fact]
    public Task A_body_that_drips_for_ever_ends_after_AnswerSeconds() =>
        AssertFaultAsync(
            new(new Fault.Drip(TimeSpan.FromMilliseconds(200))) { Path = "Condition", Times = 1 },
            "AnswerSeconds",
            2,
            "1 BeyondLimit"
        );

    [Fact]
    public Task A_body_larger_than_AnswerMegabytes_is_not_read_to_its_end() =>
        AssertFaultAsync(new(new Fault.Flood(1L << 30)) { Path = "Condition", Times = 1 }, "AnswerMegabytes", 2, "1 BeyondLimit");

    [Fact]
    public Task A_refusal_whose_body_drips_for_ever_is_not_waited_for()
    {
        var refusal = new FaultRule(new Fault.OtherStatus(400)) { Path = "Condition", Times = 1 };
        return AssertFaultAsync(
            refusal,
            "AnswerSeconds",
            30,
            "1 Rejected",
            new FaultRule(new Fault.Drip(TimeSpan.FromMilliseconds(200))) { Path = "Condition", Times = 1 }
        );
    }

    [Fact]
    public Task A_next_link_that_always_names_one_more_page_ends_after_Pages() =>
        AssertFaultAsync(
            new(new Fault.Edit(OneMore(rows: true))) { Path = "Condition", Times = int.MaxValue },
            "Pages",
            5,
            "10 BeyondLimit"
        );

    [Fact]
    public Task Pages_without_rows_end_after_EmptyPages() =>
        AssertFaultAsync(
            new(new Fault.Edit(OneMore(rows: false))) { Path = "Condition", Times = int.MaxValue },
            "EmptyPages",
            3,
            "10 BeyondLimit"
        );

    [Fact]
    public Task A_site_that_asks_to_wait_an_hour_is_not_waited_for() =>
        AssertFaultAsync(
            new(new Fault.Answer(503, TimeSpan.FromHours(1))) { Path = "Condition", Times = 1 },
            "RetryAfterSeconds",
            30,
            "1 Unavailable"
        );

    [Fact]
    public Task Plain_text_that_says_it_is_gzip_is_a_fault_of_that_answer() =>
        AssertFaultAsync(new(new Fault.Header("Content-Encoding", "gzip")) { Path = "Condition", Times = 1 }, "Pages", 100, "1 NotFhir");

    [Theory]
    [InlineData("http://host:80:80/x"), InlineData("http://[bad"), InlineData("file:///etc/passwd")]
    [InlineData("http://127.0.0.1:1/fhir/Condition?_page=2")]
    public Task A_next_link_that_is_no_address_or_leads_elsewhere_is_not_followed(string next) =>
        AssertFaultAsync(
            new(new Fault.Edit(bundle => WithNext(bundle, next))) { Path = "Condition", Times = 1 },
            "Pages",
            100,
            "1 NotFhir"
        );

    [Theory]
    [InlineData(""), InlineData("#again"), InlineData("&_total=none")]
    public Task A_next_link_that_names_a_page_that_was_read_is_a_loop(string suffix) =>
        AssertFaultAsync(
            new(new Fault.Edit(bundle => WithNext(bundle, $"Condition?patient=Patient/a-01{suffix}")))
            {
                Path = "Condition",
                Times = int.MaxValue,
            },
            "Pages",
            100,
            "10 PagingLoop"
        );

    [Theory]
    [InlineData("Condition?"), InlineData("/fhir/Condition?"), InlineData("http://inner.invalid:8080/fhir/Condition?")]
    [InlineData("HTTP://INNER.invalid:8080/fhir/Condition?")]
    public async Task A_next_link_in_another_spelling_is_followed(string next)
    {
        await using var undisturbed = await TestSite.StartSmallAsync();
        await undisturbed.OnceAsync();
        await using var site = await TestSite.StartSmallAsync(new SandboxOptions { DefaultPageSize = 1 });
        var followed = site.Faults.Add(
            new(new Fault.Edit(bundle => Respelt(bundle, site.Hospital.BaseUrl.AbsoluteUri, next)))
            {
                Path = "Condition",
                Times = int.MaxValue,
            }
        );

        var result = await site.OnceAsync();

        Assert.Equal(1, result.Exit);
        Assert.True(followed.Count > 10);
        Assert.Equal(undisturbed.Written(), site.Written());
    }

    private static JsonObject Respelt(JsonObject bundle, string own, string next)
    {
        foreach (var link in bundle["link"]!.AsArray().Select(link => link!.AsObject()))
        {
            var url = link["url"]!.GetValue<string>();
            link["url"] =
                link["relation"]!.GetValue<string>() == "next" ? next + url[(url.IndexOf('?', StringComparison.Ordinal) + 1)..]
                : next.Contains("inner", StringComparison.OrdinalIgnoreCase)
                    ? url.Replace(own, "http://inner.invalid:8080/fhir/", StringComparison.Ordinal)
                : url;
        }
        return bundle;
    }

    [Fact]
    public async Task A_site_at_an_address_of_IPv6_is_read_and_written()
    {
        if (!System.Net.Sockets.Socket.OSSupportsIPv6)
            return;
        await using var undisturbed = await TestSite.StartSmallAsync();
        await undisturbed.OnceAsync();
        await using var site = await TestSite.StartSmallAsync(new SandboxOptions { IsIPv6 = true, DefaultPageSize = 7 });
        foreach (var finding in site.Hospital.ChartOf("Observation", "Patient/a-01"))
            site.Hospital.Store.Put(finding.With("subject", new JsonObject { ["reference"] = $"{site.Hospital.BaseUrl}Patient/a-01" }));

        var result = await site.OnceAsync();

        Assert.Equal(1, result.Exit);
        Assert.Equal(undisturbed.Written(), site.Written());
    }

    [Theory]
    [InlineData("https://fhir.example.org/r4?key=canary"), InlineData("https://u%3Acanary%40h/fhir")]
    [InlineData("https://fhir.example.org/r4#canary")]
    [InlineData("https://fhir.example.org/r4?tenant=1"), InlineData("https://fhir.example.org/r4#x"), InlineData("http://[::1:80/fhir")]
    [InlineData("fhir.example.org/r4"), InlineData("//fhir.example.org/r4"), InlineData("ftp://fhir.example.org/r4")]
    public async Task A_FhirBase_below_which_nothing_can_stand_is_named_at_the_start(string fhirBase)
    {
        await using var site = await TestSite.StartAsync("north", null, []);
        var result = await site.OnceAsync(more: new() { ["FhirBase"] = fhirBase });

        Assert.Equal(2, result.Exit);
        Assert.Contains("Sites:0:FhirBase is '", result.Messages, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", result.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Links_that_name_the_internal_base_of_a_server_behind_a_gateway_are_laid_on_FhirBase()
    {
        await using var undisturbed = await TestSite.StartSmallAsync();
        await undisturbed.OnceAsync();
        await using var site = await TestSite.StartSmallAsync(new SandboxOptions { DefaultPageSize = 7 });
        site.Faults.Add(
            new(new Fault.Replace(site.Hospital.BaseUrl.AbsoluteUri, "http://inner.invalid:8080/fhir/")) { Times = int.MaxValue }
        );

        var result = await site.OnceAsync();

        Assert.Equal(1, result.Exit);
        Assert.Equal(undisturbed.Written(), site.Written());
    }

    [Theory]
    [InlineData("Device/../../admin"), InlineData("Device/x?_count=1"), InlineData("Http:\\\\127.0.0.1:PORT/x?mrn=1")]
    [InlineData("http://127.0.0.1:PORT/fhir/Device/1")]
    [InlineData("Device/.."), InlineData("Device/a b"), InlineData("File:\\\\x/y"), InlineData("//127.0.0.1:PORT/x")]
    public async Task A_reference_in_the_data_never_chooses_what_is_called(string reference)
    {
        using var elsewhere = new TcpListener(IPAddress.Loopback, 0);
        elsewhere.Start();
        await using var site = await TestSite.StartSmallAsync();
        var procedure = site.Hospital.ChartOf("Procedure", "Patient/a-02")[0];
        var named = reference.Replace("PORT", $"{((IPEndPoint)elsewhere.LocalEndpoint).Port}", StringComparison.Ordinal);
        site.Hospital.Store.Put(procedure.With("usedReference", new JsonArray(new JsonObject { ["reference"] = named })));

        var result = await site.OnceAsync();

        Assert.Equal(1, result.Exit);
        Assert.Contains("1 reference-unresolved", result.Output, StringComparison.Ordinal);
        Assert.False(elsewhere.Pending());
    }

    [Fact]
    public async Task A_site_that_answers_503_all_the_time_costs_no_other_site()
    {
        await using var ill = await TestSite.StartSmallAsync();
        await using var well = await TestSite.StartAsync(Centre.B);
        ill.Faults.Add(new(new Fault.Answer(503, TimeSpan.FromSeconds(600))) { Path = "Condition", Times = int.MaxValue });
        var settings = JsonNode.Parse(await File.ReadAllTextAsync(ill.Config(), TestContext.Current.CancellationToken))!;
        settings["Sites"]!
            .AsArray()
            .Add(
                JsonNode.Parse(await File.ReadAllTextAsync(well.Config(), TestContext.Current.CancellationToken))!["Sites"]![0]!.DeepClone()
            );
        var path = Path.Combine(ill.Folder, "both.json");
        await File.WriteAllTextAsync(path, settings.ToJsonString(), TestContext.Current.CancellationToken);

        var result = await Cli.RunAsync("once", "--config", path);

        Assert.Equal(3, result.Exit);
        Assert.Equal(488, well.Written().Count);
        Assert.DoesNotContain("centre-b: failed", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_form_of_a_search_has_no_charset()
    {
        var handler = new Types();
        await using var site = await TestSite.StartSmallAsync();
        var client = new IvcFhir.Pull.SiteClient(new(handler) { BaseAddress = site.Hospital.BaseUrl });
        await client.SearchAsync("Patient", "_count=1", byGet: false, TestContext.Current.CancellationToken);

        Assert.Equal("application/x-www-form-urlencoded", Assert.Single(handler.Seen));
    }

    [Theory]
    [InlineData("AnswerMegabytes", "0"), InlineData("AnswerSeconds", "3601"), InlineData("EmptyPages", "-1"), InlineData("Pages", "many")]
    [InlineData("RetryAfterSeconds", "281"), InlineData("RetractAtMost", "101")]
    public async Task A_limit_out_of_its_range_is_named_at_the_start(string key, string value)
    {
        await using var site = await TestSite.StartAsync("north", null, []);
        var result = await site.OnceAsync(more: new() { [key] = value });

        Assert.Equal(2, result.Exit);
        Assert.Contains($"Sites:0:{key} is '{value}': a whole number from ", result.Messages, StringComparison.Ordinal);
    }

    private static async Task AssertFaultAsync(FaultRule fault, string setting, int value, string failed, params FaultRule[] more)
    {
        await using var site = await TestSite.StartSmallAsync();
        foreach (var rule in more.Prepend(fault))
            site.Faults.Add(rule);
        var clock = Stopwatch.StartNew();

        var result = await site.OnceAsync(more: new() { [setting] = value });

        Assert.Equal(3, result.Exit);
        Assert.Contains($"failed patients {failed}", result.Output, StringComparison.Ordinal);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(25));
    }

    private static Func<JsonObject, JsonNode?> OneMore(bool rows)
    {
        var page = 0;
        return bundle =>
        {
            if (!rows)
                bundle.Remove("entry");
            var url = bundle["link"]![0]!["url"]!.GetValue<string>();
            return WithNext(bundle, $"{url}&_more={Interlocked.Increment(ref page)}");
        };
    }

    private static JsonObject WithNext(JsonObject bundle, string next)
    {
        (bundle["link"] ??= new JsonArray()).AsArray().Add(new JsonObject { ["relation"] = "next", ["url"] = next });
        return bundle;
    }

    private sealed class Types() : DelegatingHandler(new HttpClientHandler())
    {
        public HashSet<string?> Seen { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Method == HttpMethod.Post)
                Seen.Add(request.Content?.Headers.ContentType?.ToString());
            return base.SendAsync(request, cancellationToken);
        }
    }
}
