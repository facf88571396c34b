using System.Collections.Immutable;

namespace IvcFhir.Core.Cohort;

/// <summary>One row of the study's table. Fields that do not apply are null.</summary>
/// <param name="Key">Stable key: <c>technical-success</c>, <c>ivc-primary-patency</c> …</param>
/// <param name="N">Proportion: how many have the property. Mean: how many values. Curve: how many units are followed.</param>
/// <param name="Of">Proportion: the denominator, how many answered, so that <paramref name="Percent"/> = 100 · N / Of. Mean and curve: how
/// many were asked.</param>
/// <param name="Missing">How many were asked and gave no answer. For a mean and a curve it is <c>Of − N</c>; for a proportion it comes on
/// top of Of: a missing answer is no "no".</param>
/// <param name="Percent">0 to 100, not rounded. For a curve: survival at the end of the curve.</param>
/// <param name="Estimator">The named estimator and, where there is one, its interval.</param>
/// <param name="Events">Losses, for a curve.</param>
public sealed record Figure(
    string Key,
    string Label,
    int N,
    int Of,
    int Missing,
    decimal? Percent,
    double? Mean,
    double? Sd,
    double? Min,
    double? Max,
    string? Unit,
    string Estimator,
    int? Events,
    PublishedFigure? Published,
    bool? Agrees
)
{
    /// <summary>Median and quartiles (R type 7), for a mean.</summary>
    public double? Median { get; init; }

    public double? LowerQuartile { get; init; }

    public double? UpperQuartile { get; init; }

    /// <summary>Ends of the interval of <see cref="Percent"/>, 0 to 100, not rounded; null where there is none.</summary>
    public double? Lower { get; init; }

    /// <inheritdoc cref="Lower"/>
    public double? Upper { get; init; }

    /// <summary>What is open in it, and how far that can move it. Null when nothing is open, or where that is withheld.</summary>
    public OpenAnswers? Open { get; init; }

    /// <summary>How many units rest on an answer that a person gave, because the record leaves the question open.</summary>
    public int AnsweredByHand { get; init; }

    /// <summary>How many units rest on a total that the site states without its items, because the protocol accepts it.</summary>
    public int ReportedTotals { get; init; }

    /// <summary>Of a curve: how many units were open when last seen, with reports of later imaging that hold words only.</summary>
    public int LaterImageUnread { get; init; }

    /// <summary>The name of that interval and its level: <c>Wilson 95 %</c>.</summary>
    public string? IntervalName { get; init; }

    /// <summary><see cref="N"/> is withheld because it, or what it leaves of the denominator, is small. It then holds no count.</summary>
    public bool CountWithheld { get; init; }

    /// <summary><see cref="Of"/> and <see cref="Missing"/> are withheld because a small count would follow from them.</summary>
    public bool DenominatorWithheld { get; init; }

    public bool IsWithheld => CountWithheld || DenominatorWithheld;
}

/// <summary>
/// Answers that a figure could not count because something was recorded and not understood, contradicts itself or has no exact day.
/// </summary>
/// <param name="Units">How many are open, of those that are missing.</param>
/// <param name="Undecided">How many units belong to patients of whom it is open whether they are in the analysis set. They are not among
/// the missing.</param>
/// <param name="Lowest">
/// The percentage with all of them against it: a share with all open as "no", of the undecided only those that lower it; a curve at its end
/// with each open unit lost as early as it can have been. Null for a mean, and where nothing is counted.
/// </param>
/// <param name="Highest">The percentage with all of them for it: all open as "yes"; each open unit not lost up to the end of what was seen
/// of it.</param>
public sealed record OpenAnswers(int Units, int Undecided, decimal? Lowest, decimal? Highest);

/// <summary>A Kaplan–Meier curve ready to plot.</summary>
/// <param name="Key">The key of the figure that it belongs to.</param>
public sealed record PatencyCurve(
    string Key,
    string Label,
    ImmutableArray<CurvePoint> Points,
    ImmutableArray<CensorMark> Censored,
    int Units
)
{
    /// <summary>From here on the standard error exceeds 10 %; null when it never does.</summary>
    public double? ReliableUntilMonths { get; init; }

    /// <summary>Below this number at risk a curve is dashed.</summary>
    public int LeastAtRisk { get; init; }

    /// <summary>From here on fewer than <see cref="LeastAtRisk"/> units are at risk; null when that never happens.</summary>
    public double? FewAtRiskFromMonths { get; init; }

    /// <summary>From here on the curve is dashed, for whichever reason comes first; null when it is not.</summary>
    public double? DashedFromMonths =>
        ReliableUntilMonths is { } error && FewAtRiskFromMonths is { } few
            ? Math.Min(error, few)
            : ReliableUntilMonths ?? FewAtRiskFromMonths;

    /// <summary>By reverse Kaplan–Meier; null when follow-up of fewer than half of the units ended.</summary>
    public double? MedianFollowUpMonths { get; init; }

    /// <summary>Mean time without loss up to the end of the reliable part, in months; null when the curve has none.</summary>
    public RestrictedMean? RestrictedMean { get; init; }

    /// <summary>Cumulative incidence of loss with death competing, beside the curve, which censors deaths.</summary>
    public ImmutableArray<IncidencePoint> Incidence { get; init; } = [];

    public ImmutableArray<CurveStratification> Strata { get; init; } = [];

    /// <summary>When a quarter, a half and three quarters are lost (R's quantile.survfit).</summary>
    public ImmutableArray<CurveQuantile> Quantiles { get; init; } = [];

    /// <summary>The curve stands at whole months between which its counts are large: between them it is not known.</summary>
    public bool IsCoarse { get; init; }

    /// <summary>The point that holds at a time; null before the first and beyond the last unit that was followed.</summary>
    public CurvePoint? At(double months)
    {
        var point = Points.LastOrDefault(one => one.Months <= months);
        return Points.IsEmpty || (Months.Completed(months) > Points[^1].Months && Points[^1].Survival > 0) ? null : point;
    }
}

/// <param name="P">The share that is lost.</param>
/// <param name="Months">Null when it is never lost; an end of the interval is null when its band never falls so far.</param>
public sealed record CurveQuantile(double P, double? Months, double? Lower, double? Upper);

/// <param name="Loss">0 to 1; with its standard error by the infinitesimal jackknife.</param>
public sealed record IncidencePoint(
    double Months,
    int AtRisk,
    int Losses,
    int Deaths,
    double Loss,
    double LossError,
    double Death,
    double DeathError
);

/// <summary>How often each total of a score was seen at the last visit.</summary>
public sealed record ScoreCounts(string Key, string Label, ImmutableSortedDictionary<int, int> Counts);

/// <summary>Who was counted, and why not.</summary>
/// <param name="Seen">Patients of the ledger or the files.</param>
/// <param name="Eligible">Those who belong to the study's population.</param>
/// <param name="Failed">Eligible and left out, because the index treatment did not succeed technically.</param>
/// <param name="Undecided">Eligible and left out, because the data do not tell whether it succeeded.</param>
/// <param name="Analysed">The analysis set of the protocol: those with technical success, or everyone who was treated.</param>
public sealed record CohortFlow(int Seen, int Eligible, int Failed, int Undecided, int Analysed, ImmutableArray<MissingAnswers> Missing)
{
    /// <summary>
    /// Of those who were seen and are not eligible: how many have an act that was not understood and may be the index treatment.
    /// </summary>
    public int MayBelong { get; init; }
}

/// <param name="Reason">Why there is no answer; null when the question was never put down for the patient.</param>
public sealed record MissingAnswers(string Figure, string Label, AbsenceReason? Reason, int Count);

/// <param name="Months">Days / 30.4375.</param>
/// <param name="AtRisk">Units with time ≥ this time.</param>
/// <param name="Survival">0 to 1.</param>
public sealed record CurvePoint(
    double Months,
    int AtRisk,
    int Events,
    int Censored,
    double Survival,
    double? StandardError,
    double? Lower,
    double? Upper
)
{
    /// <summary>Standard error and interval when the limbs of one patient are taken together (D7); null where no patient has two.</summary>
    public double? ClusterStandardError { get; init; }

    /// <inheritdoc cref="ClusterStandardError"/>
    public double? ClusterLower { get; init; }

    /// <inheritdoc cref="ClusterStandardError"/>
    public double? ClusterUpper { get; init; }
}

public sealed record CensorMark(double Months, double Survival);

/// <summary>The table, its curves, and who was counted.</summary>
public sealed record StudyTable(
    string Study,
    string ProtocolVersion,
    int Patients,
    int Eligible,
    ImmutableArray<Figure> Figures,
    ImmutableArray<PatencyCurve> Curves
)
{
    /// <inheritdoc cref="StudyProtocol.Hash"/>
    public string ProtocolHash { get; init; } = "";

    /// <summary>The figures that are shares, by group, with their comparisons.</summary>
    public ImmutableArray<FigureDivisions> Shares { get; init; } = [];

    /// <summary>The three rates that papers all call retrieval rate, as figures of their own.</summary>
    public ImmutableArray<Figure> Retrieval { get; init; } = [];

    /// <summary>
    /// Each patency with the technical failures read the other way, so that both denominators are told (D6). They have no published value.
    /// </summary>
    public ImmutableArray<Figure> OtherReadings { get; init; } = [];

    /// <summary>Every row, in the order in which each format shows them.</summary>
    public IEnumerable<Figure> Rows => [.. Figures, .. Retrieval, .. OtherReadings];

    public ImmutableArray<ScoreCounts> Scores { get; init; } = [];

    /// <summary>Null when only the table is known.</summary>
    public CohortFlow? Flow { get; init; }
}
