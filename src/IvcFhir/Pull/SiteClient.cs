using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace IvcFhir.Pull;

/// <summary>FHIR over HTTP with one site: JSON in, JSON out, faults by kind. Knows no resource.</summary>
internal sealed class SiteClient(HttpClient http)
{
    /// <summary>How long a write that runs may go on after a stop was asked for. What it leaves open is settled by the next pass.</summary>
    public static readonly TimeSpan WriteGrace = TimeSpan.FromSeconds(8);

    private const string FhirJson = "application/fhir+json";

    /// <summary>The resource; null when the site answers 404 or 410.</summary>
    public async Task<JsonElement?> ReadAsync(string reference, CancellationToken ct) => (await LookAsync(reference, ct)).Json;

    /// <summary>The resource and the version that the site gives it; or whether it was deleted (410) or is not known (404).</summary>
    public async Task<Reading> LookAsync(string reference, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, reference);
        using var response = await SendAsync(request, ct);
        if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone)
            return new(null, null, response.StatusCode == HttpStatusCode.Gone);
        await EnsureSuccessAsync(response, ct);
        return new(await BodyAsync(response, ct), response.Headers.ETag?.ToString(), false);
    }

    /// <summary>Every matching or included resource of a search, page after page; a page that fails fails the search.</summary>
    public async IAsyncEnumerable<JsonElement> SearchAsync(string type, string parameters, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var visited = new HashSet<Uri>();
        var (matches, total) = (0, (int?)null);
        Uri? next = null;
        do
        {
            var page = next is null ? await PostSearchAsync(type, parameters, ct) : await GetPageAsync(next, ct);
            total ??= page.Member("total") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var value) ? value : null;
            foreach (var entry in page.Items("entry"))
            {
                if (entry.Member("resource") is not { } resource)
                    continue;
                if (resource.Text("resourceType") is "OperationOutcome")
                {
                    if (SaysIncomplete(resource))
                        throw new SiteFault(SiteFaultKind.Incomplete, $"The search of {type} says itself that it is not complete: its Bundle holds an error.");
                    continue;
                }
                if (entry.Member("search")?.Text("mode") is null or "match")
                    matches++;
                yield return resource;
            }
            next = NextLink(page);
            if (next is not null && !visited.Add(next))
                throw new SiteFault(SiteFaultKind.PagingLoop, $"The search of {type} repeats a page: its 'next' links form a loop.");
        }
        while (next is not null);

        // A server that counts only the page announces too few, never too many.
        if (total > matches)
            throw new SiteFault(SiteFaultKind.Incomplete, $"The search of {type} announced {total} matches and delivered {matches}.");
    }

    /// <summary>
    /// Whether an OperationOutcome among the rows says that rows are missing. Information and other warnings are no fault: a vendor sends them on every page.
    /// </summary>
    private static bool SaysIncomplete(JsonElement outcome) => outcome.Items("issue").Any(issue =>
        issue.Text("severity") is "error" or "fatal" || (issue.Text("severity") is "warning" && issue.Text("code") is "incomplete"));

    /// <summary>Sends a resource; the caller judges the status.</summary>
    public async Task<(HttpStatusCode Status, JsonElement? Body, string? Location, string? ETag)> WriteAsync(
        HttpMethod method, string path, byte[] resource, string? ifNoneExist, string? ifMatch, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        using var running = new CancellationTokenSource();
        await using var stop = ct.Register(() => running.CancelAfter(WriteGrace));
        using var request = new HttpRequestMessage(method, path) { Content = new ByteArrayContent(resource) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(FhirJson) { CharSet = "utf-8" };
        request.Headers.TryAddWithoutValidation("Prefer", "return=representation");
        if (ifNoneExist is not null)
            request.Headers.TryAddWithoutValidation("If-None-Exist", ifNoneExist);
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        using var response = await SendAsync(request, running.Token);
        if (IsFault(response.StatusCode))
            await EnsureSuccessAsync(response, running.Token);
        return (response.StatusCode, response.IsSuccessStatusCode ? await EchoAsync(response, running.Token) : null, response.Headers.Location?.ToString(), response.Headers.ETag?.ToString());
    }

    /// <summary>What a site sends back after a write is a help; the status alone says what happened.</summary>
    private async Task<JsonElement?> EchoAsync(HttpResponseMessage response, CancellationToken ct)
    {
        try
        {
            return response.StatusCode == HttpStatusCode.NoContent || response.Content.Headers.ContentLength is 0 ? null : await BodyAsync(response, ct);
        }
        catch (SiteFault e) when (e.Kind is SiteFaultKind.NotFhir or SiteFaultKind.Truncated)
        {
            return null;
        }
    }

    private async Task<JsonElement> PostSearchAsync(string type, string parameters, CancellationToken ct)
    {
        // By POST: the identifiers of a search stay out of the access logs on the way, and no address grows too long.
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{type}/_search")
        {
            Content = new StringContent(parameters, Encoding.UTF8, "application/x-www-form-urlencoded"),
        };
        using var response = await SendAsync(request, ct);
        if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotImplemented)
            throw new SiteFault(SiteFaultKind.NotOffered, $"The site does not offer the search of {type}: it answers {(int)response.StatusCode}.");
        return await PageAsync(response, ct);
    }

    private async Task<JsonElement> GetPageAsync(Uri next, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, next);
        using var response = await SendAsync(request, ct);
        return await PageAsync(response, ct);
    }

    private async Task<JsonElement> PageAsync(HttpResponseMessage response, CancellationToken ct)
    {
        await EnsureSuccessAsync(response, ct);
        var page = await BodyAsync(response, ct);
        return page.Text("resourceType") == "Bundle"
            ? page
            : throw new SiteFault(SiteFaultKind.NotFhir, "The site answered a search with something other than a Bundle.");
    }

    private Uri? NextLink(JsonElement page)
    {
        var link = page.Items("link").FirstOrDefault(link => link.Text("relation") == "next");
        if (link.Text("url") is not { } text)
            return null;
        var next = new Uri(http.BaseAddress!, text);
        var origin = http.BaseAddress!.GetLeftPart(UriPartial.Authority);
        return next.GetLeftPart(UriPartial.Authority) == origin
            ? next
            : throw new SiteFault(SiteFaultKind.NotFhir, "A 'next' link leads to another origin; it is not followed, for it would carry the token there.");
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        request.Headers.Accept.Add(new(FhirJson));
        try
        {
            return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        }
        catch (HttpRequestException e)
        {
            throw new SiteFault(SiteFaultKind.Unreachable, $"The site cannot be reached ({e.HttpRequestError}).", e);
        }
        catch (Exception e) when (e is TimeoutRejectedException or BrokenCircuitException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            throw new SiteFault(SiteFaultKind.Unavailable, "The site did not answer in time.", e);
        }
    }

    private static bool IsFault(HttpStatusCode status) =>
        status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || (int)status >= 500;

    private static async Task EnsureSuccessAsync(HttpResponseMessage response, CancellationToken ct)
    {
        if (response.StatusCode == HttpStatusCode.PartialContent)
            throw new SiteFault(SiteFaultKind.Incomplete, "The site answers 206: it sends a part for the whole.");
        if (response.IsSuccessStatusCode)
            return;
        await response.Content.LoadIntoBufferAsync(ct);
        var status = (int)response.StatusCode;
        throw response.StatusCode switch
        {
            HttpStatusCode.Unauthorized => new SiteFault(SiteFaultKind.Unauthorized, "The site answers 401: no or no valid credentials."),
            HttpStatusCode.Forbidden => new SiteFault(SiteFaultKind.Forbidden, "The site answers 403: these credentials may not do this."),
            HttpStatusCode.NotImplemented => new SiteFault(SiteFaultKind.NotOffered, "The site answers 501: it does not implement what was asked."),
            _ when IsFault(response.StatusCode) => new SiteFault(SiteFaultKind.Unavailable, $"The site answers {status}, also after the retries."),
            _ => new SiteFault(SiteFaultKind.Rejected, $"The site rejects the request with {status}."),
        };
    }

    /// <summary>A reference may hold the address of the site itself; without it, it is the name under which everything else knows the resource.</summary>
    private JsonElement Local(JsonElement answer)
    {
        var address = Encoding.UTF8.GetBytes($"\"{http.BaseAddress!.AbsoluteUri}");
        if (answer.Utf8().IndexOf(address) < 0)
            return answer;
        return Json.Written(writer => answer.WriteRenamed(writer, reference =>
            reference.StartsWith(http.BaseAddress!.AbsoluteUri, StringComparison.Ordinal) ? reference[http.BaseAddress!.AbsoluteUri.Length..] : reference));
    }

    private async Task<JsonElement> BodyAsync(HttpResponseMessage response, CancellationToken ct)
    {
        var media = response.Content.Headers.ContentType?.MediaType;
        if (media is not null && !media.Contains("json", StringComparison.OrdinalIgnoreCase))
            throw new SiteFault(SiteFaultKind.NotFhir, $"The site answers with '{media}' where FHIR JSON is expected; check FhirBase.");
        try
        {
            // Parsed in place and left to the collector: a page lives as long as one of its resources is in use.
            var bytes = await response.Content.ReadAsByteArrayAsync(ct);
            return Local(JsonDocument.Parse(bytes).RootElement);
        }
        catch (JsonException e)
        {
            // The parser's message may quote content: it is not passed on.
            throw new SiteFault(SiteFaultKind.Truncated, $"The site's answer is not complete JSON (at byte {e.BytePositionInLine} of line {e.LineNumber + 1}).");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new SiteFault(SiteFaultKind.Truncated, "The site's answer ended before it was complete.");
        }
    }
}

/// <summary>What a site says of one resource.</summary>
/// <param name="Json">Null when the site answers 404 or 410.</param>
/// <param name="ETag">As the site gave it, to be echoed.</param>
/// <param name="Deleted">The site says that it was there and was deleted (410), which 404 does not say.</param>
internal readonly record struct Reading(JsonElement? Json, string? ETag, bool Deleted);
