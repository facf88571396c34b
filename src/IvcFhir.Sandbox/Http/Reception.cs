using System.Globalization;
using IvcFhir.Sandbox.Access;
using IvcFhir.Sandbox.Storage;
using Microsoft.AspNetCore.Http;

namespace IvcFhir.Sandbox.Http;

/// <summary>
/// Between HTTP and <see cref="FhirServer"/>: count, read, faults before the commit, handle, faults after the commit, send.
/// A vendor's quirks belong here as well, as a change of the request before, or of the response after, the server.
/// </summary>
internal sealed class Reception(
    FhirServer server,
    SandboxOptions options,
    SandboxRequests requests,
    Uri baseUrl,
    Doorkeeper? door,
    CancellationToken stopping
)
{
    private const string Form = "application/x-www-form-urlencoded";

    public async Task ServeAsync(HttpContext http)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        http.Response.Headers.Date = options.Clock.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        try
        {
            await SendAsync(http, await AnswerAsync(http.Request, ending.Token), ending.Token);
        }
        catch (ConnectionDropped)
        {
            http.Abort();
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            http.Abort(); // the client has gone, or the hospital closes
        }
    }

    private async Task<FhirResponse> AnswerAsync(HttpRequest arrived, CancellationToken ct)
    {
        var isToken = door is not null && arrived.Path == "/" + Doorkeeper.TokenPath;
        PathString below = arrived.Path;
        if (!isToken && !arrived.Path.StartsWithSegments("/fhir", StringComparison.Ordinal, out below))
            return FhirResponse.Outcome(404, "not-found", "The FHIR base is /fhir.");
        var request = new FhirRequest(arrived.Method, below.Value!.Trim('/'), arrived.QueryString.Value ?? "")
        {
            IfMatch = Header(arrived, "If-Match"),
            IfNoneMatch = Header(arrived, "If-None-Match"),
            IfNoneExist = Header(arrived, "If-None-Exist"),
            Prefer = string.Join(',', arrived.Headers["Prefer"].ToArray()),
        };
        if (!isToken)
            requests.Record(request.Kind);
        var faults = options.Faults.Hitting(request);
        FhirResponse? response = null;
        foreach (var fault in faults)
            response = await fault.ApplyAsync(FaultMoment.BeforeCommit, response, ct);
        response ??= await HandleAsync(arrived, request, faults, ct);
        foreach (var fault in faults)
            response = await fault.ApplyAsync(FaultMoment.AfterCommit, response, ct);
        return response!;
    }

    private async Task<FhirResponse> HandleAsync(
        HttpRequest arrived,
        FhirRequest request,
        IReadOnlyList<ActiveFault> faults,
        CancellationToken ct
    )
    {
        if (door is not null && await door.AnswerAsync(arrived, request, ct) is { } answer)
            return answer;
        var accepted = arrived.Headers.Accept.ToString();
        if (
            accepted.Contains("xml", StringComparison.Ordinal)
            && !accepted.Contains("json", StringComparison.Ordinal)
            && !accepted.Contains("*/*", StringComparison.Ordinal)
        )
            return FhirResponse.Outcome(406, "not-supported", "Only JSON is spoken here.");
        if (request.Method is not ("POST" or "PUT"))
            return Handle(request, faults);
        using var body = new MemoryStream();
        await arrived.Body.CopyToAsync(body, ct);
        var type = arrived.ContentType ?? "";
        if (request.Kind == RequestKind.Search)
            return type.StartsWith(Form, StringComparison.OrdinalIgnoreCase) || body.Length == 0
                ? Handle(WithForm(request, body), faults)
                : FhirResponse.Outcome(415, "not-supported", $"A _search takes {Form}.");
        if (type.Length > 0 && !type.Contains("json", StringComparison.OrdinalIgnoreCase))
            return FhirResponse.Outcome(415, "not-supported", "Only JSON is spoken here.");
        var (resource, error) = ResourceJson.Parse(body.GetBuffer().AsSpan(0, (int)body.Length));
        return error is null ? Handle(request with { Resource = resource }, faults) : FhirResponse.Outcome(400, "structure", error);
    }

    private FhirResponse Handle(FhirRequest request, IReadOnlyList<ActiveFault> faults) =>
        server.Handle(faults.Aggregate(request, (hidden, fault) => fault.Hidden(hidden)));

    private static FhirRequest WithForm(FhirRequest request, MemoryStream body)
    {
        var form = System.Text.Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length);
        return request with { Query = $"{request.Query.TrimStart('?')}&{form}" };
    }

    private async Task SendAsync(HttpContext http, FhirResponse response, CancellationToken ct)
    {
        var headers = http.Response.Headers;
        http.Response.StatusCode = response.Status;
        if (response.Version is { } version)
        {
            headers.ETag = version.ETag;
            headers.LastModified = version.LastUpdated.ToString("R", CultureInfo.InvariantCulture);
        }

        if (response.Location is not null)
            headers.Location = baseUrl + response.Location;
        if (response.RetryAfter is { } wait)
            headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        foreach (var (name, value) in response.Headers)
            headers[name] = value.Length == 0 ? Microsoft.Extensions.Primitives.StringValues.Empty : value;
        if (response.Status is 204 or 304)
            return;
        if (response.Tail.Bytes == 0)
            http.Response.ContentLength = response.Body.Length;
        if (response.Body.Length > 0)
            http.Response.ContentType = response.ContentType;
        await http.Response.Body.WriteAsync(response.Body, ct);
        var blanks = new byte[response.Tail.Chunk];
        Array.Fill(blanks, (byte)' ');
        for (var sent = 0L; sent < response.Tail.Bytes; sent += blanks.Length)
        {
            await Task.Delay(response.Tail.Every, ct);
            await http.Response.Body.WriteAsync(blanks, ct);
            await http.Response.Body.FlushAsync(ct);
        }
    }

    private static string? Header(HttpRequest request, string name) => request.Headers[name] is [{ Length: > 0 } value, ..] ? value : null;
}
