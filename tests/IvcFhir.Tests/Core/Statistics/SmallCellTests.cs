using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using IvcFhir.Core.Cohort;

namespace IvcFhir.Tests.Core;

public sealed class SmallCellTests
{
    [Theory]
    [InlineData("33 3 0", 5, "? ? ? | 36")] // 33 would give 3 away, and so would 33 and a hidden 0
    [InlineData("33 3", 5, "? ? | 36")]
    [InlineData("33 5 0", 5, "33 5 0 | 38")]
    [InlineData("20 4 12", 5, "20 ? ? | 36")]
    [InlineData("2 0 0", 5, "? ? ? | ?")]
    [InlineData("37 0", 5, "37 0 | 37")] // none names nobody
    [InlineData("1 1 30", 5, "? ? ? | 32")] // what is hidden adds up to 2: two ones
    [InlineData("4 4 30", 5, "? ? ? | 38")] // adds up to 8: two fours
    [InlineData("3 4 30", 5, "? ? 30 | 37")]
    public void Small_counts_are_withheld_with_what_would_give_them_away(string cells, int limit, string expected)
    {
        var row = SmallCells.Suppress(Cells(cells), limit);
        Assert.Equal(expected, Print(row));
    }

    /// <summary>An adversary who knows the rule, the limit and what is shown cannot pin down a small count.</summary>
    [Fact]
    public void Suppression_never_leaks_by_subtraction_in_a_row()
    {
        foreach (
            var (cells, limit, total) in from cells in new[] { 2, 3, 4 }
            from limit in new[] { 2, 3, 4, 5 }
            from total in Enumerable.Range(1, 14)
            select (cells, limit, total)
        )
        {
            var rows = Rows(cells, total).Select(row => (row, shown: Print(SmallCells.Suppress(row, limit)))).ToList();
            foreach (var alike in rows.GroupBy(row => row.shown, StringComparer.Ordinal).Where(alike => !alike.Key.EndsWith('?')))
            {
                foreach (var place in Enumerable.Range(0, cells).Where(place => alike.Key.Split(' ')[place] == "?"))
                    Assert.True(
                        alike.Select(row => row.row[place]).Distinct().Count() > 1
                            || alike.First().row[place] == 0
                            || alike.First().row[place] >= limit,
                        alike.Key
                    );
            }
        }
    }

    [Fact]
    public void What_is_shown_is_true_and_no_small_count_is_shown() =>
        Prop.ForAll(
                Gen.Choose(0, 40).ArrayOf(5).ToArbitrary(),
                Gen.Choose(2, 10).ToArbitrary(),
                (cells, limit) =>
                {
                    var row = SmallCells.Suppress([.. cells], limit);
                    return row.Cells.Zip(cells)
                            .All(pair => pair.First is null || (pair.First == pair.Second && (pair.Second == 0 || pair.Second >= limit)))
                        && (row.Total is null || row.Total == cells.Sum())
                        && (row.Total is null || row.Cells.Count(cell => cell is null) != 1);
                }
            )
            .QuickCheckThrowOnFailure();

    private static ImmutableArray<int> Cells(string text) =>
        [.. text.Split(' ').Select(word => int.Parse(word, System.Globalization.CultureInfo.InvariantCulture))];

    private static string Print(SuppressedRow row) => string.Join(' ', row.Cells.Select(Print)) + " | " + Print(row.Total);

    private static string Print(int? count) => count?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "?";

    private static IEnumerable<ImmutableArray<int>> Rows(int cells, int total) =>
        cells == 1
            ?
            [
                [total],
            ]
            : Enumerable.Range(0, total + 1).SelectMany(first => Rows(cells - 1, total - first).Select(rest => rest.Insert(0, first)));
}
