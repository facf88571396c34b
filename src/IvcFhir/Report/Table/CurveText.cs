using IvcFhir.Core.Cohort;
using static System.FormattableString;

namespace IvcFhir.Report;

/// <summary>A curve in words, for those who cannot see it and for those who want its numbers.</summary>
internal static class CurveText
{
    /// <summary>
    /// <c>86–100 %</c>. Null where it is undefined, and where its width is zero: before the first loss it would promise too much.
    /// </summary>
    public static string? Interval(CurvePoint point, int digits) =>
        Limits(point) is { } limits && limits.Lower < limits.Upper
            ? $"{FigureText.Rounded((decimal)limits.Lower * 100, digits)}–{FigureText.Percent((decimal)limits.Upper * 100, digits)}"
            : null;

    /// <summary>Cluster-robust where limbs are paired (D7), otherwise Greenwood's.</summary>
    public static (double Lower, double Upper)? Limits(CurvePoint point) =>
        (point.ClusterLower ?? point.Lower) is { } lower && (point.ClusterUpper ?? point.Upper) is { } upper ? (lower, upper) : null;

    /// <summary>
    /// What goes with a curve besides its end: follow-up, mean, incidence with death competing, reliability. Null when none is known.
    /// </summary>
    public static string? FollowUp(PatencyCurve curve)
    {
        string?[] parts =
        [
            curve.MedianFollowUpMonths is { } median ? $"median follow-up {FigureText.Short(median)} months (reverse Kaplan–Meier)" : null,
            Quantiles(curve),
            curve.RestrictedMean is { } mean
                ? $"restricted mean {FigureText.Rounded(mean.Mean, 1)} of {FigureText.Rounded(mean.Horizon, 1)} "
                    + $"months (SE {FigureText.Rounded(mean.StandardError, 1)})"
                : null,
            curve.Incidence.LastOrDefault() is { } end && !curve.Points.IsEmpty
                ? "loss by 1 − Kaplan–Meier "
                    + $"{FigureText.Percent((decimal)(1 - curve.Points[^1].Survival) * 100, 1)}, with death competing "
                    + $"{FigureText.Percent((decimal)end.Loss * 100, 1)}"
                : null,
            curve.DashedFromMonths is { } until
                ? $"dashed from {FigureText.Short(until)} months on: "
                    + (
                        until.Equals(curve.ReliableUntilMonths)
                            ? "standard error above 10 %"
                            : Invariant($"fewer than {curve.LeastAtRisk} at risk")
                    )
                : null,
        ];
        var known = parts.OfType<string>().ToArray();
        return known.Length == 0 ? null : $"{char.ToUpperInvariant(known[0][0])}{string.Join("; ", known)[1..]}.";
    }

    /// <summary>When a quarter and a half are lost. Null when not even a quarter is, or where it is withheld.</summary>
    private static string? Quantiles(PatencyCurve curve)
    {
        var reached = curve
            .Quantiles.Where(quantile => quantile is { P: <= 0.5, Months: not null })
            .Select(quantile =>
                $"{(quantile.P < 0.5 ? "a quarter" : "half")} lost by {FigureText.Short(quantile.Months!.Value)} "
                + $"months (95 % CI {End(quantile.Lower)} to {End(quantile.Upper)})"
            )
            .ToArray();
        return reached.Length > 0 ? string.Join("; ", reached)
            : curve.Quantiles.IsEmpty ? null
            : "not a quarter lost, so no quantile";
    }

    private static string End(double? months) => months is { } known ? FigureText.Short(known) : "not reached";

    /// <summary><c>95 % CI 86–100 %</c> at the end of the curve, or why there is none.</summary>
    public static string IntervalAtEnd(PatencyCurve curve) =>
        curve.Points.LastOrDefault() is { } end && Interval(end, 0) is { } interval ? $"95 % CI {interval}"
        : Losses(curve) == 0 ? "no loss, so no interval"
        : "interval undefined";

    public static bool HasInterval(PatencyCurve curve) => curve.Points.LastOrDefault() is { } end && Interval(end, 0) is not null;

    public static string Summary(PatencyCurve curve)
    {
        var counts = Invariant($"{curve.Units} followed, {Losses(curve)} lost");
        return curve.Points.IsEmpty ? counts : $"{FigureText.Percent(curve.Points[^1].Survival)} ({IntervalAtEnd(curve)}); {counts}";
    }

    public static string Description(PatencyCurve curve, MonthAxis axis)
    {
        var drops = curve
            .Points.Where(point => point.Events > 0)
            .Select(point => $"{FigureText.Percent(point.Survival)} at {FigureText.Short(point.Months)} months");
        var course = Losses(curve) == 0 ? "Patency stays at 100 %" : $"Patency falls to {string.Join(", ", drops)}";
        var risk = string.Join(
            ", ",
            axis.Ticks.Where(month => MonthAxis.AtRisk(curve, month) is not null)
                .Select(month => Invariant($"{MonthAxis.AtRisk(curve, month)} at {month}"))
        );
        return $"{Summary(curve)}. {course}. Number at risk by month: {risk}.";
    }

    private static int Losses(PatencyCurve curve) => curve.Points.Sum(point => point.Events);
}
