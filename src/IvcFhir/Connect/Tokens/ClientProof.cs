using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace IvcFhir.Connect;

/// <summary>The request for a token, with what proves the client.</summary>
internal static class ClientProof
{
    /// <summary>SMART allows five minutes; less, so that a clock which is a little ahead does not ask for more.</summary>
    private static readonly TimeSpan AssertionLife = TimeSpan.FromMinutes(4);

    /// <summary>So much earlier is it dated, for a server without tolerance whose clock is a little behind.</summary>
    private static readonly TimeSpan Earlier = TimeSpan.FromSeconds(10);

    /// <summary>Puts the form, and the header where there is one, on a request. Each time anew: an assertion is taken once.</summary>
    /// <exception cref="ConfigurationFault">The key or the secret cannot be read (any more).</exception>
    public static void Put(HttpRequestMessage request, SiteAuth.Client client, Uri endpoint, DateTimeOffset now)
    {
        List<KeyValuePair<string, string>> form = [new("grant_type", "client_credentials")];
        if (client.Scopes.Length > 0)
            form.Add(new("scope", string.Join(' ', client.Scopes)));
        switch (client)
        {
            case SiteAuth.SmartBackend smart:
                form.Add(new("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"));
                form.Add(new("client_assertion", Assertion(smart, endpoint, now)));
                break;
            case SiteAuth.ClientSecret { InForm: true } secret:
                form.Add(new("client_id", secret.ClientId));
                form.Add(new("client_secret", secret.Secret.Text()));
                break;
            case SiteAuth.ClientSecret secret:
                request.Headers.Authorization = Basic(Encoded(secret.ClientId), Encoded(secret.Secret.Text()));
                break;
        }
        request.Content = new FormUrlEncodedContent(form);
    }

    public static AuthenticationHeaderValue Basic(string user, string password) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));

    private static string Assertion(SiteAuth.SmartBackend client, Uri endpoint, DateTimeOffset now)
    {
        using var key = SigningKey.Read(client.Key);
        return new JsonWebTokenHandler().CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = client.ClientId,
                Audience = client.Audience ?? endpoint.OriginalString,
                IssuedAt = (now - Earlier).UtcDateTime,
                NotBefore = (now - Earlier).UtcDateTime,
                Expires = (now + AssertionLife).UtcDateTime,
                Claims = new Dictionary<string, object>(StringComparer.Ordinal)
                {
                    ["sub"] = client.ClientId,
                    ["jti"] = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture),
                },
                SigningCredentials = key.Credentials,
            }
        );
    }

    /// <summary>RFC 6749, 2.3.1: each part is encoded as in a form before it is joined.</summary>
    private static string Encoded(string part) => Uri.EscapeDataString(part).Replace("%20", "+", StringComparison.Ordinal);
}

/// <summary>Below the retries: what a request needs anew each time that it is sent is put on it here.</summary>
internal sealed class FreshProof : DelegatingHandler
{
    public static readonly HttpRequestOptionsKey<Action<HttpRequestMessage>> Put = new("proof");

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Options.TryGetValue(Put, out var put))
            put(request);
        return base.SendAsync(request, cancellationToken);
    }
}
