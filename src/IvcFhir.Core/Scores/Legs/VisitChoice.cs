using System.Collections.Immutable;
using IvcFhir.Core.Facts;

namespace IvcFhir.Core.Scores;

/// <summary>An assessment of a leg, seen only as far as the choice of a visit needs it.</summary>
/// <param name="Source">The panel, or the first item where there is none.</param>
/// <param name="Answers">Whether it can be scored.</param>
/// <param name="Content">What makes two assessments of one leg and day the same: the items, and null for one that was not recorded.</param>
internal sealed record DatedAssessment<T>(
    T Assessment,
    SourceRef Source,
    Side Leg,
    DayInterval Day,
    bool Answers,
    ImmutableArray<OutcomeItem> Content
)
{
    /// <summary>
    /// Whether it is of the same leg and day as another and says something else: where both can be scored, in anything; else in an item
    /// that both recorded.
    /// </summary>
    public bool Contradicts(DatedAssessment<T> other) =>
        Leg == other.Leg
        && Day == other.Day
        && (Answers && other.Answers ? !Grades(Content).SequenceEqual(Grades(other.Content)) : DisputedWith(other).Any());

    /// <summary>Codes of the items that both recorded and graded differently.</summary>
    public IEnumerable<string> DisputedWith(DatedAssessment<T> other) =>
        Content
            .Zip(other.Content)
            .Where(pair => pair.First.Grade is { } one && pair.Second.Grade is { } two && one != two)
            .Select(pair => pair.First.Item);

    private static IEnumerable<int?> Grades(ImmutableArray<OutcomeItem> items) => items.Select(item => item.Grade);
}

/// <param name="Contradicted">True when another assessment of the same leg and day, which can be scored as well, says something else; then
/// neither is believed.</param>
/// <param name="Others">Further assessments of the leg in the window, believed or not, whether or not they can be scored. They do not stand
/// for the visit.</param>
internal sealed record VisitAssessment<T>(
    VisitWindow Window,
    int FirstDay,
    DatedAssessment<T> Chosen,
    bool Contradicted,
    ImmutableArray<DatedAssessment<T>> Others
)
{
    public IEnumerable<DatedAssessment<T>> All => [Chosen, .. Others];
}

/// <summary>
/// Which assessment of a leg stands for a visit: of those that can be scored (of the others, if there is none) the one nearest to the
/// target day; of two equally near, the later.
/// </summary>
internal static class VisitChoice
{
    public static IEnumerable<VisitAssessment<T>> Choose<T>(
        IEnumerable<DatedAssessment<T>> assessments,
        DateOnly dayZero,
        StudyProtocol protocol,
        List<DataIssue> issues
    )
    {
        var all = assessments.ToList();
        issues.AddRange(all.Where(one => !one.Leg.IsKnown()).Select(one => new DataIssue(IssueCode.SideUnstated, one.Source)));
        issues.AddRange(
            all.Where(one => IsTooImprecise(one.Day, dayZero, protocol))
                .Select(one => new DataIssue(IssueCode.DateTooImprecise, one.Source))
        );
        return protocol.Visits.SelectMany(window =>
            all.Where(one => one.Leg.IsKnown() && window.Contains(FirstDay(one.Day, dayZero)) && window.Contains(LastDay(one.Day, dayZero)))
                .GroupBy(one => one.Leg)
                .Select(leg => Nearest(window, dayZero, [.. leg]))
        );
    }

    public static int FirstDay(DayInterval days, DateOnly dayZero) => days.First.DayNumber - dayZero.DayNumber;

    public static int LastDay(DayInterval days, DateOnly dayZero) => days.Last.DayNumber - dayZero.DayNumber;

    private static VisitAssessment<T> Nearest<T>(VisitWindow window, DateOnly dayZero, ImmutableArray<DatedAssessment<T>> candidates)
    {
        var chosen = candidates
            .OrderBy(one => one.Answers ? 0 : 1)
            .ThenBy(one => Math.Abs(LastDay(one.Day, dayZero) - window.TargetDay))
            .ThenByDescending(one => one.Day.Last)
            .ThenByDescending(one => one.Day.First)
            .ThenBy(one => one.Source)
            .First();
        return new(
            window,
            FirstDay(chosen.Day, dayZero),
            chosen,
            chosen.Answers && candidates.Any(other => other.Answers && other.Contradicts(chosen)),
            [.. candidates.Where(one => one != chosen).OrderBy(one => one.Day).ThenBy(one => one.Source)]
        );
    }

    // Touches a window without lying in one: the day could be in this visit or in another, so it is in none.
    private static bool IsTooImprecise(DayInterval days, DateOnly dayZero, StudyProtocol protocol)
    {
        var (first, last) = (FirstDay(days, dayZero), LastDay(days, dayZero));
        return !days.IsExact
            && protocol.Visits.Any(window => first <= window.LastDay && window.FirstDay <= last)
            && !protocol.Visits.Any(window => window.Contains(first) && window.Contains(last));
    }
}
