namespace IvcFhir.Gate;

/// <summary>Of several versions of one resource one stands; where that cannot be told, none does, and nobody guesses. The order of input is no reason.</summary>
internal static class Newest
{
    /// <param name="same">Whether two have the same content, so that it does not matter which one stands.</param>
    /// <returns>The place of the newest in the list; null when none is surely the newest.</returns>
    public static int? Of<T>(IReadOnlyList<T> versions, Func<T, Version> versionOf, Func<T, T, bool> same)
    {
        for (var one = 0; one < versions.Count; one++)
        {
            if (IsNewest(one))
                return one;
        }
        return null;

        bool IsNewest(int one) => Enumerable.Range(0, versions.Count).All(other => other == one
            || versionOf(versions[one]).Compare(versionOf(versions[other])) > 0
            || same(versions[one], versions[other]));
    }
}
