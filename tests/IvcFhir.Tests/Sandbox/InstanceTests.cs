using System.Text.Json.Nodes;
using IvcFhir.Sandbox;

namespace IvcFhir.Tests.Sandbox;

public sealed class InstanceTests
{
    private const string New = """{"resourceType":"Patient","gender":"female"}""";

    [Fact]
    public async Task The_metadata_name_the_software_the_hospital_and_what_can_be_searched()
    {
        await using var visit = await Visit.StartAsync(new() { Name = "Centre A" });
        var answer = await visit.GetAsync("metadata");
        Assert.Equal((200, "application/fhir+json"), (answer.Status, answer.ContentType));
        Assert.Equal("IvcFhir Sandbox", (string?)answer.Json["software"]!["name"]);
        Assert.Equal("Centre A", (string?)answer.Json["implementation"]!["description"]);
        var procedure = answer.Json["rest"]![0]!["resource"]!.AsArray().Single(r => (string?)r!["type"] == "Procedure")!;
        Assert.Contains("code", procedure["searchParam"]!.AsArray().Select(p => (string)p!["name"]!));
    }

    [Fact]
    public async Task A_created_resource_gets_an_id_a_version_and_a_place_and_can_be_read_there()
    {
        await using var visit = await Visit.WithAsync();
        var created = await visit.SendAsync(
            "POST",
            "Patient",
            """{"resourceType":"Patient","id":"mine","meta":{"tag":[{"code":"t"}]},"multipleBirthInteger":2}"""
        );
        Assert.Equal((201, "W/\"1\""), (created.Status, created.ETag));
        var id = (string)created.Json["id"]!;
        Assert.NotEqual("mine", id);
        Assert.Equal($"{visit.Hospital.BaseUrl}Patient/{id}/_history/1", created.Location);
        Assert.Equal("t", (string?)created.Json["meta"]!["tag"]![0]!["code"]);

        foreach (var url in new[] { $"Patient/{id}", created.Location! })
        {
            var read = await visit.GetAsync(url);
            Assert.Equal((200, "application/fhir+json", "W/\"1\""), (read.Status, read.ContentType, read.ETag));
            Assert.Equal(created.Text, read.Text);
        }
    }

    [Fact]
    public async Task The_clock_of_the_hospital_dates_headers_and_versions_and_no_two_versions_alike()
    {
        var at = new DateTimeOffset(2024, 3, 5, 10, 20, 30, TimeSpan.FromHours(-5));
        await using var visit = await Visit.StartAsync(new() { Clock = new StoppedClock(at) });
        var first = await visit.SendAsync("POST", "Patient", New);
        var second = await visit.SendAsync("POST", "Patient", New);
        Assert.Equal((at, at), (first.Date, first.LastModified));
        Assert.Equal("2024-03-05T15:20:30.000000Z", (string?)first.Json["meta"]!["lastUpdated"]);
        Assert.Equal("2024-03-05T15:20:30.000001Z", (string?)second.Json["meta"]!["lastUpdated"]);
    }

    [Fact]
    public async Task A_conditional_create_makes_one_resource_however_often_it_is_sent()
    {
        await using var visit = await Visit.WithAsync();
        const string Condition = "If-None-Exist: identifier=urn:mrn|1";
        var body = Chart.Patient("x", "1");
        var first = await visit.SendAsync("POST", "Patient", body, Condition);
        var second = await visit.SendAsync("POST", "Patient", body, Condition);
        Assert.Equal((201, 200), (first.Status, second.Status));
        Assert.Equal((first.Location, first.ETag, first.Text), (second.Location, second.ETag, second.Text));
        Assert.Equal((1, 1), (visit.Store.Count, visit.Store.VersionsOf("Patient", "1")));
    }

    [Theory]
    [InlineData("identifier=urn:mrn|1", "multiple-matches")]
    [InlineData("colour=red", "not-supported")]
    [InlineData("_format=json", "incomplete")]
    public async Task A_conditional_create_that_does_not_select_one_resource_creates_nothing(string criteria, string issue)
    {
        await using var visit = await Visit.WithAsync(Chart.Patient("a", "1"), Chart.Patient("b", "1"));
        var answer = await visit.SendAsync("POST", "Patient", New, $"If-None-Exist: {criteria}");
        Assert.Equal((412, issue, 2), (answer.Status, answer.Issue, visit.Store.Count));
    }

    [Fact]
    public async Task Concurrent_conditional_creates_make_one_resource()
    {
        await using var visit = await Visit.WithAsync();
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 24).Select(_ => visit.SendAsync("POST", "Patient", Chart.Patient("x", "7"), "If-None-Exist: identifier=7"))
        );
        Assert.Equal(1, answers.Count(a => a.Status == 201));
        Assert.Equal(1, visit.Store.Count);
    }

    [Fact]
    public async Task An_update_makes_the_next_version_and_the_old_one_stays_readable()
    {
        await using var visit = await Visit.WithAsync(Chart.Patient("p"));
        var updated = await visit.SendAsync("PUT", "Patient/p", Chart.Patient("p", "9"), "If-Match: W/\"1\"");
        Assert.Equal((200, "W/\"2\""), (updated.Status, updated.ETag));
        Assert.Equal(200, (await visit.SendAsync("PUT", "Patient/p", Chart.Patient("p", "9"), "If-Match: \"2\"")).Status);
        Assert.Null((await visit.GetAsync("Patient/p/_history/1")).Json["identifier"]);
        Assert.Equal("p", await visit.IdsAsync("Patient?identifier=9"));
    }

    [Fact]
    public async Task An_update_of_an_unknown_id_creates_it() =>
        Assert.Equal(201, await StatusOfAsync("PUT", "Patient/new", Chart.Patient("new")));

    [Theory]
    [InlineData(412)]
    [InlineData(409)]
    public async Task A_stale_If_Match_changes_nothing_and_gets_the_status_that_the_hospital_uses(int status)
    {
        await using var visit = await Visit.StartAsync(new() { StaleVersionStatus = status }, Chart.Patient("p"), Chart.Patient("p"));
        var answer = await visit.SendAsync("PUT", "Patient/p", Chart.Patient("p"), "If-Match: W/\"1\"");
        Assert.Equal((status, "conflict", 2), (answer.Status, answer.Issue, visit.Store.VersionsOf("Patient", "p")));
    }

    [Theory]
    [InlineData("PUT", "Patient/p", """{"resourceType":"Patient"}""", 400)]
    [InlineData("PUT", "Patient/p", """{"resourceType":"Patient","id":"q"}""", 400)]
    [InlineData("PUT", "Patient/p", """{"resourceType":"Device","id":"p"}""", 400)]
    [InlineData("PUT", "Patient/a_b", """{"resourceType":"Patient","id":"a_b"}""", 400)]
    [InlineData("POST", "Patient", """{"gender":"female"}""", 400)]
    [InlineData("POST", "Patient", """{"resourceType":"Patient",""", 400)]
    [InlineData("POST", "Patient", """{"resourceType":"Patient","id":"a","id":"b"}""", 400)]
    [InlineData("POST", "Patient", "[]", 400)]
    [InlineData("POST", "Patient", """{"resourceType":"Patient","gender":"\ud800"}""", 400)]
    [InlineData("POST", "Patients", """{"resourceType":"Patients"}""", 404)]
    [InlineData("GET", "Patient/unknown", null, 404)]
    [InlineData("GET", "Patient/unknown/_history", null, 404)]
    [InlineData("GET", "Patient/known/_history/2", null, 404)]
    [InlineData("GET", "Patient/known/$everything", null, 404)]
    [InlineData("PATCH", "Patient/known", "[]", 405)]
    public async Task A_request_that_cannot_be_met_gets_an_OperationOutcome(string method, string url, string? body, int status)
    {
        await using var visit = await Visit.WithAsync(Chart.Patient("known"));
        var answer = await visit.SendAsync(method, url, body);
        Assert.Equal(
            (status, "OperationOutcome", "application/fhir+json", 1),
            (answer.Status, answer.Type, answer.ContentType, visit.Store.Count)
        );
    }

    [Theory]
    [InlineData("Content-Type: application/fhir+xml", 415)]
    [InlineData("Accept: application/fhir+xml", 406)]
    public async Task Only_JSON_is_spoken(string header, int status) =>
        Assert.Equal(status, await StatusOfAsync("POST", "Patient", New, header));

    [Fact]
    public async Task A_conditional_update_updates_its_one_match_and_creates_where_there_is_none()
    {
        await using var visit = await Visit.WithAsync(Chart.Patient("a", "1"));
        var none = await visit.SendAsync("PUT", "Patient?identifier=2", """{"resourceType":"Patient","identifier":[{"value":"2"}]}""");
        var one = await visit.SendAsync("PUT", "Patient?identifier=1", """{"resourceType":"Patient","identifier":[{"value":"1"}]}""");
        Assert.Equal((201, 200), (none.Status, one.Status));
        Assert.Equal(("a", 2, 2), ((string?)one.Json["id"], visit.Store.VersionsOf("Patient", "a"), visit.Store.Count));
    }

    [Theory]
    [InlineData("identifier=1", """{"resourceType":"Patient","id":"c"}""", 400)]
    [InlineData("identifier=9", """{"resourceType":"Patient","id":"a"}""", 409)]
    [InlineData("identifier=2", """{"resourceType":"Patient"}""", 412)]
    [InlineData("", """{"resourceType":"Patient"}""", 412)]
    public async Task A_conditional_update_that_is_not_about_one_resource_is_refused(string criteria, string body, int status)
    {
        await using var visit = await Visit.WithAsync(Chart.Patient("a", "1"), Chart.Patient("b", "2"), Chart.Patient("c", "2"));
        Assert.Equal(status, (await visit.SendAsync("PUT", $"Patient?{criteria}", body)).Status);
        Assert.Equal(3, visit.Store.Committed);
    }

    [Fact]
    public async Task What_is_deleted_is_gone_and_not_found_and_its_history_tells_so()
    {
        await using var visit = await Visit.WithAsync(Chart.Patient("p", "1"), Chart.Patient("p", "2"));
        Assert.Equal(204, (await visit.SendAsync("DELETE", "Patient/p")).Status);
        Assert.Equal(204, (await visit.SendAsync("DELETE", "Patient/p")).Status);
        var read = await visit.GetAsync("Patient/p");
        Assert.Equal((410, "deleted"), (read.Status, read.Issue));
        Assert.Equal(410, (await visit.GetAsync("Patient/p/_history/3")).Status);
        Assert.Equal("", await visit.IdsAsync("Patient?identifier=2"));
        Assert.Equal(0, visit.Store.Count);

        var history = await visit.GetAsync("Patient/p/_history");
        Assert.Equal(("history", 3), ((string?)history.Json["type"], history.Total));
        Assert.Equal(["DELETE", "PUT", "POST"], history.Entries.Select(e => (string)e["request"]!["method"]!));
        Assert.Equal([false, true, true], history.Entries.Select(e => e.ContainsKey("resource")));

        Assert.Equal(201, (await visit.SendAsync("PUT", "Patient/p", Chart.Patient("p"))).Status);
        Assert.Equal("W/\"4\"", (await visit.GetAsync("Patient/p")).ETag);
    }

    [Fact]
    public async Task A_long_history_comes_in_pages()
    {
        await using var visit = await Visit.WithAsync(Chart.Patient("p"), Chart.Patient("p"), Chart.Patient("p"));
        var first = await visit.GetAsync("Patient/p/_history?_count=2");
        var second = await visit.GetAsync(first.Next!);
        Assert.Equal((3, 2, 1), (first.Total, first.Entries.Count(), second.Entries.Count()));
        Assert.Null(second.Next);
    }

    [Fact]
    public async Task A_conditional_delete_deletes_its_one_match()
    {
        await using var visit = await Visit.WithAsync(Chart.Patient("a", "1"), Chart.Patient("b", "2"), Chart.Patient("c", "2"));
        Assert.Equal(204, (await visit.SendAsync("DELETE", "Patient?identifier=1")).Status);
        Assert.Equal(204, (await visit.SendAsync("DELETE", "Patient?identifier=9")).Status);
        Assert.Equal(412, (await visit.SendAsync("DELETE", "Patient?identifier=2")).Status);
        Assert.Equal("b c", await visit.IdsAsync("Patient"));
    }

    [Fact]
    public async Task A_client_may_prefer_an_empty_answer_and_need_not_read_what_it_knows()
    {
        await using var visit = await Visit.WithAsync();
        var created = await visit.SendAsync("POST", "Patient", New, "Prefer: return=minimal");
        Assert.Equal((201, "", "W/\"1\""), (created.Status, created.Text, created.ETag));
        Assert.Equal("OperationOutcome", (await visit.SendAsync("POST", "Patient", New, "Prefer: return=OperationOutcome")).Type);
        Assert.Equal(304, (await visit.GetAsync(created.Location![..^"/_history/1".Length], "If-None-Match: W/\"1\"")).Status);
    }

    [Fact]
    public async Task A_port_in_use_is_named()
    {
        await using var visit = await Visit.WithAsync();
        var port = visit.Hospital.BaseUrl.Port;
        var thrown = await Assert.ThrowsAsync<SandboxPortInUseException>(() =>
            SandboxHospital.StartAsync(new() { Port = port }, TestContext.Current.CancellationToken)
        );
        Assert.Equal(port, thrown.Port);
    }

    [Fact]
    public async Task Invalid_resources_are_kept_as_they_are()
    {
        const string Odd =
            """{"resourceType":"Observation","id":"o","meta":"none","status":7,"code":[null],"subject":{"reference":5},"x":{"y":1.50}}""";
        await using var visit = await Visit.WithAsync(Odd);
        var read = (await visit.GetAsync("Observation/o")).Json;
        Assert.Equal("""{"y":1.50}""", read["x"]!.ToJsonString());
        read["meta"] = "none";
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Odd), read));
        Assert.Equal("", await visit.IdsAsync("Observation?status=final&code=x&patient=5&date=2024"));
    }

    private static async Task<int> StatusOfAsync(string method, string url, string body, params string[] headers)
    {
        await using var visit = await Visit.WithAsync();
        return (await visit.SendAsync(method, url, body, headers)).Status;
    }

    private sealed class StoppedClock(DateTimeOffset at) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => at.ToUniversalTime();
    }
}
