using System.Collections.Immutable;
using IvcFhir.Core.Facts;

namespace IvcFhir.Core.Scores;

public abstract record FilterPositionResult
{
    private FilterPositionResult() { }

    public sealed record Known(FilterPosition Position, DayInterval? Implanted, ImmutableArray<SourceRef> Sources) : FilterPositionResult;

    /// <summary>No position, or the position "unknown", is recorded.</summary>
    public sealed record NotRecorded(ImmutableArray<SourceRef> Sources) : FilterPositionResult;

    /// <summary>Filters placed last on the same day are said to sit in different places.</summary>
    public sealed record Conflicting(ImmutableArray<SourceRef> Sources) : FilterPositionResult;
}

/// <summary>
/// The position of the filter that protected the index treatment: of several, the one placed last before it (clinical 4.1).
/// </summary>
/// <remarks>History: 1 — first version.</remarks>
public static class FilterPositionRule
{
    public const string Rule = "filter-position/1";

    /// <param name="filters">The filters that may have been in place at the index treatment.</param>
    public static FilterPositionResult Of(IReadOnlyCollection<Filter> filters)
    {
        if (filters.Count == 0)
            return new FilterPositionResult.NotRecorded([]);
        var latest = filters.Max(filter => filter.Implanted?.Value.Last ?? DateOnly.MinValue);
        var protecting = filters.Where(filter => (filter.Implanted?.Value.Last ?? DateOnly.MinValue) == latest).ToList();
        ImmutableArray<SourceRef> sources = [.. protecting.SelectMany(SourcesOf).Distinct().Order()];
        var positions = protecting
            .Select(filter => filter.Position?.Value ?? FilterPosition.Unknown)
            .Where(position => position != FilterPosition.Unknown)
            .Distinct()
            .ToList();
        return positions switch
        {
            [] => new FilterPositionResult.NotRecorded(sources),
            [var position] => new FilterPositionResult.Known(position, protecting.Select(filter => filter.Implanted?.Value).Max(), sources),
            _ => new FilterPositionResult.Conflicting(sources),
        };
    }

    /// <summary>
    /// For registries that know only infrarenal and suprarenal: retrohepatic, infrahepatic and suprahepatic lie above the renal veins
    /// (clinical 4.1).
    /// </summary>
    public static FilterPosition ForTwoPlaceRegistry(FilterPosition position) =>
        position switch
        {
            FilterPosition.Retrohepatic or FilterPosition.Infrahepatic or FilterPosition.Suprahepatic => FilterPosition.Suprarenal,
            _ => position,
        };

    internal static IEnumerable<SourceRef> SourcesOf(Filter filter)
    {
        if (filter.Device is { } device)
            yield return device;
        if (filter.Implanted is { } implanted)
            yield return implanted.Source;
        if (filter.Position is { } position)
            yield return position.Source;
    }
}
