using System.Collections.Immutable;

namespace IvcFhir.Core;

/// <summary>Days after the index procedure on which a visit counts. Both ends are included; day 0 is the day on which the index treatment ended.</summary>
/// <param name="TargetDay">Of several assessments in the window, the one nearest to this day counts; of two equally near, the later.</param>
public sealed record VisitWindow(string Id, int FirstDay, int TargetDay, int LastDay)
{
    public bool Contains(int day) => FirstDay <= day && day <= LastDay;
}

/// <summary>How an ulcer enters the Villalta total (D1).</summary>
public enum UlcerRule
{
    /// <summary>The category becomes severe, the total stays.</summary>
    CategoryOnly,

    /// <summary>The total becomes at least 15.</summary>
    AtLeast15,

    /// <summary>15 is added to a total below 15.</summary>
    Add15,
}

/// <summary>Which limbs and patients with a failed index treatment count in patency (D6).</summary>
public enum TechnicalFailureRule
{
    Excluded,
    LossAtTimeZero,
}

/// <summary>
/// Every rule of the study on which sources disagree, by name, with its version. The defaults are those of the study whose figures are published;
/// the sources of each are in the documentation of the member.
/// </summary>
public sealed record StudyProtocol
{
    public static readonly StudyProtocol Default = new();

    public string Study { get; init; } = "ivc-mat-cdt";

    public string Version { get; init; } = "1.0.0";

    /// <summary>The zone in which a day is a day, as an IANA name.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>D1.</summary>
    public UlcerRule UlcerRule { get; init; } = UlcerRule.CategoryOnly;

    /// <summary>D3: a Villalta score before this day after the index treatment is no evidence for or against PTS.</summary>
    public int EarliestPtsDay { get; init; } = 90;

    /// <summary>D5: whether a stenosis above 50 % ends primary patency.</summary>
    public bool RestenosisEndsPrimaryPatency { get; init; } = true;

    /// <summary>D6.</summary>
    public TechnicalFailureRule TechnicalFailure { get; init; } = TechnicalFailureRule.Excluded;

    /// <summary>D10: days after the index procedure within which a complication belongs to it. Both ends are included.</summary>
    public int PeriproceduralDays { get; init; } = 30;

    /// <summary>Interventions of one session are those that share encounter or parent and start no more than this after the last one ended.</summary>
    public int SessionGapMinutes { get; init; } = 120;

    /// <summary>Contiguous, so that no assessment falls between two windows.</summary>
    public ImmutableArray<VisitWindow> Visits { get; init; } =
    [
        new("early", 0, 30, 89),
        new("month-3", 90, 91, 136),
        new("month-6", 137, 183, 273),
        new("month-12", 274, 365, 547),
        new("month-24", 548, 730, 912),
        new("month-36", 913, 1096, 1277),
        new("month-48", 1278, 1461, 1643),
        new("month-60", 1644, 1826, 2190),
    ];
}
