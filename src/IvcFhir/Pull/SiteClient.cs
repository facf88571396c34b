using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using IvcFhir.Connect;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace IvcFhir.Pull;

/// <summary>
/// HTTP with one site: bytes in, bytes out, faults by kind. Knows no resource and reads no content; that is the gate's.
/// </summary>
internal sealed partial class SiteClient(HttpClient http, SiteLimits? limits = null)
{
    /// <summary>How long a write that runs may go on after a stop was asked for. What it leaves open is settled by the next pass.</summary>
    public static readonly TimeSpan WriteGrace = TimeSpan.FromSeconds(8);

    private const string FhirJson = "application/fhir+json";

    public SiteLimits Limits { get; } = limits ?? new();

    /// <summary>The FHIR base of the site, with a slash at its end.</summary>
    public Uri Base { get; } = http.BaseAddress!;

    /// <summary>What the site answers to the read of <c>Type/id</c>, below its base: 404 and 410 are answers too.</summary>
    public async Task<SiteAnswer> ReadAsync(string reference, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, reference);
        return await AskAsync(request, status => status is HttpStatusCode.NotFound or HttpStatusCode.Gone, ct);
    }

    /// <summary>The first page of a search.</summary>
    /// <param name="byGet">By GET, where a site does not honour the form of a POST: then the parameters stand in its access logs.</param>
    public async Task<SiteAnswer> SearchAsync(string type, string parameters, bool byGet, CancellationToken ct)
    {
        using var request = byGet ? new(HttpMethod.Get, $"{type}?{parameters}") : Form(type, parameters);
        var answer = await AskAsync(request, IsNotOffered, ct);
        return IsNotOffered(answer.Status)
            ? throw new SiteFault(
                SiteFaultKind.NotOffered,
                $"The site does not offer the search of {type}: it answers {(int)answer.Status}."
            )
            : answer;
    }

    /// <summary>One page of a search, under the address that the page before named.</summary>
    public async Task<SiteAnswer> PageAsync(Uri page, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, page);
        return await AskAsync(request, _ => false, ct);
    }

    /// <summary>
    /// Sends a resource; the caller judges the status. What a site sends back after a write is a help: the status alone says what happened.
    /// </summary>
    public async Task<SiteAnswer> WriteAsync(
        HttpMethod method,
        string path,
        byte[] resource,
        string? ifNoneExist,
        string? ifMatch,
        CancellationToken ct
    )
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
        return IsFault(response.StatusCode)
            ? throw FaultOf(response, RetryAfter.AskedBy(response) ?? TimeSpan.Zero)
            : Answer(response, await EchoAsync(response, running.Token));
    }

    private static bool IsNotOffered(HttpStatusCode status) =>
        status is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotImplemented;

    /// <summary>By POST the identifiers of a search stay out of the access logs on the way, and no address grows too long.</summary>
    private static HttpRequestMessage Form(string type, string parameters)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"{type}/_search")
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(parameters)),
        };
        // Without a charset: servers compare the type to the letter, and one that does not know it drops the body and returns everybody.
        request.Content.Headers.ContentType = new("application/x-www-form-urlencoded");
        return request;
    }

    /// <param name="isAnswer">Which of the statuses that are no success tell something; they have no body.</param>
    private async Task<SiteAnswer> AskAsync(HttpRequestMessage request, Func<HttpStatusCode, bool> isAnswer, CancellationToken ct)
    {
        using var response = await SendAsync(request, ct);
        if (isAnswer(response.StatusCode))
            return Answer(response, []);
        EnsureSuccess(response);
        return Answer(response, await BodyAsync(response, ct));
    }

    private static SiteAnswer Answer(HttpResponseMessage response, byte[] body) =>
        new(response.StatusCode, body, response.Headers.Location?.ToString(), Tag(response));

    /// <summary>
    /// As it stands: what a site takes for an ETag need not have the form of one, and is echoed all the same. Not a <c>*</c>, nor what
    /// could be a list: as <c>If-Match</c> they would fit versions that nobody saw.
    /// </summary>
    private static string? Tag(HttpResponseMessage response) =>
        response.Headers.NonValidated.TryGetValues("ETag", out var tags) && tags.Count == 1 && OneTag().IsMatch(tags.ToString())
            ? tags.ToString()
            : null;

    [GeneratedRegex(
        "^((W/)?\"[!-~-[\"]]*\"|[!-~-[\"*,]]{1,256})\\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        Patterns.Milliseconds
    )]
    private static partial Regex OneTag();

    private async Task<byte[]> EchoAsync(HttpResponseMessage response, CancellationToken ct)
    {
        try
        {
            var isEmpty = response.StatusCode == HttpStatusCode.NoContent || response.Content.Headers.ContentLength is 0;
            return isEmpty ? [] : await BodyAsync(response, ct);
        }
        catch (SiteFault e) when (e.Kind is SiteFaultKind.NotFhir or SiteFaultKind.Truncated or SiteFaultKind.BeyondLimit)
        {
            return [];
        }
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
        catch (Exception e)
            when (e is TimeoutRejectedException or BrokenCircuitException
                || (e is OperationCanceledException && !ct.IsCancellationRequested)
            )
        {
            throw new SiteFault(SiteFaultKind.Unavailable, "The site did not answer in time.", e)
            {
                Wait = (e as BrokenCircuitException)?.RetryAfter, // nothing was sent
            };
        }
    }

    private static bool IsFault(HttpStatusCode status) =>
        status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests
        || (int)status >= 500;

    private void EnsureSuccess(HttpResponseMessage response)
    {
        if (response.StatusCode == HttpStatusCode.PartialContent)
            throw new SiteFault(SiteFaultKind.Incomplete, "The site answers 206: it sends a part for the whole.");
        if (!response.IsSuccessStatusCode)
            throw FaultOf(response, wait: null);
    }

    /// <param name="wait">After which time it may be asked again by whoever asked; null where that was done.</param>
    private SiteFault FaultOf(HttpResponseMessage response, TimeSpan? wait)
    {
        var status = (int)response.StatusCode;
        return response.StatusCode switch
        {
            HttpStatusCode.Unauthorized => new SiteFault(SiteFaultKind.Unauthorized, "The site answers 401: no or no valid credentials."),
            HttpStatusCode.Forbidden => new SiteFault(SiteFaultKind.Forbidden, "The site answers 403: these credentials may not do this."),
            HttpStatusCode.NotImplemented => new SiteFault(
                SiteFaultKind.NotOffered,
                "The site answers 501: it does not implement what was asked."
            ),
            _ when RetryAfter.AskedBy(response) > TimeSpan.FromSeconds(Limits.RetryAfterSeconds) => new SiteFault(
                SiteFaultKind.Unavailable,
                $"The site answers {status} and asks to wait longer than RetryAfterSeconds ({Limits.RetryAfterSeconds}) allows."
            ),
            _ when IsFault(response.StatusCode) => new SiteFault(
                SiteFaultKind.Unavailable,
                $"The site answers {status}, also after the retries."
            )
            {
                Wait = wait,
            },
            _ => new SiteFault(SiteFaultKind.Rejected, $"The site rejects the request with {status}."),
        };
    }

    private async Task<byte[]> BodyAsync(HttpResponseMessage response, CancellationToken ct)
    {
        var media = response.Content.Headers.ContentType?.MediaType;
        if (media is not null && !media.Contains("json", StringComparison.OrdinalIgnoreCase))
            throw new SiteFault(
                SiteFaultKind.NotFhir,
                $"The site answers with {(media == "text/html" ? "'text/html'" : "something else")} where FHIR "
                    + "JSON is expected; check FhirBase."
            );
        try
        {
            return await BytesAsync(response, ct);
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

    private async Task<byte[]> BytesAsync(HttpResponseMessage response, CancellationToken ct)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(ct);
        late.CancelAfter(TimeSpan.FromSeconds(Limits.AnswerSeconds));
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(late.Token);
            var whole = new ArrayBufferWriter<byte>((int)Math.Clamp(response.Content.Headers.ContentLength ?? 0, 4096, 1 << 20));
            while (await body.ReadAsync(whole.GetMemory(4096), late.Token) is > 0 and var read)
            {
                whole.Advance(read);
                if (whole.WrittenCount > Limits.AnswerMegabytes * 1024L * 1024)
                    throw new SiteFault(
                        SiteFaultKind.BeyondLimit,
                        $"The site's answer is larger than AnswerMegabytes ({Limits.AnswerMegabytes}) allows."
                    );
            }
            return whole.WrittenSpan.ToArray();
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw new SiteFault(
                SiteFaultKind.BeyondLimit,
                $"The site's answer takes longer than AnswerSeconds ({Limits.AnswerSeconds}) allows."
            );
        }
    }
}

/// <summary>What a site answers to one request.</summary>
/// <param name="Body">Nobody has looked at it yet; empty where the status says all.</param>
/// <param name="ETag">As the site gave it, to be echoed.</param>
internal sealed record SiteAnswer(HttpStatusCode Status, byte[] Body, string? Location, string? ETag);
