using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using IvcFhir.Sandbox.Access;

namespace IvcFhir.Sandbox;

/// <summary>Who gives out tokens at a hospital: to one client, which proves itself by an assertion or a secret. Any thread.</summary>
public sealed class TokenDesk(string clientId)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> tokens = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> seen = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private int asked;
    private int given;
    private int now;

    /// <summary>The client's public keys, as a JWKS; asked at each request, so that they may change. Null: it has a secret.</summary>
    public Func<string>? Jwks { get; init; }

    public string? Secret { get; init; }

    /// <summary>Whether the secret is taken from the form (<c>client_secret_post</c>) and not from the header.</summary>
    public bool SecretInForm { get; init; }

    /// <summary>What the client may ask for.</summary>
    public IReadOnlyCollection<string> Scopes { get; init; } = ["system/*.rs"];

    public TimeSpan Lifetime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The address that the SMART configuration names in place of the real one.</summary>
    public string? NamedEndpoint { get; init; }

    /// <summary>Whether only the CapabilityStatement names the token endpoint, as before SMART 2.</summary>
    public bool OnlyInStatement { get; init; }

    /// <summary>Requests for a token, refused ones too.</summary>
    public int Asked => Volatile.Read(ref asked);

    public int Given => Volatile.Read(ref given);

    public int MostAtOnce { get; private set; }

    /// <summary>Why the last request was refused, for whoever looks for the reason; null where none was.</summary>
    public string? LastRefusal { get; private set; }

    /// <summary>No token that was given holds any more.</summary>
    public void Forget() => tokens.Clear();

    internal bool Holds(string token, DateTimeOffset at) => tokens.TryGetValue(token, out var end) && at < end;

    internal (int Status, JsonObject Answer) Give(
        IReadOnlyDictionary<string, string> form,
        string? authorization,
        string endpoint,
        DateTimeOffset at
    )
    {
        Interlocked.Increment(ref asked);
        var scopes = form.GetValueOrDefault("scope", "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (form.GetValueOrDefault("grant_type") != "client_credentials")
            return Refuse("unsupported_grant_type", "grant_type");
        if (NotProven(form, authorization, endpoint, at) is { } why)
            return Refuse("invalid_client", why);
        if (scopes.Except(Scopes, StringComparer.Ordinal).Any())
            return Refuse("invalid_scope", "scope");
        var token = RandomNumberGenerator.GetHexString(48, lowercase: true);
        tokens[token] = at + Lifetime;
        Interlocked.Increment(ref given);
        return (
            200,
            new()
            {
                ["access_token"] = token,
                ["token_type"] = "bearer",
                ["expires_in"] = (int)Lifetime.TotalSeconds,
                ["scope"] = string.Join(' ', scopes),
            }
        );
    }

    internal void Enter()
    {
        lock (gate)
            MostAtOnce = Math.Max(MostAtOnce, ++now);
    }

    internal void Leave()
    {
        lock (gate)
            now--;
    }

    private string? NotProven(IReadOnlyDictionary<string, string> form, string? authorization, string endpoint, DateTimeOffset at)
    {
        if (Jwks is { } jwks)
        {
            var assertion = ClientAssertion.Read(form.GetValueOrDefault("client_assertion"), jwks());
            return assertion is null
                ? "no assertion that the keys of the client have signed"
                : assertion.Fault(clientId, endpoint, at) ?? (seen.TryAdd(assertion.Id, true) ? null : "jti was used before");
        }
        if (SecretInForm)
            return form.GetValueOrDefault("client_id") == clientId && form.GetValueOrDefault("client_secret") == Secret ? null : "form";
        var basic = $"{Encoded(clientId)}:{Encoded(Secret!)}";
        return authorization == $"Basic {Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(basic))}" ? null : "header";
    }

    private (int Status, JsonObject Answer) Refuse(string code, string why)
    {
        LastRefusal = why;
        return (code == "invalid_client" ? 401 : 400, new() { ["error"] = code, ["error_description"] = $"Refused: {why}" });
    }

    private static string Encoded(string text) => System.Net.WebUtility.UrlEncode(text);
}
