using System.Collections.Immutable;
using IvcFhir.Connect;
using Microsoft.Extensions.Configuration;
using static IvcFhir.Hosting.SettingValues;

namespace IvcFhir.Hosting;

/// <summary>How a site is told who comes; the value of <c>Auth:Kind</c>.</summary>
internal enum AuthKind
{
    None,
    Basic,
    Bearer,
    SmartBackend,
    ClientSecretBasic,
    ClientSecretPost,
}

/// <summary>The setting <c>Auth</c> of a site.</summary>
internal static class AuthReader
{
    private static readonly string[] Algorithms = ["RS384", "ES384"];

    public static SiteAuth Read(IConfigurationSection site)
    {
        if (Child(site, "Auth") is not { } auth)
            return new SiteAuth.None();
        if (auth.Value is not null || !auth.GetChildren().Any())
            throw new ConfigurationFault($"{auth.Path} is no object: one with Kind is expected. Allowed: {Kinds}.");
        var kind =
            Text(auth, "Kind") is { } text && Enum.GetNames<AuthKind>().Contains(text, StringComparer.OrdinalIgnoreCase)
                ? Enum.Parse<AuthKind>(text, ignoreCase: true)
                : throw new ConfigurationFault($"{auth.Path}:Kind is missing or unknown. Allowed: {Kinds}.");
        CheckKeys(auth.GetChildren(), auth.Path + ":", ["Kind", .. KeysOf(kind)]);
        return kind switch
        {
            AuthKind.None => new SiteAuth.None(),
            AuthKind.Basic => new SiteAuth.Basic(User(auth), SecretReader.Required(auth, "Password")),
            AuthKind.Bearer => new SiteAuth.Bearer(SecretReader.Required(auth, "Token")),
            AuthKind.SmartBackend => new SiteAuth.SmartBackend(
                Required(auth, "ClientId"),
                Scopes(auth) is { Length: > 0 } scopes ? scopes : throw Missing(auth, "Scopes", ScopesForm + ", are expected"),
                TokenEndpoint(auth),
                Key(auth),
                Text(auth, "Audience")
            ),
            _ => new SiteAuth.ClientSecret(
                Required(auth, "ClientId"),
                Scopes(auth),
                TokenEndpoint(auth),
                SecretReader.Required(auth, "Secret"),
                InForm: kind == AuthKind.ClientSecretPost
            ),
        };
    }

    private const string ScopesForm = "scopes with blanks between them, such as system/Patient.rs system/Observation.rs";

    private static string Kinds => string.Join(", ", Enum.GetNames<AuthKind>());

    private static string[] KeysOf(AuthKind kind) =>
        kind switch
        {
            AuthKind.None => [],
            AuthKind.Basic => ["User", "Password"],
            AuthKind.Bearer => ["Token"],
            AuthKind.SmartBackend => ["ClientId", "Key", "KeyId", "Algorithm", "Scopes", "TokenEndpoint", "Audience"],
            _ => ["ClientId", "Secret", "Scopes", "TokenEndpoint"],
        };

    private static KeySettings Key(IConfigurationSection auth)
    {
        var key = SecretReader.Required(auth, "Key", "Password");
        var algorithm = Text(auth, "Algorithm");
        if (algorithm is not null && !Algorithms.Contains(algorithm, StringComparer.Ordinal))
            throw new ConfigurationFault($"{auth.Path}:Algorithm is unknown. Allowed: {string.Join(", ", Algorithms)}.");
        return new(key, SecretReader.Optional(auth.GetSection("Key"), "Password"), Text(auth, "KeyId"), algorithm);
    }

    /// <summary>RFC 7617: the first colon ends the name.</summary>
    private static string User(IConfigurationSection auth) =>
        Required(auth, "User") is var user && !user.Contains(':', StringComparison.Ordinal)
            ? user
            : throw new ConfigurationFault($"{auth.Path}:User holds a colon, which Basic does not allow.");

    private static string Required(IConfigurationSection auth, string key) =>
        Text(auth, key) ?? throw Missing(auth, key, "a text is expected");

    private static Uri? TokenEndpoint(IConfigurationSection auth) =>
        ConnectionReader.Address(auth, "TokenEndpoint") is not { } endpoint ? null
        : Origin.IsPrivate(endpoint) ? endpoint
        : throw new ConfigurationFault($"{auth.Path}:TokenEndpoint is http: an https address is expected; http only of this machine.");

    /// <summary>Each of the letters that RFC 6749, 3.3 allows.</summary>
    private static ImmutableArray<string> Scopes(IConfigurationSection auth)
    {
        ImmutableArray<string> scopes = [.. (Text(auth, "Scopes") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        return scopes.All(scope => scope.All(c => c is > ' ' and <= '~' and not ('"' or '\\')))
            ? scopes
            : throw new ConfigurationFault($"{auth.Path}:Scopes: {ScopesForm}, are expected.");
    }
}
