using System.Text.Json.Nodes;
using IvcFhir.Tests.Connect.Support;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Connect;

/// <summary>What is wrong with the settings of a connection is told at the start, by its key, and never by its value.</summary>
public sealed class ConnectionSettingsTests
{
    [Theory]
    [InlineData(
        """{"Auth":"canary"}""",
        "Sites:0:Auth is no object: one with Kind is expected. Allowed: None, Basic, Bearer, SmartBackend"
    )]
    [InlineData("""{"Auth":{}}""", "Sites:0:Auth is no object")]
    [InlineData("""{"Auth":null}""", "Sites:0:Auth is no object")]
    [InlineData("""{"Auth":{"Kind":"canary"}}""", "Sites:0:Auth:Kind is missing or unknown. Allowed: None, Basic")]
    [InlineData("""{"Auth":{"User":"canary"}}""", "Sites:0:Auth:Kind is missing or unknown.")]
    [InlineData("""{"Auth":{"Kind":"Basic","User":"u"}}""", "Sites:0:Auth:Password is missing: an object with exactly one of Env, File")]
    [InlineData(
        """{"Auth":{"Kind":"Basic","User":"u","Password":"canary"}}""",
        "Sites:0:Auth:Password is a text, or empty: an object with"
    )]
    [InlineData("""{"Auth":{"Kind":"Basic","User":"u","Password":{}}}""", "Sites:0:Auth:Password is a text, or empty")]
    [InlineData("""{"Auth":{"Kind":"Basic","User":"u","Password":["canary"]}}""", "Sites:0:Auth:Password: an object with exactly one of")]
    [InlineData(
        """{"Auth":{"Kind":"Basic","User":"u","Password":{"Env":"A","File":"canary"}}}""",
        "Sites:0:Auth:Password: an object with exactly one of Env, File, Credential is expected."
    )]
    [InlineData("""{"Auth":{"Kind":"Basic","User":"u","Password":{"Value":"canary"}}}""", "Sites:0:Auth:Password: an object with exactly")]
    [InlineData("""{"Auth":{"Kind":"Basic","User":"u","Password":{"Env":"IVCFHIR_X"}}}""", "Sites:0:Auth:Password:Env: the name of a var")]
    [InlineData("""{"Auth":{"Kind":"Basic","User":"u","Password":{"Env":"a b"}}}""", "Sites:0:Auth:Password:Env: the name of a variable")]
    [InlineData("""{"Auth":{"Kind":"Basic","User":"u","Password":{"Env":"CONNECT_NOT_SET"}}}""", "CONNECT_NOT_SET is not set, or empty")]
    [InlineData("""{"Auth":{"Kind":"Basic","User":"u","Password":{"Credential":"../x"}}}""", "Password:Credential: the name of a file in")]
    [InlineData("""{"Auth":{"Kind":"Basic","User":"u","Password":{"File":"/no/where"}}}""", "the file '/no/where' does not exist.")]
    [InlineData("""{"Auth":{"Kind":"Basic","User":"a:b","Password":{"Env":"A"}}}""", "Sites:0:Auth:User holds a colon")]
    [InlineData("""{"Auth":{"Kind":"Basic","User":"u","Password":{"Env":"A"},"Scopes":"x"}}""", "Auth:Scopes is no setting. Allowed here")]
    [InlineData("""{"Auth":{"Kind":"Bearer"}}""", "Sites:0:Auth:Token is missing")]
    [InlineData("""{"Auth":{"Kind":"SmartBackend"}}""", "Sites:0:Auth:ClientId is missing: a text is expected.")]
    [InlineData("""{"Auth":{"Kind":"SmartBackend","ClientId":"c"}}""", "Sites:0:Auth:Scopes is missing: scopes with blanks between them")]
    [InlineData("""{"Auth":{"Kind":"SmartBackend","ClientId":"c","Scopes":"a"}}""", "Sites:0:Auth:Key is missing")]
    [InlineData("""{"Auth":{"Kind":"SmartBackend","ClientId":"c","Scopes":["a"]}}""", "Sites:0:Auth:Scopes is no text of one line")]
    [InlineData(
        """{"Auth":{"Kind":"SmartBackend","ClientId":"c","Scopes":"a","Key":{"Env":"A"},"Algorithm":"HS256"}}""",
        "Sites:0:Auth:Algorithm is unknown. Allowed: RS384, ES384."
    )]
    [InlineData(
        """{"Auth":{"Kind":"SmartBackend","ClientId":"c","Scopes":"a","Key":{"Env":"A"},"TokenEndpoint":"https://u:canary@x/"}}""",
        "Sites:0:Auth:TokenEndpoint is no absolute http or https address without user-info."
    )]
    [InlineData(
        """{"Auth":{"Kind":"SmartBackend","ClientId":"c","Scopes":"a","Key":{"Env":"A"},"TokenEndpoint":"http://example.org/t"}}""",
        "Sites:0:Auth:TokenEndpoint is http: an https address is expected"
    )]
    [InlineData("""{"Auth":{"Kind":"ClientSecretPost","ClientId":"c","Secret":"canary"}}""", "Sites:0:Auth:Secret is a text, or empty")]
    [InlineData("""{"Tls":"canary"}""", "Sites:0:Tls is no object. Expected is one with ClientCertificate, Ca.")]
    [InlineData("""{"Tls":{"ClientCertificate":"canary"}}""", "Sites:0:Tls:ClientCertificate is a text, or empty")]
    [InlineData("""{"Tls":{"Ca":{"File":"/no/where"}}}""", "Sites:0:Tls:Ca: the file '/no/where' does not exist.")]
    [InlineData("""{"Proxy":{"User":"u"}}""", "Sites:0:Proxy: User and Password stand together, or neither does.")]
    [InlineData("""{"Proxy":{"Address":"http://u:canary@proxy/"}}""", "Sites:0:Proxy:Address is no absolute http or https address")]
    [InlineData("""{"Proxy":{"Adress":"http://proxy/"}}""", "Sites:0:Proxy:Adress is no setting. Allowed here: Address, User, Password.")]
    [InlineData("""{"Headers":"canary"}""", "Sites:0:Headers is no object")]
    [InlineData(
        """{"Headers":{"Authorization":"canary"}}""",
        "Sites:0:Headers holds a name that is no header, or one that the program sets"
    )]
    [InlineData("""{"Headers":{"a b":"canary"}}""", "Sites:0:Headers holds a name that is no header")]
    [InlineData("""{"Headers":{"X-A":"canary\r\nX: y"}}""", "Sites:0:Headers:X-A is no text of one line")]
    [InlineData("""{"FhirBase":"https://me:canary@example.org/r4"}""", "Sites:0:FhirBase holds user-info")]
    [InlineData("""{"FhirBase":"ftp://me:canary@example.org/r4?x"}""", "Sites:0:FhirBase holds user-info")]
    [InlineData(
        """{"FhirBase":"http://example.org/r4","Auth":{"Kind":"Bearer","Token":{"Env":"A"}}}""",
        "Sites:0:FhirBase is http, and Auth or Headers hold secrets: an https address is expected; http only of this machine."
    )]
    public async Task A_wrong_setting_is_named_and_not_shown(string settings, string words)
    {
        await using var site = await TestSite.StartAsync("north", null, []);

        var result = await site.OnceAsync(more: JsonNode.Parse(settings)!.AsObject());

        Assert.Equal(2, result.Exit);
        Assert.Contains(words, result.Messages, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", result.Messages + result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead), InlineData(UnixFileMode.OtherRead), InlineData(UnixFileMode.GroupWrite)]
    public async Task A_secret_that_others_may_read_is_refused_with_the_word_what_to_do(UnixFileMode others)
    {
        if (OperatingSystem.IsWindows())
            return;
        await using var site = await TestSite.StartAsync("north", null, []);
        var secret = site.Secret("token", "canary");
        File.SetUnixFileMode(secret["File"]!.GetValue<string>(), UnixFileMode.UserRead | UnixFileMode.UserWrite | others);

        var result = await site.OnceAsync(more: Bearer(secret));

        Assert.Equal(2, result.Exit);
        Assert.Contains("Sites:0:Auth:Token: the file '", result.Messages, StringComparison.Ordinal);
        Assert.Contains("may be read by others than its owner: run chmod 600 on it", result.Messages, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", result.Messages, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(""), InlineData(" \n"), InlineData("canary\ncanary"), InlineData("canary x"), InlineData("canary-ä")]
    public async Task What_is_no_token_is_refused_and_not_shown(string text)
    {
        await using var site = await TestSite.StartAsync("north", null, []);

        var result = await site.OnceAsync(more: Bearer(site.Secret("token", text)));

        Assert.Equal(2, result.Exit);
        Assert.Contains("Sites:0:Auth:Token: the file '", result.Messages, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", result.Messages, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("garbage", "holds no key that can be used; expected is PEM, JWK, JWKS or PKCS#12")]
    [InlineData("{canary", "holds no key that can be used")]
    [InlineData("{}", "holds no key that can be used")]
    [InlineData("{\"keys\":[]}", "holds 0 private keys that fit: KeyId says which one is meant")]
    [InlineData("{\"kty\":\"RSA\",\"d\":\"canary\"}", "holds no key that can be used")]
    [InlineData("{\"kty\":\"EC\",\"crv\":\"P-384\",\"d\":\"AA\",\"x\":\"AA\",\"y\":\"AA\"}", "holds no key that can be used")]
    [InlineData("-----BEGIN PRIVATE KEY-----\ncanary\n-----END PRIVATE KEY-----", "holds no key that can be used")]
    [InlineData("weak", "is neither RSA of 2048 bits or more nor EC on P-384")]
    [InlineData("encrypted", "is encrypted, and no Password stands beside it")]
    [InlineData("other", "is a key for RS384, and Algorithm is ES384")]
    [InlineData("public", "holds no key that can be used")]
    [InlineData("public-pem", "holds a public key only: the private one is expected")]
    public async Task A_key_that_cannot_sign_is_told_at_the_start(string content, string words)
    {
        await using var site = await TestSite.StartAsync("north", null, []);
        using var key = ClientKey.Rsa("k", content == "weak" ? 1024 : 2048);
        var text = content switch
        {
            "weak" or "other" => key.Pem,
            "public-pem" => key.PublicPem,
            "encrypted" => key.EncryptedPem("hush"),
            "public" => key.Jwks.Replace("{\"keys\":[", "", StringComparison.Ordinal).Replace("}]}", "}", StringComparison.Ordinal),
            _ => content,
        };

        var result = await site.OnceAsync(
            more: Guarded.Smart(site.Secret("key", text), more: auth => auth["Algorithm"] = content == "other" ? "ES384" : "RS384")
        );

        Assert.Equal(2, result.Exit);
        Assert.Contains("Sites:0:Auth:Key: the file '", result.Messages, StringComparison.Ordinal);
        Assert.Contains(words, result.Messages, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", result.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_asks_for_no_secret()
    {
        await using var site = await TestSite.StartAsync("north", null, []);
        await site.OnceAsync();

        var result = await Cli.RunAsync("report", "--config", site.Config(more: Bearer(new() { ["File"] = "/no/where" })));

        Assert.NotEqual(2, result.Exit);
    }

    private static JsonObject Bearer(JsonObject token) =>
        new()
        {
            ["Auth"] = new JsonObject { ["Kind"] = "Bearer", ["Token"] = token },
        };
}
