using System.Net;

namespace IvcFhir.Connect;

/// <summary>
/// Where a site says that tokens are given: <c>.well-known/smart-configuration</c>, else the <c>oauth-uris</c> of its CapabilityStatement,
/// as SMART 1.0 had it. What it names is believed only on its own origin: a document must not choose who is shown the client's proof.
/// </summary>
internal sealed class Discovery(Func<HttpClient> http, Uri fhirBase, int mostMegabytes, TimeProvider clock)
{
    private const string OAuthUris = "http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris";

    /// <summary>The token endpoint; null and the reason where none may be used.</summary>
    public async Task<(Uri? Endpoint, TokenAnswer.Refused? Why)> FindAsync(CancellationToken ct)
    {
        var (named, why) = await AskAsync(".well-known/smart-configuration", 1024 * 1024, FromConfiguration, ct);
        if (named is null && why?.Kind != SiteFaultKind.Unavailable)
            (named, why) = await AskAsync("metadata", mostMegabytes * 1024 * 1024, FromStatement, ct);
        if (why is not null)
            return (null, why);
        if (!Uri.TryCreate(fhirBase, named, out var endpoint) || endpoint.Scheme is not ("http" or "https"))
            return (null, Refused("The site names no token endpoint: ask the hospital for its address, and state it as TokenEndpoint."));
        return Origin.Of(endpoint) == Origin.Of(fhirBase) && endpoint.UserInfo.Length == 0
            ? (endpoint, null)
            : (
                null,
                Refused(
                    "The site names a token endpoint on another origin than FhirBase. It is not called; if the hospital says that it is "
                        + "theirs, state it as TokenEndpoint."
                )
            );
    }

    private async Task<(string? Named, TokenAnswer.Refused? Why)> AskAsync(
        string path,
        int most,
        Func<byte[], string?> named,
        CancellationToken ct
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(fhirBase, path));
        request.Headers.Accept.Add(new("application/json"));
        request.Headers.Accept.Add(new("application/fhir+json"));
        var (answer, kind, why) = await SmallAnswer.AskAsync(http(), request, most, clock, ct);
        if (answer is null)
            return (null, new(kind, $"The site, asked where tokens are given, {why}."));
        if ((int)answer.Status >= 500 || answer.Status == HttpStatusCode.TooManyRequests)
            return (
                null,
                new(SiteFaultKind.Unavailable, $"The site, asked where tokens are given, answers {(int)answer.Status}.")
                {
                    Wait = answer.Wait,
                }
            );
        return (answer.Status == HttpStatusCode.OK ? named(answer.Body) : null, null);
    }

    private static string? FromConfiguration(byte[] body) => Json.Parsed(body)?.Text("token_endpoint");

    private static string? FromStatement(byte[] body) =>
        Json.Parsed(body)
            ?.Items("rest")
            .Select(rest => rest.Member("security"))
            .SelectMany(security => security?.Items("extension") ?? [])
            .Where(extension => extension.Text("url") == OAuthUris)
            .SelectMany(extension => extension.Items("extension"))
            .FirstOrDefault(part => part.Text("url") == "token")
            .Text("valueUri");

    private static TokenAnswer.Refused Refused(string words) => new(SiteFaultKind.Unauthorized, words);
}
