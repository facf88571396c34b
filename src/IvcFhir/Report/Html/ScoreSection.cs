using System.Globalization;
using System.Xml.Linq;
using static IvcFhir.Report.Markup;

namespace IvcFhir.Report;

/// <summary>The distributions of the scores, each with the table that it was drawn from.</summary>
internal static class ScoreSection
{
    public static XElement? Of(IReadOnlyList<ScoreDistribution> distributions) =>
        distributions.Count == 0
            ? null
            : Html(
                "section",
                Attr("aria-labelledby", "scores"),
                Html("h2", Attr("id", "scores"), "Scores"),
                Html("div", Class("plots"), distributions.Select(Plot))
            );

    private static XElement Plot(ScoreDistribution scores) =>
        Html(
            "figure",
            Html("figcaption", Html("b", scores.Label), Html("span", ScorePlot.Description(scores))),
            ScorePlot.Draw(scores),
            Html(
                "details",
                Html("summary", "Values of this plot"),
                Html(
                    "table",
                    Class("values"),
                    Html("caption", $"{scores.Label}: how often each total was seen"),
                    Html("thead", Html("tr", Html("th", Attr("scope", "col"), "Points"), Html("th", Attr("scope", "col"), "Count"))),
                    Html("tbody", Rows(scores))
                )
            )
        );

    private static IEnumerable<XElement> Rows(ScoreDistribution scores) =>
        scores
            .Seen.Select(score => (Total: score.Key, Count: score.Value.ToString(CultureInfo.InvariantCulture)))
            .Concat(scores.Withheld.Select(total => (Total: total, Count: FigureText.Withheld)))
            .OrderBy(row => row.Total)
            .Select(row =>
                Html("tr", Html("th", Attr("scope", "row"), row.Total.ToString(CultureInfo.InvariantCulture)), Html("td", row.Count))
            );
}
