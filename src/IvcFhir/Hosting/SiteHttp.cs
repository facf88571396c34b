using IvcFhir.Connect;
using IvcFhir.Pull;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IvcFhir.Hosting;

/// <summary>
/// The HTTP of a site: credentials, then retries, then headers, then the gate to the network. Its token endpoint has a pipeline of its own:
/// in that of the site a request for a token would wait behind those that wait for the token.
/// </summary>
internal static class SiteHttp
{
    /// <summary>The HTTP client of a site. Its budget and its breaker are its own: a site that is ill costs no other one.</summary>
    public static string ClientOf(SiteSettings site) => $"site/{site.Name}";

    private static string TokenClientOf(SiteSettings site) => $"token/{site.Name}";

    /// <exception cref="ConfigurationFault">A secret, key or certificate of the site cannot be read or used.</exception>
    public static void AddSite(this IServiceCollection services, SiteSettings site)
    {
        SiteConnection.Check(site.Connection, TimeProvider.System.GetUtcNow());
        var client = services.AddSiteClient(ClientOf(site), site.Connection);
        if (site.Connection.Auth is not SiteAuth.None)
        {
            services.AddKeyedSingleton(ClientOf(site), (provider, _) => Tokens(provider, site));
            client.AddHttpMessageHandler(provider => new AuthorizationHandler(
                provider.GetRequiredKeyedService<TokenCache>(ClientOf(site))
            ));
        }
        client.AddStandardResilienceHandler(options => Retries.Configure(options, site.Concurrency, site.Limits));
        if (site.Connection.Headers.Length > 0)
            client.AddHttpMessageHandler(() => new ExtraHeadersHandler(site.Connection.Headers));
        client.AddHttpMessageHandler(() => new OutboundGate([Origin.Of(site.FhirBase)], postsToTokens: false));
        if (site.Connection.Auth is SiteAuth.Client)
            services.AddTokenClient(site);
    }

    private static void AddTokenClient(this IServiceCollection services, SiteSettings site)
    {
        var client = services.AddSiteClient(TokenClientOf(site), site.Connection);
        client.AddStandardResilienceHandler(options => TokenRetries.Configure(options, site.Limits.RetryAfterSeconds));
        client.AddHttpMessageHandler(() => new FreshProof());
        client.AddHttpMessageHandler(() => new OutboundGate(SiteConnection.Origins(site.Connection, site.FhirBase), postsToTokens: true));
    }

    /// <summary>The pipeline keeps the time; and nothing is logged, for addresses carry identifiers.</summary>
    private static IHttpClientBuilder AddSiteClient(this IServiceCollection services, string name, ConnectionSettings connection) =>
        services
            .AddHttpClient(name, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(provider =>
                SiteConnection.Network(connection, provider.GetRequiredService<TimeProvider>().GetUtcNow())
            );

    private static TokenCache Tokens(IServiceProvider provider, SiteSettings site)
    {
        var (clock, logs) = (provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILoggerFactory>());
        return new(site.Name, Asking(provider, site, clock, logs), clock, logs.CreateLogger<TokenCache>());
    }

    private static Func<CancellationToken, Task<TokenAnswer>> Asking(
        IServiceProvider provider,
        SiteSettings site,
        TimeProvider clock,
        ILoggerFactory logs
    )
    {
        if (site.Connection.Auth is not SiteAuth.Client client)
            return _ => Task.FromResult(LocalCredentials.Ask(site.Connection.Auth));
        HttpClient Http() => provider.GetRequiredService<IHttpClientFactory>().CreateClient(TokenClientOf(site));
        var discovery = new Discovery(Http, site.FhirBase, site.Limits.AnswerMegabytes, clock);
        return new TokenEndpoint(site.Name, client, discovery, Http, clock, logs.CreateLogger<TokenEndpoint>()).AskAsync;
    }
}
