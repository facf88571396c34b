using System.Globalization;
using System.Xml.Linq;
using IvcFhir.Core.Cohort;
using static IvcFhir.Report.Markup;

namespace IvcFhir.Report;

/// <summary>The curves, all on one time axis, each with the table that it was drawn from.</summary>
internal static class CurveSection
{
    private static readonly string[] Columns = ["Months", "At risk", "Lost", "Censored", "Patency", "SE", "95 % CI", "CIF of loss"];

    public static XElement? Of(StudyTable table)
    {
        if (table.Curves.IsEmpty)
            return null;
        var axis = MonthAxis.For(table.Curves);
        return Html(
            "section",
            Attr("aria-labelledby", "patency"),
            Html("h2", Attr("id", "patency"), "Cumulative patency"),
            Html(
                "p",
                Class("key"),
                "Line: Kaplan–Meier estimate; dashed where its standard error exceeds 10 % or few are at risk. "
                    + "Band: pointwise 95 % confidence interval, for limbs with the patient as cluster. Ticks: end of "
                    + "follow-up while patent."
            ),
            Html("div", Class("plots"), table.Curves.Select(curve => Plot(curve, axis)))
        );
    }

    private static XElement Plot(PatencyCurve curve, MonthAxis axis) =>
        Html(
            "figure",
            Html("figcaption", Html("b", curve.Label), Html("span", CurveText.Summary(curve))),
            CurvePlot.Draw(curve, axis),
            CurveText.FollowUp(curve) is { } followUp ? Html("p", Class("note"), followUp) : null,
            Html(
                "details",
                Html("summary", "Values of this curve"),
                Scrolling(
                    $"{curve.Label}: values",
                    Html(
                        "table",
                        Class("values"),
                        Html(
                            "caption",
                            $"{curve.Label} by month; SE: standard error, for limbs cluster-robust; CIF: "
                                + "cumulative incidence with death competing"
                        ),
                        Html("thead", Html("tr", Columns.Select(column => Html("th", Attr("scope", "col"), column)))),
                        Html("tbody", Rows(curve))
                    )
                )
            )
        );

    private static IEnumerable<XElement> Rows(PatencyCurve curve) =>
        curve.Points.Select(point =>
            Html(
                "tr",
                Html("th", Attr("scope", "row"), FigureText.Short(point.Months)),
                Count(point.AtRisk),
                Count(point.Events),
                Count(point.Censored),
                Html("td", FigureText.Percent((decimal)point.Survival * 100, 1)),
                Html(
                    "td",
                    (point.ClusterStandardError ?? point.StandardError) is { } error ? FigureText.Percent((decimal)error * 100, 1) : "–"
                ),
                Html("td", CurveText.Interval(point, 1) ?? "–"),
                Html("td", Incidence(curve, point.Months))
            )
        );

    private static string Incidence(PatencyCurve curve, double months) =>
        curve.Incidence.IsEmpty
            ? "–"
            : FigureText.Percent((decimal)(curve.Incidence.LastOrDefault(step => step.Months <= months)?.Loss ?? 0) * 100, 1);

    private static XElement Count(int count) => Html("td", count.ToString(CultureInfo.InvariantCulture));
}
