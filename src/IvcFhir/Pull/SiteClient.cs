using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace IvcFhir.Pull;

/// <summary>FHIR over HTTP with one site: JSON in, JSON out, faults by kind. Knows no resource.</summary>
internal sealed class SiteClient(HttpClient http, SiteLimits? limits = null)
{
    private readonly SiteLimits limits = limits ?? new();

    /// <summary>
    /// The bases that stand before references in this site's answers: its own, and the internal one that its <c>self</c> links name.
    /// </summary>
    private string[] bases = [http.BaseAddress!.AbsoluteUri];

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
        EnsureSuccess(response);
        return new(await BodyAsync(response, ct), response.Headers.ETag?.ToString(), false);
    }

    /// <summary>Every matching or included resource of a search, page after page; a page that fails fails the search.</summary>
    public async IAsyncEnumerable<JsonElement> SearchAsync(string type, string parameters, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var row in RowsAsync(type, parameters, byGet: false, used: null, ct))
            yield return row.Resource;
    }

    /// <inheritdoc cref="SearchAsync"/>
    /// <param name="byGet">By GET, where a site does not honour the form of a POST: then the parameters stand in its access logs.</param>
    /// <param name="used">Whether a parameter is one without which the search is another one: a <c>self</c> link must name such a one, for
    /// R4 has a server say there what it used.</param>
    public async IAsyncEnumerable<SearchRow> RowsAsync(
        string type, string parameters, bool byGet, Func<string, bool>? used, [EnumeratorCancellation] CancellationToken ct)
    {
        var visited = new HashSet<Uri>();
        var (matches, total, pages, empty) = (0, (int?)null, 0, 0);
        Uri? next = null;
        do
        {
            var page = next is not null ? await GetPageAsync(next, ct)
                : byGet ? await GetPageAsync(new($"{type}?{parameters}", UriKind.Relative), ct)
                : await PostSearchAsync(type, parameters, ct);
            if (next is null && used is not null && SelfLink(page) is { } self && !Names(self).Any(used))
                throw new SiteFault(SiteFaultKind.SearchNotHonoured,
                    $"The site says that its search of {type} did not use the parameter that was asked by.");
            total ??= page.Member("total") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var value) ? value : null;
            var rows = 0;
            foreach (var row in Rows(type, page))
            {
                rows++;
                matches += row.IsMatch ? 1 : 0;
                yield return row;
            }
            next = NextLink(page);
            if (next is not null && !visited.Add(next))
                throw new SiteFault(SiteFaultKind.PagingLoop, $"The search of {type} repeats a page: its 'next' links form a loop.");
            empty = rows == 0 ? empty + 1 : 0;
            if (next is not null && (++pages >= limits.Pages || empty > limits.EmptyPages))
                throw new SiteFault(SiteFaultKind.BeyondLimit,
                    $"The search of {type} has more pages than Pages ({limits.Pages}), or empty than EmptyPages ({limits.EmptyPages}).");
        }
        while (next is not null);

        // A server that counts only the page announces too few, never too many.
        if (total > matches)
            throw new SiteFault(SiteFaultKind.Incomplete, $"The search of {type} announced {total} matches and delivered {matches}.");
    }

    private static IEnumerable<SearchRow> Rows(string type, JsonElement page)
    {
        foreach (var entry in page.Items("entry"))
        {
            if (entry.Member("resource") is not { } resource)
                continue;
            if (resource.Text("resourceType") is not "OperationOutcome")
                yield return new(resource, entry.Member("search")?.Text("mode") is null or "match");
            else if (SaysIncomplete(resource))
                throw new SiteFault(SiteFaultKind.Incomplete,
                    $"The search of {type} says itself that it is not complete: its Bundle holds an error.");
        }
    }

    private static string? SelfLink(JsonElement page) =>
        page.Items("link").FirstOrDefault(link => link.Text("relation") == "self").Text("url");

    /// <summary>The names of the parameters of an address, without modifiers.</summary>
    private static IEnumerable<string> Names(string address) =>
        address.Contains('?', StringComparison.Ordinal)
            ? address[(address.IndexOf('?', StringComparison.Ordinal) + 1)..].Split('&').Select(pair => pair.Split('=', ':', '.')[0]) : [];

    /// <summary>
    /// Whether an OperationOutcome among the rows says that rows are missing. Information and other warnings are no fault: a vendor sends
    /// them on every page.
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
            EnsureSuccess(response);
        var body = response.IsSuccessStatusCode ? await EchoAsync(response, running.Token) : null;
        return (response.StatusCode, body, response.Headers.Location?.ToString(), response.Headers.ETag?.ToString());
    }

    /// <summary>What a site sends back after a write is a help; the status alone says what happened.</summary>
    private async Task<JsonElement?> EchoAsync(HttpResponseMessage response, CancellationToken ct)
    {
        try
        {
            var isEmpty = response.StatusCode == HttpStatusCode.NoContent || response.Content.Headers.ContentLength is 0;
            return isEmpty ? null : await BodyAsync(response, ct);
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
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(parameters)),
        };
        // Without a charset: servers compare the type to the letter, and one that does not know it drops the body and returns everybody.
        request.Content.Headers.ContentType = new("application/x-www-form-urlencoded");
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
        EnsureSuccess(response);
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
        return SiteAddress.Next(http.BaseAddress!, SelfLink(page), text)
            ?? throw new SiteFault(
                SiteFaultKind.NotFhir,
                "A 'next' link is no address, or leads to another origin; it is not followed, for it would carry the token there.");
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

    private void EnsureSuccess(HttpResponseMessage response)
    {
        if (response.StatusCode == HttpStatusCode.PartialContent)
            throw new SiteFault(SiteFaultKind.Incomplete, "The site answers 206: it sends a part for the whole.");
        if (response.IsSuccessStatusCode)
            return;
        var status = (int)response.StatusCode;
        throw response.StatusCode switch
        {
            HttpStatusCode.Unauthorized => new SiteFault(SiteFaultKind.Unauthorized, "The site answers 401: no or no valid credentials."),
            HttpStatusCode.Forbidden => new SiteFault(SiteFaultKind.Forbidden, "The site answers 403: these credentials may not do this."),
            HttpStatusCode.NotImplemented => new SiteFault(SiteFaultKind.NotOffered, "The site answers 501: it does not implement what was asked."),
            _ when WaitAsked(response) > TimeSpan.FromSeconds(limits.RetryAfterSeconds) =>
                new SiteFault(SiteFaultKind.Unavailable,
                    $"The site answers {status} and asks to wait longer than RetryAfterSeconds ({limits.RetryAfterSeconds}) allows."),
            _ when IsFault(response.StatusCode) => new SiteFault(SiteFaultKind.Unavailable, $"The site answers {status}, also after the retries."),
            _ => new SiteFault(SiteFaultKind.Rejected, $"The site rejects the request with {status}."),
        };
    }

    /// <summary>How long a site asks to be left alone; null where it does not say.</summary>
    public static TimeSpan? WaitAsked(HttpResponseMessage? response) => response?.Headers.RetryAfter switch
    {
        { Delta: { } wait } => wait,
        { Date: { } until } => until - (response.Headers.Date ?? until),
        _ => null,
    };

    /// <summary>A reference may hold the address of the site itself; without it, it is the name under which everything else knows the resource.</summary>
    private JsonElement Local(JsonElement answer)
    {
        if (answer.Text("resourceType") == "Bundle" && SiteAddress.InternalBase(SelfLink(answer)) is { } inner
            && !bases.Contains(inner, StringComparer.Ordinal))
            bases = [http.BaseAddress!.AbsoluteUri, inner];
        var known = bases;
        if (!known.Any(one => answer.Utf8().IndexOf(Encoding.UTF8.GetBytes($"\"{one}")) >= 0))
            return answer;
        return Json.Written(writer => answer.WriteRenamed(writer, reference =>
            known.FirstOrDefault(one => reference.StartsWith(one, StringComparison.Ordinal)) is { } own
                ? reference[own.Length..]
                : reference));
    }

    private async Task<JsonElement> BodyAsync(HttpResponseMessage response, CancellationToken ct)
    {
        var media = response.Content.Headers.ContentType?.MediaType;
        if (media is not null && !media.Contains("json", StringComparison.OrdinalIgnoreCase))
            throw new SiteFault(SiteFaultKind.NotFhir, $"The site answers with '{media}' where FHIR JSON is expected; check FhirBase.");
        try
        {
            // Parsed in place and left to the collector: a page lives as long as one of its resources is in use.
            return Local(JsonDocument.Parse(await BytesAsync(response, ct)).RootElement);
        }
        catch (JsonException e)
        {
            // The parser's message may quote content: it is not passed on.
            throw new SiteFault(SiteFaultKind.Truncated, $"The site's answer is not complete JSON (at byte {e.BytePositionInLine} of line {e.LineNumber + 1}).");
        }
        catch (InvalidDataException)
        {
            throw new SiteFault(SiteFaultKind.NotFhir, "The site's answer is not packed as its Content-Encoding says.");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new SiteFault(SiteFaultKind.Truncated, "The site's answer ended before it was complete.");
        }
    }

    private async Task<ReadOnlyMemory<byte>> BytesAsync(HttpResponseMessage response, CancellationToken ct)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(ct);
        late.CancelAfter(TimeSpan.FromSeconds(limits.AnswerSeconds));
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(late.Token);
            var whole = new ArrayBufferWriter<byte>((int)Math.Clamp(response.Content.Headers.ContentLength ?? 0, 4096, 1 << 20));
            while (await body.ReadAsync(whole.GetMemory(4096), late.Token) is > 0 and var read)
            {
                whole.Advance(read);
                if (whole.WrittenCount > limits.AnswerMegabytes * 1024L * 1024)
                    throw new SiteFault(SiteFaultKind.BeyondLimit,
                        $"The site's answer is larger than AnswerMegabytes ({limits.AnswerMegabytes}) allows.");
            }
            return whole.WrittenMemory;
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw new SiteFault(SiteFaultKind.BeyondLimit,
                $"The site's answer takes longer than AnswerSeconds ({limits.AnswerSeconds}) allows.");
        }
    }
}

/// <summary>What a site says of one resource.</summary>
/// <param name="Json">Null when the site answers 404 or 410.</param>
/// <param name="ETag">As the site gave it, to be echoed.</param>
/// <param name="Deleted">The site says that it was there and was deleted (410), which 404 does not say.</param>
internal readonly record struct Reading(JsonElement? Json, string? ETag, bool Deleted);

/// <summary>One row of a search.</summary>
/// <param name="IsMatch">It answers the search itself, and was not only included beside a match.</param>
internal readonly record struct SearchRow(JsonElement Resource, bool IsMatch);
