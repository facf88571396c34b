using System.Text.Json.Nodes;

namespace IvcFhir.Tests.Sandbox;

public sealed class BundleTests
{
    private const string Urn1 = "urn:uuid:11111111-1111-1111-1111-111111111111";
    private const string Urn2 = "urn:uuid:22222222-2222-2222-2222-222222222222";
    private const string NewPatient = """{"resourceType":"Patient"}""";

    private static string Pointing(string to, string more = "") =>
        $$"""{"resourceType":"Observation"{{more}},"subject":{"reference":"{{to}}"},"identifier":[{"value":"{{to}}"}]}""";

    private static Task<Answer> SendAsync(Visit visit, params string[] entries) =>
        visit.SendAsync("POST", "", Chart.Bundle("transaction", entries));

    [Fact]
    public async Task References_within_a_transaction_become_the_new_places_whatever_the_order_of_the_entries()
    {
        await using var visit = await Visit.WithAsync();
        var answer = await SendAsync(
            visit,
            Chart.Entry(
                "PUT",
                "Observation/o",
                Pointing(Urn1, ""","id":"o","derivedFrom":[{"reference":"Observation/o"}]"""),
                "http://x/Observation/o"
            ),
            Chart.Entry("POST", "Observation", Pointing(Urn1), Urn2),
            Chart.Entry(
                "POST",
                "Patient",
                """{"resourceType":"Patient","link":[{"other":{"reference":"URN"}}]}""".Replace("URN", Urn1, StringComparison.Ordinal),
                Urn1
            ),
            Chart.Entry("GET", "Observation?patient=1")
        );
        Assert.Equal((200, "transaction-response"), (answer.Status, (string?)answer.Json["type"]));
        Assert.Equal(["201", "201", "201", "200"], answer.Statuses);
        var patient = visit.Store.All("Patient").Single();
        var place = $"Patient/{(string)patient["id"]!}";
        Assert.Equal(place, (string?)patient["link"]![0]!["other"]!["reference"]);
        Assert.All(
            visit.Store.All("Observation"),
            o => Assert.Equal((place, Urn1), ((string)o["subject"]!["reference"]!, (string)o["identifier"]![0]!["value"]!))
        );
        Assert.Equal($"{visit.Hospital.BaseUrl}{place}/_history/1", (string?)answer.Entries.ElementAt(2)["response"]!["location"]);
        Assert.Equal("W/\"1\"", (string?)answer.Entries.ElementAt(2)["response"]!["etag"]);
    }

    [Fact]
    public async Task Deletes_come_first_then_creates_then_updates_then_reads()
    {
        await using var visit = await Visit.WithAsync(Chart.Patient("old", "1"), Chart.Patient("p"));
        var answer = await SendAsync(
            visit,
            Chart.Entry("GET", "Patient/p"),
            Chart.Entry("PUT", "Patient/p", Chart.Patient("p", "2")),
            Chart.Entry("POST", "Patient", Chart.Patient("x", "1"), null, ""","ifNoneExist":"identifier=1" """),
            Chart.Entry("DELETE", "Patient/old")
        );
        Assert.Equal(["200", "200", "201", "204"], answer.Statuses);
        Assert.Equal("2", (string?)answer.Entries.First()["resource"]!["identifier"]![0]!["value"]);
    }

    [Fact]
    public async Task A_conditional_create_inside_points_references_at_the_resource_that_was_there()
    {
        await using var visit = await Visit.WithAsync(Chart.Patient("known", "1"));
        string[] entries =
        [
            Chart.Entry("POST", "Patient", Chart.Patient("x", "1"), Urn1, ""","ifNoneExist":"identifier=urn:mrn|1" """),
            Chart.Entry(
                "PUT",
                "Observation?identifier=k",
                """{"resourceType":"Observation","identifier":[{"value":"k"}],"subject":{"reference":"URN"}}""".Replace(
                    "URN",
                    Urn1,
                    StringComparison.Ordinal
                ),
                Urn2
            ),
        ];
        Assert.Equal(["200", "201"], (await SendAsync(visit, entries)).Statuses);
        Assert.Equal(["200", "200"], (await SendAsync(visit, entries)).Statuses);
        Assert.Equal(2, visit.Store.Count);
        Assert.Equal("Patient/known", (string?)visit.Store.All("Observation").Single()["subject"]!["reference"]);
    }

    [Fact]
    public async Task A_conditional_reference_is_looked_up()
    {
        await using var visit = await Visit.WithAsync(Chart.Patient("known", "1"));
        Assert.Equal(
            ["201"],
            (await SendAsync(visit, Chart.Entry("POST", "Observation", Pointing("Patient?identifier=urn:mrn|1")))).Statuses
        );
        Assert.Equal(412, (await SendAsync(visit, Chart.Entry("POST", "Observation", Pointing("Patient?identifier=2")))).Status);
        Assert.Equal("1", await visit.IdsAsync("Observation?patient=known"));
    }

    [Theory]
    [InlineData("PUT", "Patient/q", """{"resourceType":"Patient","id":"wrong"}""", "", 400)]
    [InlineData("PUT", "Patient/p", """{"resourceType":"Patient","id":"p"}""", ""","ifMatch":"W/\"7\"" """, 412)]
    [InlineData("POST", "Patient", """{"resourceType":"Device"}""", "", 400)]
    [InlineData("POST", "Observation", """{"resourceType":"Observation","subject":{"reference":"urn:uuid:nowhere"}}""", "", 400)]
    [InlineData("POST", "Patient", """{"resourceType":"Patient"}""", ""","ifNoneExist":"identifier=1" """, 412)]
    [InlineData("DELETE", "Patient/gone", null, "", 400)]
    [InlineData("GET", "Patient/unknown", null, "", 404)]
    [InlineData("POST", "", """{"resourceType":"Bundle","type":"batch"}""", "", 400)]
    [InlineData("PATCH", "Patient/p", null, "", 405)]
    public async Task One_failing_entry_undoes_the_whole_transaction(string method, string url, string? resource, string more, int status)
    {
        await using var visit = await Visit.WithAsync(
            Chart.Patient("p", "1"),
            Chart.Patient("same", "1"),
            Chart.Patient("gone"),
            Chart.Patient("kept", "k")
        );
        var before = Everything(visit);
        var answer = await SendAsync(
            visit,
            Chart.Entry("DELETE", "Patient/gone"),
            Chart.Entry("POST", "Patient", NewPatient, Urn1),
            Chart.Entry("PUT", "Patient/kept", Chart.Patient("kept", "changed")),
            Chart.Entry(method, url, resource, null, more)
        );
        Assert.Equal((status, "OperationOutcome"), (answer.Status, answer.Type));
        Assert.Contains("entry[3]", (string?)answer.Json["issue"]![0]!["diagnostics"]);
        Assert.Equal(before, Everything(visit));
        Assert.Equal("kept", await visit.IdsAsync("Patient?identifier=k"));
        Assert.Equal("", await visit.IdsAsync("Patient?identifier=changed"));
        Assert.Equal((1, 4L), (visit.Store.VersionsOf("Patient", "kept"), visit.Store.Committed));
    }

    [Theory]
    [InlineData("PUT", "Patient?identifier=1")]
    [InlineData("DELETE", "Patient/p")]
    public async Task Two_entries_about_one_resource_are_refused(string method, string url)
    {
        await using var visit = await Visit.WithAsync(Chart.Patient("p", "1"));
        var answer = await SendAsync(
            visit,
            Chart.Entry("PUT", "Patient/p", Chart.Patient("p", "1")),
            Chart.Entry(method, url, Chart.Patient("p", "1"))
        );
        Assert.Equal((400, 1L), (answer.Status, visit.Store.Committed));
    }

    [Theory]
    [InlineData("""{"resourceType":"Patient"}""")]
    [InlineData("""{"resourceType":"Bundle","type":"searchset"}""")]
    [InlineData("""{"resourceType":"Bundle","type":"transaction","entry":[{"resource":{"resourceType":"Patient"}}]}""")]
    [InlineData("""{"resourceType":"Bundle","type":"transaction","entry":["x"]}""")]
    public async Task What_is_no_batch_or_transaction_is_refused(string body)
    {
        await using var visit = await Visit.WithAsync();
        Assert.Equal(
            (400, "OperationOutcome"),
            ((await visit.SendAsync("POST", "", body)).Status, (await visit.SendAsync("POST", "", body)).Type)
        );
        Assert.Equal(0, visit.Store.Count);
    }

    [Fact]
    public async Task The_entries_of_a_batch_stand_and_fall_alone()
    {
        await using var visit = await Visit.WithAsync(Chart.Patient("p"));
        var answer = await visit.SendAsync(
            "POST",
            "",
            Chart.Bundle(
                "batch",
                Chart.Entry("GET", "Patient/p"),
                Chart.Entry("GET", "Patient/unknown"),
                Chart.Entry("POST", "Patient", NewPatient),
                "{}",
                Chart.Entry("GET", "Patient?_id=p")
            )
        );
        Assert.Equal((200, "batch-response"), (answer.Status, (string?)answer.Json["type"]));
        Assert.Equal(["200", "404", "201", "400", "200"], answer.Statuses);
        Assert.Equal("OperationOutcome", (string?)answer.Entries.ElementAt(1)["response"]!["outcome"]!["resourceType"]);
        Assert.Equal("searchset", (string?)answer.Entries.ElementAt(4)["resource"]!["type"]);
        Assert.Equal(2, visit.Store.Count);
        var asked = visit.Hospital.Requests;
        Assert.Equal((1L, 2L, 1L, 1L), (asked.Bundles, asked.Reads, asked.Writes, asked.Searches));
    }

    [Fact]
    public async Task A_transaction_returns_the_resources_when_the_client_prefers_so()
    {
        await using var visit = await Visit.WithAsync();
        var bundle = Chart.Bundle("transaction", Chart.Entry("POST", "Patient", NewPatient));
        Assert.False((await visit.SendAsync("POST", "", bundle)).Entries.Single().ContainsKey("resource"));
        Assert.True((await visit.SendAsync("POST", "", bundle, "Prefer: return=representation")).Entries.Single().ContainsKey("resource"));
    }

    private static string Everything(Visit visit) =>
        new JsonArray([.. visit.Store.All("Patient").Concat(visit.Store.All("Observation"))]).ToJsonString();
}
