using System.Collections.Immutable;
using System.Text.RegularExpressions;
using IvcFhir.Connect;
using Microsoft.Extensions.Configuration;
using static IvcFhir.Hosting.SettingValues;

namespace IvcFhir.Hosting;

/// <summary>
/// The settings <c>Auth</c>, <c>Tls</c>, <c>Proxy</c> and <c>Headers</c> of a site. No message shows a value of theirs: it could be a
/// secret in a wrong place.
/// </summary>
internal static partial class ConnectionReader
{
    public static readonly string[] Keys = ["Auth", "Tls", "Proxy", "Headers"];

    /// <summary>What the program, or HTTP itself, puts on a request.</summary>
    private static readonly string[] OwnHeaders =
    [
        "Accept",
        "Authorization",
        "Connection",
        "Cookie",
        "Expect",
        "Host",
        "Prefer",
        "Proxy-Authorization",
        "TE",
        "Trailer",
        "Transfer-Encoding",
        "Upgrade",
    ];

    public static ConnectionSettings Read(IConfigurationSection site, Uri fhirBase)
    {
        var connection = new ConnectionSettings
        {
            Auth = AuthReader.Read(site),
            Tls = Tls(site),
            Proxy = Proxy(site),
            Headers = Headers(site),
        };
        var sendsSecrets = connection.Auth is not SiteAuth.None || connection.Headers.Any(header => header.Secret is not null);
        return sendsSecrets && !Origin.IsPrivate(fhirBase)
            ? throw new ConfigurationFault(
                $"{site.Path}:FhirBase is http, and Auth or Headers hold secrets: an https address is expected; http only of this machine."
            )
            : connection;
    }

    private static TlsSettings? Tls(IConfigurationSection site)
    {
        if (Object(site, "Tls", ["ClientCertificate", "Ca"]) is not { } tls)
            return null;
        var client = SecretReader.Optional(tls, "ClientCertificate", "Key", "Password");
        var parts = tls.GetSection("ClientCertificate");
        return new(client, SecretReader.Optional(parts, "Key"), SecretReader.Optional(parts, "Password"), SecretReader.Optional(tls, "Ca"));
    }

    private static ProxySettings? Proxy(IConfigurationSection site)
    {
        if (Object(site, "Proxy", ["Address", "User", "Password"]) is not { } proxy)
            return null;
        var (user, password) = (Text(proxy, "User"), SecretReader.Optional(proxy, "Password"));
        if (user is null != password is null)
            throw new ConfigurationFault($"{proxy.Path}: User and Password stand together, or neither does.");
        var address =
            Address(proxy, "Address") ?? throw Missing(proxy, "Address", "an http or https address such as http://proxy:3128 is expected");
        return new(address, user, password);
    }

    private static ImmutableArray<ExtraHeader> Headers(IConfigurationSection site) =>
        Child(site, "Headers") is not { } headers ? []
        : headers.Value is not null
            ? throw new ConfigurationFault($"{headers.Path} is no object: names of headers with values are expected.")
        : [.. headers.GetChildren().Select(header => Header(headers, header))];

    private static ExtraHeader Header(IConfigurationSection headers, IConfigurationSection header)
    {
        var isOwn =
            OwnHeaders.Contains(header.Key, StringComparer.OrdinalIgnoreCase)
            || header.Key.StartsWith("Content-", StringComparison.OrdinalIgnoreCase)
            || header.Key.StartsWith("If-", StringComparison.OrdinalIgnoreCase);
        if (isOwn || !HeaderName().IsMatch(header.Key))
            throw new ConfigurationFault(
                $"{headers.Path} holds a name that is no header, or one that the program sets itself. Not allowed: "
                    + $"{string.Join(", ", OwnHeaders)}, Content-…, If-…."
            );
        return header.GetChildren().Any()
            ? new(header.Key, null, SecretReader.Optional(headers, header.Key))
            : new(header.Key, Text(headers, header.Key), null);
    }

    /// <summary>An address without user-info; null where the key is absent.</summary>
    public static Uri? Address(IConfigurationSection section, string key)
    {
        if (Text(section, key) is not { } text)
            return null;
        return
            Uri.TryCreate(text, UriKind.Absolute, out var address)
            && address.Scheme is "http" or "https"
            && address.UserInfo.Length == 0
            && address.Fragment.Length == 0
            ? address
            : throw new ConfigurationFault($"{section.Path}:{key} is no absolute http or https address without user-info.");
    }

    [GeneratedRegex("^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}\\z", RegexOptions.None, Patterns.Milliseconds)]
    private static partial Regex HeaderName();
}
