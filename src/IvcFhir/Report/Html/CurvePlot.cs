using System.Globalization;
using System.Text;
using System.Xml.Linq;
using IvcFhir.Core.Cohort;
using static System.FormattableString;
using static IvcFhir.Report.Markup;

namespace IvcFhir.Report;

/// <summary>
/// A Kaplan–Meier curve as inline SVG: steps, confidence band, censor ticks, numbers at risk under their ticks.
/// Written by hand because ScottPlot's SVG places each glyph by the metrics of a font of the building machine, numbers its clip paths
/// by process (so two runs differ), has no title or description for a screen reader, and brings 500 MB of native libraries.
/// </summary>
internal static class CurvePlot
{
    // Drawn 400 wide, so that a phone shows the text at about its nominal size.
    private const double Width = 400,
        Height = 270,
        Left = 48,
        Right = 384,
        Top = 14,
        Bottom = 196;

    private static readonly int[] GridPercents = [0, 25, 50, 75, 100];

    public static XElement Draw(PatencyCurve curve, MonthAxis axis)
    {
        double X(double months) => Left + (months / axis.End * (Right - Left));
        return Svg(
            "svg",
            Attr("viewBox", Invariant($"0 0 {Width} {Height}")),
            Attr("role", "img"),
            Attr("aria-labelledby", $"{curve.Key}-title {curve.Key}-desc"),
            Svg("title", Attr("id", $"{curve.Key}-title"), $"{curve.Label}: Kaplan–Meier curve"),
            Svg("desc", Attr("id", $"{curve.Key}-desc"), CurveText.Description(curve, axis)),
            Svg("path", Class("band"), Attr("d", Band(curve, X))),
            Grid(),
            Svg("path", Class("curve"), Attr("d", Steps(Reliable(curve), X, ReliableEnd(curve)))),
            Unreliable(curve, X),
            Svg("path", Class("censored"), Attr("d", CensorTicks(curve, X))),
            TimeAxis(curve, axis, X)
        );
    }

    private static double Y(double survival) => Bottom - (survival * (Bottom - Top));

    private static IEnumerable<XElement> Grid() =>
        GridPercents.SelectMany(percent =>
            new[]
            {
                Svg(
                    "line",
                    Class(percent == 0 ? "axis" : "grid"),
                    At("x1", Left),
                    At("x2", Right),
                    At("y1", Y(percent / 100.0)),
                    At("y2", Y(percent / 100.0))
                ),
                Label(Left - 6, Y(percent / 100.0) + 4, "end", Invariant($"{percent} %")),
            }
        );

    private static IEnumerable<XElement> TimeAxis(PatencyCurve curve, MonthAxis axis, Func<double, double> x)
    {
        foreach (var month in axis.Ticks)
        {
            yield return Svg("line", Class("axis"), At("x1", x(month)), At("x2", x(month)), At("y1", Bottom), At("y2", Bottom + 4));
            yield return Label(x(month), Bottom + 17, "middle", month.ToString(CultureInfo.InvariantCulture));
            yield return Label(
                x(month),
                Bottom + 70,
                "middle",
                MonthAxis.AtRisk(curve, month)?.ToString(CultureInfo.InvariantCulture) ?? "·",
                "at-risk"
            );
        }

        yield return Label((Left + Right) / 2, Bottom + 34, "middle", "months");
        yield return Label(0, Bottom + 53, "start", "Number at risk", "heading");
    }

    /// <summary>Survival holds from its point up to the next: first along, then down; at the end along to where the part ends.</summary>
    private static string Steps(IEnumerable<CurvePoint> points, Func<double, double> x, double? end)
    {
        var path = new StringBuilder($"M{Coordinate(x(0))} {Coordinate(Y(1))}");
        foreach (var point in points)
            path.Append($"H{Coordinate(x(point.Months))}V{Coordinate(Y(point.Survival))}");
        return end is { } months ? path.Append($"H{Coordinate(x(months))}").ToString() : path.ToString();
    }

    private static IEnumerable<CurvePoint> Reliable(PatencyCurve curve) =>
        curve.DashedFromMonths is { } until ? curve.Points.TakeWhile(point => point.Months < until) : curve.Points;

    private static double? ReliableEnd(PatencyCurve curve) => curve.DashedFromMonths;

    /// <summary>
    /// From where the standard error exceeds 10 %, or few units are at risk, the curve is dashed and has no band: it is not to be relied
    /// upon.
    /// </summary>
    private static XElement? Unreliable(PatencyCurve curve, Func<double, double> x)
    {
        if (curve.DashedFromMonths is not { } from)
            return null;
        var path = new StringBuilder($"M{Coordinate(x(from))} {Coordinate(Y(Reliable(curve).LastOrDefault()?.Survival ?? 1))}");
        foreach (var point in curve.Points.SkipWhile(point => point.Months < from))
            path.Append($"H{Coordinate(x(point.Months))}V{Coordinate(Y(point.Survival))}");
        return Svg("path", Class("unreliable"), Attr("d", path.ToString()));
    }

    /// <summary>
    /// Upper limit forwards, lower limit backwards. Ends where the interval is undefined, which it is once nobody is left.
    /// </summary>
    private static string Band(PatencyCurve curve, Func<double, double> x)
    {
        (double Months, double Lower, double Upper)[] limits =
        [
            (0, 1, 1),
            .. Reliable(curve)
                .TakeWhile(point => CurveText.Limits(point) is not null)
                .Select(point => (point.Months, CurveText.Limits(point)!.Value.Lower, CurveText.Limits(point)!.Value.Upper)),
        ];
        var end = ReliableEnd(curve) ?? curve.Points.ElementAtOrDefault(limits.Length - 1)?.Months ?? limits[^1].Months;
        var path = new StringBuilder($"M{Coordinate(x(0))} {Coordinate(Y(1))}");
        foreach (var (months, _, upper) in limits)
            path.Append($"H{Coordinate(x(months))}V{Coordinate(Y(upper))}");
        path.Append($"H{Coordinate(x(end))}");
        foreach (var (months, lower, _) in limits.Reverse())
            path.Append($"V{Coordinate(Y(lower))}H{Coordinate(x(months))}");
        return path.Append('Z').ToString();
    }

    private static string CensorTicks(PatencyCurve curve, Func<double, double> x) =>
        string.Concat(curve.Censored.Select(mark => $"M{Coordinate(x(mark.Months))} {Coordinate(Y(mark.Survival) - 4)}v8"));
}
