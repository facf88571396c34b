using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using IvcFhir.Sandbox;
using IvcFhir.Tests.Connect.Support;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Connect;

/// <summary>Mutual TLS under a private authority.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly Authority authority = new("Hospital CA");
    private readonly Authority stranger = new("Another CA");
    private readonly X509Certificate2 server;

    public TlsTests() => server = authority.Server();

    [Theory]
    [InlineData("pkcs12"), InlineData("pem"), InlineData("pem-pair")]
    public async Task A_site_that_demands_a_client_certificate_of_its_authority_is_read_and_written(string form)
    {
        await using var site = await StartAsync();
        using var client = authority.Client();
        var certificate = form switch
        {
            "pkcs12" => site.Secret("c.p12", client.Export(X509ContentType.Pkcs12, "hush")).With("Password", site.Secret("pw", "hush")),
            "pem" => site.Secret("c.pem", $"{client.ExportCertificatePem()}\n{Key(client)}"),
            _ => site.Secret("c.pem", client.ExportCertificatePem()).With("Key", site.Secret("k.pem", Key(client))),
        };

        var result = await site.OnceAsync(more: Tls(site, certificate, authority));

        Assert.True(result.Exit is 0 or 1, result.Messages);
        Assert.NotEmpty(site.Written());
    }

    [Fact]
    public async Task A_token_is_asked_for_through_the_same_TLS()
    {
        using var key = ClientKey.Ec("key-1");
        await using var site = await StartAsync(new Demand.OAuth(Guarded.Desk(() => key.Jwks)));
        using var client = authority.Client();
        var settings = Tls(site, site.Secret("c.pem", $"{client.ExportCertificatePem()}\n{Key(client)}"), authority);
        settings["Auth"] = Guarded.Smart(site.Secret("key.json", key.Jwk))["Auth"]!.DeepClone();

        var result = await site.OnceAsync(more: settings);

        Assert.True(result.Exit is 0 or 1, result.Messages);
    }

    [Fact]
    public async Task A_site_whose_certificate_is_of_another_authority_is_not_spoken_to()
    {
        await using var site = await StartAsync();
        using var client = authority.Client();
        foreach (var trusted in new[] { stranger, null })
        {
            var pem = site.Secret("c.pem", $"{client.ExportCertificatePem()}\n{Key(client)}");
            var result = await site.OnceAsync(more: Tls(site, pem, trusted));

            Assert.Equal(3, result.Exit);
            Assert.Contains("The site cannot be reached (SecureConnectionError).", result.Messages, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public async Task Whoever_shows_no_certificate_or_a_strangers_is_not_let_in(bool shows)
    {
        await using var site = await StartAsync();
        using var client = stranger.Client();
        var pem = site.Secret("c.pem", $"{client.ExportCertificatePem()}\n{Key(client)}");

        var result = await site.OnceAsync(more: Tls(site, shows ? pem : null, authority));

        Assert.Equal(3, result.Exit);
        Assert.Contains("The site cannot be reached", result.Messages, StringComparison.Ordinal);
        Assert.Equal(0, site.Hospital.Requests.Reads);
    }

    [Fact]
    public async Task A_certificate_that_has_ended_is_told_at_the_start()
    {
        await using var site = await StartAsync();
        using var client = authority.Client(new(2021, 2, 3, 0, 0, 0, TimeSpan.Zero));
        var pem = site.Secret("c.pem", $"{client.ExportCertificatePem()}\n{Key(client)}");

        var result = await site.OnceAsync(more: Tls(site, pem, authority));

        Assert.Equal(2, result.Exit);
        Assert.Contains("Sites:0:Tls:ClientCertificate: the file '", result.Messages, StringComparison.Ordinal);
        Assert.Contains("ended on 2021-02-03", result.Messages, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        server.Dispose();
        authority.Dispose();
        stranger.Dispose();
    }

    private Task<TestSite> StartAsync(Demand? demand = null) =>
        Guarded.StartAsync(demand, new() { Tls = new(server, authority.Certificate) });

    private static JsonObject Tls(TestSite site, JsonObject? client, Authority? trusted)
    {
        var tls = new JsonObject();
        if (client is not null)
            tls["ClientCertificate"] = client;
        if (trusted is not null)
            tls["Ca"] = site.Secret("ca.pem", trusted.Pem);
        return new() { ["Tls"] = tls };
    }

    private static string Key(X509Certificate2 certificate)
    {
        using var key = certificate.GetRSAPrivateKey()!;
        return key.ExportPkcs8PrivateKeyPem();
    }
}
