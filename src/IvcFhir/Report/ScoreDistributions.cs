using IvcFhir.Core.Cohort;

namespace IvcFhir.Report;

/// <summary>The distributions that are plotted, Villalta first because a diagnosis hangs on it.</summary>
internal static class ScoreDistributions
{
    /// <summary>5 points or more, or an ulcer, is post-thrombotic syndrome (clinical 1.2).</summary>
    private static readonly ScoreCutOff s_pts = new(5, "post-thrombotic syndrome");

    public static IReadOnlyList<ScoreDistribution> Of(StudyTable table) =>
        [.. table.Scores.Select(Of).OrderBy(scores => scores.CutOff is null ? 1 : 0)];

    private static ScoreDistribution Of(ScoreCounts scores) =>
        new(scores.Key, scores.Label, scores.Counts, scores.Key == FigureKey.Villalta ? s_pts : null);
}
