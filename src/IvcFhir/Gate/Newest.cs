namespace IvcFhir.Gate;

/// <summary>
/// Of several versions of one resource one stands; where that cannot be told, none does, and nobody guesses. The order of input is no
/// reason.
/// </summary>
internal static class Newest
{
    /// <param name="same">Whether two have the same content, so that it does not matter which one stands.</param>
    /// <returns>The place of the newest in the list; null when none is surely the newest.</returns>
    public static int? Of<T>(IReadOnlyList<T> versions, Func<T, Version> versionOf, Func<T, T, bool> same)
    {
        if (versions.Count > 2 && AreContradictory(versions, versionOf, same))
            return null;
        for (var one = 0; one < versions.Count; one++)
        {
            if (IsNewest(one))
                return one;
        }
        return null;

        bool IsNewest(int one) =>
            Enumerable
                .Range(0, versions.Count)
                .All(other =>
                    other == one || versionOf(versions[one]).Compare(versionOf(versions[other])) > 0 || same(versions[one], versions[other])
                );
    }

    /// <summary>
    /// Whether any two say different things of which is the newer, or have one version and two contents. Then something that orders them is
    /// wrong, nobody knows what, and a third that only that puts before them is not surely the newest.
    /// </summary>
    private static bool AreContradictory<T>(IReadOnlyList<T> all, Func<T, Version> versionOf, Func<T, T, bool> same)
    {
        var versions = all.Select(versionOf).ToList();
        return all.GroupBy(one => (versionOf(one).Id, versionOf(one).IsDeletion))
                .Any(one => one.Key.Id is not null && one.Any(other => !same(one.First(), other)))
            || versions
                .GroupBy(version => version.Updated?.HasOffset)
                .Any(some => IsInverted(some.Select(one => (one.Updated?.At, one.Whole))))
            || versions
                .GroupBy(version => version.History)
                .Any(history =>
                    IsInverted(history.Select(one => (one.Order, one.Whole)))
                    || history
                        .GroupBy(version => version.Updated?.HasOffset)
                        .Any(some => IsInverted(some.Select(one => (one.Order, one.Updated?.At))))
                );
    }

    /// <summary>
    /// Whether two stand the other way round by the one than by the other. In the order of the one, what is inverted anywhere is inverted
    /// between neighbours.
    /// </summary>
    private static bool IsInverted<TOne, TOther>(IEnumerable<(TOne? One, TOther? Other)> stated)
        where TOne : struct, IComparable<TOne>
        where TOther : struct, IComparable<TOther>
    {
        var sorted = stated
            .Where(pair => pair is { One: not null, Other: not null })
            .Select(pair => (pair.One!.Value, Other: pair.Other!.Value))
            .Order()
            .ToList();
        return sorted.Zip(sorted.Skip(1)).Any(pair => pair.First.Other.CompareTo(pair.Second.Other) > 0);
    }
}
