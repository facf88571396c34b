using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using IvcFhir.Sandbox;

namespace IvcFhir.Tests.Sandbox;

/// <summary>A hospital that runs, and a plain HTTP client that visits it.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private readonly HttpClient http;

    private Visit(SandboxHospital hospital, SandboxFaults faults)
    {
        Hospital = hospital;
        Faults = faults;
        http = new HttpClient { BaseAddress = hospital.BaseUrl };
    }

    public SandboxHospital Hospital { get; }

    public SandboxFaults Faults { get; }

    public FhirStore Store => Hospital.Store;

    public static async Task<Visit> StartAsync(SandboxOptions? options = null, params string[] resources)
    {
        options ??= new();
        var visit = new Visit(await SandboxHospital.StartAsync(options, TestContext.Current.CancellationToken), options.Faults);
        foreach (var resource in resources)
            Assert.Empty(visit.Store.LoadText(resource).Unreadable);
        return visit;
    }

    public static Task<Visit> WithAsync(params string[] resources) => StartAsync(null, resources);

    public async Task<Answer> SendAsync(string method, string url, string? body = null, params string[] headers)
    {
        using var request = new HttpRequestMessage(new(method), url);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/fhir+json"));
        foreach (var header in headers)
        {
            var cut = header.IndexOf(':', StringComparison.Ordinal);
            var (name, value) = (header[..cut], header[(cut + 1)..].Trim());
            if (name == "Content-Type")
                request.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse(value);
            else
                request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return new(response, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public Task<Answer> GetAsync(string url, params string[] headers) => SendAsync("GET", url, null, headers);

    /// <summary>The ids of the matches, over all pages, in order.</summary>
    public async Task<string> IdsAsync(string url)
    {
        var ids = new List<string>();
        for (string? next = url; next is not null; )
        {
            var page = await GetAsync(next);
            Assert.Equal(200, page.Status);
            ids.AddRange(page.Ids("match"));
            next = page.Next;
        }

        return string.Join(' ', ids);
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await Hospital.DisposeAsync();
    }
}

internal sealed class Answer(HttpResponseMessage response, string text)
{
    public int Status { get; } = (int)response.StatusCode;

    public string Text { get; } = text;

    public string? ETag { get; } = response.Headers.ETag?.ToString();

    public string? Location { get; } = response.Headers.Location?.ToString();

    public string? ContentType { get; } = response.Content.Headers.ContentType?.MediaType;

    public DateTimeOffset? LastModified { get; } = response.Content.Headers.LastModified;

    public DateTimeOffset? Date { get; } = response.Headers.Date;

    public TimeSpan? RetryAfter { get; } = response.Headers.RetryAfter?.Delta;

    public JsonObject Json => JsonNode.Parse(Text)!.AsObject();

    public string Type => (string)Json["resourceType"]!;

    public int Total => (int)Json["total"]!;

    public IEnumerable<JsonObject> Entries => (Json["entry"]?.AsArray() ?? []).Select(entry => entry!.AsObject());

    public string? Next =>
        (Json["link"]?.AsArray() ?? []).Where(l => (string)l!["relation"]! == "next").Select(l => (string)l!["url"]!).SingleOrDefault();

    public string Issue => (string)Json["issue"]![0]!["code"]!;

    public IEnumerable<string> Ids(string mode) =>
        Entries.Where(e => (string?)e["search"]?["mode"] == mode).Select(e => (string)e["resource"]!["id"]!);

    public IEnumerable<string> Statuses => Entries.Select(e => ((string)e["response"]!["status"]!)[..3]);
}

/// <summary>Small resources: only what a test is about.</summary>
internal static class Chart
{
    public const string Loinc = "http://loinc.org";

    /// <summary>"0", "1", … for ids.</summary>
    public static IEnumerable<string> Numbers(int n) => Enumerable.Range(0, n).Select(i => i.ToString(CultureInfo.InvariantCulture));

    public static string Patient(string id, string? mrn = null) =>
        mrn is null
            ? $$"""{"resourceType":"Patient","id":"{{id}}"}"""
            : $$"""{"resourceType":"Patient","id":"{{id}}","identifier":[{"system":"urn:mrn","value":"{{mrn}}"}]}""";

    public static string Observation(string id, string patient, string code = "1-1", string more = "") =>
        $$"""{"resourceType":"Observation","id":"{{id}}","status":"final","code":{"coding":[{"system":"{{Loinc}}","code":"{{code}}"}]},"subject":{"reference":"Patient/{{patient}}"}{{more}}}""";

    public static string Bundle(string type, params string[] entries) =>
        $$"""{"resourceType":"Bundle","type":"{{type}}","entry":[{{string.Join(',', entries)}}]}""";

    public static string Entry(string method, string url, string? resource = null, string? fullUrl = null, string more = "") =>
        "{"
        + (fullUrl is null ? "" : $"\"fullUrl\":\"{fullUrl}\",")
        + (resource is null ? "" : $"\"resource\":{resource},")
        + $"\"request\":{{\"method\":\"{method}\",\"url\":\"{url}\"{more}}}"
        + "}";
}
