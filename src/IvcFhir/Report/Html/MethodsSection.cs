using System.Xml.Linq;
using IvcFhir.Core;
using IvcFhir.Core.Cohort;
using IvcFhir.Profiles;
using static IvcFhir.Report.Markup;

namespace IvcFhir.Report;

/// <summary>What a reader needs to repeat the figures.</summary>
internal static class MethodsSection
{
    public static XElement Of(StudyReport report) =>
        Html(
            "section",
            Attr("aria-labelledby", "methods"),
            Class("methods"),
            Html("h2", Attr("id", "methods"), "Methods"),
            Html(
                "p",
                $"Study {report.Table.Study}, protocol version {ReportText.Protocol(report.Table)}; data cut: "
                    + $"{ReportText.DataCut(report)}. ",
                $"{ReportText.Population(report)}. Each figure is computed from the hospitals' source records, and each carries its n."
            ),
            Html("dl", Estimators(report.Table).SelectMany(use => new[] { Html("dt", use.Estimator), Html("dd", use.Figures) })),
            Html("p", Survival(report)),
            Html("p", EvidenceText.Rule),
            Html(
                "p",
                "A month is 30.4375 days. A unit is at risk at a time when its own time is that or later; at "
                    + "equal times losses come before the end of follow-up. ",
                "Percentages of counts are shown to one decimal, patency to none, halves rounded away from "
                    + "zero; the JSON and CSV reports hold the values unrounded. ",
                report.Synthetic ? "A figure agrees when it equals the published value at the precision in which that is printed." : ""
            )
        );

    private const string Clustered = " for patients, for limbs the infinitesimal jackknife with the patient as cluster";

    private static string Survival(StudyReport report) =>
        "Cumulative patency is the Kaplan–Meier estimate with the "
        + $"{SurvivalInterval.NameOf(report.Protocol.SurvivalInterval)} 95 % interval: Greenwood's standard "
        + $"error{(report.Protocol.LimbErrors == LimbErrors.Clustered ? Clustered : "")}. "
        + "A curve is relied upon until its standard error exceeds 10 %. Follow-up is the median by reverse Kaplan–Meier, "
        + (report.Protocol.ReverseTies == ReverseTieRule.LossesFirst ? "losses first at ties" : "ends of follow-up first at ties")
        + "; the restricted mean is the area under the reliable part; quantiles are the first time at which so "
        + "many are lost, on a flat stretch its middle, with the interval from the bands, as in R. Beside 1 − "
        + "Kaplan–Meier, which censors deaths, stands the Aalen–Johansen cumulative incidence of loss with death "
        + "competing. "
        + $"Proportions carry {Proportions.NameOf(report.Protocol.ProportionInterval)} 95 % intervals; quartiles "
        + "are of R's type 7. Curves are compared between groups by the log-rank test, shares by risk difference "
        + "(Newcombe interval), risk ratio and odds ratio (intervals on the logarithmic scale; none where a cell "
        + "is empty); the periods are the earlier and the later years of treatment, divided where the two are "
        + "most even. "
        + (
            report.Table.Retrieval.IsEmpty
                ? ""
                : "Filter retrieval is three rates: of attempts, of filters placed, and of filters placed in "
                    + "patients who did not die with the filter in place; whether a filter was meant to stay is not "
                    + "recorded. "
        )
        + $"Evidence: {EvidenceFile.ShippedReference}.";

    /// <summary>Each estimator once, in the order of the table, with the figures that use it.</summary>
    private static IEnumerable<(string Estimator, string Figures)> Estimators(StudyTable table) =>
        table
            .Figures.GroupBy(figure => figure.Estimator, StringComparer.Ordinal)
            .Select(use => (use.Key, string.Join(", ", use.Select(figure => figure.Label))));
}
