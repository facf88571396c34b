using System.Collections.Immutable;
using System.Net;

namespace IvcFhir.Connect;

/// <summary>The way to one site, put together from its settings.</summary>
internal static class SiteConnection
{
    /// <summary>Reads whatever will be read later, so that what cannot be used is told at the start.</summary>
    /// <exception cref="ConfigurationFault">A secret, key or certificate cannot be read or used.</exception>
    public static void Check(ConnectionSettings settings, DateTimeOffset now)
    {
        LocalCredentials.Read(settings.Auth);
        if (settings.Auth is SiteAuth.SmartBackend smart)
            SigningKey.Read(smart.Key).Dispose();
        if (settings.Auth is SiteAuth.ClientSecret client)
            client.Secret.Text();
        if (settings.Tls is { } tls)
            Certificates.Options(tls, now);
        settings.Proxy?.Password?.Text();
        foreach (var header in settings.Headers)
            header.Secret?.Text();
    }

    /// <summary>The only origins that are called.</summary>
    public static ImmutableHashSet<string> Origins(ConnectionSettings settings, Uri fhirBase) =>
        settings.Auth is SiteAuth.Client { TokenEndpoint: { } endpoint }
            ? [Origin.Of(fhirBase), Origin.Of(endpoint)]
            : [Origin.Of(fhirBase)];

    /// <exception cref="ConfigurationFault"><inheritdoc cref="Check"/></exception>
    public static SocketsHttpHandler Network(ConnectionSettings settings, DateTimeOffset now)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            PooledConnectionLifetime = TimeSpan.FromMinutes(15), // a worker lives for months, and addresses move
        };
        if (settings.Tls is { } tls)
            handler.SslOptions = Certificates.Options(tls, now);
        handler.Proxy = new LocalBypass(
            settings.Proxy is { } proxy
                ? new WebProxy(proxy.Address)
                {
                    Credentials = proxy.User is null ? null : new NetworkCredential(proxy.User, proxy.Password?.Text()),
                }
                : HttpClient.DefaultProxy
        );
        return handler;
    }
}
