using System.Collections.Immutable;

namespace IvcFhir.Core.Cohort;

/// <summary>One row of the study's table. Fields that do not apply are null.</summary>
/// <param name="Key">Stable key: <c>technical-success</c>, <c>ivc-primary-patency</c> …</param>
/// <param name="N">Proportion: how many have the property. Mean: how many values. Curve: how many units are followed.</param>
/// <param name="Of">The denominator: how many were asked. Missing answers are <c>Of − N</c> for means and stated in <paramref name="Missing"/> for proportions.</param>
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
    bool? Agrees);

/// <summary>A published value as printed, and the value recomputed at the printed precision for comparison.</summary>
/// <param name="Printed">As printed: <c>36 (97.3 %)</c>.</param>
public sealed record PublishedFigure(string Printed);

/// <summary>A Kaplan–Meier curve ready to plot.</summary>
/// <param name="Key">The key of the figure that it belongs to.</param>
public sealed record PatencyCurve(string Key, string Label, ImmutableArray<CurvePoint> Points, ImmutableArray<CensorMark> Censored, int Units);

/// <param name="Months">Days / 30.4375.</param>
/// <param name="AtRisk">Units with time ≥ this time.</param>
/// <param name="Survival">0 to 1.</param>
public sealed record CurvePoint(double Months, int AtRisk, int Events, int Censored, double Survival, double? StandardError, double? Lower, double? Upper);

public sealed record CensorMark(double Months, double Survival);

/// <summary>The table, its curves, and who was counted.</summary>
public sealed record StudyTable(
    string Study,
    string ProtocolVersion,
    int Patients,
    int Eligible,
    ImmutableArray<Figure> Figures,
    ImmutableArray<PatencyCurve> Curves);
