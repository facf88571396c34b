using System.Text.Json;
using Hl7.Fhir.Model;
using IvcFhir.Contract;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IvcFhir.Tests.Contract;

/// <summary>Bindings, with and without a terminology server; the server is a real one over HTTP.</summary>
public sealed class TerminologyTests
{
    private const string Set = "http://x.example/ValueSet/sites";

    private static readonly StructureDefinition Bound = Tiny.Profile(
        (
            "Observation.bodySite",
            $$$"""{"min":0,"max":"1","base":{"path":"x","min":0,"max":"1"},"binding":{"strength":"required","valueSet":"{{{Set}}}|1.0"}}"""
        )
    );

    private static readonly StructureDefinition Extensible = Tiny.Profile(
        (
            "Observation.bodySite",
            $$$"""{"min":0,"max":"1","base":{"path":"x","min":0,"max":"1"},"binding":{"strength":"extensible","valueSet":"{{{Set}}}"}}"""
        )
    );

    private static readonly CodeSystem Ours = Tiny.Resource<CodeSystem>(
        """
        {"resourceType":"CodeSystem","url":"http://x.example/ours","status":"active","content":"complete","concept":[{"code":"arm","concept":[{"code":"hand"}]},{"code":"leg"}]}
        """
    );

    private static ValueSet Sites(string compose) =>
        Tiny.Resource<ValueSet>($$"""{"resourceType":"ValueSet","url":"{{Set}}","status":"active","compose":{{compose}}}""");

    private static string Site(string system, string code) =>
        $$$"""{"bodySite":{"coding":[{"system":"{{{system}}}","code":"{{{code}}}"}]}}""";

    [Theory]
    [InlineData("arm", "")]
    [InlineData("hand", "")]
    [InlineData("leg", "code-not-in-value-set@bodySite")]
    [InlineData("foot", "code-not-in-value-set@bodySite")]
    public void A_whole_system_is_expanded_with_its_children_and_without_what_is_excluded(string code, string expected) =>
        Assert.Equal(
            expected,
            Tiny.Findings(
                Bound,
                Site("http://x.example/ours", code),
                Ours,
                Sites(
                    """{"include":[{"system":"http://x.example/ours"}],"exclude":[{"system":"http://x.example/ours","concept":[{"code":"leg"}]}]}"""
                )
            )
        );

    [Theory]
    [InlineData("http://snomed.info/sct", "1", "?code-not-checked@bodySite")]
    [InlineData("http://x.example/ours", "arm", "code-not-in-value-set@bodySite")]
    public void Only_codes_of_a_system_that_is_not_here_stay_open(string system, string code, string expected) =>
        Assert.Equal(
            expected,
            Tiny.Findings(Bound, Site(system, code), Ours, Sites("""{"include":[{"system":"http://snomed.info/sct"}]}"""))
        );

    [Fact]
    public void A_value_set_that_is_not_here_stays_open() =>
        Assert.Equal("?code-not-checked@bodySite", Tiny.Findings(Bound, Site("s", "c")));

    [Fact]
    public void An_extensible_binding_only_warns()
    {
        var sites = Sites("""{"include":[{"system":"s","concept":[{"code":"c"}]}]}""");
        Assert.Equal("~code-not-in-value-set@bodySite", Tiny.Findings(Extensible, Site("s", "d"), sites));
        Assert.Equal("~code-missing@bodySite", Tiny.Findings(Extensible, """{"bodySite":{"text":"arm"}}""", sites));
        Assert.Equal("", Tiny.Findings(Extensible, Site("s", "c"), sites));
    }

    [Theory]
    [InlineData("1", "")]
    [InlineData("2", "code-not-in-value-set@bodySite")]
    [InlineData("3", "?code-not-checked@bodySite")] // the server does not have the system
    [InlineData("4", "?code-not-checked@bodySite")] // the server fails
    [InlineData("5", "?code-not-checked@bodySite")] // the answer is no JSON
    public async Task A_terminology_server_settles_what_it_knows_and_its_failures_settle_nothing(string code, string expected)
    {
        await using var server = await TxServer.StartAsync();
        Assert.Equal(expected, await server.FindingsAsync(code));
    }

    [Fact]
    public async Task An_answer_is_kept_and_a_failure_is_asked_again()
    {
        await using var server = await TxServer.StartAsync();
        foreach (var code in (string[])["1", "1", "2", "2", "4", "4"])
            await server.FindingsAsync(code);
        Assert.Equal(["1", "2", "4", "4"], server.Asked);
    }

    [Fact]
    public void An_unreachable_server_settles_nothing()
    {
        using var http = new HttpClient { BaseAddress = new("http://127.0.0.1:9/") };
        var validator = new ContractValidator(new(http), new GivenDefinitions([Bound]));
        var findings = validator.Validate(Tiny.Observation(Site("http://snomed.info/sct", "1")), [], Tiny.Url);
        Assert.Equal("?code-not-checked@bodySite", string.Join(' ', findings.Select(Tiny.Told)));
    }

    /// <summary>Says yes to everything.</summary>
    internal sealed class YesServer(WebApplication app) : IAsyncDisposable
    {
        public string Address =>
            app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/r4";

        public static async Task<YesServer> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var app = builder.Build();
            app.MapPost(
                "/r4/ValueSet/$validate-code",
                () =>
                    Results.Text(
                        """{"resourceType":"Parameters","parameter":[{"name":"result","valueBoolean":true}]}""",
                        "application/fhir+json"
                    )
            );
            await app.StartAsync();
            return new(app);
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }

    /// <summary>Says yes to 1, no to 2, does not know the system for 3, fails for 4, and answers rubbish otherwise.</summary>
    private sealed class TxServer(WebApplication app, HttpClient http, List<string> asked) : IAsyncDisposable
    {
        private readonly ContractValidator validator = new(
            new(http),
            new GivenDefinitions([Bound, Sites("""{"include":[{"system":"http://snomed.info/sct"}]}""")])
        );

        public IReadOnlyList<string> Asked => asked;

        public static async Task<TxServer> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var app = builder.Build();
            var asked = new List<string>();
            app.MapPost(
                "/r4/ValueSet/$validate-code",
                async (HttpRequest request) =>
                {
                    using var body = await JsonDocument.ParseAsync(request.Body);
                    var parameters = body
                        .RootElement.GetProperty("parameter")
                        .EnumerateArray()
                        .ToDictionary(one => one.GetProperty("name").GetString()!, StringComparer.Ordinal);
                    Assert.Equal(Set, parameters["valueSet"].GetProperty("resource").GetProperty("url").GetString());
                    var code = parameters["code"].GetProperty("valueCode").GetString()!;
                    asked.Add(code);
                    return Answer(code);
                }
            );
            await app.StartAsync();
            var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
            return new(app, new() { BaseAddress = new(address + "/r4/") }, asked);
        }

        public Task<string> FindingsAsync(string code) =>
            Task.FromResult(
                string.Join(' ', validator.Validate(Tiny.Observation(Site("http://snomed.info/sct", code)), [], Tiny.Url).Select(Tiny.Told))
            );

        public async ValueTask DisposeAsync()
        {
            http.Dispose();
            await app.DisposeAsync();
        }

        private static IResult Answer(string code) =>
            code switch
            {
                "1" => Json("""{"resourceType":"Parameters","parameter":[{"name":"result","valueBoolean":true}]}"""),
                "2" => Json("""{"resourceType":"Parameters","parameter":[{"name":"result","valueBoolean":false}]}"""),
                "3" => Json(
                    """{"resourceType":"Parameters","parameter":[{"name":"result","valueBoolean":false},{"name":"x-unknown-system","valueCanonical":"http://snomed.info/sct"}]}"""
                ),
                "4" => Results.StatusCode(503),
                _ => Json("<html>"),
            };

        private static IResult Json(string text) => Results.Text(text, "application/fhir+json");
    }
}
