using System.Text.Json.Nodes;
using IvcFhir.Sandbox;
using IvcFhir.Tests.Connect.Support;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Connect;

/// <summary>Against a hospital that demands each kind of credentials a whole pass reads and writes; without them nothing does.</summary>
public sealed class CredentialKindTests
{
    [Fact]
    public async Task Basic_is_taken_by_a_site_that_demands_it()
    {
        await using var site = await Guarded.StartAsync(new Demand.Basic("adapter", "pass:word ä"));

        await AssertPassAsync(site, Basic(site, "pass:word ä\n"));
        var refused = await site.OnceAsync("other.db", more: Basic(site, "wrong"));
        Assert.Equal((3, "centre-a: The site answers 401: no or no valid credentials."), (refused.Exit, refused.Messages.Trim()));
    }

    [Fact]
    public async Task A_bearer_token_from_a_file_is_read_again_when_the_site_refuses_it()
    {
        var token = "first";
        await using var site = await Guarded.StartAsync(new Demand.Bearer(() => token));
        var more = new JsonObject
        {
            ["Auth"] = new JsonObject { ["Kind"] = "Bearer", ["Token"] = site.Secret("token", "first") },
        };
        site.Faults.Add(
            new(
                new Fault.Edit(bundle =>
                {
                    site.Secret("token", "second");
                    token = "second";
                    return bundle;
                })
            )
            {
                Path = "Condition",
            }
        );

        await AssertPassAsync(site, more);
        Assert.Equal("second", token);
    }

    [Theory]
    [InlineData("pem", false), InlineData("jwk", false), InlineData("jwks", false), InlineData("pkcs12", false)]
    [InlineData("pem", true), InlineData("jwk", true), InlineData("jwks", true), InlineData("pkcs12", true)]
    [InlineData("encrypted-pem", true), InlineData("environment", true), InlineData("environment-pkcs12", true)]
    public async Task A_signed_assertion_opens_a_site_of_SMART_Backend_Services(string form, bool isEc)
    {
        using var key = isEc ? ClientKey.Ec("key-1") : ClientKey.Rsa("key-1");
        var desk = Guarded.Desk(() => key.Jwks);
        await using var site = await Guarded.StartAsync(new Demand.OAuth(desk));
        var password = site.Secret("password", "hush");
        JsonObject secret = form switch
        {
            "pem" => site.Secret("key.pem", key.Pem),
            "encrypted-pem" => site.Secret("key.pem", key.EncryptedPem("hush")).With("Password", password),
            "jwk" => site.Secret("key.json", key.Jwk),
            "jwks" => site.Secret("keys.json", key.PrivateJwks),
            "pkcs12" => site.Secret("key.p12", key.Pkcs12("hush")).With("Password", password),
            "environment" => new() { ["Env"] = Variable("CONNECT_TEST_PEM", key.Pem) },
            _ => new JsonObject { ["Env"] = Variable("CONNECT_TEST_P12", Convert.ToBase64String(key.Pkcs12("hush"))) }.With(
                "Password",
                password
            ),
        };

        await AssertPassAsync(site, Guarded.Smart(secret, form is "jwk" or "jwks" ? null : "key-1"));
        Assert.Equal((1, 1), (desk.Asked, desk.MostAtOnce));
    }

    [Fact]
    public async Task A_key_without_a_name_is_known_by_its_thumbprint()
    {
        using var key = ClientKey.Ec("unused");
        var thumbprint = "";
        var desk = Guarded.Desk(() => key.Jwks.Replace("unused", thumbprint, StringComparison.Ordinal));
        await using var site = await Guarded.StartAsync(new Demand.OAuth(desk));
        thumbprint = new Microsoft.IdentityModel.Tokens.JsonWebKey(key.Jwk) is var jwk
            ? Microsoft.IdentityModel.Tokens.Base64UrlEncoder.Encode(jwk.ComputeJwkThumbprint())
            : "";

        await AssertPassAsync(site, Guarded.Smart(site.Secret("key.pem", key.Pem)));
    }

    [Fact]
    public async Task A_site_that_names_its_token_endpoint_only_in_its_CapabilityStatement_is_found()
    {
        using var key = ClientKey.Ec("key-1");
        var desk = new TokenDesk("client-7")
        {
            Jwks = () => key.Jwks,
            Scopes = Guarded.Scopes.Split(' '),
            OnlyInStatement = true,
        };
        await using var site = await Guarded.StartAsync(new Demand.OAuth(desk));

        await AssertPassAsync(site, Guarded.Smart(site.Secret("key.json", key.Jwk)));
    }

    [Theory]
    [InlineData("ClientSecretBasic"), InlineData("ClientSecretPost")]
    public async Task A_client_secret_opens_a_site_that_takes_it_so(string kind)
    {
        var desk = new TokenDesk("client:7 ä")
        {
            Secret = "sec+ret/ %ü",
            SecretInForm = kind == "ClientSecretPost",
            Scopes = ["system/*.rs"],
        };
        await using var site = await Guarded.StartAsync(new Demand.OAuth(desk));
        var auth = new JsonObject
        {
            ["Kind"] = kind,
            ["ClientId"] = "client:7 ä",
            ["Secret"] = site.Secret("secret", "sec+ret/ %ü"),
            ["Scopes"] = "system/*.rs",
            ["TokenEndpoint"] = new Uri(site.Hospital.BaseUrl, "/auth/token").AbsoluteUri,
        };

        await AssertPassAsync(site, new() { ["Auth"] = auth });
        Assert.Equal(1, desk.Asked);
    }

    [Theory]
    [InlineData(true, 1), InlineData(false, 2)]
    public async Task A_credential_of_the_system_is_found_where_the_system_put_it(bool isThere, int exit)
    {
        await using var site = await Guarded.StartAsync(new Demand.Bearer(() => "t"));
        await File.WriteAllTextAsync(Path.Combine(site.Folder, "hospital.token"), "t\n");
        var auth = new JsonObject
        {
            ["Kind"] = "Bearer",
            ["Token"] = new JsonObject { ["Credential"] = "hospital.token" },
        };
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["CREDENTIALS_DIRECTORY"] = isThere ? site.Folder : "" };

        var result = await Cli.FinishAsync(Cli.Start(environment, "once", "--config", site.Config(more: new() { ["Auth"] = auth })));

        Assert.Equal(exit, result.Exit);
        Assert.Equal(!isThere, result.Messages.Contains("CREDENTIALS_DIRECTORY is not set", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_header_is_sent_with_each_request()
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Epic-Client-ID"] = "abc", ["X-Key"] = "key" };
        await using var site = await Guarded.StartAsync(new Demand.Bearer(() => "t") { Headers = headers });
        var more = new JsonObject
        {
            ["Auth"] = new JsonObject { ["Kind"] = "Bearer", ["Token"] = site.Secret("token", "t") },
            ["Headers"] = new JsonObject { ["Epic-Client-ID"] = "abc", ["X-Key"] = site.Secret("header", "key") },
        };

        await AssertPassAsync(site, more);
    }

    [Fact]
    public async Task Nothing_is_sent_without_credentials()
    {
        using var key = ClientKey.Ec("stranger");
        using var known = ClientKey.Ec("stranger");
        var desk = Guarded.Desk(() => known.Jwks);
        await using var site = await Guarded.StartAsync(new Demand.OAuth(desk));
        var result = await site.OnceAsync(more: Guarded.Smart(site.Secret("key.json", key.Jwk)));

        Assert.Equal(3, result.Exit);
        Assert.Contains("The token endpoint answers invalid_client: it does not know ClientId", result.Messages, StringComparison.Ordinal);
        Assert.Equal(0, site.Hospital.Requests.Searches);
    }

    private static JsonObject Basic(TestSite site, string password) =>
        new()
        {
            ["Auth"] = new JsonObject
            {
                ["Kind"] = "Basic",
                ["User"] = "adapter",
                ["Password"] = site.Secret("password", password),
            },
        };

    private static string Variable(string name, string value)
    {
        Environment.SetEnvironmentVariable(name, value);
        return name;
    }

    private static async Task AssertPassAsync(TestSite site, JsonObject more)
    {
        var result = await site.OnceAsync(more: more);

        Assert.True(result.Exit is 0 or 1, $"exit {result.Exit}: {result.Messages}");
        Assert.NotEmpty(site.Written());
    }
}
