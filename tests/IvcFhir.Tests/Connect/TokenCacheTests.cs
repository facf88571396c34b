using IvcFhir.Connect;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace IvcFhir.Tests.Connect;

/// <summary>One token for all, asked for by one at a time, never too late and never for each call; whatever the endpoint does.</summary>
public sealed class TokenCacheTests
{
    private readonly FakeTimeProvider clock = new();

    [Fact]
    public async Task Whoever_asks_at_once_waits_for_the_same_answer()
    {
        var endpoint = new Endpoint(TimeSpan.FromMinutes(5)) { IsHeld = true };
        using var tokens = endpoint.Cache(clock);
        var callers = Enumerable.Range(0, 16).Select(_ => tokens.CurrentAsync(Ct)).ToList();
        endpoint.LetGo();
        var given = await Task.WhenAll(callers);

        Assert.Single(given.Distinct());
        Assert.Equal((1, 1), (endpoint.Asked, endpoint.MostAtOnce));
    }

    [Theory]
    [InlineData(5, 600), InlineData(60, 3_600), InlineData(300, 36_000), InlineData(3_600, 360_000)]
    public async Task Over_a_long_time_tokens_are_few_and_none_is_used_after_its_end(int lifetime, int seconds)
    {
        var endpoint = new Endpoint(TimeSpan.FromSeconds(lifetime));
        using var tokens = endpoint.Cache(clock);
        var margin = Math.Min(lifetime / 5.0, 60);
        var step = TimeSpan.FromSeconds(Math.Max(0.5, lifetime / 20.0));
        for (var passed = TimeSpan.Zero; passed < TimeSpan.FromSeconds(seconds); passed += step, clock.Advance(step))
        {
            var given = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => tokens.CurrentAsync(Ct)));

            Assert.True(clock.GetUtcNow() - endpoint.LastGiven <= TimeSpan.FromSeconds(lifetime - margin));
            Assert.Single(given.Distinct());
        }

        Assert.InRange(endpoint.Asked, 2, (int)Math.Ceiling(seconds / (lifetime - margin)) + 1);
        Assert.Equal(1, endpoint.MostAtOnce);
    }

    [Fact]
    public async Task A_caller_who_gives_up_takes_the_answer_from_nobody()
    {
        var endpoint = new Endpoint(TimeSpan.FromMinutes(5)) { IsHeld = true };
        using var tokens = endpoint.Cache(clock);
        using var impatient = new CancellationTokenSource();
        var (first, second) = (tokens.CurrentAsync(impatient.Token), tokens.CurrentAsync(Ct));
        await impatient.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        endpoint.LetGo();
        Assert.NotNull(await second);
        Assert.Equal(1, endpoint.Asked);
    }

    [Fact]
    public async Task A_storm_of_refusals_costs_one_renewal()
    {
        var endpoint = new Endpoint(TimeSpan.FromMinutes(5));
        using var tokens = endpoint.Cache(clock);
        var first = await tokens.CurrentAsync(Ct);

        var renewed = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => tokens.RenewedAsync(first, Ct)));

        Assert.NotSame(first, Assert.Single(renewed.Distinct()));
        Assert.Equal((2, 1), (endpoint.Asked, endpoint.MostAtOnce));
    }

    [Fact]
    public async Task Whoever_is_late_with_a_refused_token_is_given_the_one_that_took_its_place()
    {
        var endpoint = new Endpoint(TimeSpan.FromMinutes(5));
        using var tokens = endpoint.Cache(clock);
        var first = await tokens.CurrentAsync(Ct);
        var renewed = await tokens.RenewedAsync(first, Ct);

        Assert.Same(renewed, await tokens.RenewedAsync(first, Ct));
        Assert.Equal(2, endpoint.Asked);
    }

    [Fact]
    public async Task A_site_that_refuses_everything_costs_one_renewal_a_minute()
    {
        var endpoint = new Endpoint(TimeSpan.FromHours(1));
        using var tokens = endpoint.Cache(clock);
        for (var second = 0; second < 600; second++, clock.Advance(TimeSpan.FromSeconds(1)))
            if (await tokens.RenewedAsync(await tokens.CurrentAsync(Ct), Ct) is not null)
                tokens.Repeated(isAccepted: false);

        Assert.Equal(11, endpoint.Asked);
    }

    [Fact]
    public async Task A_site_that_forgets_tokens_early_and_takes_the_new_one_is_given_one_each_time()
    {
        var endpoint = new Endpoint(TimeSpan.FromHours(1));
        using var tokens = endpoint.Cache(clock);
        for (var turn = 0; turn < 10; turn++, clock.Advance(TimeSpan.FromSeconds(5)))
        {
            Assert.NotNull(await tokens.RenewedAsync(await tokens.CurrentAsync(Ct), Ct));
            tokens.Repeated(isAccepted: true);
        }

        Assert.Equal(11, endpoint.Asked);
    }

    [Fact]
    public async Task A_renewal_that_gives_the_same_text_again_lets_the_refusal_stand()
    {
        using var tokens = new TokenCache("north", _ => Task.FromResult(Granted("same")), clock, NullLogger<TokenCache>.Instance);

        Assert.Null(await tokens.RenewedAsync(await tokens.CurrentAsync(Ct), Ct));
    }

    [Fact]
    public async Task An_endpoint_that_fails_before_the_end_of_a_token_costs_nobody()
    {
        var endpoint = new Endpoint(TimeSpan.FromSeconds(300));
        using var tokens = endpoint.Cache(clock);
        var first = await tokens.CurrentAsync(Ct);
        endpoint.Fails = true;
        clock.Advance(TimeSpan.FromSeconds(250));

        Assert.Same(first, await tokens.CurrentAsync(Ct));
        clock.Advance(TimeSpan.FromSeconds(50));
        var fault = await Assert.ThrowsAsync<SiteFault>(() => tokens.CurrentAsync(Ct));
        Assert.Equal((SiteFaultKind.Unauthorized, "down"), (fault.Kind, fault.Message));
    }

    [Fact]
    public async Task A_refused_token_is_not_used_again_while_no_other_one_is_given()
    {
        var endpoint = new Endpoint(TimeSpan.FromSeconds(300));
        using var tokens = endpoint.Cache(clock);
        var first = await tokens.CurrentAsync(Ct);
        endpoint.Fails = true;

        await Assert.ThrowsAsync<SiteFault>(() => tokens.RenewedAsync(first, Ct));
        await Assert.ThrowsAsync<SiteFault>(() => tokens.CurrentAsync(Ct));
        Assert.Equal(2, endpoint.Asked);
    }

    [Fact]
    public async Task A_failure_stands_for_a_while_and_longer_each_time()
    {
        var endpoint = new Endpoint(TimeSpan.FromSeconds(300)) { Fails = true };
        using var tokens = endpoint.Cache(clock);
        for (var second = 0; second < 600; second++, clock.Advance(TimeSpan.FromSeconds(1)))
            await Assert.ThrowsAsync<SiteFault>(() => tokens.CurrentAsync(Ct));

        Assert.Equal(14, endpoint.Asked); // after 2, 4, 8, 16, 32 s, and then once a minute
        endpoint.Fails = false;
        clock.Advance(TokenCache.LongestPause);
        Assert.NotNull(await tokens.CurrentAsync(Ct));
    }

    [Theory]
    [InlineData(600, 600), InlineData(86_400, 3_600)]
    public async Task An_endpoint_that_asks_to_be_left_alone_is_left_alone_for_an_hour_at_most(int asked, int left)
    {
        var endpoint = new Endpoint(TimeSpan.FromSeconds(300)) { Fails = true, Wait = TimeSpan.FromSeconds(asked) };
        using var tokens = endpoint.Cache(clock);
        await Assert.ThrowsAsync<SiteFault>(() => tokens.CurrentAsync(Ct));
        clock.Advance(TimeSpan.FromSeconds(left - 1));
        await Assert.ThrowsAsync<SiteFault>(() => tokens.CurrentAsync(Ct));

        Assert.Equal(1, endpoint.Asked);
        clock.Advance(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<SiteFault>(() => tokens.CurrentAsync(Ct));
        Assert.Equal(2, endpoint.Asked);
    }

    [Fact]
    public async Task A_bug_beneath_is_told_without_its_message()
    {
        using var tokens = new TokenCache(
            "north",
            _ => throw new InvalidOperationException("canary"),
            clock,
            NullLogger<TokenCache>.Instance
        );

        var fault = await Assert.ThrowsAsync<SiteFault>(() => tokens.CurrentAsync(Ct));
        Assert.Equal(SiteFaultKind.Unexpected, fault.Kind);
        Assert.DoesNotContain("canary", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_text_of_a_token_does_not_show() =>
        Assert.Equal("Bearer", new AccessToken("Bearer", "canary", TimeSpan.Zero).ToString());

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static TokenAnswer Granted(string text) => new TokenAnswer.Granted(new AccessToken("Bearer", text, TimeSpan.FromMinutes(5)));

    /// <summary>Gives tokens, and counts.</summary>
    private sealed class Endpoint(TimeSpan lifetime)
    {
        private readonly TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private FakeTimeProvider? time;
        private int asked;
        private int now;

        public bool IsHeld { get; init; }

        public bool Fails { get; set; }

        public TimeSpan? Wait { get; init; }

        public int Asked => asked;

        public int MostAtOnce { get; private set; }

        public DateTimeOffset LastGiven { get; private set; }

        public void LetGo() => gate.SetResult();

        public TokenCache Cache(FakeTimeProvider clock)
        {
            time = clock;
            return new("north", AskAsync, clock, NullLogger<TokenCache>.Instance);
        }

        private async Task<TokenAnswer> AskAsync(CancellationToken ct)
        {
            MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref now));
            var number = Interlocked.Increment(ref asked);
            if (IsHeld)
                await gate.Task.WaitAsync(ct);
            await Task.Yield();
            Interlocked.Decrement(ref now);
            if (Fails)
                return new TokenAnswer.Refused(SiteFaultKind.Unauthorized, "down") { Wait = Wait };
            LastGiven = time!.GetUtcNow();
            return new TokenAnswer.Granted(new("Bearer", FormattableString.Invariant($"token-{number}"), lifetime));
        }
    }
}
