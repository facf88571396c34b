using System.Collections.Immutable;
using IvcFhir.Core.Facts;

namespace IvcFhir.Core.Scores;

public abstract record VcssResult
{
    private VcssResult() { }

    /// <param name="Total">0 to 30, with the compression item.</param>
    /// <param name="WithoutCompression">0 to 27. Use of compression scores higher the better a leg is treated, so both are given (D4); null
    /// for a total that was stated without its items.</param>
    public sealed record Scored(int Total, int? WithoutCompression) : VcssResult;

    /// <inheritdoc cref="VillaltaResult.NotScorable"/>
    public sealed record NotScorable(ImmutableArray<string> Missing, int LowerBound, int UpperBound) : VcssResult;

    /// <param name="Items">The ulcer items that contradict each other.</param>
    public sealed record Inconsistent(ImmutableArray<VcssItem> Items) : VcssResult;

    /// <param name="OutOfRange">Attributes whose grade is not 0, 1, 2 or 3.</param>
    public sealed record Rejected(ImmutableArray<VcssItem> OutOfRange) : VcssResult;
}

/// <summary>
/// The revised Venous Clinical Severity Score of one leg: ten attributes of 0 to 3 (Vasquez 2010; clinical 2, S15–S17).
/// All ten are needed for a total: no published rule for missing attributes is known.
/// </summary>
/// <remarks>History: 1 — first version.</remarks>
public static class Vcss
{
    public const string Rule = "vcss/1";

    /// <summary>The same arithmetic on the text of 2000; a score of its own.</summary>
    public const string OriginalRule = "vcss-original/1";

    /// <summary>From this total of the revised score a leg is at risk of progression (S17).</summary>
    public const int SevereDisease = 8;

    public static readonly ImmutableArray<VcssItem> Items = [.. Enum.GetValues<VcssItem>()];

    /// <summary>"Not applicable" of duration and size scores 0, so all three are zero or none is (clinical 2).</summary>
    private static readonly ImmutableArray<VcssItem> s_ulcer =
    [
        VcssItem.ActiveUlcerNumber,
        VcssItem.ActiveUlcerDuration,
        VcssItem.ActiveUlcerSize,
    ];

    public static VcssResult Score(VcssAssessment leg)
    {
        var rejected = Grades.OutOfRange(Items, leg.Grades);
        if (!rejected.IsEmpty)
            return new VcssResult.Rejected(rejected);
        if (UlcerItemsContradict(leg))
            return new VcssResult.Inconsistent(s_ulcer);
        if (leg.AcceptedTotal is { } stated)
            return new VcssResult.Scored(stated, null);
        var sum = Grades.Sum(Items, leg.Grades);
        var missing = Grades.Missing(Items, leg.Grades);
        return missing.IsEmpty
            ? new VcssResult.Scored(sum, sum - leg.Grades[VcssItem.CompressionUse].Value)
            : new VcssResult.NotScorable([.. missing.Select(ItemCode.Of)], sum, sum + Grades.Highest * missing.Length);
    }

    public static string RuleOf(VcssVersion version) => version == VcssVersion.Original2000 ? OriginalRule : Rule;

    private static bool UlcerItemsContradict(VcssAssessment leg)
    {
        var recorded = s_ulcer.Where(leg.Grades.ContainsKey).Select(item => leg.Grades[item].Value > 0).ToList();
        return recorded.Contains(true) && recorded.Contains(false);
    }
}
