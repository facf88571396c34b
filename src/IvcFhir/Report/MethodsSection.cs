using System.Xml.Linq;
using IvcFhir.Core.Cohort;
using static IvcFhir.Report.Markup;

namespace IvcFhir.Report;

/// <summary>What a reader needs to repeat the figures.</summary>
internal static class MethodsSection
{
    public static XElement Of(StudyReport report) =>
        Html("section", Attr("aria-labelledby", "methods"), Class("methods"),
            Html("h2", Attr("id", "methods"), "Methods"),
            Html("p",
                $"Study {report.Table.Study}, protocol version {ReportText.Protocol(report.Table)}; data cut: {ReportText.DataCut(report)}. ",
                $"{ReportText.Population(report.Table)}. Each figure is computed from the hospitals' source records, and each carries its n."),
            Html("dl", Estimators(report.Table).SelectMany(use => new[] { Html("dt", use.Estimator), Html("dd", use.Figures) })),
            Html("p",
                "A month is 30.4375 days. A unit is at risk at a time when its own time is that or later; at equal times losses come before the end of follow-up. ",
                "Percentages of counts are shown to one decimal, patency to none, halves rounded away from zero; the JSON and CSV reports hold the values unrounded. ",
                "A figure agrees when it equals the published value at the precision in which that is printed."));

    /// <summary>Each estimator once, in the order of the table, with the figures that use it.</summary>
    private static IEnumerable<(string Estimator, string Figures)> Estimators(StudyTable table) =>
        table.Figures.GroupBy(figure => figure.Estimator, StringComparer.Ordinal).Select(use => (use.Key, string.Join(", ", use.Select(figure => figure.Label))));
}
