using System.Globalization;
using System.Numerics;

namespace IvcFhir.Gate;

/// <summary>One version of a resource, as far as it says which one it is.</summary>
/// <param name="History">The history in which it stands; null outside of one.</param>
/// <param name="Number">Its place in the history, the newest first.</param>
/// <param name="IsDeletion">Whether it says that the resource is gone.</param>
internal sealed record Version(Document? History, int Number, string? LastUpdated, string? Id, bool IsDeletion)
{
    private (DateTimeOffset At, bool HasOffset)? Updated { get; } = Parse(LastUpdated);

    private BigInteger? Whole { get; } = Id is { Length: > 0 and < 40 } && Id.All(char.IsAsciiDigit) ? BigInteger.Parse(Id, CultureInfo.InvariantCulture) : null;

    /// <summary>
    /// Positive where this is the newer, negative where the other is, null where nothing decides or what decides contradicts itself. The order of one history decides;
    /// else <c>lastUpdated</c>; <c>versionId</c>, which R4 leaves opaque, only where both are whole numbers and <c>lastUpdated</c> is equal or absent.
    /// </summary>
    public int? Compare(Version other)
    {
        if (Id is not null && Id == other.Id && IsDeletion == other.IsDeletion)
            return null; // one version, two contents
        var stated = Stated(other);
        if (History is not { IsHistory: true } || History != other.History)
            return stated;
        var order = other.Number.CompareTo(Number);
        return stated is null || stated == order ? order : null;
    }

    private int? Stated(Version other)
    {
        if (Updated is { } mine && other.Updated is { } theirs && mine.HasOffset == theirs.HasOffset && mine.At != theirs.At)
            return mine.At.CompareTo(theirs.At);
        return Whole is { } one && other.Whole is { } two && one != two ? one.CompareTo(two) : null;
    }

    private static (DateTimeOffset, bool)? Parse(string? text)
    {
        if (text is null || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
            return null;
        var time = text.IndexOf('T', StringComparison.Ordinal);
        return time < 0 ? null : (at, text.EndsWith('Z') || text.AsSpan(time).IndexOfAny('+', '-') > 0);
    }
}
