namespace IvcFhir;

/// <summary>Of the regular expressions of this program.</summary>
internal static class Patterns
{
    /// <summary>
    /// The texts that they are held against are short, so that they end at once. The limit is one of the clock on the wall, and a loaded
    /// machine that stands still for a second must fail no patient: it only keeps a mistake in a pattern from hanging the worker for good.
    /// </summary>
    public const int Milliseconds = 60_000;
}
