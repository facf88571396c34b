using System.Collections.Immutable;
using IvcFhir.Core.Facts;

namespace IvcFhir.Core.Scores;

/// <summary>Severity classes of the ISTH-style reading of the Villalta scale (clinical 1.2, S1 S2 S5).</summary>
public enum PtsSeverity
{
    /// <summary>0 to 4 points and no ulcer.</summary>
    None,

    /// <summary>5 to 9 points.</summary>
    Mild,

    /// <summary>10 to 14 points.</summary>
    Moderate,

    /// <summary>15 points or more, or an ulcer whatever the total.</summary>
    Severe,
}

public abstract record VillaltaResult
{
    private VillaltaResult() { }

    /// <param name="Total">0 to 33, under every ulcer rule (adding 15 to a total below 15 ends at 29).</param>
    /// <param name="AtLeast">True when the ulcer was not recorded and its presence would raise the severity.</param>
    public sealed record Scored(int Total, PtsSeverity Severity, bool AtLeast = false) : VillaltaResult;

    /// <param name="Missing">Codes of what was not recorded, in the order of the instrument.</param>
    /// <param name="LowerBound">The sum of the recorded items: the total cannot be lower.</param>
    /// <param name="UpperBound">The sum if every missing item were 3: without an ulcer the total cannot be higher.</param>
    public sealed record NotScorable(ImmutableArray<string> Missing, int LowerBound, int UpperBound) : VillaltaResult;

    /// <param name="OutOfRange">Items whose grade is not 0, 1, 2 or 3.</param>
    public sealed record Rejected(ImmutableArray<VillaltaItem> OutOfRange) : VillaltaResult;
}

/// <summary>
/// The Villalta score of one leg: eleven items of 0 to 3, and an ulcer that is present or absent.
/// Eleven, not the nine of some copies (clinical 1.7). Complete case: a total needs all eleven (clinical 1.6).
/// </summary>
/// <remarks>History: 1 — first version.</remarks>
public static class Villalta
{
    public const string Rule = "villalta/1";

    /// <summary>The code of the ulcer among the items.</summary>
    public const string UlcerCode = "ulcer";

    public static readonly ImmutableArray<VillaltaItem> Items = [.. Enum.GetValues<VillaltaItem>()];

    public static VillaltaResult Score(VillaltaAssessment leg, StudyProtocol protocol)
    {
        var rejected = Grades.OutOfRange(Items, leg.Grades);
        if (!rejected.IsEmpty)
            return new VillaltaResult.Rejected(rejected);
        if (leg.AcceptedTotal is { } stated)
        {
            var said = SeverityOf(stated, leg.Ulcer?.Value ?? false);
            return new VillaltaResult.Scored(stated, said, leg.Ulcer is null && said != PtsSeverity.Severe);
        }

        var sum = Grades.Sum(Items, leg.Grades);
        var missing = Grades.Missing(Items, leg.Grades);
        if (!missing.IsEmpty || TotalNeedsUlcer(leg, sum, protocol.UlcerRule))
            return new VillaltaResult.NotScorable(MissingCodes(leg), sum, sum + Grades.Highest * missing.Length);
        var severity = SeverityOf(sum, leg.Ulcer?.Value ?? false);
        var atLeast = leg.Ulcer is null && severity != PtsSeverity.Severe;
        return new VillaltaResult.Scored(TotalOf(sum, leg.Ulcer?.Value ?? false, protocol.UlcerRule), severity, atLeast);
    }

    /// <summary>Cut-offs 5, 10 and 15, each included in the upper class.</summary>
    public static PtsSeverity SeverityOf(int total, bool ulcer) =>
        (total, ulcer) switch
        {
            (_, true) or (>= 15, _) => PtsSeverity.Severe,
            (>= 10, _) => PtsSeverity.Moderate,
            (>= 5, _) => PtsSeverity.Mild,
            _ => PtsSeverity.None,
        };

    /// <summary>Whether a leg is worse off than moderate begins: 10 points or more, or an ulcer (ATTRACT, CLOUT; S10 S20).</summary>
    public static bool IsModerateOrSevere(PtsSeverity severity) => severity is PtsSeverity.Moderate or PtsSeverity.Severe;

    /// <summary>D1: the three ways in which an ulcer enters the total (clinical 1.3).</summary>
    public static int TotalOf(int sum, bool ulcer, UlcerRule rule) =>
        (rule, ulcer) switch
        {
            (UlcerRule.AtLeast15, true) => Math.Max(sum, 15),
            (UlcerRule.Add15, true) when sum < 15 => sum + 15,
            _ => sum,
        };

    /// <summary>Codes of the items, and of the ulcer, that were not recorded.</summary>
    public static ImmutableArray<string> MissingCodes(VillaltaAssessment leg) =>
        [
            .. leg.AcceptedTotal is null ? Grades.Missing(Items, leg.Grades).Select(ItemCode.Of) : [],
            .. leg.Ulcer is null ? [UlcerCode] : Array.Empty<string>(),
        ];

    // Only where the ulcer changes the total does a total need it; the category is then said to be "at least".
    private static bool TotalNeedsUlcer(VillaltaAssessment leg, int sum, UlcerRule rule) =>
        leg.Ulcer is null && rule != UlcerRule.CategoryOnly && sum < 15;
}
