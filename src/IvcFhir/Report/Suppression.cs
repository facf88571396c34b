using System.Collections.Immutable;
using IvcFhir.Core.Cohort;

namespace IvcFhir.Report;

/// <summary>
/// A report from which no small count can be read or worked out: counts from 1 to limit − 1 are withheld, with whatever would give them
/// away by subtraction. Patients in the study are a row of their own, and its total bounds every other denominator; so a withheld part of
/// it withholds those denominators too. Extremes are single patients and are never shown; means lose their decimals, from which a withheld
/// n could be told.
/// </summary>
internal sealed class Suppression(int limit)
{
    public static StudyReport Apply(StudyReport report, int limit) => new Suppression(limit).Apply(report);

    private StudyReport Apply(StudyReport report)
    {
        var table = report.Table;
        var population = Population.Of(table, limit);
        var figures = table.Figures.Select(figure => Of(figure, population)).ToImmutableArray();
        var suppressed = table with
        {
            Figures = figures,
            Curves = [.. table.Curves.Where(curve => IsShown(figures, curve.Key)).Select(curve => CurveSuppression.Of(curve, limit))],
            Shares =
            [
                .. table
                    .Shares.Where(shares => figures.Any(figure => figure.Key == shares.Key && !figure.IsWithheld))
                    .Select(Of)
                    .Where(shares => !shares.Divisions.IsEmpty),
            ],
            Retrieval = Retrieval(table.Retrieval, population),
            // Two denominators of one figure give the failures away by subtraction.
            OtherReadings = [],
            Scores = [],
            Flow = null,
        };
        return report with
        {
            Table = suppressed,
            SuppressedBelow = limit,
            PopulationWithheld = population.Eligible is null,
            Distributions =
            [
                .. report
                    .Distributions.Where(scores => IsShown(figures, scores.Key) && !GivesAwayUlcers(scores, figures))
                    .Select(Of)
                    .OfType<ScoreDistribution>(),
            ],
            Flow = population.Flow(table),
            // Counts of resources are not counts of patients, yet in a small cohort they are nearly so.
            Passes = [],
        };
    }

    private static bool IsShown(ImmutableArray<Figure> figures, string key) =>
        figures.FirstOrDefault(figure => figure.Key == key) is { IsWithheld: false } figure
        && (figure.Percent ?? (decimal?)figure.Mean) is not null;

    // A division is a row for each of its groups; a group that is small, or whose share is, hides the division: the others add up to the
    // figure.
    private FigureDivisions Of(FigureDivisions shares) =>
        shares with
        {
            Divisions =
            [
                .. shares.Divisions.Where(division => division.Groups.All(group => !IsSmall(group.N) && !IsSmall(group.Of - group.N))),
            ],
        };

    // The diagnosis counts ulcers as well; less the totals beyond the cut-off they would be told.
    private bool GivesAwayUlcers(ScoreDistribution scores, ImmutableArray<Figure> figures) =>
        scores.CutOff is { } cutOff
        && figures.FirstOrDefault(figure => figure.Key == FigureKey.Pts) is { IsWithheld: false } pts
        && (IsSmall(Math.Abs(pts.N - scores.AtOrAbove(cutOff))) || IsSmall(Math.Abs(pts.Of - scores.Total)));

    private Figure Of(Figure figure, Population population)
    {
        // By its unit, not by its value: a mean of nobody has none.
        var isShare = figure.Unit is null;
        ImmutableArray<int> cells = isShare ? [figure.N, figure.Of - figure.N, figure.Missing] : [figure.N, figure.Missing];
        var row = SmallCells.Suppress(cells, limit);
        var asked = cells.Sum();
        var hidesTotal = row.Total is null || row.Cells[^1] is null || population.Hides(asked);
        // A curve counts its losses only when they, and what is left, are many.
        var hidesCount = isShare ? row.Cells[0] is null || row.Cells[1] is null : hidesTotal;
        return Shown(figure with { CountWithheld = hidesCount, DenominatorWithheld = hidesTotal });
    }

    private Figure Shown(Figure figure)
    {
        var tooFew = figure.Mean is not null && figure.N < limit;
        var losses = figure.Events is { } events && (IsSmall(events) || IsSmall(figure.N - events));
        var noShare = figure.IsWithheld || losses;
        return figure with
        {
            N = figure.CountWithheld ? 0 : figure.N,
            Of = figure.DenominatorWithheld ? 0 : figure.Of,
            Missing = figure.DenominatorWithheld ? 0 : figure.Missing,
            Percent = noShare ? null : figure.Percent,
            Lower = noShare ? null : figure.Lower,
            Upper = noShare ? null : figure.Upper,
            IntervalName = noShare ? null : figure.IntervalName,
            Events = noShare ? null : figure.Events,
            Mean = tooFew ? null : Coarse(figure.Mean),
            Sd = tooFew ? null : Coarse(figure.Sd),
            Median = tooFew ? null : Coarse(figure.Median),
            LowerQuartile = tooFew ? null : Coarse(figure.LowerQuartile),
            UpperQuartile = tooFew ? null : Coarse(figure.UpperQuartile),
            Min = null,
            Max = null,
            Open = noShare || tooFew ? null : OpenOf(figure),
            LaterImageUnread = 0,
            AnsweredByHand = 0,
            ReportedTotals = 0,
            // That the extremes are the published ones would tell them.
            Agrees = noShare || tooFew || figure.Published is { Min: not null } or { Max: not null } ? null : figure.Agrees,
        };
    }

    // The bounds of a share can be solved for the counts behind them, so they are shown where all of these are many; those of a curve are
    // days of single patients.
    private OpenAnswers? OpenOf(Figure figure) =>
        figure is { Open: { Undecided: 0 } open, Events: null } && !IsSmall(open.Units) && !IsSmall(figure.Missing - open.Units)
            ? open
            : null;

    private bool IsSmall(int count) => count > 0 && count < limit;

    private static double? Coarse(double? value) => value is { } number ? Math.Round(number, 1, MidpointRounding.AwayFromZero) : null;

    // Success, failure and no attempt are one row; the three rates share it, and the deaths are the difference of two denominators.
    private ImmutableArray<Figure> Retrieval(ImmutableArray<Figure> rates, Population population)
    {
        if (rates.IsEmpty)
            return rates;
        var (success, rate, adjusted) = (rates[0], rates[1], rates[2]);
        int[] cells =
        [
            rate.N,
            success.Of - success.N,
            rate.Of - success.Of,
            rate.Of - adjusted.Of,
            adjusted.Of - adjusted.N,
            success.Missing,
            rate.Missing,
            adjusted.Missing - rate.Missing,
        ];
        return Array.Exists(cells, IsSmall) || IsSmall(rate.Of) || population.Hides(rate.Of)
            ? [.. rates.Select(figure => Shown(figure with { CountWithheld = true, DenominatorWithheld = true }))]
            : [.. rates.Select(Shown)];
    }

    /// <summary>Each side of the cut-off is a row of its own, because the diagnosis tells its total.</summary>
    private ScoreDistribution? Of(ScoreDistribution scores)
    {
        var highest = scores.Key == FigureKey.Villalta ? 33 : 30;
        var cut = scores.CutOff?.From ?? highest + 1;
        int[][] sides =
        [
            [.. Enumerable.Range(0, cut)],
            [.. Enumerable.Range(cut, highest + 1 - cut)],
        ];
        var counts = new Dictionary<int, int>();
        var withheld = new HashSet<int>();
        foreach (var side in sides.Where(side => side.Length > 0))
        {
            var row = SmallCells.Suppress([.. side.Select(total => scores.Counts.GetValueOrDefault(total))], limit);
            if (row.Total is null || IsSmall(row.Total.Value))
                return null;
            foreach (var (total, count) in side.Zip(row.Cells))
            {
                if (count is { } shown)
                    counts[total] = shown;
                else
                    withheld.Add(total);
            }
        }

        return scores with
        {
            Counts = counts,
            Withheld = withheld,
        };
    }

    /// <summary>The patients as two rows: of those seen, who is in the study; of those, who is analysed.</summary>
    private sealed record Population(int? Seen, int? Left, int? Eligible, SuppressedRow Parts, ImmutableHashSet<int> Hidden)
    {
        public static Population Of(StudyTable table, int limit)
        {
            var seen = SmallCells.Suppress([table.Patients - table.Eligible, table.Eligible], limit);
            var parts = table.Flow is { } flow
                ? SmallCells.Suppress([flow.Failed, flow.Undecided, flow.Analysed], limit)
                : SmallCells.Suppress([table.Eligible], limit);
            var eligible = parts.Total is null ? null : seen.Cells[1];
            var hidden = ImmutableHashSet.CreateBuilder<int>();
            if (eligible is null)
                hidden.Add(table.Eligible);
            if (eligible is null || parts.Cells[^1] is null)
                hidden.Add(table.Flow?.Analysed ?? table.Eligible);
            return new(
                eligible is null ? null : seen.Total,
                eligible is null ? null : seen.Cells[0],
                eligible,
                parts,
                hidden.ToImmutable()
            );
        }

        public bool Hides(int asked) => Hidden.Contains(asked);

        private List<FlowExit> Exits() =>
            [
                .. new FlowExit[] { new("technical failure", Part(0)), new("not known whether the treatment succeeded", Part(1)) }.Where(
                    exit => exit.Count != 0
                ),
            ];

        private int? Part(int place) => Eligible is null ? null : Parts.Cells[place];

        public IReadOnlyList<FlowStep> Flow(StudyTable table)
        {
            if (table.Flow is not { } flow)
                return [];
            return
            [
                new(
                    "patients whose records were read",
                    Seen,
                    flow.Seen > flow.Eligible ? [new("no index treatment that the protocol asks for", Left)] : []
                ),
                new("patients in the study", Eligible, Exits()),
                new("patients analysed", Hides(flow.Analysed) ? null : flow.Analysed, []),
            ];
        }
    }
}
