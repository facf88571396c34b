using System.Collections.Immutable;
using IvcFhir.Core;
using IvcFhir.Core.Scores;
using static System.FormattableString;

namespace IvcFhir.Protocols;

/// <summary>What a schema cannot say: windows without gap and overlap, days in order, a time zone that exists.</summary>
internal static class ProtocolCheck
{
    public static IReadOnlyList<string> Faults(StudyProtocol rules) => [.. Zone(rules), .. Windows(rules.Visits), .. Dwell(rules.Dwell)];

    private static IEnumerable<string> Zone(StudyProtocol rules)
    {
        if (rules.TimeZone.Length > 0 && !TimeZoneInfo.TryFindSystemTimeZoneById(rules.TimeZone, out _))
            yield return $"$.timeZone is \"{rules.TimeZone}\", which is unknown; expected: {ProtocolSchema.At("timeZone").Text("x-form")}.";
    }

    private static IEnumerable<string> Windows(ImmutableArray<VisitWindow> windows)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (place, window) in windows.Index())
        {
            var path = Invariant($"$.visits[{place}]");
            if (!ids.Add(window.Id))
                yield return $"{path}.id is \"{window.Id}\", which stands twice; expected: each name once.";
            if (window.LastDay < window.FirstDay)
                yield return Invariant(
                    $"{path}.lastDay is {window.LastDay}, before firstDay {window.FirstDay}; expected: {window.FirstDay} or later."
                );
            else if (window.TargetDay < window.FirstDay || window.TargetDay > window.LastDay)
                yield return Invariant(
                    $"{path}.targetDay is {window.TargetDay}, outside the window; expected: {window.FirstDay} to {window.LastDay}."
                );
            var next = place == 0 ? 0 : windows[place - 1].LastDay + 1;
            if (window.FirstDay != next)
                yield return Invariant(
                    $"{path}.firstDay is {window.FirstDay}, which {Between(window.FirstDay, next, place)}; expected: {next}."
                );
        }
    }

    private static string Between(int firstDay, int next, int place) =>
        firstDay < next ? "overlaps the window before"
        : place == 0 ? "leaves a gap after the index treatment"
        : "leaves a gap after the window before";

    private static IEnumerable<string> Dwell(DwellLimits dwell)
    {
        if (dwell.OverdueAfter < dwell.ReviewFrom)
            yield return Invariant(
                $"$.filter.overdueAfterDay is {dwell.OverdueAfter}; expected: filter.reviewFromDay ({dwell.ReviewFrom}) or later."
            );
        if (dwell.LateAfter < dwell.OverdueAfter)
            yield return Invariant(
                $"$.filter.lateAfterDay is {dwell.LateAfter}; expected: filter.overdueAfterDay ({dwell.OverdueAfter}) or later."
            );
    }
}
