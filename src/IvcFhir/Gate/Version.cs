using System.Globalization;
using System.Numerics;

namespace IvcFhir.Gate;

/// <summary>One version of a resource, as far as it says which one it is.</summary>
/// <param name="History">The history in which it stands; null outside of one.</param>
/// <param name="Number">Its place in the history, the newest first.</param>
/// <param name="IsDeletion">Whether it says that the resource is gone.</param>
internal sealed record Version(Document? History, int Number, string? LastUpdated, string? Id, bool IsDeletion)
{
    /// <summary>The place in the history, the newest the greatest; null outside of one.</summary>
    public int? Order => History is { IsHistory: true } ? -Number : null;

    public (DateTimeOffset At, bool HasOffset)? Updated { get; } = Parse(LastUpdated);

    /// <summary>The version where it is a whole number.</summary>
    public BigInteger? Whole { get; } =
        Id is { Length: > 0 and < 40 } && Id.All(char.IsAsciiDigit) ? BigInteger.Parse(Id, CultureInfo.InvariantCulture) : null;

    /// <summary>
    /// Positive where this is the newer, negative where the other is, null where nothing decides or what decides contradicts itself. The
    /// order of one history decides; else <c>lastUpdated</c>; <c>versionId</c>, which R4 leaves opaque, only where both are whole numbers
    /// and <c>lastUpdated</c> is equal or absent. Whatever says something must say the same.
    /// </summary>
    public int? Compare(Version other)
    {
        if (IsVersionOf(other))
            return null; // one version, two contents
        var (order, updated, number) = (InHistory(other), ByLastUpdated(other), ByVersionId(other));
        if (new[] { order, updated, number }.OfType<int>().Distinct().Count() > 1)
            return null;
        return order ?? updated ?? (IsSilentBeside(other) ? number : null);
    }

    /// <summary>Whether both say that they are the same version.</summary>
    public bool IsVersionOf(Version other) => Id is not null && Id == other.Id && IsDeletion == other.IsDeletion;

    private int? InHistory(Version other) => History == other.History ? Sign(Order, other.Order) : null;

    /// <summary>A time without an offset and one with it cannot be told apart within a day; neither stands for the other.</summary>
    private int? ByLastUpdated(Version other) =>
        Updated?.HasOffset == other.Updated?.HasOffset ? Sign(Updated?.At, other.Updated?.At) : null;

    private int? ByVersionId(Version other) => Sign(Whole, other.Whole);

    /// <summary>Whether <c>lastUpdated</c> has nothing to say against a number: what is there and cannot be read might.</summary>
    private bool IsSilentBeside(Version other) =>
        LastUpdated is null || other.LastUpdated is null || (Updated is not null && Updated == other.Updated);

    private static int? Sign<T>(T? one, T? other)
        where T : struct, IComparable<T> =>
        one is { } mine && other is { } theirs && mine.CompareTo(theirs) is not 0 and var order ? Math.Sign(order) : null;

    private static (DateTimeOffset, bool)? Parse(string? text)
    {
        if (text is null || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
            return null;
        var time = text.IndexOf('T', StringComparison.Ordinal);
        return time < 0 ? null : (at, text.EndsWith('Z') || text.AsSpan(time).IndexOfAny('+', '-') > 0);
    }
}
