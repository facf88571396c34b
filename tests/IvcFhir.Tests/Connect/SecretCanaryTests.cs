using System.Text;
using System.Text.Json.Nodes;
using IvcFhir.Hosting;
using IvcFhir.Sandbox;
using IvcFhir.State;
using IvcFhir.Tests.Connect.Support;
using IvcFhir.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serilog.Events;

namespace IvcFhir.Tests.Connect;

/// <summary>Secrets are canaries: they must not sing in logs or messages, even where everything is logged and much goes wrong.</summary>
public sealed class SecretCanaryTests
{
    private const string Canary = "canary";

    [Theory]
    [InlineData("Basic"), InlineData("Bearer"), InlineData("SmartBackend"), InlineData("ClientSecretBasic"), InlineData("ClientSecretPost")]
    public async Task No_secret_stands_in_a_log_that_leaves_nothing_out(string kind)
    {
        using var key = ClientKey.Rsa("key-1");
        using var logged = new EverythingLogged();
        await using var site = await Guarded.StartAsync(DemandOf(kind, key));
        site.Faults.Add(new(new Fault.Answer(500)) { Path = "Condition", Times = 2 });
        site.Faults.Add(new(new Fault.Answer(401)) { Path = "Condition", Skip = 3 });
        site.Faults.Add(new(new Fault.Drop()) { Path = "Encounter" });
        if (kind == "SmartBackend")
            site.AtTheDesk(new Fault.OtherStatus(400), times: 1);
        var settings = SettingsReader.Read(SettingsReader.Configuration(site.Config(more: new() { ["Auth"] = Auth(site, kind, key) })));
        await using var services = new ServiceCollection()
            .AddStudyRuns(null, LogEventLevel.Fatal, settings.Sites)
            .AddSingleton<ILoggerFactory>(_ => LoggerFactory.Create(log => log.SetMinimumLevel(LogLevel.Trace).AddProvider(logged)))
            .BuildServiceProvider();

        await services
            .GetRequiredService<StudyRuns>()
            .For(settings.Sites[0], settings.Rules(), Ledger.Open(settings.Ledger))
            .OnceAsync(progress: null, TestContext.Current.CancellationToken);

        var said = string.Join('\n', logged.Lines);
        Assert.Contains("CredentialsGiven", said, StringComparison.Ordinal);
        Assert.Contains("Resilience pipeline", said, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, said, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("eyJ", said, StringComparison.Ordinal); // the head of an assertion
        Assert.DoesNotContain("Bearer ", said, StringComparison.Ordinal);
        Assert.DoesNotContain("Basic ", said, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes($"adapter:{Canary}-secret")), said, StringComparison.Ordinal);
        Assert.DoesNotContain(key.Pem.Split('\n')[1], said, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, $"{settings.Sites[0]}", StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("Basic"), InlineData("Bearer"), InlineData("SmartBackend"), InlineData("ClientSecretBasic"), InlineData("ClientSecretPost")]
    public async Task No_secret_stands_in_what_a_pass_says_of_credentials_that_are_refused(string kind)
    {
        using var key = ClientKey.Rsa("key-1");
        using var other = ClientKey.Rsa("key-1");
        await using var site = await Guarded.StartAsync(DemandOf(kind, other, refuses: true));

        var result = await site.OnceAsync(more: new() { ["Auth"] = Auth(site, kind, key) });

        Assert.Equal(3, result.Exit);
        Assert.DoesNotContain(Canary, result.Messages + result.Output, StringComparison.OrdinalIgnoreCase);
    }

    private static Demand DemandOf(string kind, ClientKey key, bool refuses = false)
    {
        var secret = refuses ? "other" : $"{Canary}-secret";
        return kind switch
        {
            "Basic" => new Demand.Basic("adapter", secret),
            "Bearer" => new Demand.Bearer(() => secret),
            "SmartBackend" => new Demand.OAuth(Guarded.Desk(() => key.Jwks)),
            _ => new Demand.OAuth(
                new("client-7")
                {
                    Secret = secret,
                    SecretInForm = kind == "ClientSecretPost",
                    Scopes = Guarded.Scopes.Split(' '),
                }
            ),
        };
    }

    private static JsonObject Auth(TestSite site, string kind, ClientKey key)
    {
        var secret = site.Secret("secret", $"{Canary}-secret");
        return kind switch
        {
            "Basic" => new()
            {
                ["Kind"] = kind,
                ["User"] = "adapter",
                ["Password"] = secret,
            },
            "Bearer" => new() { ["Kind"] = kind, ["Token"] = secret },
            "SmartBackend" => Guarded.Smart(site.Secret("key.pem", key.Pem), "key-1")["Auth"]!.DeepClone().AsObject(),
            _ => new()
            {
                ["Kind"] = kind,
                ["ClientId"] = "client-7",
                ["Secret"] = secret,
                ["Scopes"] = Guarded.Scopes,
            },
        };
    }
}
