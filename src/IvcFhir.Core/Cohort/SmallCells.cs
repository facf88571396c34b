using System.Collections.Immutable;

namespace IvcFhir.Core.Cohort;

/// <summary>A row of counts as it may leave the house.</summary>
/// <param name="Cells">Null where the count is withheld.</param>
/// <param name="Total">Null when the whole row is withheld.</param>
public sealed record SuppressedRow(ImmutableArray<int?> Cells, int? Total);

/// <summary>
/// Withholds counts below a limit from a row whose total is known, together with as many others as it takes that no withheld count can be
/// worked out by subtraction from the total.
/// </summary>
public static class SmallCells
{
    /// <param name="cells">Counts that add up to the total, none negative.</param>
    /// <param name="limit">Counts from 1 to limit − 1 are withheld; a zero names nobody and is shown unless it has to hide another.</param>
    public static SuppressedRow Suppress(ImmutableArray<int> cells, int limit)
    {
        var total = cells.Sum();
        if (cells.All(cell => cell == 0 || cell >= limit))
            return new([.. cells.Select(cell => (int?)cell)], total);
        var hidden = cells.Select((cell, place) => (cell, place)).Where(pair => pair.cell > 0 && pair.cell < limit).Select(pair => pair.place).ToHashSet();
        var next = new Queue<int>(Enumerable.Range(0, cells.Length).Where(place => !hidden.Contains(place))
            .OrderBy(place => cells[place] == 0 ? 1 : 0).ThenBy(place => cells[place]).ThenBy(place => place));
        // One hidden count is total minus the rest; hidden counts that add up to less than the limit are nearly as plain.
        while ((hidden.Count < 2 || hidden.Sum(place => cells[place]) < limit) && next.TryDequeue(out var place))
            hidden.Add(place);
        var tooFew = hidden.Count < 2 || hidden.Sum(place => cells[place]) < limit;
        return tooFew
            ? new([.. cells.Select(_ => (int?)null)], null)
            : new([.. cells.Select((cell, place) => hidden.Contains(place) ? null : (int?)cell)], total);
    }
}
