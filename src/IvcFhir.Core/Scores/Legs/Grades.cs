using System.Collections.Immutable;
using IvcFhir.Core.Facts;

namespace IvcFhir.Core.Scores;

/// <summary>What the graded instruments have in common: every item is 0, 1, 2 or 3, and an item that was not recorded is no zero.</summary>
internal static class Grades
{
    public const int Highest = 3;

    public static bool IsGrade(int value) => value is >= 0 and <= Highest;

    public static ImmutableArray<TItem> Missing<TItem>(ImmutableArray<TItem> items, ImmutableSortedDictionary<TItem, Sourced<int>> grades)
        where TItem : struct, Enum => [.. items.Where(item => !grades.ContainsKey(item))];

    /// <summary>Items whose grade is none of 0 to 3; a score never clips them.</summary>
    public static ImmutableArray<TItem> OutOfRange<TItem>(
        ImmutableArray<TItem> items,
        ImmutableSortedDictionary<TItem, Sourced<int>> grades
    )
        where TItem : struct, Enum => [.. items.Where(item => grades.TryGetValue(item, out var grade) && !IsGrade(grade.Value))];

    public static int Sum<TItem>(ImmutableArray<TItem> items, ImmutableSortedDictionary<TItem, Sourced<int>> grades)
        where TItem : struct, Enum => items.Sum(item => grades.TryGetValue(item, out var grade) ? grade.Value : 0);

    public static IEnumerable<OutcomeItem> ToItems<TItem>(
        ImmutableArray<TItem> items,
        Func<TItem, string> code,
        ImmutableSortedDictionary<TItem, Sourced<int>> grades
    )
        where TItem : struct, Enum =>
        items.Select(item =>
            grades.TryGetValue(item, out var grade)
                ? new OutcomeItem(code(item), grade.Value, grade.Source)
                : new OutcomeItem(code(item), null, null)
        );
}
