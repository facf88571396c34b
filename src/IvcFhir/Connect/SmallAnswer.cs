using System.Net;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace IvcFhir.Connect;

/// <summary>A whole answer of a server that is asked for little: bounded in size and time, and whatever goes wrong is a value.</summary>
/// <param name="Skew">By how much the server's clock (Date) is ahead of the one here; null where it does not say.</param>
internal sealed record SmallAnswer(HttpStatusCode Status, byte[] Body, TimeSpan? Skew, TimeSpan? Wait)
{
    private static readonly TimeSpan LongestBody = TimeSpan.FromSeconds(10);

    /// <summary>The answer, or why there is none, in words that follow "the token endpoint".</summary>
    public static async Task<(SmallAnswer? Answer, SiteFaultKind Kind, string Why)> AskAsync(
        HttpClient http,
        HttpRequestMessage request,
        int most,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            var answer = new SmallAnswer(response.StatusCode, [], response.Headers.Date - clock.GetUtcNow(), RetryAfter.AskedBy(response));
            using var late = new CancellationTokenSource(LongestBody, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, ct);
            return await BodyAsync(response, most, either.Token) is { } body
                ? (answer with { Body = body }, default, "")
                : (null, SiteFaultKind.BeyondLimit, $"sends more than {most / 1024} KB");
        }
        catch (SiteFault e)
        {
            return (null, e.Kind, "leads where nothing is called"); // a redirect, or an origin that the settings do not name
        }
        catch (HttpRequestException e)
        {
            return (null, SiteFaultKind.Unreachable, $"cannot be reached ({e.HttpRequestError})");
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            return (null, SiteFaultKind.Truncated, "breaks off its answer, or packs it otherwise than it says");
        }
        catch (Exception e)
            when (e is TimeoutRejectedException or BrokenCircuitException
                || (e is OperationCanceledException && !ct.IsCancellationRequested)
            )
        {
            return (null, SiteFaultKind.Unavailable, "did not answer in time");
        }
    }

    private static async Task<byte[]?> BodyAsync(HttpResponseMessage response, int most, CancellationToken ct)
    {
        await using var body = await response.Content.ReadAsStreamAsync(ct);
        using var whole = new MemoryStream();
        var piece = new byte[8192];
        while (await body.ReadAsync(piece, ct) is > 0 and var read)
        {
            whole.Write(piece, 0, read);
            if (whole.Length > most)
                return null;
        }
        return whole.ToArray();
    }
}
