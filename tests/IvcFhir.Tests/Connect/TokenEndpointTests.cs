using System.Diagnostics;
using IvcFhir.Sandbox;
using IvcFhir.Tests.Connect.Support;

namespace IvcFhir.Tests.Connect;

/// <summary>A hostile, broken or busy token endpoint costs a pass of its site with a word, and nothing else.</summary>
public sealed class TokenEndpointTests
{
    [Theory]
    [InlineData("a web page", "something else than JSON, such as a web page: check TokenEndpoint")]
    [InlineData("no endpoint", "there is none (404)")]
    [InlineData("half an answer", "something else than JSON")]
    [InlineData("a megabyte", "The token endpoint sends more than 64 KB.")]
    [InlineData("no gzip", "breaks off its answer, or packs it otherwise")]
    [InlineData("an unknown error", "no error that RFC 6749 knows")]
    [InlineData("no scopes", "answers invalid_scope")]
    [InlineData("two lines", "without a usable access_token")]
    [InlineData("no life", "has ended already")]
    [InlineData("another type", "another type than Bearer")]
    [InlineData("an hour", "answers 503")]
    public async Task An_answer_that_gives_no_token_ends_the_pass_with_a_word(string answer, string words)
    {
        using var key = ClientKey.Ec("key-1");
        await using var site = await Guarded.StartAsync(new Demand.OAuth(Guarded.Desk(() => key.Jwks)));
        foreach (var fault in Answer(answer))
            site.AtTheDesk(fault);
        var clock = Stopwatch.StartNew();

        var result = await site.OnceAsync(more: Guarded.Smart(site.Secret("key.json", key.Jwk)));

        Assert.Equal(3, result.Exit);
        Assert.Contains(words, result.Messages, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", result.Messages, StringComparison.Ordinal);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(15));
        Assert.Equal(0, site.Hospital.Requests.Searches);
    }

    [Theory]
    [InlineData("busy"), InlineData("ill"), InlineData("gone"), InlineData("a flaky 400")]
    public async Task A_hiccup_is_waited_for_and_asked_again_with_a_new_proof(string hiccup)
    {
        using var key = ClientKey.Ec("key-1");
        var desk = Guarded.Desk(() => key.Jwks);
        await using var site = await Guarded.StartAsync(new Demand.OAuth(desk));
        var hit = site.AtTheDesk(Hiccup(hiccup), times: 1);

        var result = await site.OnceAsync(more: Guarded.Smart(site.Secret("key.json", key.Jwk)));

        Assert.True(result.Exit is 0 or 1, result.Messages);
        Assert.Equal((1, null), (hit.Count, desk.LastRefusal));
    }

    [Theory]
    [InlineData(-3), InlineData(3), InlineData(-9), InlineData(9)]
    public async Task A_clock_that_is_minutes_off_is_made_up_for(int minutes)
    {
        using var key = ClientKey.Ec("key-1");
        var desk = Guarded.Desk(() => key.Jwks);
        var clock = new ShiftedClock(TimeSpan.FromMinutes(minutes));
        await using var site = await Guarded.StartAsync(new Demand.OAuth(desk), new() { Clock = clock });

        var result = await site.OnceAsync(more: Guarded.Smart(site.Secret("key.json", key.Jwk)));

        Assert.True(result.Exit is 0 or 1, result.Messages);
        Assert.InRange(desk.Asked, 1, 2);
    }

    [Theory]
    [InlineData(-180, "The clock of this machine is 180 min ahead of that of the endpoint")]
    [InlineData(180, "The clock of this machine is 180 min behind that of the endpoint")]
    public async Task A_clock_that_is_hours_off_is_told(int minutes, string words)
    {
        using var key = ClientKey.Ec("key-1");
        var clock = new ShiftedClock(TimeSpan.FromMinutes(minutes));
        await using var site = await Guarded.StartAsync(new Demand.OAuth(Guarded.Desk(() => key.Jwks)), new() { Clock = clock });

        var result = await site.OnceAsync(more: Guarded.Smart(site.Secret("key.json", key.Jwk)));

        Assert.Equal(3, result.Exit);
        Assert.Contains("invalid_client", result.Messages, StringComparison.Ordinal);
        Assert.Contains(words, result.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_endpoint_that_cannot_be_reached_is_told()
    {
        using var key = ClientKey.Ec("key-1");
        await using var site = await Guarded.StartAsync(new Demand.OAuth(Guarded.Desk(() => key.Jwks)));
        var settings = Guarded.Smart(site.Secret("key.json", key.Jwk), more: auth => auth["TokenEndpoint"] = "http://127.0.0.1:1/token");

        var result = await site.OnceAsync(more: settings);

        Assert.Equal(3, result.Exit);
        Assert.Contains("The token endpoint cannot be reached (ConnectionError)", result.Messages, StringComparison.Ordinal);
    }

    private static Fault[] Answer(string name) =>
        name switch
        {
            "a web page" => [new Fault.Html()],
            "no endpoint" => [new Fault.Html(404)],
            "half an answer" => [new Fault.Truncate()],
            "a megabyte" => [new Fault.Flood(1 << 20)],
            "no gzip" => [new Fault.Header("Content-Encoding", "gzip")],
            "an unknown error" => [new Fault.OtherStatus(400), With("\"token_type\":\"bearer\"", "\"error\":\"canary\"")],
            "no scopes" => [new Fault.OtherStatus(400), With("\"token_type\":\"bearer\"", "\"error\":\"invalid_scope\"")],
            "two lines" => [With("\"access_token\":\"", "\"access_token\":\"canary\\r\\nX: y")],
            "no life" => [With("\"expires_in\":300", "\"expires_in\":0")],
            "another type" => [With("\"bearer\"", "\"canary\"")],
            _ => [new Fault.Answer(503, TimeSpan.FromHours(1))],
        };

    private static Fault Hiccup(string name) =>
        name switch
        {
            "busy" => new Fault.Answer(429, TimeSpan.FromSeconds(1)),
            "ill" => new Fault.Answer(503),
            "gone" => new Fault.Drop(),
            _ => new Fault.OtherStatus(400),
        };

    /// <summary>The desk's answer with this for that.</summary>
    private static Fault.Replace With(string that, string @this) => new(that, @this);
}
