using System.Net;

namespace IvcFhir.Connect;

/// <summary>
/// Above the retries, so that nobody who waits for a token takes the place of one who has it. A 401 is answered by one renewal; the second
/// 401 stands. A request that was answered with 401 has not been done, so a write may be repeated too.
/// </summary>
internal sealed class AuthorizationHandler(TokenCache tokens) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var token = await tokens.CurrentAsync(cancellationToken);
        var response = await SendAsync(request, token, cancellationToken);
        if (response.StatusCode != HttpStatusCode.Unauthorized || await RenewedAsync(response, token, cancellationToken) is not { } renewed)
            return response;
        response.Dispose();
        var again = await SendAsync(request, renewed, cancellationToken);
        tokens.Repeated(again.StatusCode != HttpStatusCode.Unauthorized);
        return again;
    }

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, AccessToken token, CancellationToken ct)
    {
        request.Headers.Authorization = token.Header;
        return base.SendAsync(request, ct);
    }

    private async Task<AccessToken?> RenewedAsync(HttpResponseMessage response, AccessToken refused, CancellationToken ct)
    {
        try
        {
            return await tokens.RenewedAsync(refused, ct);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
