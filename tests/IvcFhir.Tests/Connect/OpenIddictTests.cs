using System.Net;
using System.Text.Json.Nodes;
using IvcFhir.Sandbox;
using IvcFhir.Tests.Connect.Support;
using IvcFhir.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace IvcFhir.Tests.Connect;

/// <summary>Against a token endpoint that was written by others.</summary>
public sealed class OpenIddictTests
{
    [Theory]
    [InlineData(false), InlineData(true)]
    public async Task A_signed_assertion_gives_a_token_with_which_a_whole_pass_runs(bool isRsa)
    {
        using var key = isRsa ? ClientKey.Rsa("key-1") : ClientKey.Ec("key-1");
        await using var desk = await OpenIddictDesk.StartAsync("client-7", key.Jwks, TimeSpan.FromMinutes(5));
        await using var site = await Guarded.StartAsync(new Demand.Bearer(() => desk.Last));

        var result = await site.OnceAsync(more: Settings(site, key, desk));

        Assert.True(result.Exit is 0 or 1, result.Messages + desk.LastRefusal);
        Assert.NotEmpty(site.Written());
        Assert.Equal((1, 1), (desk.Asked, desk.MostAtOnce));
    }

    [Fact]
    public async Task A_key_that_is_not_registered_is_refused_by_name()
    {
        using var key = ClientKey.Ec("key-1");
        using var stranger = ClientKey.Ec("key-1");
        await using var desk = await OpenIddictDesk.StartAsync("client-7", key.Jwks, TimeSpan.FromMinutes(5));
        await using var site = await Guarded.StartAsync(new Demand.Bearer(() => "none"));

        var result = await site.OnceAsync(more: Settings(site, stranger, desk));

        Assert.Equal(3, result.Exit);
        Assert.Contains("The token endpoint answers invalid_client", result.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tokens_of_five_seconds_are_few_for_sixteen_callers()
    {
        const int Seconds = 60;
        using var key = ClientKey.Ec("key-1");
        await using var desk = await OpenIddictDesk.StartAsync("client-7", key.Jwks, TimeSpan.FromSeconds(5));
        await using var site = await Guarded.StartAsync(new Demand.Bearer(() => desk.Last));
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var callers = new Callers(site, Settings(site, key, desk), clock);
        for (var second = 0; second < Seconds; second++, clock.Advance(TimeSpan.FromSeconds(1)))
            Assert.All(await callers.GetAsync("Patient/a-01", 16), status => Assert.Equal(HttpStatusCode.OK, status));

        Assert.InRange(desk.Given, 2, (int)Math.Ceiling(Seconds / 4.0) + 1);
        Assert.Equal(1, desk.MostAtOnce);
    }

    private static JsonObject Settings(TestSite site, ClientKey key, OpenIddictDesk desk) =>
        Guarded.Smart(
            site.Secret("key.json", key.Jwk),
            more: auth =>
            {
                auth["TokenEndpoint"] = desk.Endpoint;
                auth["Audience"] = desk.Origin + "/"; // its issuer; SMART says the endpoint
                auth["Scopes"] = "system/*.rs";
            }
        );
}
