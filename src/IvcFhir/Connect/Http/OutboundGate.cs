using System.Collections.Immutable;
using System.Net;

namespace IvcFhir.Connect;

/// <summary>
/// The last thing before the network: only origins that the settings name are ever called. Redirects are judged here and nowhere else: of
/// reads, on the same origin, they are followed; no other one is.
/// </summary>
/// <param name="allowed">As <see cref="Origin.Of"/> gives them.</param>
/// <param name="postsToTokens">A POST is a request for a token: its redirect is never followed, for it carries the client's proof.</param>
internal sealed class OutboundGate(ImmutableHashSet<string> allowed, bool postsToTokens) : DelegatingHandler
{
    private const int MostHops = 5;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var asked = request.RequestUri!;
        if (!allowed.Contains(Origin.Of(asked)))
            throw new SiteFault(SiteFaultKind.Rejected, "An address on an origin that the settings do not name was not called.");
        try
        {
            for (var hops = 0; ; hops++)
            {
                var response = await base.SendAsync(request, cancellationToken);
                if (!IsRedirect(response.StatusCode) || response.Headers.Location is not { } location)
                    return response;
                if (postsToTokens && request.Method == HttpMethod.Post)
                    return response;
                var status = response.StatusCode;
                response.Dispose();
                request.RequestUri = Followed(request, status, location, hops);
            }
        }
        finally
        {
            request.RequestUri = asked; // a retry asks where it was told to ask
        }
    }

    private static Uri Followed(HttpRequestMessage request, HttpStatusCode status, Uri location, int hops)
    {
        var from = request.RequestUri!;
        if (!IsKept(request, status))
            throw Refused(status, "what is no plain read, which is not sent on");
        if (!Uri.TryCreate(from, location, out var to) || Origin.Of(to) != Origin.Of(from) || to.UserInfo.Length > 0)
            throw Refused(status, "to another origin than FhirBase, which is not called");
        return hops < MostHops ? to : throw Refused(status, "again and again");
    }

    /// <summary>
    /// Whether the next request is the same as this one. A search by POST is kept by 307 and 308 only: by the others it would become a GET
    /// without its parameters, which returns everybody.
    /// </summary>
    private static bool IsKept(HttpRequestMessage request, HttpStatusCode status) =>
        request.Method == HttpMethod.Get
        || (
            request.Method == HttpMethod.Post
            && request.RequestUri!.AbsolutePath.EndsWith("/_search", StringComparison.Ordinal)
            && status is HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect
        );

    private static bool IsRedirect(HttpStatusCode status) => (int)status is 301 or 302 or 303 or 307 or 308;

    private static SiteFault Refused(HttpStatusCode status, string what) =>
        new(SiteFaultKind.Rejected, $"The site redirects ({(int)status}) {what}.");
}
