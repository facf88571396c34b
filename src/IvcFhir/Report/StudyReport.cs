using System.Collections.Immutable;
using IvcFhir.Core;
using IvcFhir.Core.Cohort;

namespace IvcFhir.Report;

/// <summary>Everything that a report shows; each format is a function of this and of nothing else.</summary>
/// <param name="Synthetic">The patients were generated; every format says so.</param>
/// <param name="DataCut">The hospitals' state that the figures describe; null when the input does not tell.</param>
public sealed record StudyReport(StudyTable Table, bool Synthetic, IReadOnlyList<PassSummary> Passes, DateTimeOffset? DataCut)
{
    /// <summary>The rules by which the figures were made.</summary>
    public StudyProtocol Protocol { get; init; } = StudyProtocol.Default;

    /// <summary>Counts from 1 up to below this are withheld; null when all are shown.</summary>
    public int? SuppressedBelow { get; init; }

    /// <summary>How many patients there are is withheld.</summary>
    public bool PopulationWithheld { get; init; }

    /// <summary>Plotted on the page; none when the table alone is known.</summary>
    public IReadOnlyList<ScoreDistribution> Distributions { get; init; } = [];

    /// <summary>From everybody seen to those who are counted, in order; drawn on the page.</summary>
    public IReadOnlyList<FlowStep> Flow { get; init; } = [];

    /// <summary>With everything that the table knows: what was plotted, who was counted.</summary>
    public static StudyReport Of(
        StudyTable table,
        StudyProtocol protocol,
        bool synthetic,
        IReadOnlyList<PassSummary> passes,
        DateTimeOffset? dataCut
    ) =>
        new(synthetic ? table : WithoutAgreement(table), synthetic, passes, dataCut)
        {
            Protocol = protocol,
            Distributions = ScoreDistributions.Of(table),
            Flow = FlowSteps.Of(table),
        };

    // "Agrees" is a word of the demo, which reproduces the study. Other patients have other figures, and stand beside the published ones.
    private static StudyTable WithoutAgreement(StudyTable table)
    {
        return table with
        {
            Figures = Without(table.Figures),
            Retrieval = Without(table.Retrieval),
            OtherReadings = Without(table.OtherReadings),
        };

        static ImmutableArray<Figure> Without(ImmutableArray<Figure> figures) =>
            [.. figures.Select(figure => figure with { Agrees = null })];
    }
}
