using System.Globalization;
using System.Xml.Linq;
using static IvcFhir.Report.Markup;

namespace IvcFhir.Report;

/// <summary>The distributions of the scores, each with the table that it was drawn from.</summary>
internal static class ScoreSection
{
    public static XElement? Of(IReadOnlyList<ScoreDistribution> distributions) => distributions.Count == 0 ? null :
        Html("section", Attr("aria-labelledby", "scores"),
            Html("h2", Attr("id", "scores"), "Scores"),
            Html("div", Class("plots"), distributions.Select(Plot)));

    private static XElement Plot(ScoreDistribution scores) =>
        Html("figure",
            Html("figcaption", Html("b", scores.Label), Html("span", ScorePlot.Description(scores))),
            ScorePlot.Draw(scores),
            Html("details",
                Html("summary", "Values of this plot"),
                Html("table", Class("values"),
                    Html("caption", $"{scores.Label}: how often each total was seen"),
                    Html("thead", Html("tr", Html("th", Attr("scope", "col"), "Points"), Html("th", Attr("scope", "col"), "Count"))),
                    Html("tbody", scores.Seen.Select(Row)))));

    private static XElement Row(KeyValuePair<int, int> score) =>
        Html("tr",
            Html("th", Attr("scope", "row"), score.Key.ToString(CultureInfo.InvariantCulture)),
            Html("td", score.Value.ToString(CultureInfo.InvariantCulture)));
}
