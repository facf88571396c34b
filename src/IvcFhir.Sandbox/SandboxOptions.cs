namespace IvcFhir.Sandbox;

/// <summary>
/// How one simulated hospital behaves. Vendor quirks, when they come, are further properties here and act in <c>Http/Reception.cs</c>.
/// </summary>
public sealed record SandboxOptions
{
    /// <summary>The hospital's name, shown in its CapabilityStatement.</summary>
    public string Name { get; init; } = "sandbox";

    /// <summary>The port on 127.0.0.1; 0 takes any free one.</summary>
    public int Port { get; init; }

    /// <summary>On <c>[::1]</c> in place of 127.0.0.1.</summary>
    public bool IsIPv6 { get; init; }

    /// <summary>The hospital's clock: <c>meta.lastUpdated</c>, the <c>Date</c> header and <c>ap</c> searches read it.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public SandboxFaults Faults { get; init; } = new();

    /// <summary>Matches per page without <c>_count</c>, and the most that <c>_count</c> can ask for.</summary>
    public int DefaultPageSize { get; init; } = 50;

    /// <summary>
    /// The answer to an If-Match that names another version than the current one. FHIR R4 (http.html#concurrency) says 412;
    /// some vendors answer 409, and a client must understand both.
    /// </summary>
    public int StaleVersionStatus { get; init; } = 412;

    /// <summary>Types of resource that this server does not know: not in its CapabilityStatement, and 404 to every request.</summary>
    public IReadOnlyCollection<string> NotOffered { get; init; } = [];

    /// <summary>Types that its CapabilityStatement leaves out although it offers them.</summary>
    public IReadOnlyCollection<string> Undeclared { get; init; } = [];

    /// <summary>Who is let in; null: everybody.</summary>
    public Demand? Demand { get; init; }

    /// <summary>Null: plain HTTP.</summary>
    public SandboxTls? Tls { get; init; }
}

/// <summary>The asked port belongs to another process.</summary>
public sealed class SandboxPortInUseException(int port, Exception? inner = null)
    : Exception(FormattableString.Invariant($"Port {port} on 127.0.0.1 is in use. Choose another, or 0 for any free one."), inner)
{
    public int Port { get; } = port;
}
