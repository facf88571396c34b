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
    private const double Width = 400, Height = 270, Left = 48, Right = 384, Top = 14, Bottom = 196;

    private static readonly int[] GridPercents = [0, 25, 50, 75, 100];

    public static XElement Draw(PatencyCurve curve, MonthAxis axis)
    {
        double X(double months) => Left + (months / axis.End * (Right - Left));
        return Svg("svg",
            Attr("viewBox", Invariant($"0 0 {Width} {Height}")), Attr("role", "img"),
            Attr("aria-labelledby", $"{curve.Key}-title {curve.Key}-desc"),
            Svg("title", Attr("id", $"{curve.Key}-title"), $"{curve.Label}: Kaplan–Meier curve"),
            Svg("desc", Attr("id", $"{curve.Key}-desc"), CurveText.Description(curve, axis)),
            Svg("path", Class("band"), Attr("d", Band(curve, X))),
            Grid(),
            Svg("path", Class("curve"), Attr("d", Steps(curve, X))),
            Svg("path", Class("censored"), Attr("d", CensorTicks(curve, X))),
            TimeAxis(curve, axis, X));
    }

    private static double Y(double survival) => Bottom - (survival * (Bottom - Top));

    private static IEnumerable<XElement> Grid() => GridPercents.SelectMany(percent => new[]
    {
        Svg("line", Class(percent == 0 ? "axis" : "grid"), At("x1", Left), At("x2", Right), At("y1", Y(percent / 100.0)), At("y2", Y(percent / 100.0))),
        Label(Left - 6, Y(percent / 100.0) + 4, "end", Invariant($"{percent} %")),
    });

    private static IEnumerable<XElement> TimeAxis(PatencyCurve curve, MonthAxis axis, Func<double, double> x)
    {
        foreach (var month in axis.Ticks)
        {
            yield return Svg("line", Class("axis"), At("x1", x(month)), At("x2", x(month)), At("y1", Bottom), At("y2", Bottom + 4));
            yield return Label(x(month), Bottom + 17, "middle", month.ToString(CultureInfo.InvariantCulture));
            yield return Label(x(month), Bottom + 70, "middle", MonthAxis.AtRisk(curve, month).ToString(CultureInfo.InvariantCulture), "at-risk");
        }

        yield return Label((Left + Right) / 2, Bottom + 34, "middle", "months");
        yield return Label(0, Bottom + 53, "start", "Number at risk", "heading");
    }

    /// <summary>Survival holds from its point up to the next: first along, then down.</summary>
    private static string Steps(PatencyCurve curve, Func<double, double> x)
    {
        var path = new StringBuilder($"M{Coordinate(x(0))} {Coordinate(Y(1))}");
        foreach (var point in curve.Points)
            path.Append($"H{Coordinate(x(point.Months))}V{Coordinate(Y(point.Survival))}");
        return path.ToString();
    }

    /// <summary>Upper limit forwards, lower limit backwards. Ends where the interval is undefined, which it is once nobody is left.</summary>
    private static string Band(PatencyCurve curve, Func<double, double> x)
    {
        (double Months, double Lower, double Upper)[] limits =
        [
            (0, 1, 1),
            .. curve.Points.TakeWhile(point => point is { Lower: not null, Upper: not null }).Select(point => (point.Months, point.Lower!.Value, point.Upper!.Value)),
        ];
        var end = curve.Points.ElementAtOrDefault(limits.Length - 1)?.Months ?? limits[^1].Months;
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
