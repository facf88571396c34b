using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace IvcFhir.Tests.Connect.Support;

/// <summary>A token endpoint that somebody else wrote: OpenIddict, with its client's registration in memory.</summary>
internal sealed class OpenIddictDesk : IAsyncDisposable
{
    private readonly WebApplication app;
    private int asked;
    private int now;

    private OpenIddictDesk(WebApplication app) => this.app = app;

    public string Origin => app.Urls.Single();

    public string Endpoint => $"{Origin}/connect/token";

    public int Asked => asked;

    public int MostAtOnce { get; private set; }

    public int Given { get; private set; }

    /// <summary>What the last refusal said, which the program tells nobody; for whoever looks why a test fails.</summary>
    public string LastRefusal { get; private set; } = "";

    /// <summary>The token that was given last, which a hospital believes; empty before the first.</summary>
    public string Last { get; private set; } = "";

    public static async Task<OpenIddictDesk> StartAsync(string clientId, string jwks, TimeSpan lifetime)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        var name = Guid.NewGuid().ToString();
        builder.Services.AddDbContext<DbContext>(options => options.UseInMemoryDatabase(name).UseOpenIddict());
        builder
            .Services.AddOpenIddict()
            .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<DbContext>())
            .AddServer(server =>
            {
                server.SetTokenEndpointUris("connect/token").AllowClientCredentialsFlow();
                server.RegisterScopes("system/*.rs").SetAccessTokenLifetime(lifetime);
                server.AddEphemeralEncryptionKey().AddEphemeralSigningKey();
                server.AddEventHandler<ValidateTokenContext>(handler =>
                    handler
                        .UseInlineHandler(TakesTypeOfSmart)
                        .SetOrder(OpenIddictServerHandlers.Protection.ValidateIdentityModelToken.Descriptor.Order - 500)
                );
                server.UseAspNetCore().DisableTransportSecurityRequirement().EnableTokenEndpointPassthrough();
            });
        builder.Services.AddAuthentication();
        var listener = builder.Build();
        var desk = new OpenIddictDesk(listener);
        listener.Use(desk.CountAsync);
        listener.UseAuthentication();
        listener.Run(AnswerAsync);
        await listener.StartAsync();
        await RegisterAsync(listener.Services, clientId, jwks);
        return desk;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private static async Task RegisterAsync(IServiceProvider services, string clientId, string jwks)
    {
        await using var scope = services.CreateAsyncScope();
        await scope
            .ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>()
            .CreateAsync(
                new OpenIddictApplicationDescriptor
                {
                    ClientId = clientId,
                    ClientType = ClientTypes.Confidential,
                    JsonWebKeySet = new(jwks),
                    Permissions =
                    {
                        OpenIddictConstants.Permissions.Endpoints.Token,
                        OpenIddictConstants.Permissions.GrantTypes.ClientCredentials,
                        OpenIddictConstants.Permissions.Prefixes.Scope + "system/*.rs",
                    },
                }
            );
    }

    /// <summary>
    /// SMART fixes the type of an assertion as <c>JWT</c>; OpenIddict 7 by default takes only that of the draft which follows RFC 7523.
    /// </summary>
    private static ValueTask TakesTypeOfSmart(ValidateTokenContext context)
    {
        if (context.ValidTokenTypes.Contains(TokenTypeIdentifiers.Private.ClientAssertion))
            context.TokenValidationParameters!.TypeValidator = (type, _, _) =>
                type == "JWT" ? JsonWebTokenTypes.ClientAuthentication : throw new SecurityTokenInvalidTypeException();
        return ValueTask.CompletedTask;
    }

    /// <summary>OpenIddict has judged the client; whoever comes here may have a token.</summary>
    private static async Task AnswerAsync(HttpContext http)
    {
        var request = http.GetOpenIddictServerRequest()!;
        var identity = new System.Security.Claims.ClaimsIdentity("client");
        identity.SetClaim(Claims.Subject, "client").SetScopes(request.GetScopes());
        await Microsoft.AspNetCore.Authentication.AuthenticationHttpContextExtensions.SignInAsync(
            http,
            OpenIddictServerAspNetCoreDefaults.AuthenticationScheme,
            new(identity)
        );
    }

    private async Task CountAsync(HttpContext http, RequestDelegate next)
    {
        Interlocked.Increment(ref asked);
        MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref now));
        var (real, kept) = (http.Response.Body, new MemoryStream());
        http.Response.Body = kept;
        await next(http);
        Interlocked.Decrement(ref now);
        http.Response.Body = real;
        var body = kept.ToArray();
        if (http.Response.StatusCode == 200)
            (Last, Given) = (System.Text.Json.Nodes.JsonNode.Parse(body)!["access_token"]!.GetValue<string>(), Given + 1);
        else
            LastRefusal = System.Text.Encoding.UTF8.GetString(body);
        await real.WriteAsync(body);
    }
}
