using System.Collections.Immutable;
using IvcFhir.Core.Facts;

namespace IvcFhir.Core.Scores;

/// <summary>The findings of one kind at the filters of the index treatment.</summary>
/// <param name="Worst">The worst that surely was made while a filter was in place; null when there is none.</param>
/// <param name="IsOpen">Whether a finding of uncertain day could be worse.</param>
/// <param name="Sources">All findings of the kind that count, so that the course can be followed.</param>
internal sealed record FilterFindingResult<T>(T? Worst, bool IsOpen, ImmutableArray<SourceRef> Sources, ImmutableArray<SourceRef> Unclear)
    where T : FilterFinding;

/// <summary>
/// Of several findings at a filter the worst counts, by its size and without its sign; of equal ones the earliest. Trials ask whether a
/// filter ever tilted, moved, broke or perforated (DENALI, S32; Option, S34), and a later smaller measurement does not undo an earlier one;
/// angles at placement and at retrieval agree poorly (S36), so every finding stays among the sources.
/// </summary>
/// <remarks>
/// Project rule: a finding counts from the day of placement to the day of retrieval, both included; one that surely lies outside tells of
/// another filter or of none, one whose date is too partial to tell is set aside, and leaves the question open where it would be the worst.
/// </remarks>
internal static class FilterFindingRule
{
    public static FilterFindingResult<T> Worst<T>(PatientFacts facts, ImmutableArray<FilterPeriod> periods, Func<T, decimal> badness)
        where T : FilterFinding
    {
        var findings = facts.FilterFindings.OfType<T>().ToList();
        var sure = findings
            .Where(finding => periods.Any(period => period.SurelyHolds(finding.Day)))
            .OrderByDescending(badness)
            .ThenBy(finding => finding.Day)
            .ThenBy(finding => finding.Source)
            .ToList();
        var unclear = findings.Except(sure).Where(finding => periods.Any(period => period.MayHold(finding.Day))).ToList();
        var worst = sure.FirstOrDefault();
        return new(
            worst,
            unclear.Exists(finding => worst is null || badness(finding) > badness(worst)),
            [.. sure.Select(finding => finding.Source)],
            [.. unclear.Select(finding => finding.Source)]
        );
    }
}

/// <summary>The days on which a filter was in place; a null end is not known, or has not come.</summary>
internal sealed record FilterPeriod(DayInterval? Placed, DayInterval? Retrieved)
{
    public static ImmutableArray<FilterPeriod> Of(PatientFacts facts, IndexTreatment index) =>
        [
            .. FilterInPlace.Filters(facts, index).Select(filter => new FilterPeriod(filter.Implanted?.Value, filter.Retrieved?.Value)),
            .. FilterInPlace.Placements(facts, index).Select(placement => new FilterPeriod(placement.Performed.Day, null)),
        ];

    public bool SurelyHolds(DayInterval day) => !(day.First < Placed?.Last) && !(day.Last > Retrieved?.First);

    public bool MayHold(DayInterval day) => !(day.Last < Placed?.First) && !(day.First > Retrieved?.Last);
}
