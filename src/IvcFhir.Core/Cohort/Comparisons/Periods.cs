using System.Collections.Immutable;

namespace IvcFhir.Core.Cohort;

/// <summary>Years of treatment as an earlier and a later period.</summary>
internal static class Periods
{
    /// <summary>
    /// Years are divided between two, never within one; of two divisions equally even the earlier is taken. What has no year is a group of
    /// its own.
    /// </summary>
    /// <param name="units">How many units each year has.</param>
    /// <returns>Each period with its years, in order.</returns>
    public static IEnumerable<(string Name, ImmutableArray<string> Years)> Of(IReadOnlyDictionary<string, int> units)
    {
        ImmutableArray<string> dated = [.. units.Keys.Where(year => year != Strata.NotRecorded).Order(StringComparer.Ordinal)];
        var all = dated.Sum(year => units[year]);
        var cut = Enumerable
            .Range(1, Math.Max(1, dated.Length - 1))
            .MinBy(place => Math.Abs(all - 2L * dated.Take(place).Sum(year => units[year])));
        foreach (
            var part in new[] { dated[..Math.Min(cut, dated.Length)], dated[Math.Min(cut, dated.Length)..] }.Where(part => part.Length > 0)
        )
            yield return (part.Length == 1 ? part[0] : $"{part[0]}–{part[^1]}", part);
        if (units.ContainsKey(Strata.NotRecorded))
            yield return (Strata.NotRecorded, [Strata.NotRecorded]);
    }
}
