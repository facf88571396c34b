using IvcFhir.Core.Cohort;
using static System.FormattableString;

namespace IvcFhir.Report;

/// <summary>A curve in words, for those who cannot see it and for those who want its numbers.</summary>
internal static class CurveText
{
    /// <summary><c>86–100 %</c>. Null where it is undefined, and where its width is zero: before the first loss it would promise too much.</summary>
    public static string? Interval(CurvePoint point, int digits) => point is { Lower: { } lower, Upper: { } upper } && lower < upper
        ? $"{FigureText.Rounded((decimal)lower * 100, digits)}–{FigureText.Percent((decimal)upper * 100, digits)}"
        : null;

    /// <summary><c>95 % CI 86–100 %</c> at the end of the curve, or why there is none.</summary>
    public static string IntervalAtEnd(PatencyCurve curve) => curve.Points.LastOrDefault() is { } end && Interval(end, 0) is { } interval
        ? $"95 % CI {interval}"
        : Losses(curve) == 0 ? "no loss, so no interval" : "interval undefined";

    public static string Summary(PatencyCurve curve)
    {
        var counts = Invariant($"{curve.Units} followed, {Losses(curve)} lost");
        return curve.Points.IsEmpty ? counts : $"{FigureText.Percent(curve.Points[^1].Survival)} ({IntervalAtEnd(curve)}); {counts}";
    }

    public static string Description(PatencyCurve curve, MonthAxis axis)
    {
        var drops = curve.Points.Where(point => point.Events > 0).Select(point => $"{FigureText.Percent(point.Survival)} at {FigureText.Short(point.Months)} months");
        var course = Losses(curve) == 0 ? "Patency stays at 100 %" : $"Patency falls to {string.Join(", ", drops)}";
        var risk = string.Join(", ", axis.Ticks.Select(month => Invariant($"{MonthAxis.AtRisk(curve, month)} at {month}")));
        return $"{Summary(curve)}. {course}. Number at risk by month: {risk}.";
    }

    private static int Losses(PatencyCurve curve) => curve.Points.Sum(point => point.Events);
}
