using Microsoft.Extensions.Logging;

namespace IvcFhir.Connect;

/// <summary>
/// The one token of a site, for all who call it. It is asked for by one at a time, while the others wait for the same answer; again before
/// it ends; and once more where the site refuses it. Knows no HTTP.
/// </summary>
/// <param name="ask">Asks for a new token. What goes wrong is its answer; its time and size are bounded by itself.</param>
/// <param name="clock">Its timestamps count, not its hours: a clock that is set neither kills a token nor keeps a dead one.</param>
internal sealed partial class TokenCache(
    string site,
    Func<CancellationToken, Task<TokenAnswer>> ask,
    TimeProvider clock,
    ILogger<TokenCache> log
) : IDisposable
{
    /// <summary>
    /// After a renewal for a 401 that did not help none is tried for so long: a site that answers 401 to all, or to one kind of request,
    /// must not cost a token for each.
    /// </summary>
    public static readonly TimeSpan RenewalPause = TimeSpan.FromMinutes(1);

    /// <summary>How long a first failure stands for all who ask; each further one in a row twice as long.</summary>
    public static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(2);

    /// <summary>The most that a failure stands. A Retry-After may ask for more, an hour at most.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private readonly Lock gate = new();
    private readonly CancellationTokenSource closing = new();
    private Held? held;
    private Failure? failure;
    private Task<TokenAnswer>? flight;
    private long? forced;

    /// <summary>A token that holds.</summary>
    /// <exception cref="SiteFault">There is none, and the words say why. Nothing is sent without one.</exception>
    public async Task<AccessToken> CurrentAsync(CancellationToken ct)
    {
        Task<TokenAnswer> awaited;
        lock (gate)
        {
            if (flight is null && held is { } now && !now.IsRefused && Age(now.Since) < now.Token.FreshFor)
                return now.Token;
            if (flight is null && failure is { } last && Age(last.At) < last.Stands)
                return Usable() ?? throw last.Why.Fault();
            // Not the caller's to cancel: others wait for it too.
            awaited = flight ??= Task.Run(FetchAsync, CancellationToken.None);
        }
        var answer = await awaited.WaitAsync(ct);
        if (answer is TokenAnswer.Granted granted)
            return granted.Token;
        lock (gate)
            return Usable() ?? throw ((TokenAnswer.Refused)answer).Fault();
    }

    /// <summary>
    /// Another token than the one that the site answered with 401; null where none can be expected to help, so that the 401 stands.
    /// </summary>
    /// <exception cref="SiteFault">There is none, and the words say why.</exception>
    public async Task<AccessToken?> RenewedAsync(AccessToken refused, CancellationToken ct)
    {
        lock (gate)
        {
            if (flight is null && held is { } now && ReferenceEquals(now.Token, refused) && !now.IsRefused)
            {
                if (forced is { } last && Age(last) < RenewalPause)
                    return null;
                forced = clock.GetTimestamp();
                held = now with { IsRefused = true };
                CredentialsRefused(log, site);
            }
        }
        var renewed = await CurrentAsync(ct);
        return renewed.IsSameAs(refused) ? null : renewed;
    }

    /// <summary>What the site answered to a request that was repeated with the renewed token.</summary>
    public void Repeated(bool isAccepted)
    {
        lock (gate)
            forced = isAccepted ? null : clock.GetTimestamp();
    }

    public void Dispose()
    {
        closing.Cancel();
        closing.Dispose();
    }

    /// <summary>The token that is held, where it has not ended and was not refused: a renewal that fails early costs nobody.</summary>
    private AccessToken? Usable() => held is { IsRefused: false } now && Age(now.Since) < now.Token.Lifetime ? now.Token : null;

    private async Task<TokenAnswer> FetchAsync()
    {
        var since = clock.GetTimestamp();
        var answer = await AskAsync();
        lock (gate)
        {
            flight = null;
            if (answer is TokenAnswer.Granted granted)
                (held, failure) = (new(granted.Token, since, IsRefused: false), null);
            else
                failure = FailureOf((TokenAnswer.Refused)answer);
        }
        Tell(answer);
        return answer;
    }

    private async Task<TokenAnswer> AskAsync()
    {
        try
        {
            return await ask(closing.Token);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A bug, or the end of the program: whoever waits is told, and no message that could quote an answer is passed on.
            return new TokenAnswer.Refused(SiteFaultKind.Unexpected, UnexpectedFault.Told(e));
        }
    }

    private Failure FailureOf(TokenAnswer.Refused why)
    {
        var stands = failure is { } before ? Shorter(before.Pause * 2, LongestPause) : FirstPause;
        var asked = Shorter(why.Wait ?? TimeSpan.Zero, LongestWait);
        return new(why, clock.GetTimestamp(), stands, asked > stands ? asked : stands);
    }

    private void Tell(TokenAnswer answer)
    {
        if (answer is TokenAnswer.Refused refused)
            CredentialsMissing(log, site, refused.Words);
        else if (answer is TokenAnswer.Granted { Token: var token })
            CredentialsGiven(log, site, (int)token.Lifetime.TotalSeconds);
    }

    private TimeSpan Age(long since) => clock.GetElapsedTime(since);

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private sealed record Held(AccessToken Token, long Since, bool IsRefused);

    /// <param name="Pause">Without what the endpoint asked for, so that the next one is measured by it.</param>
    private sealed record Failure(TokenAnswer.Refused Why, long At, TimeSpan Pause, TimeSpan Stands);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Site}: new credentials for {Seconds} s")]
    private static partial void CredentialsGiven(ILogger log, string site, int seconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Site}: the site answered 401; credentials are asked for anew")]
    private static partial void CredentialsRefused(ILogger log, string site);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Site}: no credentials: {Reason}")]
    private static partial void CredentialsMissing(ILogger log, string site, string reason);
}
