using System.Collections.Immutable;

namespace IvcFhir.Connect;

/// <summary>By which way, and as whom, the program comes to a site. Holds where secrets stand, never a secret.</summary>
internal sealed record ConnectionSettings
{
    public SiteAuth Auth { get; init; } = new SiteAuth.None();

    public TlsSettings? Tls { get; init; }

    public ProxySettings? Proxy { get; init; }

    /// <summary>Sent with each request to the FHIR server, and to nobody else.</summary>
    public ImmutableArray<ExtraHeader> Headers { get; init; } = [];
}

/// <summary>As whom.</summary>
internal abstract record SiteAuth
{
    public sealed record None : SiteAuth;

    public sealed record Basic(string User, Secret Password) : SiteAuth;

    /// <summary>A token that somebody else renews, in its file.</summary>
    public sealed record Bearer(Secret Token) : SiteAuth;

    /// <summary>OAuth client credentials (RFC 6749, 4.4) for <paramref name="Scopes"/>.</summary>
    /// <param name="TokenEndpoint">Null: the one that the site names, if it is on the site's own origin.</param>
    internal abstract record Client(string ClientId, ImmutableArray<string> Scopes, Uri? TokenEndpoint) : SiteAuth;

    /// <summary>SMART Backend Services: the client proves itself by what it signs (RFC 7523).</summary>
    /// <param name="Audience">Of the assertion; null: the address of the token endpoint, as SMART says.</param>
    public sealed record SmartBackend(string ClientId, ImmutableArray<string> Scopes, Uri? TokenEndpoint, KeySettings Key, string? Audience)
        : Client(ClientId, Scopes, TokenEndpoint);

    /// <param name="InForm"><c>client_secret_post</c>; else <c>client_secret_basic</c>.</param>
    public sealed record ClientSecret(string ClientId, ImmutableArray<string> Scopes, Uri? TokenEndpoint, Secret Secret, bool InForm)
        : Client(ClientId, Scopes, TokenEndpoint);
}

/// <param name="Address">http or https, without user-info.</param>
internal sealed record ProxySettings(Uri Address, string? User, Secret? Password);

/// <param name="Value">What is sent; null where it is a secret.</param>
internal sealed record ExtraHeader(string Name, string? Value, Secret? Secret);
