using System.Text.Json.Nodes;
using IvcFhir.Codes;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Gate;
using IvcFhir.Map;
using IvcFhir.Pull;
using IvcFhir.Sandbox;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Gate;

/// <summary>Who belongs, and what is read of whom, from a server.</summary>
public sealed class SiteSourceTests
{
    private const string Event = """
        {"resourceType":"AdverseEvent","id":"ae","actuality":"actual","subject":{"reference":"Patient/p"},"date":"2019-03-05","event":{"coding":[{"system":"http://snomed.info/sct","code":"110265006"}]}}
        """;

    private const string Vein =
        """{"resourceType":"DiagnosticReport","id":"r","status":"final","code":{"text":"x"},"subject":{"reference":"Patient/p"} }""";

    private const string LocalMap =
        """{"site":"north","codes":[{"system":"urn:oid:1.2.999.1","code":"IR-77","means":"intervention-kind#thrombectomy"}]}""";

    [Fact]
    public async Task An_AdverseEvent_is_pulled_by_its_subject()
    {
        await using var site = await HospitalAsync(Event);

        var record = await Source(site).PullAsync("Patient/p", TestContext.Current.CancellationToken);

        Assert.Contains(record.Resources, resource => resource.Source == new SourceRef("AdverseEvent/ae"));
        Assert.Empty(record.Issues);
    }

    [Theory]
    [InlineData(400), InlineData(403), InlineData(404), InlineData(405), InlineData(501)]
    public async Task A_server_that_does_not_offer_AdverseEvents_costs_one_issue_and_no_patient(int status)
    {
        await using var site = await HospitalAsync(Event);
        site.Faults.Add(new(new Fault.Answer(status)) { Path = "AdverseEvent", Times = int.MaxValue });

        await AssertOneIssueAsync(site);
    }

    [Fact]
    public async Task A_server_that_answers_an_unknown_type_with_a_web_page_costs_one_issue_and_no_patient()
    {
        await using var site = await HospitalAsync(Event);
        site.Faults.Add(new(new Fault.Html(404)) { Path = "AdverseEvent", Times = int.MaxValue });

        await AssertOneIssueAsync(site);
    }

    [Theory]
    [InlineData("AdverseEvent", 401), InlineData("AdverseEvent", 503)]
    [
        InlineData("DiagnosticReport", 400),
        InlineData("DiagnosticReport", 401),
        InlineData("DiagnosticReport", 403),
        InlineData("DiagnosticReport", 500),
        InlineData("Device", 403)
    ]
    [InlineData("Observation", 403), InlineData("Observation", 404), InlineData("Procedure", 404), InlineData("Patient", 404)]
    public async Task What_may_pass_or_hides_rows_or_what_every_outcome_needs_fails_the_patient(string type, int status)
    {
        await using var site = await HospitalAsync(Event, Procedure("http://snomed.info/sct", "708969008", "Patient/p"));
        site.Faults.Add(new(new Fault.Answer(status)) { Path = type, Times = int.MaxValue });

        await Assert.ThrowsAsync<SiteFault>(() => Source(site).PullAsync("Patient/p", TestContext.Current.CancellationToken));
    }

    [Theory]
    [MemberData(nameof(SupportingTypes))]
    public async Task A_type_that_the_server_says_it_does_not_offer_costs_one_issue_and_is_not_searched(string type)
    {
        await using var site = await HospitalAsync(new SandboxOptions { NotOffered = [type] });
        using var asked = new Asked();

        await AssertNotOfferedAsync(Of(new HttpClient(asked) { BaseAddress = site.Hospital.BaseUrl }, []), type);
        Assert.DoesNotContain(asked.Searches, search => search.StartsWith($"{type}?", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(SupportingTypes))]
    public async Task Without_a_statement_the_answer_to_the_search_tells_that_a_type_is_not_offered(string type)
    {
        await using var site = await HospitalAsync(new SandboxOptions { NotOffered = [type] });
        site.Faults.Add(new(new Fault.Answer(404)) { Path = "metadata", Times = int.MaxValue });

        await AssertNotOfferedAsync(Source(site), type);
    }

    [Theory]
    [InlineData(404, true), InlineData(405, false), InlineData(501, false)]
    public async Task A_web_page_or_another_word_for_it_is_as_good(int status, bool html)
    {
        await using var site = await HospitalAsync();
        site.Faults.Add(
            new(html ? new Fault.Html(status) : new Fault.Answer(status)) { Path = "QuestionnaireResponse", Times = int.MaxValue }
        );

        await AssertNotOfferedAsync(Source(site), "QuestionnaireResponse");
    }

    [Theory]
    [InlineData(401, false), InlineData(403, false), InlineData(404, false), InlineData(500, false), InlineData(200, true)]
    public async Task A_statement_that_cannot_be_read_changes_nothing(int status, bool html)
    {
        await using var site = await HospitalAsync(new SandboxOptions { Undeclared = ["DiagnosticReport"] }, Vein);
        site.Faults.Add(new(html ? new Fault.Html() : new Fault.Answer(status)) { Path = "metadata", Times = int.MaxValue });

        await AssertWholeAsync(site);
    }

    [Theory]
    [InlineData("DiagnosticReport", "Patient"), InlineData("DiagnosticReport", "Procedure"), InlineData("DiagnosticReport", "Observation")]
    [InlineData(
        "DiagnosticReport",
        "Patient Procedure Observation Device DeviceUseStatement Condition Encounter QuestionnaireResponse AdverseEvent"
    )]
    public async Task A_statement_that_leaves_out_what_the_server_must_have_is_not_believed(string offered, string alsoUndeclared)
    {
        await using var site = await HospitalAsync(new SandboxOptions { Undeclared = [offered, .. alsoUndeclared.Split(' ')] }, Vein);

        await AssertWholeAsync(site);
    }

    [Fact]
    public async Task The_statement_is_read_once_for_each_pass()
    {
        await using var site = await HospitalAsync(Event);
        using var asked = new Asked();
        var source = Of(new HttpClient(asked) { BaseAddress = site.Hospital.BaseUrl }, []);

        for (var pass = 1; pass <= 2; pass++)
        {
            await source.WhoAsync(TestContext.Current.CancellationToken);
            await source.PullAsync("Patient/p", TestContext.Current.CancellationToken);
            await source.PullAsync("Patient/p", TestContext.Current.CancellationToken);
            Assert.Equal(pass, asked.Statements);
        }
    }

    [Theory]
    [InlineData(400), InlineData(404), InlineData(405), InlineData(501)]
    public async Task A_later_page_that_fails_does_not_mean_that_the_type_is_not_offered(int status)
    {
        await using var site = await HospitalAsync([
            .. Enumerable.Range(0, 250).Select(i => Event.Replace("\"ae\"", $"\"ae{i}\"", StringComparison.Ordinal)),
        ]);
        site.Faults.Add(
            new(new Fault.Answer(status))
            {
                Method = "GET",
                Path = "AdverseEvent",
                Times = int.MaxValue,
            }
        );

        await Assert.ThrowsAsync<SiteFault>(() => Source(site).PullAsync("Patient/p", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_pass_over_a_server_without_forms_and_reports_is_done_with_an_issue_for_each_type_and_patient()
    {
        await using var site = await TestSite.StartAsync(
            "centre-a",
            null,
            IvcFhir.Sandbox.Cohort.SyntheticCohort.Resources(IvcFhir.Sandbox.Cohort.Centre.A),
            new SandboxOptions { NotOffered = ["QuestionnaireResponse", "AdverseEvent"] }
        );
        var once = await site.OnceAsync();

        Assert.DoesNotContain("could not be completed", once.Messages, StringComparison.Ordinal);
        Assert.Contains("type-not-offered", once.Output + once.Messages, StringComparison.Ordinal);
        Assert.NotEmpty(site.Written());
    }

    [Theory]
    [
        InlineData("http://snomed.info/sct", "708969008"),
        InlineData("https://snomed.info/sct", "708969008"),
        InlineData("urn:oid:2.16.840.1.113883.6.96", "708969008")
    ]
    [
        InlineData("https://www.icd10data.com/icd10pcs", "06C03ZZ"),
        InlineData("https://www.ama-assn.org/go/cpt", "37187-LT"),
        InlineData("urn:oid:2.16.840.1.113883.6.12", "37212")
    ]
    [InlineData("urn:oid:1.2.999.1", "IR-77")]
    public async Task Who_belongs_is_found_under_every_spelling_of_a_system_and_by_the_codes_of_the_site(string system, string code)
    {
        await using var site = await HospitalAsync(
            Procedure(system, code, "Patient/p"),
            Procedure("urn:oid:1.2.999.2", "IR-77", "Patient/other"),
            Procedure("http://snomed.info/sct", "80146002", "Patient/appendix")
        );

        Assert.Equal(["Patient/p"], await Source(site).WhoAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_reference_that_holds_the_address_of_the_site_is_the_same_reference()
    {
        var address = (JsonObject)JsonNode.Parse(Procedure("http://snomed.info/sct", "708969008", "Patient/p"))!;
        await using var site = await HospitalAsync();
        address["subject"]!["reference"] = new Uri(site.Hospital.BaseUrl, "Patient/p").AbsoluteUri;
        address["usedReference"] = new JsonArray(new JsonObject { ["reference"] = new Uri(site.Hospital.BaseUrl, "Device/d").AbsoluteUri });
        site.Hospital.Store.Load([address, (JsonObject)JsonNode.Parse("""{"resourceType":"Device","id":"d"}""")!]);

        Assert.Equal(["Patient/p"], await Source(site).WhoAsync(TestContext.Current.CancellationToken));
        var record = await Source(site).PullAsync("Patient/p", TestContext.Current.CancellationToken);
        Assert.Contains(record.Resources, resource => resource.Source == new SourceRef("Device/d"));
    }

    [Theory]
    [
        InlineData("#d"),
        InlineData("https://elsewhere.example.org/fhir/Device/d"),
        InlineData("urn:uuid:3fe1a5c4-6a0c-4c43-8a4e-4f5e5b0a9d11")
    ]
    public async Task A_reference_that_cannot_be_followed_is_an_issue(string reference)
    {
        var procedure = (JsonObject)JsonNode.Parse(Procedure("http://snomed.info/sct", "708969008", "Patient/p"))!;
        procedure["usedReference"] = new JsonArray(new JsonObject { ["reference"] = reference });
        await using var site = await HospitalAsync(procedure.ToJsonString());

        var record = await Source(site).PullAsync("Patient/p", TestContext.Current.CancellationToken);

        Assert.Equal([new DataIssue(IssueCode.ReferenceUnresolved, new("Procedure/x"))], record.Issues);
    }

    [Fact]
    public async Task What_is_contained_is_followed_and_what_it_names_is_read()
    {
        await using var site = await HospitalAsync(
            """
            {"resourceType":"DiagnosticReport","id":"r","status":"final","code":{"text":"x"},"subject":{"reference":"Patient/p"},"result":[{"reference":"#panel"}],
             "contained":[{"resourceType":"Observation","id":"panel","status":"final","code":{"text":"x"},"hasMember":[{"reference":"Observation/item"}]}]}
            """,
            """{"resourceType":"Observation","id":"item","status":"final","code":{"text":"x"}}"""
        );

        var record = await Source(site).PullAsync("Patient/p", TestContext.Current.CancellationToken);

        Assert.Empty(record.Issues);
        Assert.Contains(record.Resources, resource => resource.Source == new SourceRef("Observation/item"));
    }

    [Fact]
    public async Task What_is_asked_of_a_server_is_what_the_CapabilityStatement_asks_for()
    {
        await using var site = await HospitalAsync(Event);
        using var asked = new Asked();
        using var http = new HttpClient(asked) { BaseAddress = site.Hospital.BaseUrl };
        foreach (IReadOnlyList<string> codes in new[] { ["http://snomed.info/sct|708969008"], Array.Empty<string>() })
            await Of(http, codes).WhoAsync(TestContext.Current.CancellationToken);
        await Of(http, []).PullAsync("Patient/p", TestContext.Current.CancellationToken);

        using var statement = IvcFhir.Profiles.StudyContract.Read("profiles/generated/CapabilityStatement-site.json")!;
        var stated = statement
            .RootElement.GetProperty("rest")[0]
            .GetProperty("resource")
            .EnumerateArray()
            .SelectMany(type =>
                type.GetProperty("searchParam")
                    .EnumerateArray()
                    .Select(parameter => $"{type.GetProperty("type").GetString()}?{parameter.GetProperty("name").GetString()}")
            )
            .ToHashSet(StringComparer.Ordinal);
        Assert.All(asked.Searches, search => Assert.Contains(search, stated));
        Assert.Equal(
            stated
                .Where(search =>
                    search.EndsWith("?patient", StringComparison.Ordinal) || search.EndsWith("?subject", StringComparison.Ordinal)
                )
                .Order(StringComparer.Ordinal),
            asked
                .Searches.Where(search =>
                    search.EndsWith("?patient", StringComparison.Ordinal) || search.EndsWith("?subject", StringComparison.Ordinal)
                )
                .Order(StringComparer.Ordinal)
        );
    }

    public static TheoryData<string> SupportingTypes =>
        new("Device", "DeviceUseStatement", "Condition", "Encounter", "DiagnosticReport", "QuestionnaireResponse", "AdverseEvent");

    /// <summary>Each search as <c>Type?parameter</c>; <c>_count</c> is every server's.</summary>
    private sealed class Asked() : DelegatingHandler(new HttpClientHandler())
    {
        public int Statements { get; private set; }

        public SortedSet<string> Searches { get; } = new(StringComparer.Ordinal);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Method == HttpMethod.Get && request.RequestUri!.AbsolutePath.EndsWith("/metadata", StringComparison.Ordinal))
                Statements++;
            if (request.Method == HttpMethod.Post && request.Content is { } form)
            {
                var type = request.RequestUri!.Segments[^2].TrimEnd('/');
                var names = (await form.ReadAsStringAsync(cancellationToken)).Split('&').Select(pair => pair.Split('=')[0]);
                Searches.UnionWith(names.Where(name => name != "_count").Select(name => $"{type}?{name}"));
            }
            return await base.SendAsync(request, cancellationToken);
        }
    }

    private static Task AssertOneIssueAsync(TestSite site) => AssertNotOfferedAsync(Source(site), "AdverseEvent");

    private static async Task AssertNotOfferedAsync(SiteSource source, string type)
    {
        var record = await source.PullAsync("Patient/p", TestContext.Current.CancellationToken);

        Assert.Equal([new DataIssue(IssueCode.TypeNotOffered, new("Patient/p"), type)], record.Issues);
        Assert.Contains(record.Resources, resource => resource.Type == "Patient");
    }

    private static async Task AssertWholeAsync(TestSite site)
    {
        var source = Source(site);
        await source.WhoAsync(TestContext.Current.CancellationToken);
        var record = await source.PullAsync("Patient/p", TestContext.Current.CancellationToken);

        Assert.Contains(record.Resources, resource => resource.Type == "DiagnosticReport");
        Assert.Empty(record.Issues);
    }

    private static string Procedure(string system, string code, string patient) =>
        $$"""
            {"resourceType":"Procedure","id":"{{(
                patient == "Patient/p" ? "x" : patient[8..]
            )}}","status":"completed","subject":{"reference":"{{patient}}"},
             "performedDateTime":"2019-03-04","code":{"coding":[{"system":"{{system}}","code":"{{code}}"} ]} }
            """;

    private static Task<TestSite> HospitalAsync(params string[] resources) => HospitalAsync(new SandboxOptions(), resources);

    private static Task<TestSite> HospitalAsync(SandboxOptions options, params string[] resources) =>
        TestSite.StartAsync(
            "north",
            null,
            resources.Prepend("""{"resourceType":"Patient","id":"p"}""").Select(json => JsonNode.Parse(json)!.AsObject()),
            options
        );

    private static SiteSource Of(HttpClient http, IReadOnlyList<string> codes) =>
        new("north", new(new(http), CodeSieve.Of(ConceptIndex.Load(null))), codes);

    private static SiteSource Source(TestSite site)
    {
        using var map = System.Text.Json.JsonDocument.Parse(LocalMap);
        var concepts = ConceptIndex.Load(new SiteMapReader("north").Read(map.RootElement));
        return Of(
            new HttpClient { BaseAddress = site.Hospital.BaseUrl },
            concepts.SearchTokensFor(InterventionKind.Thrombectomy, InterventionKind.Thrombolysis)
        );
    }
}
