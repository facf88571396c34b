namespace IvcFhir.Pull;

/// <summary>What went wrong with a site. The message names the site's answer, never an address with identifiers and never content.</summary>
internal enum SiteFaultKind
{
    Unreachable,
    Unauthorized,
    Forbidden,
    NotFhir,
    Truncated,
    Rejected,

    /// <summary>501: the server does not implement what is asked. Unlike other 5xx it does not pass.</summary>
    NotOffered,
    Unavailable,
    PagingLoop,
    Incomplete,
}

/// <summary>The infrastructure failed: an exception, because no datum is to blame. Safe to log.</summary>
internal sealed class SiteFault(SiteFaultKind kind, string message, Exception? inner = null) : Exception(message, inner)
{
    public SiteFaultKind Kind { get; } = kind;
}
