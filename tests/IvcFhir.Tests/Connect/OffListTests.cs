using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using IvcFhir.Sandbox;
using IvcFhir.Tests.Connect.Support;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Connect;

/// <summary>Only the origins that the settings name are ever called, whatever a site, a document or a resource says.</summary>
public sealed class OffListTests : IDisposable
{
    private readonly TcpListener elsewhere = new(IPAddress.Loopback, 0);

    public OffListTests() => elsewhere.Start();

    private string Elsewhere => $"http://127.0.0.1:{((IPEndPoint)elsewhere.LocalEndpoint).Port}/";

    [Theory]
    [InlineData(301), InlineData(302), InlineData(303), InlineData(307), InlineData(308)]
    public async Task A_redirect_of_a_read_to_another_origin_is_not_followed(int status)
    {
        await using var site = await StartAsync();
        Redirect(site, "Patient/a-01", status, Elsewhere, int.MaxValue);

        var result = await site.OnceAsync(more: Bearer(site));

        Assert.Equal(3, result.Exit);
        Assert.Contains("failed patients 1 Rejected", result.Output, StringComparison.Ordinal);
        Assert.False(elsewhere.Pending());
    }

    [Theory]
    [InlineData(307), InlineData(308)]
    public async Task A_redirect_of_a_search_to_another_origin_is_not_followed(int status)
    {
        await using var site = await StartAsync();
        Redirect(site, "Procedure", status, Elsewhere, int.MaxValue);

        var result = await site.OnceAsync(more: Bearer(site));

        Assert.Equal(3, result.Exit);
        Assert.Contains($"The site redirects ({status}) to another origin than FhirBase", result.Messages, StringComparison.Ordinal);
        Assert.False(elsewhere.Pending());
    }

    [Theory]
    [InlineData("Patient/a-01", 301), InlineData("Patient/a-01", 302), InlineData("Patient/a-01", 307)]
    [InlineData("Condition", 307), InlineData("Condition", 308)]
    public async Task A_redirect_of_a_read_on_the_same_origin_is_followed_with_its_credentials(string path, int status)
    {
        await using var undisturbed = await Guarded.StartAsync(demand: null);
        await undisturbed.OnceAsync();
        await using var site = await StartAsync();
        Redirect(site, path, status, $"/fhir/{path}{(path == "Condition" ? "/_search" : "")}", times: 1);

        var result = await site.OnceAsync(more: Bearer(site));

        Assert.True(result.Exit is 0 or 1, result.Messages);
        Assert.Equal(undisturbed.Written(), site.Written());
    }

    [Fact]
    public async Task A_search_by_POST_never_becomes_a_GET_without_its_parameters()
    {
        await using var site = await StartAsync();
        Redirect(site, "Procedure", 302, "/fhir/Procedure", int.MaxValue);

        var result = await site.OnceAsync(more: Bearer(site));

        Assert.Equal(3, result.Exit);
        Assert.Contains("The site redirects (302) what is no plain read", result.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_without_end_is_not_followed_without_end()
    {
        await using var site = await StartAsync();
        Redirect(site, "Patient/a-01", 307, "/fhir/Patient/a-01", int.MaxValue);

        var result = await site.OnceAsync(more: Bearer(site));

        Assert.Equal(3, result.Exit);
        Assert.Contains("failed patients 1 Rejected", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(301), InlineData(302), InlineData(303), InlineData(307), InlineData(308)]
    public async Task A_token_endpoint_that_redirects_is_never_followed(int status)
    {
        using var key = ClientKey.Ec("key-1");
        await using var site = await Guarded.StartAsync(new Demand.OAuth(Guarded.Desk(() => key.Jwks)));
        foreach (var to in new[] { Elsewhere, "/auth/token" })
        {
            site.Faults.Clear();
            Redirect(site, "auth/token", status, to, int.MaxValue);
            var result = await site.OnceAsync(more: Guarded.Smart(site.Secret("key.json", key.Jwk)));

            Assert.Equal(3, result.Exit);
            Assert.Contains($"The token endpoint redirects ({status}): that is never followed", result.Messages, StringComparison.Ordinal);
        }
        Assert.False(elsewhere.Pending());
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public async Task A_foreign_token_endpoint_that_a_site_names_is_not_called(bool onlyInStatement)
    {
        using var key = ClientKey.Ec("key-1");
        var desk = new TokenDesk("client-7")
        {
            Jwks = () => key.Jwks,
            Scopes = Guarded.Scopes.Split(' '),
            NamedEndpoint = Elsewhere + "token",
            OnlyInStatement = onlyInStatement,
        };
        await using var site = await Guarded.StartAsync(new Demand.OAuth(desk));

        var result = await site.OnceAsync(more: Guarded.Smart(site.Secret("key.json", key.Jwk)));

        Assert.Equal(3, result.Exit);
        Assert.Contains(
            "names a token endpoint on another origin than FhirBase. It is not called",
            result.Messages,
            StringComparison.Ordinal
        );
        Assert.False(elsewhere.Pending());
    }

    [Fact]
    public async Task A_site_that_sends_whoever_asks_for_its_SMART_configuration_to_a_login_is_asked_for_its_statement()
    {
        using var key = ClientKey.Ec("key-1");
        var desk = new TokenDesk("client-7")
        {
            Jwks = () => key.Jwks,
            Scopes = Guarded.Scopes.Split(' '),
            OnlyInStatement = true,
        };
        await using var site = await Guarded.StartAsync(new Demand.OAuth(desk));
        Redirect(site, ".well-known", 302, Elsewhere, int.MaxValue);

        var result = await site.OnceAsync(more: Guarded.Smart(site.Secret("key.json", key.Jwk)));

        Assert.True(result.Exit is 0 or 1, result.Messages);
        Assert.False(elsewhere.Pending());
    }

    [Fact]
    public async Task A_foreign_token_endpoint_that_the_settings_state_is_called()
    {
        using var key = ClientKey.Ec("key-1");
        var desk = Guarded.Desk(() => key.Jwks);
        await using var guarded = await Guarded.StartAsync(new Demand.OAuth(desk));
        await using var other = await Guarded.StartAsync(new Demand.OAuth(desk));
        var settings = Guarded.Smart(
            guarded.Secret("key.json", key.Jwk),
            more: auth => auth["TokenEndpoint"] = new Uri(other.Hospital.BaseUrl, "/auth/token").AbsoluteUri
        );

        var result = await guarded.OnceAsync(more: settings);

        Assert.True(result.Exit is 0 or 1, result.Messages);
    }

    [Fact]
    public async Task Neither_a_next_link_nor_a_reference_takes_the_credentials_elsewhere()
    {
        await using var site = await StartAsync();
        var procedure = site.Hospital.ChartOf("Procedure", "Patient/a-02")[0];
        site.Hospital.Store.Put(procedure.With("usedReference", new JsonArray(new JsonObject { ["reference"] = $"{Elsewhere}Device/1" })));
        site.Faults.Add(
            new(
                new Fault.Edit(bundle =>
                {
                    bundle["link"] = new JsonArray(new JsonObject { ["relation"] = "next", ["url"] = $"{Elsewhere}fhir/Condition?page=2" });
                    return bundle;
                })
            )
            {
                Path = "Condition",
                Times = int.MaxValue,
            }
        );

        var result = await site.OnceAsync(more: Bearer(site));

        Assert.Equal(3, result.Exit);
        Assert.False(elsewhere.Pending());
    }

    public void Dispose() => elsewhere.Dispose();

    private static Task<TestSite> StartAsync() => Guarded.StartAsync(new Demand.Bearer(() => "secret-token"));

    private static JsonObject Bearer(TestSite site) =>
        new()
        {
            ["Auth"] = new JsonObject { ["Kind"] = "Bearer", ["Token"] = site.Secret("token", "secret-token") },
        };

    private static void Redirect(TestSite site, string path, int status, string to, int times)
    {
        foreach (var fault in new Fault[] { new Fault.OtherStatus(status), new Fault.Header("Location", to) })
            site.Faults.Add(new(fault) { Path = path, Times = times });
    }
}
