using System.Collections.Immutable;

namespace IvcFhir.Core.Cohort;

/// <summary>A row of counts as it may leave the house.</summary>
/// <param name="Cells">Null where the count is withheld.</param>
/// <param name="Total">Null when the whole row is withheld.</param>
public sealed record SuppressedRow(ImmutableArray<int?> Cells, int? Total);

/// <summary>
/// Withholds counts below a limit from a row whose total is known, together with as many others as it takes that no withheld count can be
/// worked out by subtraction, not even by somebody who knows this rule and which counts are the small ones.
/// </summary>
public static class SmallCells
{
    /// <param name="cells">Counts that add up to the total, none negative.</param>
    /// <param name="limit">Counts from 1 to limit − 1 are small; a zero names nobody and is shown unless it has to hide another. Below 2
    /// nothing is small.</param>
    public static SuppressedRow Suppress(ImmutableArray<int> cells, int limit)
    {
        var small = Enumerable.Range(0, cells.Length).Where(place => cells[place] > 0 && cells[place] < limit).ToHashSet();
        if (small.Count == 0)
            return Show(cells, []);
        // The others are taken by their place, not by their size: a choice by size would tell something of it.
        var first = small.Min();
        var others = Enumerable
            .Range(1, cells.Length - 1)
            .Select(step => (first + step) % cells.Length)
            .Where(place => !small.Contains(place));
        var hidden = small.ToHashSet();
        foreach (var place in others.Prepend(first))
        {
            hidden.Add(place);
            if (IsSafe(small.Count, hidden.Count - small.Count, hidden.Sum(one => cells[one]), limit))
                return Show(cells, hidden);
        }

        return new([.. cells.Select(_ => (int?)null)], null);
    }

    private static SuppressedRow Show(ImmutableArray<int> cells, HashSet<int> hidden) =>
        new([.. cells.Select((cell, place) => hidden.Contains(place) ? null : (int?)cell)], cells.Sum());

    /// <summary>
    /// Whether each small count could have two values or more, given how many are small, how many others are hidden, and what they add up
    /// to.
    /// </summary>
    private static bool IsSafe(int small, int others, int sum, int limit) =>
        Enumerable.Range(1, limit - 1).Count(value => CanBe(sum - value, small - 1, others, limit)) > 1;

    // Small counts lie between 1 and limit − 1; the others are 0, or the limit and more.
    private static bool CanBe(int rest, int small, int others, int limit) =>
        (rest >= small && rest <= small * (limit - 1)) || (others > 0 && rest - small >= limit);
}
