using System.Globalization;
using IvcFhir.Core.Cohort;
using IvcFhir.Protocols;

namespace IvcFhir.Report;

/// <summary>
/// The tables of a report as CSV, one at a time, because each has columns of its own. What does not apply, or is withheld, is empty.
/// </summary>
internal static class CsvParts
{
    public static readonly string[] Names = ["figures", "curves", "groups", "comparisons", "scores", "flow", "published", "evidence"];

    public static void Write(string part, StudyReport report, TextWriter writer)
    {
        if (part == "figures")
        {
            CsvReport.Write(report, writer);
            return;
        }

        foreach (var row in Rows(part, report))
            CsvReport.WriteRow(writer, [.. row.Select(Text)]);
    }

    private static IEnumerable<object?[]> Rows(string part, StudyReport report) =>
        part switch
        {
            "curves" =>
            [
                [
                    "key",
                    "months",
                    "atRisk",
                    "events",
                    "censored",
                    "survival",
                    "standardError",
                    "lower",
                    "upper",
                    "clusterStandardError",
                    "clusterLower",
                    "clusterUpper",
                    "incidenceOfLoss",
                    "incidenceOfDeath",
                ],
                .. report.Table.Curves.SelectMany(Curve),
            ],
            "groups" =>
            [
                ["key", "by", "group", "n", "of", "lower", "upper", "expected", "survivalAt12Months", "chiSquare", "degreesOfFreedom", "p"],
                .. report.Table.Curves.SelectMany(Strata),
                .. report.Table.Shares.SelectMany(Groups),
            ],
            "comparisons" =>
            [
                ["key", "by", "group", "reference", "effect", "value", "lower", "upper"],
                .. report.Table.Shares.SelectMany(Comparisons),
            ],
            "scores" =>
            [
                ["key", "total", "count", "withheld"],
                .. report.Distributions.SelectMany(scores =>
                    scores
                        .Seen.Select(seen => new object?[] { scores.Key, seen.Key, seen.Value, null })
                        .Concat(scores.Withheld.Order().Select(total => new object?[] { scores.Key, total, null, "true" }))
                ),
            ],
            "flow" =>
            [
                ["step", "reason", "count"],
                .. report.Flow.SelectMany(step =>
                    step.Left.Concat(step.Missing)
                        .Select(exit => new object?[] { step.Label, exit.Reason, exit.Count })
                        .Prepend([step.Label, null, step.Count])
                ),
            ],
            "published" =>
            [
                [
                    "cohort",
                    "figure",
                    "month",
                    "n",
                    "of",
                    "published",
                    "publishedLower",
                    "publishedUpper",
                    "computed",
                    "computedLower",
                    "computedUpper",
                    "difference",
                    "differenceLower",
                    "differenceUpper",
                    "reading",
                    "reason",
                    "source",
                    "url",
                ],
                .. EvidenceContext.Of(report).Select(Published),
            ],
            "evidence" =>
            [
                ["subject", "source", "stance", "says", "citation", "url"],
                .. ProtocolEvidence.Points.SelectMany(point =>
                    ProtocolEvidence.Of(point, report.Protocol).Select(one => Statement(point.Id, one))
                ),
                .. report
                    .Table.Figures.Concat(report.Table.Retrieval)
                    .SelectMany(figure => ProtocolEvidence.Of(figure.Key).Select(one => Statement(figure.Key, one))),
            ],
            _ => throw new ArgumentOutOfRangeException(nameof(part), part, "Not a part of a report."),
        };

    private static IEnumerable<object?[]> Curve(PatencyCurve curve) =>
        curve.Points.Select(point =>
        {
            var incidence = curve.Incidence.LastOrDefault(step => step.Months <= point.Months);
            return new object?[]
            {
                curve.Key,
                point.Months,
                point.AtRisk,
                point.Events,
                point.Censored,
                point.Survival,
                point.StandardError,
                point.Lower,
                point.Upper,
                point.ClusterStandardError,
                point.ClusterLower,
                point.ClusterUpper,
                incidence?.Loss,
                incidence?.Death,
            };
        });

    private static IEnumerable<object?[]> Strata(PatencyCurve curve) =>
        curve.Strata.SelectMany(division =>
            division.Groups.Select(group =>
                new object?[]
                {
                    curve.Key,
                    StrataText.NameOf(division.By),
                    group.Name,
                    group.Lost,
                    group.Units,
                    group.Lower,
                    group.Upper,
                    group.Expected,
                    group.SurvivalAt12,
                    division.ChiSquare,
                    division.DegreesOfFreedom,
                    division.P,
                }
            )
        );

    private static IEnumerable<object?[]> Groups(FigureDivisions shares) =>
        shares.Divisions.SelectMany(division =>
            division.Groups.Select(group =>
                new object?[]
                {
                    shares.Key,
                    StrataText.NameOf(division.By),
                    group.Name,
                    group.N,
                    group.Of,
                    group.Interval.Lower,
                    group.Interval.Upper,
                    null,
                    null,
                    null,
                    null,
                    null,
                }
            )
        );

    private static IEnumerable<object?[]> Comparisons(FigureDivisions shares) =>
        from division in shares.Divisions
        from one in division.Comparisons
        from effect in new (string Name, Effect? Effect)[]
        {
            ("risk difference", one.Difference),
            ("risk ratio", one.RiskRatio),
            ("odds ratio", one.OddsRatio),
        }
        select new object?[]
        {
            shares.Key,
            StrataText.NameOf(division.By),
            one.Group,
            one.Reference,
            effect.Name,
            effect.Effect?.Estimate,
            effect.Effect?.Interval?.Lower,
            effect.Effect?.Interval?.Upper,
        };

    private static object?[] Published(ComparedCohort one) =>
        [
            one.Cohort.Id,
            one.Cohort.Figure,
            one.Cohort.Month,
            one.Cohort.N,
            one.Cohort.Of,
            one.Published.Value,
            one.Published.Interval.Lower,
            one.Published.Interval.Upper,
            one.Ours?.Value,
            one.Ours?.Interval.Lower,
            one.Ours?.Interval.Upper,
            one.Comparison?.Difference,
            one.Comparison?.Interval.Lower,
            one.Comparison?.Interval.Upper,
            one.Comparison is { } comparison ? EvidenceContext.NameOf(comparison.Agreement) : "not compared",
            one.Reason,
            one.Source.Citation,
            one.Source.Url?.AbsoluteUri,
        ];

    private static object?[] Statement(string subject, Testimony one) =>
        [subject, one.Source.Id, TestimonyText.Of(one.Stance), one.Says, one.Source.Citation, one.Source.Url?.AbsoluteUri];

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
