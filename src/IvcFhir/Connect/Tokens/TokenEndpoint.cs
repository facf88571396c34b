using System.Globalization;
using System.Net;
using Microsoft.Extensions.Logging;

namespace IvcFhir.Connect;

/// <summary>Asks a token endpoint for one token. Whatever it answers is a value.</summary>
internal sealed partial class TokenEndpoint(
    string site,
    SiteAuth.Client client,
    Discovery discovery,
    Func<HttpClient> http,
    TimeProvider clock,
    ILogger<TokenEndpoint> log
)
{
    private const int MostBytes = 64 * 1024;

    /// <summary>A smaller difference of the clocks is not worth a word: it is tolerated, and Date has whole seconds.</summary>
    private static readonly TimeSpan Tellable = TimeSpan.FromSeconds(30);

    /// <summary>A larger one is not made up for: then the clock here, or there, is simply wrong.</summary>
    private static readonly TimeSpan Bearable = TimeSpan.FromMinutes(10);

    private Uri? found;
    private TimeSpan ahead;

    public async Task<TokenAnswer> AskAsync(CancellationToken ct)
    {
        try
        {
            if ((client.TokenEndpoint ?? found) is not { } endpoint)
            {
                var (named, why) = await discovery.FindAsync(ct);
                if (named is null)
                    return why!;
                endpoint = found = named;
            }
            var answer = await AskAsync(endpoint, ct);
            if (answer is TokenAnswer.Refused)
                found = null; // it may have moved
            return answer;
        }
        catch (ConfigurationFault e)
        {
            // It could be read at the start; now its file has gone or changed.
            return new TokenAnswer.Refused(SiteFaultKind.Unauthorized, e.Message);
        }
    }

    /// <summary>
    /// A proof that is refused is made once more, by the endpoint's clock where that differs: a clock that is minutes off is nobody's wrong
    /// key, and Epic's endpoint was seen to refuse valid proofs at random.
    /// </summary>
    private async Task<TokenAnswer> AskAsync(Uri endpoint, CancellationToken ct)
    {
        var (answer, kind, why) = await OnceAsync(endpoint, ct);
        if (answer is not null && client is SiteAuth.SmartBackend && TokenReply.IsOfProof(answer.Status, answer.Body))
        {
            ahead = answer.Skew is { } skew && skew.Duration() <= Bearable ? skew : TimeSpan.Zero;
            (answer, kind, why) = await OnceAsync(endpoint, ct);
        }
        if (answer is null)
            return new TokenAnswer.Refused(kind, $"The token endpoint {why}.");
        var meant = TokenReply.Of(answer.Status, answer.Body);
        if (meant is TokenAnswer.Refused refused)
            return refused with { Words = refused.Words + Hint(answer), Wait = answer.Wait };
        if (TokenReply.NotGranted(answer.Body, client.Scopes) is { Length: > 0 } missing)
            Fewer(log, site, string.Join(' ', missing));
        if (ahead.Duration() > Tellable)
            Skewed(log, site, Told(ahead));
        return meant;
    }

    private async Task<(SmallAnswer? Answer, SiteFaultKind Kind, string Why)> OnceAsync(Uri endpoint, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint);
        request.Headers.Accept.Add(new("application/json"));
        request.Options.Set(FreshProof.Put, sent => ClientProof.Put(sent, client, endpoint, clock.GetUtcNow() + ahead));
        return await SmallAnswer.AskAsync(http(), request, MostBytes, clock, ct);
    }

    private string Hint(SmallAnswer answer) =>
        client is SiteAuth.SmartBackend
        && answer.Status is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized
        && answer.Skew is { } skew
        && skew.Duration() > Tellable
            ? $" The clock of this machine is {Told(skew)} that of the endpoint: it may be that."
            : "";

    private static string Told(TimeSpan ahead) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Math.Round(ahead.Duration().TotalMinutes)} min {(ahead > TimeSpan.Zero ? "behind" : "ahead of")}"
        );

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Site}: the token endpoint granted all but these scopes: {Scopes}")]
    private static partial void Fewer(ILogger log, string site, string scopes);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Site}: the clock of this machine is {Difference} that of the token endpoint, and proofs are dated by the endpoint's"
    )]
    private static partial void Skewed(ILogger log, string site, string difference);
}
