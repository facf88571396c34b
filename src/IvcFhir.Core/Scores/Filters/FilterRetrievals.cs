using System.Collections.Immutable;
using IvcFhir.Core.Facts;

namespace IvcFhir.Core.Scores;

/// <summary>What became of a patient's filter.</summary>
public enum RetrievalStatus
{
    NotAttempted,
    AttemptFailed,
    Retrieved,
}

/// <param name="Attempts">How many retrievals were begun.</param>
/// <param name="Day">The day of the retrieval, or of the last attempt; null when there was none.</param>
public sealed record RetrievalResult(RetrievalStatus Status, int Attempts, DayInterval? Day, ImmutableArray<SourceRef> Sources)
{
    /// <summary>
    /// Filters that were taken out; below the number of filters one of them is in place still, and the record may not say which.
    /// </summary>
    public int Removed { get; init; }
}

/// <summary>
/// Whether retrieval of the filter was attempted and succeeded (clinical 4.3). An attempt counts however it ended; a filter that is
/// recorded as out is out.
/// </summary>
/// <remarks>
/// History: 5 — "not attempted" takes a record of a later day, which could have told; before, a patient of whom nothing more was recorded
/// had no attempt. 4 — open where fewer filters were taken out than placed, and where what was set aside or not understood may have been
/// the retrieval; a retrieval of an unknown day counts; before, all were out, or no retrieval was attempted. 3 — the retrieval of a filter
/// that was placed after the index treatment does not count: it was taken for that of the index filter. 2 — only attempts at the filters of
/// the index treatment count: one that surely lies before their placement was at another filter. 1 — first version.
/// </remarks>
public static class FilterRetrievals
{
    public const string Rule = "filter-retrieval/5";

    /// <param name="interventions">All of the patient's.</param>
    /// <param name="filters">Those that may have protected the index treatment.</param>
    /// <param name="others">Those that may not have, such as a filter of a later admission.</param>
    /// <param name="placed">The earliest day on which one of them may have been placed; null when that is not known.</param>
    public static RetrievalResult Of(
        IEnumerable<Intervention> interventions,
        IReadOnlyCollection<Filter> filters,
        IReadOnlyCollection<Filter> others,
        DateOnly? placed
    )
    {
        var elsewhere = Retrievals(others).Except(Retrievals(filters)).ToHashSet();
        var attempts = interventions
            .Where(one =>
                one.Kind == InterventionKind.FilterRetrieval && !(one.Performed.LastDay.Last < placed) && !elsewhere.Contains(one.Source)
            )
            .OrderBy(one => one.Performed.Day)
            .ThenBy(one => one.Source)
            .ToList();
        var removed = filters
            .Where(filter => filter.Retrieved is not null)
            .Select(filter => filter.Retrieved!.Value)
            .OrderBy(one => one.Value)
            .ToList();
        var successes = attempts
            .Where(one => !one.IsResultUnread && one.Result is InterventionResult.Completed or InterventionResult.Successful)
            .ToList();
        var status =
            removed.Count > 0 || successes.Count > 0 ? RetrievalStatus.Retrieved
            : attempts.Count > 0 ? RetrievalStatus.AttemptFailed
            : RetrievalStatus.NotAttempted;
        var days =
            removed.Count > 0
                ? removed.Select(one => one.Value)
                : (successes.Count > 0 ? successes : attempts).Select(one => one.Performed.Day);
        // A removal that no attempt stands for was one nevertheless.
        var unattended = removed.Select(one => one.Source).Except(attempts.Select(one => one.Source)).Count();
        return new(
            status,
            attempts.Count + unattended,
            days.Select(day => (DayInterval?)day).LastOrDefault(),
            [.. attempts.Select(one => one.Source).Concat(removed.Select(one => one.Source)).ToImmutableSortedSet()]
        )
        {
            Removed = removed.Select(one => one.Source).Concat(successes.Select(one => one.Source)).Distinct().Count(),
        };
    }

    private static IEnumerable<SourceRef> Retrievals(IEnumerable<Filter> filters) =>
        filters.Where(filter => filter.Retrieved is not null).Select(filter => filter.Retrieved!.Value.Source);
}
