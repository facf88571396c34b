using System.Net;
using IvcFhir.Connect;
using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace IvcFhir.Pull;

/// <summary>
/// What of a site is asked again, how often and after which wait. Searches by POST read only and may be repeated. A write is never repeated
/// here: who sends it asks the site first what became of it.
/// </summary>
internal static class Retries
{
    public static void Configure(HttpStandardResilienceOptions options, int concurrency, SiteLimits limits)
    {
        options.RateLimiter.DefaultRateLimiterOptions.PermitLimit = concurrency;
        options.RateLimiter.DefaultRateLimiterOptions.QueueLimit = int.MaxValue; // who waits is one of this program, and they are few
        options.Retry.MaxRetryAttempts = 3;
        options.Retry.Delay = TimeSpan.FromMilliseconds(500);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(30);
        options.Retry.UseJitter = true;
        var judge = options.Retry.ShouldHandle;
        options.Retry.ShouldHandle = async arguments =>
            MayPass(arguments.Outcome.Result)
            && !(RetryAfter.AskedBy(arguments.Outcome.Result) > TimeSpan.FromSeconds(limits.RetryAfterSeconds))
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
    private static bool MayPass(HttpResponseMessage? response) => response?.StatusCode != HttpStatusCode.NotImplemented;

    private static bool IsRepeatable(HttpRequestMessage? request) =>
        request is not null
        && (request.Method == HttpMethod.Get || request.RequestUri?.AbsolutePath.EndsWith("/_search", StringComparison.Ordinal) == true);
}
