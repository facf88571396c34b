using System.Globalization;
using System.Xml.Linq;
using static System.FormattableString;
using static IvcFhir.Report.Markup;

namespace IvcFhir.Report;

/// <summary>How often each total was seen: one bar per total, its count above it, so that no second axis has to be read.</summary>
internal static class ScorePlot
{
    private const double Width = 400,
        Height = 220,
        Left = 8,
        Right = 392,
        Top = 54,
        Bottom = 178;

    private const int TickEvery = 5;

    public static XElement Draw(ScoreDistribution scores)
    {
        var end = Math.Max(TickEvery, (Highest(scores) + TickEvery - 1) / TickEvery * TickEvery);
        var slot = (Right - Left) / (end + 1);
        return Svg(
            "svg",
            Attr("viewBox", Invariant($"0 0 {Width} {Height}")),
            Attr("role", "img"),
            Attr("aria-labelledby", $"{scores.Key}-scores-title {scores.Key}-scores-desc"),
            Svg("title", Attr("id", $"{scores.Key}-scores-title"), $"{scores.Label}: distribution"),
            Svg("desc", Attr("id", $"{scores.Key}-scores-desc"), Description(scores)),
            Bars(scores, slot),
            CutOff(scores.CutOff, slot),
            Axis(end, slot)
        );
    }

    public static string Description(ScoreDistribution scores)
    {
        if (scores.Withheld.Count > 0)
            return Invariant(
                $"{scores.Withheld.Count} of the totals are withheld, because few patients have them or because those would show"
            );
        if (scores.Total == 0)
            return "Nobody was scored.";
        var seen = scores.Seen.ToArray();
        var range = Invariant($"{scores.Total} scored, {seen[0].Key} to {seen[^1].Key} points");
        if (scores.CutOff is not { } cutOff)
            return range;
        var beyond = scores.AtOrAbove(cutOff);
        return Invariant($"{range}; {beyond} ({FigureText.Percent(100m * beyond / scores.Total, 1)}) at {cutOff.From} or more");
    }

    private static int Highest(ScoreDistribution scores) => Math.Max(scores.Seen.LastOrDefault().Key, scores.CutOff?.From ?? 0);

    private static IEnumerable<XElement> Bars(ScoreDistribution scores, double slot)
    {
        var most = scores.Seen.Select(score => score.Value).DefaultIfEmpty(1).Max();
        foreach (var (score, count) in scores.Seen)
        {
            var height = count * (Bottom - Top) / most;
            yield return Svg(
                "rect",
                Class(score >= scores.CutOff?.From ? "bar beyond" : "bar"),
                At("x", Left + ((score + 0.1) * slot)),
                At("y", Bottom - height),
                At("width", slot * 0.8),
                At("height", height)
            );
            yield return Label(Middle(score, slot), Bottom - height - 4, "middle", count.ToString(CultureInfo.InvariantCulture), "count");
        }
    }

    /// <summary>A dashed line and words besides the colour, which print and colour-blind readers may not have.</summary>
    private static IEnumerable<XElement> CutOff(ScoreCutOff? cutOff, double slot)
    {
        if (cutOff is null)
            yield break;
        var x = Left + (cutOff.From * slot);
        yield return Svg("line", Class("cut-off"), At("x1", x), At("x2", x), At("y1", 3), At("y2", Bottom));
        yield return Label(x + 6, 14, "start", Invariant($"{cutOff.From} or more:"), "cut-off-label");
        yield return Label(x + 6, 30, "start", cutOff.Label, "cut-off-label");
    }

    private static IEnumerable<XElement> Axis(int end, double slot)
    {
        yield return Svg("line", Class("axis"), At("x1", Left), At("x2", Right), At("y1", Bottom), At("y2", Bottom));
        for (var score = 0; score <= end; score += TickEvery)
            yield return Label(Middle(score, slot), Bottom + 17, "middle", score.ToString(CultureInfo.InvariantCulture));
        yield return Label((Left + Right) / 2, Bottom + 34, "middle", "points");
    }

    private static double Middle(int score, double slot) => Left + ((score + 0.5) * slot);
}
