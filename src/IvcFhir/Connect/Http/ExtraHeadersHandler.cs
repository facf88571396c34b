using System.Collections.Immutable;

namespace IvcFhir.Connect;

/// <summary>Headers that a site asks for besides, such as <c>Epic-Client-ID</c>.</summary>
internal sealed class ExtraHeadersHandler(ImmutableArray<ExtraHeader> headers) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        foreach (var header in headers)
        {
            request.Headers.Remove(header.Name);
            request.Headers.TryAddWithoutValidation(header.Name, header.Value ?? Read(header.Secret!));
        }
        return base.SendAsync(request, cancellationToken);
    }

    private static string Read(Secret secret)
    {
        try
        {
            return secret.Text();
        }
        catch (ConfigurationFault e)
        {
            throw new SiteFault(SiteFaultKind.Unauthorized, e.Message); // it could be read at the start
        }
    }
}
