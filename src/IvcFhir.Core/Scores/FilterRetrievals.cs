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
public sealed record RetrievalResult(RetrievalStatus Status, int Attempts, ImmutableArray<SourceRef> Sources);

/// <summary>Whether retrieval of the filter was attempted and succeeded (clinical 4.3). An attempt counts however it ended; a filter that is recorded as out is out.</summary>
/// <remarks>History: 1 — first version.</remarks>
public static class FilterRetrievals
{
    public const string Rule = "filter-retrieval/1";

    public static RetrievalResult Of(PatientFacts facts)
    {
        var attempts = facts.Interventions.Where(one => one.Kind == InterventionKind.FilterRetrieval).ToList();
        var removed = facts.Filters.Where(filter => filter.Retrieved is not null).Select(filter => filter.Retrieved!.Value.Source).ToList();
        var succeeded = removed.Count > 0
            || attempts.Exists(one => one.Result is InterventionResult.Completed or InterventionResult.Successful);
        var status = succeeded ? RetrievalStatus.Retrieved
            : attempts.Count > 0 ? RetrievalStatus.AttemptFailed
            : RetrievalStatus.NotAttempted;
        var sources = attempts.Select(one => one.Source).Concat(removed).ToImmutableSortedSet();
        return new(status, Math.Max(attempts.Count, removed.Count > 0 ? 1 : 0), [.. sources]);
    }
}
