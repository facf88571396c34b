namespace IvcFhir;

/// <summary>
/// What went wrong with a site. The message names the site's answer, never an address with identifiers and never content.
/// </summary>
internal enum SiteFaultKind
{
    Unreachable,
    Unauthorized,
    Forbidden,
    NotFhir,
    Truncated,
    Rejected,

    /// <summary>
    /// The server does not implement what is asked: 501, which unlike other 5xx does not pass; of a search also 404 and 405.
    /// </summary>
    NotOffered,
    Unavailable,

    /// <summary>The server does not take what was written: it concerns this one resource, and no other.</summary>
    Refused,
    PagingLoop,
    Incomplete,

    /// <summary>
    /// What a search by a parameter returned does not fit the parameter: the site ignores it, so that nothing follows from the answer.
    /// </summary>
    SearchNotHonoured,

    /// <summary>What was to be changed is not the Observation of this question and patient. Nothing was sent.</summary>
    NotOurs,

    /// <summary>
    /// What was to be changed was read without a version, so that somebody else's change could be overwritten. Nothing was sent.
    /// </summary>
    VersionUnknown,

    /// <summary>An answer that is larger, or takes longer, than the site's settings allow, or a search of more pages.</summary>
    BeyondLimit,

    /// <summary>
    /// Not the site but this program: a bug met something that it did not expect. The message names types and places in the code.
    /// </summary>
    Unexpected,
}

/// <summary>The infrastructure failed: an exception, because no datum is to blame. Safe to log.</summary>
internal sealed class SiteFault(SiteFaultKind kind, string message, Exception? inner = null) : Exception(message, inner)
{
    public SiteFaultKind Kind { get; } = kind;

    /// <summary>After which time a write may be settled and sent once more; null where nothing says that it would help.</summary>
    public TimeSpan? Wait { get; init; }

    /// <summary>Of a refusal what the site said, in codes.</summary>
    public string? Said { get; init; }
}
