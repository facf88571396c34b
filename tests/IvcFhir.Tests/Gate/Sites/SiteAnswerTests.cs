using System.Text.Json.Nodes;
using IvcFhir.Codes;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Gate;
using IvcFhir.Hosting;
using IvcFhir.Pull;
using IvcFhir.Sandbox;
using IvcFhir.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Serilog.Events;

namespace IvcFhir.Tests.Gate;

/// <summary>
/// What stands in the answers of a site: whose it is, whether it is whole, which version is the newest, and what it is called.
/// </summary>
public sealed class SiteAnswerTests
{
    private const string Inner = "http://fhir-internal:8080/R4";

    private static readonly string[] Three = [Condition("a"), Condition("b"), Condition("c")];

    [Theory]
    [InlineData("\"id\":\"b\"", "\"id\":\"\\ud800\"")]
    [InlineData("\"text\":\"b\"", "\"text\":\"\\udc00b\"")]
    [InlineData("\"text\":\"b\"", "\"\":\"b\"")]
    [InlineData("\"text\":\"b\"", "\"text\":\"b\"},\"code\":{\"text\":\"z\"")]
    [InlineData("\"text\":\"b\"", "\"\\ud800\":\"b\"")]
    [InlineData("\"id\":\"b\"", "\"id\":\"\"")]
    public async Task A_row_that_cannot_be_read_costs_one_issue_and_its_neighbours_stand(string sound, string broken)
    {
        await using var site = await HospitalAsync(Three);
        site.Faults.Add(new(new Fault.Replace(sound, broken)) { Path = "Condition", Times = int.MaxValue });

        var record = await PullAsync(site);

        Assert.Equal(["Condition/a", "Condition/c", "Patient/p"], Names(record));
        var issue = Assert.Single(record.Issues);
        Assert.Contains(issue.Source.Reference, new[] { "Condition/b", "search of Condition page 1 entry 2" });
    }

    [Theory]
    [
        InlineData("{\"reference\":1}"),
        InlineData("{\"reference\":\"\\ud800\"}"),
        InlineData("[]"),
        InlineData("{\"reference\":\"Urn:a/b\"}"),
        InlineData("\"Patient/p\"")
    ]
    public async Task A_row_of_which_nobody_can_say_whose_it_is_is_told_and_not_used(string subject)
    {
        await using var site = await HospitalAsync(Three);
        site.Faults.Add(
            new(new Fault.Edit(bundle => Edited(bundle, "b", resource => resource["subject"] = "here")))
            {
                Path = "Condition",
                Times = int.MaxValue,
            }
        );
        site.Faults.Add(new(new Fault.Replace("\"here\"", subject)) { Path = "Condition", Times = int.MaxValue });

        var record = await PullAsync(site);

        Assert.Equal(["Condition/a", "Condition/c", "Patient/p"], Names(record));
        Assert.Equal(new DataIssue(IssueCode.ReferenceUnresolved, new("Condition/b"), "subject"), Assert.Single(record.Issues));
    }

    [Theory]
    [InlineData("{\"resourceType\":\"Bundle\"")] // cut
    [InlineData("{\"resourceType\":\"Bundle\"}{}")] // two
    [InlineData("null"), InlineData("[]"), InlineData("{\"resourceType\":\"Patient\",\"id\":\"p\"}"), InlineData("\ufeff")]
    public async Task An_answer_that_is_no_Bundle_fails_the_patient(string body)
    {
        await using var site = await HospitalAsync(Three);
        site.Faults.Add(new(new Fault.Edit(_ => new JsonObject { ["whole"] = "body" })) { Path = "Condition", Times = int.MaxValue });
        site.Faults.Add(new(new Fault.Replace("{\"whole\":\"body\"}", body)) { Path = "Condition", Times = int.MaxValue });

        var fault = await Assert.ThrowsAsync<SiteFault>(() => PullAsync(site));
        Assert.Contains(fault.Kind, new[] { SiteFaultKind.NotFhir, SiteFaultKind.Truncated });
    }

    [Theory]
    [
        InlineData("link", """[{"relation":"next","url":5}]"""),
        InlineData("link", """[{"relation":"next","url":null}]"""),
        InlineData("link", """[{"relation":"next"}]""")
    ]
    [
        InlineData("link", """[{"relation":1,"url":"http://h/"}]"""),
        InlineData("link", """{"relation":"next","url":"x"}"""),
        InlineData("link", """[null]"""),
        InlineData("link", "\"x\"")
    ]
    [
        InlineData("entry", "{}"),
        InlineData("entry", "\"x\""),
        InlineData("entry", "[null]"),
        InlineData("entry", "[[]]"),
        InlineData("entry", """[{"fullUrl":"http://h/Condition/a"}]""")
    ]
    [
        InlineData("entry", """[{"resource":null}]"""),
        InlineData("entry", """[{"resource":"x"}]"""),
        InlineData("total", "\"3\""),
        InlineData("total", "-1"),
        InlineData("total", "3.5"),
        InlineData("total", "1e308"),
        InlineData("total", "{}")
    ]
    [
        InlineData("entry", """[{"resource":{"resourceType":"OperationOutcome","issue":[{"severity":1,"code":"x"}]} }]"""),
        InlineData("entry", """[{"resource":{"resourceType":"OperationOutcome","issue":[{"code":"exception"}]} }]""")
    ]
    [
        InlineData("entry", """[{"resource":{"resourceType":"OperationOutcome","issue":{"severity":"error"} } }]"""),
        InlineData("entry", """[{"resource":{"resourceType":"OperationOutcome"} }]""")
    ]
    [InlineData("entry", """[{"resource":{"resourceType":"OperationOutcome","issue":[{"severity":"warning","code":"incomplete"}]} }]""")]
    public async Task A_page_of_which_nobody_can_say_that_it_is_whole_fails_the_patient(string member, string odd)
    {
        await using var site = await HospitalAsync(Three);
        site.Faults.Add(
            new(
                new Fault.Edit(bundle =>
                {
                    bundle.Remove("total");
                    return bundle.With(member, JsonNode.Parse(odd));
                })
            )
            {
                Path = "Condition",
                Times = int.MaxValue,
            }
        );

        Assert.Equal(SiteFaultKind.Incomplete, (await Assert.ThrowsAsync<SiteFault>(() => PullAsync(site))).Kind);
    }

    [Theory]
    [InlineData("3.0"), InlineData("0"), InlineData("2")]
    public async Task A_total_that_is_reached_is_no_fault_in_any_spelling(string total)
    {
        await using var site = await HospitalAsync(Three);
        site.Faults.Add(
            new(new Fault.Edit(bundle => bundle.With("total", JsonNode.Parse(total)))) { Path = "Condition", Times = int.MaxValue }
        );

        Assert.Equal(4, Names(await PullAsync(site)).Count);
    }

    [Fact]
    public async Task Pages_that_bring_nothing_new_under_ever_new_addresses_have_an_end()
    {
        await using var site = await HospitalAsync(Three);
        var page = 0;
        site.Faults.Add(
            new(
                new Fault.Edit(bundle =>
                    bundle.With(
                        "link",
                        new JsonArray(
                            new JsonObject { ["relation"] = "next", ["url"] = $"{site.Hospital.BaseUrl}Condition?patient=p&page={++page}" }
                        )
                    )
                )
            )
            {
                Path = "Condition",
                Times = int.MaxValue,
            }
        );

        var fault = await Assert.ThrowsAsync<SiteFault>(() => PullAsync(site));
        Assert.Equal(SiteFaultKind.BeyondLimit, fault.Kind);
        Assert.Contains("EmptyPages", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2", "2020-02-02T10:00:00Z", "1", "2020-02-01T10:00:00Z")]
    [InlineData("10", "2020-02-02T10:00:00Z", "9", "2020-02-02T10:00:00Z")] // versions as numbers
    [InlineData("b", "2020-02-02T10:00:00+01:00", "c", "2020-02-02T08:00:00Z")] // as instants
    [InlineData("3", null, "2", "2020-02-02T10:00:00Z")]
    public async Task The_newest_version_stands_in_any_order_of_rows(string newVersion, string? newTime, string oldVersion, string? oldTime)
    {
        foreach (var newestFirst in new[] { true, false })
        {
            await using var site = await HospitalAsync(Three);
            site.Faults.Add(
                new(
                    new Fault.Edit(bundle =>
                        Twice(
                            bundle,
                            "b",
                            newestFirst,
                            one => Versioned(one, newVersion, newTime, "new"),
                            other => Versioned(other, oldVersion, oldTime, "old")
                        )
                    )
                )
                {
                    Path = "Condition",
                    Times = int.MaxValue,
                }
            );

            var record = await PullAsync(site);

            Assert.Contains(
                "\"new\"",
                record.Resources.Single(resource => resource.Source.Reference == "Condition/b").Json.GetRawText(),
                StringComparison.Ordinal
            );
            Assert.Empty(record.Issues);
        }
    }

    [Fact]
    public async Task The_newest_version_stands_also_where_its_code_is_one_that_no_map_knows()
    {
        const string known =
            """{"coding":[{"system":"https://ivcfhir.org/fhir/CodeSystem/observation-kind","code":"villalta-assessment"}]}""";
        await using var site = await HospitalAsync(
            """{"resourceType":"Observation","id":"b","status":"final","subject":{"reference":"Patient/p"},"code":{"text":"nobody knows"} }"""
        );
        site.Faults.Add(
            new(
                new Fault.Edit(bundle =>
                    Twice(
                        bundle,
                        "b",
                        true,
                        one => Versioned(one, "2", "2020-02-02T10:00:00Z", "new"),
                        other => Versioned(other, "1", "2020-02-01T10:00:00Z", "old")["code"] = JsonNode.Parse(known)
                    )
                )
            )
            {
                Path = "Observation",
                Times = int.MaxValue,
            }
        );

        var record = await PullAsync(site);

        Assert.Contains(
            "\"new\"",
            record.Resources.Single(resource => resource.Type == "Observation").Json.GetRawText(),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("2020-02-02T10:00:00Z", false), InlineData("2019-02-02T10:00:00Z", true)]
    public async Task A_deletion_among_the_rows_is_a_version(string deleted, bool stands)
    {
        await using var site = await HospitalAsync(Three);
        site.Faults.Add(
            new(
                new Fault.Edit(bundle =>
                {
                    Edited(bundle, "b", resource => Versioned(resource, "b", "2020-01-01T10:00:00Z", "b"));
                    bundle["entry"]!
                        .AsArray()
                        .Add(
                            JsonNode.Parse(
                                $$"""{"request":{"method":"DELETE","url":"Condition/b"},"response":{"status":"204","lastModified":"{{deleted}}"} }"""
                            )
                        );
                    return bundle;
                })
            )
            {
                Path = "Condition",
                Times = int.MaxValue,
            }
        );

        var record = await PullAsync(site);

        Assert.Equal(stands, Names(record).Contains("Condition/b"));
        Assert.Empty(record.Issues);
    }

    [Fact]
    public async Task A_self_link_behind_the_rows_names_their_base_all_the_same()
    {
        await using var site = await HospitalAsync(Three);
        site.Faults.Add(
            new(
                new Fault.Edit(bundle =>
                {
                    Internal(bundle, self: true, fullUrl: false);
                    var link = bundle["link"]!.DeepClone();
                    bundle.Remove("link");
                    bundle["link"] = link; // now the last member
                    return bundle;
                })
            )
            {
                Path = "Condition",
                Times = int.MaxValue,
            }
        );

        Assert.Equal(["Condition/a", "Condition/b", "Condition/c", "Patient/p"], Names(await PullAsync(site)));
    }

    [Fact]
    public async Task What_is_only_included_names_no_candidate_and_costs_no_issue()
    {
        await using var site = await HospitalAsync();
        site.Faults.Add(
            new(
                new Fault.Edit(bundle =>
                    bundle.With(
                        "entry",
                        JsonNode.Parse("""[{"resource":{"resourceType":"Practitioner","id":"x"},"search":{"mode":"include"} }]""")
                    )
                )
            )
            {
                Path = "Procedure",
                Times = int.MaxValue,
            }
        );
        var source = new SiteSource(
            "north",
            new(new(new HttpClient { BaseAddress = site.Hospital.BaseUrl }), CodeSieve.Everything),
            ["http://h|x"]
        );

        Assert.Empty(await source.WhoAsync(TestContext.Current.CancellationToken));
        Assert.Empty(source.Issues);
    }

    [Theory]
    [
        InlineData("W/\"3\"", "W/\"3\""),
        InlineData("\"a,b\"", "\"a,b\""),
        InlineData("7", "7"),
        InlineData("*", null),
        InlineData("\"1\", \"2\"", null),
        InlineData("1,2", null),
        InlineData("W/\"1", null),
        InlineData("1 2", null)
    ]
    public async Task An_ETag_that_could_fit_a_version_that_nobody_saw_is_none(string given, string? echoed)
    {
        await using var site = await HospitalAsync();
        site.Faults.Add(new(new Fault.Header("ETag", given)) { Path = "Patient/p", Times = int.MaxValue });
        var reader = new SiteReader(new(new HttpClient { BaseAddress = site.Hospital.BaseUrl }), CodeSieve.Everything);

        Assert.Equal(echoed, (await reader.ReadAsync("Patient/p", TestContext.Current.CancellationToken)).ETag);
    }

    [Fact]
    public async Task One_version_with_two_contents_is_an_issue_and_nobody_guesses()
    {
        await using var site = await HospitalAsync(Three);
        site.Faults.Add(
            new(
                new Fault.Edit(bundle =>
                    Twice(
                        bundle,
                        "b",
                        true,
                        one => Versioned(one, "1", "2020-02-02T10:00:00Z", "new"),
                        other => Versioned(other, "1", "2020-02-02T10:00:00Z", "old")
                    )
                )
            )
            {
                Path = "Condition",
                Times = int.MaxValue,
            }
        );

        var record = await PullAsync(site);

        Assert.Equal(["Condition/a", "Condition/c", "Patient/p"], Names(record));
        Assert.Equal(new DataIssue(IssueCode.VersionsDisagree, new("Condition/b")), Assert.Single(record.Issues));
    }

    [Fact]
    public async Task A_row_that_came_twice_and_says_the_same_stands_once()
    {
        await using var site = await HospitalAsync(Three);
        site.Faults.Add(
            new(new Fault.Edit(bundle => Twice(bundle, "b", true, _ => { }, _ => { }))) { Path = "Condition", Times = int.MaxValue }
        );

        var record = await PullAsync(site);

        Assert.Equal(["Condition/a", "Condition/b", "Condition/c", "Patient/p"], Names(record));
        Assert.Empty(record.Issues);
    }

    [Fact]
    public async Task A_total_that_counts_what_is_included_too_is_reached()
    {
        await using var site = await HospitalAsync(Three);
        site.Faults.Add(
            new(
                new Fault.Edit(bundle =>
                {
                    bundle["entry"]!
                        .AsArray()
                        .Add(
                            new JsonObject
                            {
                                ["resource"] = JsonNode.Parse("""{"resourceType":"Organization","id":"o"}"""),
                                ["search"] = new JsonObject { ["mode"] = "include" },
                            }
                        );
                    bundle["total"] = 4;
                    return bundle;
                })
            )
            {
                Path = "Condition",
                Times = int.MaxValue,
            }
        );

        Assert.Equal(4, Names(await PullAsync(site)).Count);
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public async Task A_total_that_is_an_estimate_is_no_fault_where_the_settings_say_so(bool isEstimate)
    {
        await using var site = await HospitalAsync(Three);
        site.Faults.Add(new(new Fault.Edit(bundle => bundle.With("total", 5))) { Path = "Condition", Times = int.MaxValue });

        if (isEstimate)
            Assert.Equal(4, Names(await PullAsync(site, new() { TotalIsEstimate = true })).Count);
        else
            Assert.Equal(SiteFaultKind.Incomplete, (await Assert.ThrowsAsync<SiteFault>(() => PullAsync(site))).Kind);
    }

    [Fact]
    public async Task A_cut_without_a_next_link_is_asked_again_without_the_size_of_a_page()
    {
        await using var site = await HospitalAsync(Three);
        site.Faults.Add(
            new(
                new Fault.Edit(bundle =>
                {
                    if (bundle["link"]![0]!["url"]!.GetValue<string>().Contains("_count", StringComparison.Ordinal))
                        bundle["entry"]!.AsArray().RemoveAt(2);
                    return bundle.With("total", 3);
                })
            )
            {
                Path = "Condition",
                Times = int.MaxValue,
            }
        );

        var record = await PullAsync(site);

        Assert.Equal(["Condition/a", "Condition/b", "Condition/c", "Patient/p"], Names(record));
        Assert.Empty(record.Issues);
    }

    [Theory]
    [InlineData(true, true), InlineData(true, false), InlineData(false, true)]
    public async Task References_with_the_internal_base_are_understood_where_self_or_fullUrl_names_it(bool self, bool fullUrl)
    {
        await using var site = await HospitalAsync(Three);
        site.Faults.Add(new(new Fault.Edit(bundle => Internal(bundle, self, fullUrl))) { Path = "Condition", Times = int.MaxValue });

        var record = await PullAsync(site);

        Assert.Equal(["Condition/a", "Condition/b", "Condition/c", "Patient/p"], Names(record));
        Assert.All(
            record.Resources.Where(resource => resource.Type == "Condition"),
            resource => Assert.Equal("Patient/p", resource.Json.GetProperty("subject").GetProperty("reference").GetString())
        );
        Assert.Empty(record.Issues);
    }

    [Theory]
    [InlineData("https://127.0.0.1:PORT/"), InlineData("http://127.0.0.1:PORT"), InlineData("HTTP://127.0.0.1:PORT//")]
    public async Task The_base_of_the_site_is_understood_in_another_spelling(string spelling)
    {
        await using var site = await HospitalAsync(Three);
        var own = site.Hospital.BaseUrl;
        var other =
            spelling
                .Replace("PORT", own.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)
                .TrimEnd('/') + own.AbsolutePath;
        site.Faults.Add(
            new(
                new Fault.Edit(bundle =>
                    Edited(bundle, "b", resource => resource["subject"]!["reference"] = $"{other.TrimEnd('/')}/Patient/p")
                )
            )
            {
                Path = "Condition",
                Times = int.MaxValue,
            }
        );

        Assert.Contains("Condition/b", Names(await PullAsync(site)));
    }

    [Fact]
    public async Task An_address_of_another_server_is_nobody_here()
    {
        await using var site = await HospitalAsync(Three);
        site.Faults.Add(
            new(
                new Fault.Edit(bundle =>
                    Edited(bundle, "b", resource => resource["subject"]!["reference"] = "http://elsewhere.example/fhir/Patient/p")
                )
            )
            {
                Path = "Condition",
                Times = int.MaxValue,
            }
        );

        var record = await PullAsync(site);

        Assert.Equal(["Condition/a", "Condition/c", "Patient/p"], Names(record));
        Assert.Equal(new DataIssue(IssueCode.ReferenceUnresolved, new("Condition/b"), "subject"), Assert.Single(record.Issues));
    }

    [Fact]
    public async Task A_site_that_yields_nobody_while_procedures_were_found_is_said_loudly()
    {
        await using var site = await TestSite.StartAsync(IvcFhir.Sandbox.Cohort.Centre.A);
        site.Faults.Add(
            new(new Fault.Replace("\"reference\":\"Patient/", "\"reference\":\"http://elsewhere.example/fhir/Patient/"))
            {
                Times = int.MaxValue,
            }
        );

        var result = await site.OnceAsync();

        Assert.Equal(1, result.Exit);
        Assert.Contains("none names a patient of this site", result.Output, StringComparison.Ordinal);
        Assert.Contains("reference-unresolved", result.Output, StringComparison.Ordinal);
        Assert.Empty(site.Written());
    }

    [Theory]
    [InlineData(true), InlineData(false)]
    public async Task Who_was_replaced_is_no_patient_of_the_study_and_the_record_is_with_the_other_until_they_are_parted(
        bool theReplacedOneSaysSo
    )
    {
        await using var site = await HospitalAsync(Condition("a"), Condition("old", "Patient/q"));
        var (says, link, other) = theReplacedOneSaysSo ? ("q", "replaced-by", "p") : ("p", "replaces", "q");
        site.Hospital.Store.Put(JsonNode.Parse("""{"resourceType":"Patient","id":"q"}""")!.AsObject());
        site.Hospital.Store.Put(
            JsonNode
                .Parse(
                    $$"""{"resourceType":"Patient","id":"{{says}}","link":[{"type":"{{link}}","other":{"reference":"Patient/{{other}}"} }]}"""
                )!
                .AsObject()
        );
        var source = Source(site);

        Assert.Equal(["Patient/p"], await source.WhoAsync(TestContext.Current.CancellationToken));
        Assert.Equal(
            ["Condition/a", "Condition/old", "Patient/p", "Patient/q"],
            Names(await source.PullAsync("Patient/p", TestContext.Current.CancellationToken))
        );
        Assert.Empty((await source.PullAsync("Patient/q", TestContext.Current.CancellationToken)).Resources);

        site.Hospital.Store.Put(JsonNode.Parse($$"""{"resourceType":"Patient","id":"{{says}}"}""")!.AsObject());
        Assert.Equal(["Patient/p", "Patient/q"], await source.WhoAsync(TestContext.Current.CancellationToken));
        Assert.Equal(["Condition/a", "Patient/p"], Names(await source.PullAsync("Patient/p", TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task Links_that_replace_each_other_join_nobody_and_are_told()
    {
        await using var site = await HospitalAsync(Condition("a"), Condition("old", "Patient/q"));
        foreach (var (one, other) in new[] { ("p", "q"), ("q", "p") })
            site.Hospital.Store.Put(
                JsonNode
                    .Parse(
                        $$"""{"resourceType":"Patient","id":"{{one}}","link":[{"type":"replaced-by","other":{"reference":"Patient/{{other}}"} }]}"""
                    )!
                    .AsObject()
            );

        var source = new SiteSource(
            "north",
            new(new(new HttpClient { BaseAddress = site.Hospital.BaseUrl }), CodeSieve.Everything),
            ["http://h|x"]
        );
        site.Hospital.Store.Put(
            JsonNode
                .Parse(
                    """{"resourceType":"Procedure","id":"x","status":"completed","subject":{"reference":"Patient/p"},"code":{"coding":[{"system":"http://h","code":"x"}]} }"""
                )!
                .AsObject()
        );

        Assert.Equal(["Patient/p"], await source.WhoAsync(TestContext.Current.CancellationToken)); // the other one is no candidate, and is heard all the same
        var record = await source.PullAsync("Patient/p", TestContext.Current.CancellationToken);

        Assert.Equal(["Condition/a", "Patient/p", "Procedure/x"], Names(record));
        Assert.Equal(new DataIssue(IssueCode.LinksDisagree, new("Patient/p")), Assert.Single(record.Issues));
    }

    [Theory]
    [
        InlineData("replaces", "http://elsewhere.example/fhir/Patient/q"),
        InlineData("replaced-by", "http://elsewhere.example/fhir/Patient/q"),
        InlineData("replaced-by", "Patient/nobody")
    ]
    public async Task A_link_that_leads_to_nobody_here_joins_nobody_and_is_told(string type, string other)
    {
        await using var site = await HospitalAsync(Condition("a"));
        site.Hospital.Store.Put(
            JsonNode
                .Parse($$"""{"resourceType":"Patient","id":"p","link":[{"type":"{{type}}","other":{"reference":"{{other}}"} }]}""")!
                .AsObject()
        );
        var source = Source(site);

        Assert.Equal(["Patient/p"], await source.WhoAsync(TestContext.Current.CancellationToken));
        var record = await source.PullAsync("Patient/p", TestContext.Current.CancellationToken);

        Assert.Equal(["Condition/a", "Patient/p"], Names(record));
        Assert.Equal(new DataIssue(IssueCode.ReferenceUnresolved, new("Patient/p"), "link"), Assert.Single(record.Issues));
    }

    [Theory]
    [InlineData(1), InlineData(3), InlineData(16)]
    public async Task The_calls_of_a_patient_run_at_once_within_the_budget_of_the_site(int budget)
    {
        await using var site = await HospitalAsync(Three);
        using var counted = new Counted();
        var settings = new SiteSettings("north", site.Hospital.BaseUrl, null, PatientSelection.AllPatients, budget, false);
        var services = new ServiceCollection().AddStudyRuns(null, LogEventLevel.Fatal, [settings]);
        services.AddHttpClient(SiteHttp.ClientOf(settings)).AddHttpMessageHandler(() => counted);
        await using var provider = services.BuildServiceProvider();
        var http = provider.GetRequiredService<IHttpClientFactory>().CreateClient(SiteHttp.ClientOf(settings));
        http.BaseAddress = site.Hospital.BaseUrl;
        var source = new SiteSource("north", new(new(http), CodeSieve.Of(ConceptIndex.Load(null))), []);

        await source.PullAsync("Patient/p", TestContext.Current.CancellationToken);

        Assert.InRange(counted.Most, Math.Min(budget, 2), budget);
    }

    private static JsonObject Edited(JsonObject bundle, string id, Action<JsonObject> edit)
    {
        foreach (var entry in bundle["entry"]?.AsArray() ?? [])
        {
            if (entry!["resource"]!["id"]!.GetValue<string>() == id)
                edit(entry["resource"]!.AsObject());
        }
        return bundle;
    }

    private static JsonObject Twice(JsonObject bundle, string id, bool firstOnTop, Action<JsonObject> one, Action<JsonObject> other)
    {
        var entries = bundle["entry"]!.AsArray();
        var first = entries.Single(entry => entry!["resource"]!["id"]!.GetValue<string>() == id)!.AsObject();
        var second = first.DeepClone().AsObject();
        one(first["resource"]!.AsObject());
        other(second["resource"]!.AsObject());
        entries.Insert(firstOnTop ? entries.IndexOf(first) + 1 : 0, second);
        return bundle;
    }

    private static JsonObject Versioned(JsonObject resource, string version, string? time, string text)
    {
        resource["meta"] = new JsonObject { ["versionId"] = version };
        if (time is not null)
            resource["meta"]!["lastUpdated"] = time;
        resource["code"] = new JsonObject { ["text"] = text };
        return resource;
    }

    private static JsonObject Internal(JsonObject bundle, bool self, bool fullUrl)
    {
        if (self)
            bundle["link"]![0]!["url"] = $"{Inner}/Condition/_search?patient=p";
        else
            bundle.Remove("link");
        foreach (var entry in bundle["entry"]!.AsArray())
        {
            var resource = entry!["resource"]!.AsObject();
            resource["subject"]!["reference"] = $"{Inner}/Patient/p";
            if (fullUrl)
                entry["fullUrl"] = $"{Inner}/Condition/{resource["id"]}";
            else
                entry.AsObject().Remove("fullUrl");
        }
        return bundle;
    }

    private static string Condition(string id, string patient = "Patient/p") =>
        $$"""
            {"resourceType":"Condition","id":"{{id}}","subject":{"reference":"{{patient}}"},"code":{"text":"{{id}}"} }
            """;

    private static List<string> Names(PatientRecord record) => [.. record.Resources.Select(resource => resource.Source.Reference)];

    private static Task<TestSite> HospitalAsync(params string[] resources) =>
        TestSite.StartAsync(
            "north",
            null,
            resources.Prepend("""{"resourceType":"Patient","id":"p"}""").Select(json => JsonNode.Parse(json)!.AsObject()),
            new SandboxOptions()
        );

    private static SiteSource Source(TestSite site, SiteLimits? limits = null) =>
        new("north", new(new(new HttpClient { BaseAddress = site.Hospital.BaseUrl }, limits), CodeSieve.Of(ConceptIndex.Load(null))), []);

    private static Task<PatientRecord> PullAsync(TestSite site, SiteLimits? limits = null) =>
        Source(site, limits).PullAsync("Patient/p", TestContext.Current.CancellationToken);

    private sealed class Counted : DelegatingHandler
    {
        private int running;

        public int Most { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            lock (this)
                Most = Math.Max(Most, ++running);
            await Task.Delay(50, cancellationToken);
            var answer = await base.SendAsync(request, cancellationToken);
            lock (this)
                running--;
            return answer;
        }
    }
}
