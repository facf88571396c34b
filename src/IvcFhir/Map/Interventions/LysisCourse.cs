using IvcFhir.Core.Facts;

namespace IvcFhir.Map;

/// <summary>
/// Venous lysis as it goes on: what is proven by itself, and each day that belongs to, or goes on from, one that is known before it. A day
/// that is asked of need not be a day of the course: it may belong to one.
/// </summary>
internal sealed class LysisCourse
{
    private readonly HashSet<DayInterval> days = [];
    private readonly HashSet<string> sessions = new(StringComparer.Ordinal);
    private readonly Reach all = new();
    private readonly Reach withoutSession = new();

    public LysisCourse(IEnumerable<Intervention> proven, IEnumerable<Intervention> candidates)
    {
        var known = proven.ToList();
        known.ForEach(AddOccasion);

        // In the order of their first days, so that one look at each suffices: nothing goes on from what begins later. What is proven comes
        // first of those that begin on one day.
        foreach (
            var (next, isProven) in known
                .Select(one => (One: one, IsProven: true))
                .Concat(candidates.OrderBy(one => one.Performed.Day).Select(one => (One: one, IsProven: false)))
                .OrderBy(entry => entry.One.Performed.Day.First)
                .ThenByDescending(entry => entry.IsProven)
        )
        {
            if (!isProven && !Holds(next))
                continue;
            if (!isProven)
                AddOccasion(next);
            all.Add(next.Performed);
            if (next.Session is null)
                withoutSession.Add(next.Performed);
        }
    }

    /// <summary>
    /// Whether an intervention is of one day or session with the course, or, without an encounter on both, begins in it or on the day
    /// after.
    /// </summary>
    public bool Holds(Intervention one) =>
        (one.Performed.Day.IsExact && days.Contains(one.Performed.Day))
        || (one.Session is { } session && sessions.Contains(session))
        || (one.Session is null ? all : withoutSession).Covers(one.Performed.Day.First);

    private void AddOccasion(Intervention one)
    {
        days.Add(one.Performed.Day);
        if (one.Session is { } session)
            sessions.Add(session);
    }

    /// <summary>Days from the first of each to the day after its last, added in the order of their first days.</summary>
    private sealed class Reach
    {
        private readonly List<int> firsts = [];
        private readonly List<int> untils = [];

        public void Add(Performed performed)
        {
            firsts.Add(performed.Day.First.DayNumber);
            untils.Add(Math.Max(performed.LastDay.Last.DayNumber + 1, untils.Count == 0 ? 0 : untils[^1]));
        }

        public bool Covers(DateOnly day)
        {
            var begun = firsts.CountBefore(day.DayNumber + 1);
            return begun > 0 && untils[begun - 1] >= day.DayNumber;
        }
    }
}
