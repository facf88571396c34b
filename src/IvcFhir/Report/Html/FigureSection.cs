using System.Xml.Linq;
using IvcFhir.Core.Cohort;
using static IvcFhir.Report.Markup;

namespace IvcFhir.Report;

/// <summary>
/// The study's table. Roles are explicit because on a phone its rows become cards, and a browser then forgets that it is a table.
/// </summary>
internal static class FigureSection
{
    private static readonly string[] Columns = ["Figure", "n of N", "Computed", "Published", "Agrees"];

    /// <param name="isReproduction">The patients are generated to reproduce the study, so that each figure agrees with the published one or
    /// does not.</param>
    public static XElement Of(StudyTable table, bool isReproduction) =>
        Html(
            "section",
            Attr("aria-labelledby", "figures"),
            Html("h2", Attr("id", "figures"), "Figures"),
            Html(
                "table",
                Class("figures"),
                Attr("role", "table"),
                Attr("aria-labelledby", "figures"),
                Html(
                    "thead",
                    Attr("role", "rowgroup"),
                    Html(
                        "tr",
                        Attr("role", "row"),
                        Columns
                            .Take(isReproduction ? Columns.Length : Columns.Length - 1)
                            .Select(column => Html("th", Attr("scope", "col"), Attr("role", "columnheader"), column))
                    )
                ),
                Html("tbody", Attr("role", "rowgroup"), table.Rows.Select(figure => Row(table, figure, isReproduction)))
            )
        );

    private static XElement Row(StudyTable table, Figure figure, bool isReproduction) =>
        Html(
            "tr",
            Attr("role", "row"),
            Html("th", Attr("scope", "row"), Attr("role", "rowheader"), figure.Label),
            Cell(Columns[1], FigureText.CountOf(figure)),
            Cell(
                Columns[2],
                Html("b", FigureText.Computed(figure)),
                (Interval(table, figure) ?? FigureText.Detail(figure)) is { } detail ? Html("small", detail) : null,
                FigureText.Open(figure) is { } open ? Html("small", open) : null
            ),
            Cell(Columns[3], Unbroken(figure.Published?.Printed ?? "–")),
            isReproduction ? Cell(Columns[4], Html("span", Class(Agreement(figure)), FigureText.Agrees(figure))) : null
        );

    private static XElement Cell(string column, params object?[] content) =>
        Html("td", Attr("role", "cell"), Attr("data-column", column), content);

    private static string? Interval(StudyTable table, Figure figure) =>
        figure.Percent is not null && table.Curves.FirstOrDefault(curve => curve.Key == figure.Key) is { } curve
            ? figure.IntervalName is { } name && CurveText.HasInterval(curve)
                ? $"{CurveText.IntervalAtEnd(curve)} ({name.Replace(" 95 %", "", StringComparison.Ordinal)})"
                : CurveText.IntervalAtEnd(curve)
            : null;

    private static string Agreement(Figure figure) =>
        figure.Agrees switch
        {
            true => "agrees",
            false => "differs",
            null => "unknown",
        };
}
