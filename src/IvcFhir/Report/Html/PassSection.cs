using System.Globalization;
using System.Xml.Linq;
using static IvcFhir.Report.Markup;

namespace IvcFhir.Report;

/// <summary>What was read, written and set aside; absent when the report was made without a pass.</summary>
internal static class PassSection
{
    private static readonly string[] Columns = ["Pass", "Resources pulled", "Outcomes written", "Data set aside"];

    public static XElement? Of(IReadOnlyList<PassSummary> passes) =>
        passes.Count == 0
            ? null
            : Html(
                "section",
                Attr("aria-labelledby", "passes"),
                Html("h2", Attr("id", "passes"), "Passes over the hospitals"),
                Html(
                    "table",
                    Class("passes"),
                    Attr("role", "table"),
                    Attr("aria-labelledby", "passes"),
                    Html(
                        "thead",
                        Attr("role", "rowgroup"),
                        Html(
                            "tr",
                            Attr("role", "row"),
                            Columns.Select(column => Html("th", Attr("scope", "col"), Attr("role", "columnheader"), column))
                        )
                    ),
                    Html("tbody", Attr("role", "rowgroup"), passes.Select((pass, index) => Row(index + 1, pass)))
                )
            );

    private static XElement Row(int number, PassSummary pass) =>
        Html(
            "tr",
            Attr("role", "row"),
            Html("th", Attr("scope", "row"), Attr("role", "rowheader"), number.ToString(CultureInfo.InvariantCulture)),
            Counted(Columns[1], pass.Pulled.Values.Sum(), ReportText.Counts(ReportText.Pulled(pass))),
            Html("td", Attr("role", "cell"), Attr("data-column", Columns[2]), ReportText.Written(pass.Written)),
            Counted(Columns[3], pass.Issues.Values.Sum(), ReportText.Counts(ReportText.Issues(pass)))
        );

    private static XElement Counted(string column, int total, string parts) =>
        Html(
            "td",
            Attr("role", "cell"),
            Attr("data-column", column),
            total.ToString(CultureInfo.InvariantCulture),
            parts.Length == 0 ? null : Html("small", parts)
        );
}
