using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using IvcFhir.Core.Cohort;
using static IvcFhir.Report.Markup;

namespace IvcFhir.Report;

/// <summary>The curves, all on one time axis, each with the table that it was drawn from.</summary>
internal static class CurveSection
{
    private static readonly string[] Columns = ["Months", "At risk", "Lost", "Censored", "Patency", "95 % CI"];

    public static XElement? Of(StudyTable table)
    {
        if (table.Curves.IsEmpty)
            return null;
        var axis = MonthAxis.For(table.Curves);
        return Html("section", Attr("aria-labelledby", "patency"),
            Html("h2", Attr("id", "patency"), "Cumulative patency"),
            Html("p", Class("key"), "Line: Kaplan–Meier estimate. Band: pointwise 95 % confidence interval. Ticks: end of follow-up while patent."),
            Html("div", Class("plots"), table.Curves.Select(curve => Plot(curve, axis))));
    }

    private static XElement Plot(PatencyCurve curve, MonthAxis axis) =>
        Html("figure",
            Html("figcaption", Html("b", curve.Label), Html("span", CurveText.Summary(curve))),
            CurvePlot.Draw(curve, axis),
            Html("details",
                Html("summary", "Values of this curve"),
                Html("table", Class("values"),
                    Html("caption", $"{curve.Label} by month"),
                    Html("thead", Html("tr", Columns.Select(column => Html("th", Attr("scope", "col"), column)))),
                    Html("tbody", Rows(curve.Points)))));

    private static IEnumerable<XElement> Rows(ImmutableArray<CurvePoint> points) => points.Select(point =>
        Html("tr",
            Html("th", Attr("scope", "row"), FigureText.Short(point.Months)),
            Count(point.AtRisk),
            Count(point.Events),
            Count(point.Censored),
            Html("td", FigureText.Percent((decimal)point.Survival * 100, 1)),
            Html("td", CurveText.Interval(point, 1) ?? "–")));

    private static XElement Count(int count) => Html("td", count.ToString(CultureInfo.InvariantCulture));
}
