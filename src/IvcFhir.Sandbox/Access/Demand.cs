using System.Security.Cryptography.X509Certificates;

namespace IvcFhir.Sandbox;

/// <summary>What a hospital asks for before it answers; its CapabilityStatement and SMART configuration are open.</summary>
public abstract record Demand
{
    /// <summary>Headers that each request must have besides, with these values.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public sealed record Basic(string User, string Password) : Demand;

    /// <param name="Token">Asked at each request, so that it may change.</param>
    public sealed record Bearer(Func<string> Token) : Demand;

    /// <summary>A token of the desk's, which is asked for at <c>auth/token</c>.</summary>
    public sealed record OAuth(TokenDesk Desk) : Demand;
}

/// <summary>TLS at the door.</summary>
/// <param name="Server">With its private key, for 127.0.0.1.</param>
/// <param name="ClientAuthority">Whose clients are let in; null where none has to show a certificate.</param>
public sealed record SandboxTls(X509Certificate2 Server, X509Certificate2? ClientAuthority = null);
