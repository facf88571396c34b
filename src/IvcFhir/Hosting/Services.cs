using IvcFhir.Pull;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Serilog;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace IvcFhir.Hosting;

/// <summary>What every command that talks to sites shares: HTTP with retries, the clock, logs on stderr.</summary>
internal static class Services
{
    /// <summary>The HTTP client of a site. Its budget and its breaker are its own: a site that is ill costs no other one.</summary>
    public static string ClientOf(SiteSettings site) => $"site/{site.Name}";

    public static IServiceCollection AddStudyRuns(
        this IServiceCollection services,
        IConfiguration? configuration,
        LogEventLevel least,
        IEnumerable<SiteSettings> sites
    )
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<StudyRuns>();
        services.AddSerilog(Logger(configuration, least), dispose: true);
        foreach (var site in sites)
        {
            // The pipeline and SiteClient keep the time.
            services
                .AddHttpClient(ClientOf(site), client => client.Timeout = Timeout.InfiniteTimeSpan)
                .RemoveAllLoggers() // addresses carry identifiers
                .ConfigurePrimaryHttpMessageHandler(() =>
                    new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = System.Net.DecompressionMethods.All }
                )
                .AddStandardResilienceHandler(options => Resilience(options, site));
        }
        return services;
    }

    /// <summary>
    /// Searches by POST read only and may be repeated; writes are repeated by the next pass, which asks the site first.
    /// </summary>
    private static void Resilience(HttpStandardResilienceOptions options, SiteSettings site)
    {
        options.RateLimiter.DefaultRateLimiterOptions.PermitLimit = site.Concurrency;
        options.RateLimiter.DefaultRateLimiterOptions.QueueLimit = int.MaxValue; // who waits is one of this program, and they are few
        options.Retry.MaxRetryAttempts = 3;
        options.Retry.Delay = TimeSpan.FromMilliseconds(500);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(30);
        options.Retry.UseJitter = true;
        var judge = options.Retry.ShouldHandle;
        options.Retry.ShouldHandle = async arguments =>
            MayPass(arguments.Outcome.Result)
            && !(SiteClient.WaitAsked(arguments.Outcome.Result) > TimeSpan.FromSeconds(site.Limits.RetryAfterSeconds))
            && IsRepeatable(arguments.Context.GetRequestMessage())
            && await judge(arguments);
        var breaks = options.CircuitBreaker.ShouldHandle;
        options.CircuitBreaker.ShouldHandle = async arguments => MayPass(arguments.Outcome.Result) && await breaks(arguments);
        options.AttemptTimeout.Timeout = TimeSpan.FromSeconds(60);
        options.TotalRequestTimeout.Timeout = TimeSpan.FromMinutes(5);
        options.CircuitBreaker.SamplingDuration = TimeSpan.FromMinutes(2);
        options.CircuitBreaker.MinimumThroughput = 20;
    }

    /// <summary>
    /// What a server does not implement (501) it does not implement the next time either, and it is no sign that the server is ill.
    /// </summary>
    private static bool MayPass(HttpResponseMessage? response) => response?.StatusCode != System.Net.HttpStatusCode.NotImplemented;

    private static bool IsRepeatable(HttpRequestMessage? request) =>
        request is not null
        && (request.Method == HttpMethod.Get || request.RequestUri?.AbsolutePath.EndsWith("/_search", StringComparison.Ordinal) == true);

    /// <summary>Events without patients, as compact JSON on stderr; stdout belongs to results.</summary>
    private static Serilog.Core.Logger Logger(IConfiguration? configuration, LogEventLevel least)
    {
        var logger = new LoggerConfiguration()
            .MinimumLevel.Is(least)
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("System", LogEventLevel.Warning)
            .MinimumLevel.Override("Polly", LogEventLevel.Fatal);
        if (configuration is not null && configuration.GetSection("Serilog").Exists())
            logger.ReadFrom.Configuration(configuration);
        return logger.WriteTo.Console(new RenderedCompactJsonFormatter(), standardErrorFromLevel: LogEventLevel.Verbose).CreateLogger();
    }
}
