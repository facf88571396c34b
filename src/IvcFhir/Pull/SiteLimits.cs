namespace IvcFhir.Pull;

/// <summary>How much of a site's answers is taken before it counts as a fault. Each is a setting of the site.</summary>
internal sealed record SiteLimits
{
    /// <summary>Megabytes of one answer, unpacked, 1 to 1024.</summary>
    public int AnswerMegabytes { get; init; } = 64;

    /// <summary>Seconds from the head of an answer to its last byte, 1 to 3600.</summary>
    public int AnswerSeconds { get; init; } = 120;

    /// <summary>Pages without a row, one after the other, that a search may have, 0 to 1000.</summary>
    public int EmptyPages { get; init; } = 10;

    /// <summary>Pages of one search, 1 to 1,000,000.</summary>
    public int Pages { get; init; } = 10_000;

    /// <summary>Whether the site's <c>Bundle.total</c> is a guess, so that fewer rows than announced are no fault.</summary>
    public bool TotalIsEstimate { get; init; }

    /// <summary>
    /// The longest Retry-After that is waited for, in seconds, 0 to 280. A longer one fails what was asked; the next pass asks again.
    /// </summary>
    public int RetryAfterSeconds { get; init; } = 60;
}
