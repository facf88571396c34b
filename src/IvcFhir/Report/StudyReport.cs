using IvcFhir.Core.Cohort;

namespace IvcFhir.Report;

/// <summary>Everything that a report shows; each format is a function of this and of nothing else.</summary>
/// <param name="Synthetic">The patients were generated; every format says so.</param>
/// <param name="DataCut">The hospitals' state that the figures describe; null when the input does not tell.</param>
public sealed record StudyReport(StudyTable Table, bool Synthetic, IReadOnlyList<PassSummary> Passes, DateTimeOffset? DataCut)
{
    /// <summary>Plotted on the page; none when the table alone is known.</summary>
    public IReadOnlyList<ScoreDistribution> Distributions { get; init; } = [];

    /// <summary>From everybody seen to those who are counted, in order; drawn on the page.</summary>
    public IReadOnlyList<FlowStep> Flow { get; init; } = [];
}
