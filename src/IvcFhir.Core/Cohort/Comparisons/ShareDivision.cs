using System.Collections.Immutable;

namespace IvcFhir.Core.Cohort;

/// <summary>A share of one group.</summary>
/// <param name="Interval">Of the share, 0 to 1, by the protocol's interval of proportions.</param>
public sealed record ShareGroup(string Name, int N, int Of, Interval Interval);

/// <summary>One group against the reference. Effects are null where a cell is empty and they have no value.</summary>
/// <param name="Difference">Risk difference, −1 to 1, with Newcombe's interval, which stays within −1 and 1 also in small groups.</param>
/// <param name="RiskRatio">With an interval on the logarithmic scale, as <paramref name="OddsRatio"/>.</param>
public sealed record GroupComparison(string Group, string Reference, Effect Difference, Effect? RiskRatio, Effect? OddsRatio);

/// <summary>A figure that is a share, by group.</summary>
/// <param name="Comparisons">Every other recorded group against the reference: the largest, because a small one would widen every interval;
/// of equally large ones the first by name.</param>
public sealed record ShareDivision(Stratifier By, ImmutableArray<ShareGroup> Groups, ImmutableArray<GroupComparison> Comparisons)
{
    /// <summary>Some patients have two units: effects that take them as independent would promise too much, so none is given.</summary>
    public bool HasPairs { get; init; }

    /// <param name="groups">n of N by name, two or more, none empty.</param>
    public static ShareDivision Of(Stratifier by, IReadOnlyList<(string Name, Count Count)> groups, ProportionIntervalType interval)
    {
        var recorded = groups.Where(group => group.Name != Strata.NotRecorded).ToList();
        var reference = recorded.OrderBy(group => group.Name, StringComparer.Ordinal).MaxBy(group => group.Count.Of);
        return new(
            by,
            [
                .. groups.Select(group => new ShareGroup(
                    group.Name,
                    group.Count.N,
                    group.Count.Of,
                    Proportions.Of(group.Count.N, group.Count.Of, interval)
                )),
            ],
            [.. recorded.Where(group => group != reference).Select(group => Compare(group, reference))]
        );
    }

    private static GroupComparison Compare((string Name, Count Count) group, (string Name, Count Count) reference) =>
        new(
            group.Name,
            reference.Name,
            TwoProportions.Newcombe(group.Count, reference.Count),
            TwoProportions.RiskRatio(group.Count, reference.Count),
            TwoProportions.OddsRatio(group.Count, reference.Count)
        );
}

/// <summary>All divisions of one figure.</summary>
public sealed record FigureDivisions(string Key, string Label, ImmutableArray<ShareDivision> Divisions);
