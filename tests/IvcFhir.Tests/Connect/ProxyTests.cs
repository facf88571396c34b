using System.Text.Json.Nodes;
using IvcFhir.Sandbox;
using IvcFhir.Tests.Connect.Support;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Connect;

/// <summary>Through a proxy that asks who comes.</summary>
public sealed class ProxyTests
{
    [Fact]
    public async Task A_site_and_its_token_endpoint_are_called_through_the_proxy()
    {
        using var key = ClientKey.Ec("key-1");
        using var authority = new Authority("Hospital CA");
        using var server = authority.Server();
        await using var proxy = new ForwardProxy("me", "proxy-pass");
        await using var site = await Guarded.StartAsync(new Demand.OAuth(Guarded.Desk(() => key.Jwks)), new() { Tls = new(server) });

        var result = await site.OnceAsync(more: Settings(site, key, authority, proxy, "proxy-pass"));

        Assert.True(result.Exit is 0 or 1, result.Messages);
        Assert.NotEmpty(site.Written());
        Assert.InRange(proxy.Tunnels, 2, 100);
    }

    [Fact]
    public async Task A_proxy_that_refuses_is_told_without_its_password()
    {
        using var key = ClientKey.Ec("key-1");
        using var authority = new Authority("Hospital CA");
        using var server = authority.Server();
        await using var proxy = new ForwardProxy("me", "proxy-pass");
        await using var site = await Guarded.StartAsync(new Demand.OAuth(Guarded.Desk(() => key.Jwks)), new() { Tls = new(server) });

        var result = await site.OnceAsync(more: Settings(site, key, authority, proxy, "canary"));

        Assert.Equal(3, result.Exit);
        Assert.Contains("cannot be reached (ProxyTunnelError)", result.Messages, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", result.Messages, StringComparison.Ordinal);
        Assert.Equal((0, 0), (proxy.Tunnels, (int)site.Hospital.Requests.Reads));
    }

    /// <summary>http is taken for this machine alone, because it does not leave it: so it goes through no proxy.</summary>
    [Fact]
    public async Task What_goes_over_http_to_this_machine_goes_through_no_proxy()
    {
        await using var site = await TestSite.StartSmallAsync();

        var result = await site.OnceAsync(
            more: new()
            {
                ["Auth"] = new JsonObject { ["Kind"] = "Bearer", ["Token"] = site.Secret("token", "canary") },
                ["Proxy"] = new JsonObject { ["Address"] = "http://127.0.0.1:1" },
            }
        );

        Assert.True(result.Exit is 0 or 1, result.Messages);
        Assert.NotEqual(0, site.Hospital.Requests.Reads);
    }

    private static JsonObject Settings(TestSite site, ClientKey key, Authority authority, ForwardProxy proxy, string password)
    {
        var settings = Guarded.Smart(site.Secret("key.json", key.Jwk));
        settings["Tls"] = new JsonObject { ["Ca"] = site.Secret("ca.pem", authority.Pem) };
        settings["Proxy"] = new JsonObject
        {
            ["Address"] = proxy.Address,
            ["User"] = "me",
            ["Password"] = site.Secret("proxy", password),
        };
        return settings;
    }
}
