using System.Xml.Linq;
using static System.FormattableString;
using static IvcFhir.Report.Markup;

namespace IvcFhir.Report;

/// <summary>The figures beside published cohorts, each comparison with its reading.</summary>
internal static class ContextSection
{
    private static readonly string[] Columns = ["Published cohort", "Published", "This cohort", "Reading"];

    public static XElement? Of(StudyReport report) =>
        report.Table.Curves.IsEmpty && report.Table.Flow is null && report.SuppressedBelow is null
            ? null
            : Html(
                "section",
                Attr("aria-labelledby", "context"),
                Html("h2", Attr("id", "context"), "Evidence in context"),
                report.Synthetic
                    ? Html(
                        "p",
                        Class("key"),
                        "The cohort is synthetic: these readings show how the comparison works and say nothing of a treatment."
                    )
                    : null,
                Html(
                    "table",
                    Class("cards context"),
                    Attr("role", "table"),
                    Attr("aria-labelledby", "context"),
                    Html(
                        "thead",
                        Attr("role", "rowgroup"),
                        Html(
                            "tr",
                            Attr("role", "row"),
                            Columns.Select(column => Html("th", Attr("scope", "col"), Attr("role", "columnheader"), column))
                        )
                    ),
                    Html("tbody", Attr("role", "rowgroup"), EvidenceContext.Of(report).Select(compared => Row(compared, report)))
                )
            );

    private static XElement Row(ComparedCohort compared, StudyReport report) =>
        Html(
            "tr",
            Attr("role", "row"),
            Html(
                "th",
                Attr("scope", "row"),
                Attr("role", "rowheader"),
                compared.Cohort.Name,
                Html("small", compared.Cohort.Population, ". ", Cited.Source(compared.Source)),
                compared.Cohort.Note is { } note ? Html("small", note) : null
            ),
            Cell(
                1,
                Unbroken(EvidenceText.Published(compared)),
                Html("small", $"printed {compared.Cohort.Printed}; {compared.Cohort.Estimator}"),
                EvidenceText.Effects(compared.Cohort) is { } effects ? Html("small", Unbroken(effects)) : null
            ),
            Cell(2, Unbroken(EvidenceText.Ours(compared)), Label(compared, report) is { } label ? Html("small", label) : null),
            Cell(
                3,
                compared.Comparison is { } comparison
                    ? Html("b", Class(EvidenceContext.NameOf(comparison.Agreement)), EvidenceContext.NameOf(comparison.Agreement))
                    : "not compared",
                Html(
                    "small",
                    compared.Comparison is null
                        ? compared.Reason
                        : Unbroken(
                            EvidenceText.Reading(compared)[(EvidenceText.Reading(compared).IndexOf(',', StringComparison.Ordinal) + 2)..]
                        )
                )
            )
        );

    private static string? Label(ComparedCohort compared, StudyReport report)
    {
        var label = report
            .Table.Figures.Concat(report.Table.Retrieval)
            .FirstOrDefault(figure => figure.Key == compared.Cohort.Figure)
            ?.Label;
        return compared.Cohort.Month is { } month ? Invariant($"{label}, at {month} months") : label;
    }

    private static XElement Cell(int column, params object?[] content) =>
        Html("td", Attr("role", "cell"), Attr("data-column", Columns[column]), content);
}
