using Microsoft.Extensions.Http.Resilience;

namespace IvcFhir.Connect;

/// <summary>How often a token endpoint is asked again: a request for a token changes nothing. Each time has a new proof.</summary>
internal static class TokenRetries
{
    public static void Configure(HttpStandardResilienceOptions options, int retryAfterSeconds)
    {
        options.Retry.MaxRetryAttempts = 3;
        options.Retry.Delay = TimeSpan.FromMilliseconds(500);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(30);
        options.Retry.UseJitter = true;
        var judge = options.Retry.ShouldHandle;
        options.Retry.ShouldHandle = async arguments =>
            !(RetryAfter.AskedBy(arguments.Outcome.Result) > TimeSpan.FromSeconds(retryAfterSeconds)) && await judge(arguments);
        options.AttemptTimeout.Timeout = TimeSpan.FromSeconds(30);
        options.TotalRequestTimeout.Timeout = TimeSpan.FromMinutes(5);
        options.CircuitBreaker.SamplingDuration = TimeSpan.FromMinutes(2);
        options.CircuitBreaker.MinimumThroughput = 20;
    }
}
