using System.Collections.Immutable;
using IvcFhir.Core.Cohort;
using IvcFhir.Profiles;
using IvcFhir.Protocols;
using static System.FormattableString;

namespace IvcFhir.Report;

/// <summary>A published cohort with the figure of this one beside it.</summary>
/// <param name="Published">n of N with the Wilson interval, recomputed from the counts whatever was printed.</param>
/// <param name="Comparison">Null when there is nothing to compare; then <paramref name="Reason"/> says why.</param>
internal sealed record ComparedCohort(
    PublishedCohort Cohort,
    EvidenceSource Source,
    Estimate Published,
    Estimate? Ours,
    Comparison? Comparison,
    string? Reason
);

/// <summary>Sets the figures of a table beside the published cohorts, by the rule of <see cref="ComparisonRule"/>.</summary>
internal static class EvidenceContext
{
    public static ImmutableArray<ComparedCohort> Of(StudyReport report) =>
        [.. EvidenceFile.Shipped.Cohorts.Select(cohort => Compare(cohort, report))];

    public static string NameOf(Agreement agreement) =>
        agreement switch
        {
            Agreement.Consistent => "consistent",
            Agreement.Contrasting => "contrasting",
            Agreement.Inconclusive => "inconclusive",
            _ => throw new ArgumentOutOfRangeException(nameof(agreement), agreement, "Not an agreement."),
        };

    private static ComparedCohort Compare(PublishedCohort cohort, StudyReport report)
    {
        var published = Estimate.Of(new(cohort.N, cohort.Of));
        var (ours, reason) = Ours(cohort, report);
        return new(
            cohort,
            EvidenceFile.Shipped.Source(cohort.Source),
            published,
            ours,
            ours is { } estimate ? ComparisonRule.Compare(estimate, published) : null,
            reason
        );
    }

    private static (Estimate? Ours, string? Reason) Ours(PublishedCohort cohort, StudyReport report)
    {
        if (cohort.Figure is null)
            return (null, "no figure of this study answers the same question");
        if (cohort.OnlyUnder is { } only && !SettingCondition.Parse(only).Holds(report.Protocol))
            return (null, "another definition of post-thrombotic syndrome");
        if (cohort.Month is { } month)
            return OnCurve(cohort.Figure, month, report);
        return report
            .Table.Figures.Concat(report.Table.Retrieval)
            .FirstOrDefault(figure => string.Equals(figure.Key, cohort.Figure, StringComparison.Ordinal)) switch
        {
            { IsWithheld: true } => (null, "withheld: small counts"),
            { Of: > 0 } figure => (Estimate.Of(new(figure.N, figure.Of)), null),
            _ => (null, "no data"),
        };
    }

    private static (Estimate? Ours, string? Reason) OnCurve(string key, int month, StudyReport report)
    {
        if (report.Table.Curves.FirstOrDefault(curve => string.Equals(curve.Key, key, StringComparison.Ordinal)) is not { } curve)
            return (null, "no data");
        // A coarse curve is known at its own months only: between them it has not been told where it falls.
        if (report.SuppressedBelow is not null && !curve.Points.Any(point => point.Months.Equals(month)))
            return (null, "withheld: small counts");
        return CurveEstimates.At(curve, month) is { } estimate ? (estimate, null) : (null, Invariant($"not followed to month {month}"));
    }
}
