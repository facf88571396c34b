using System.Collections.Immutable;

namespace IvcFhir.Core.Cohort;

/// <summary>
/// Counts what is open in one figure, so that it can be told how far that moves it. Its memory grows with the number of distinct days, not
/// of patients.
/// </summary>
internal sealed class OpenTally
{
    private readonly SortedDictionary<double, (int Events, int Censored)> _earliest = [];
    private readonly SortedDictionary<double, (int Events, int Censored)> _latest = [];
    private int _units;
    private int _undecided;
    private int _yes;
    private int _no;

    /// <summary>What a patient of the analysis set contributes.</summary>
    public void Add(FigureMember member)
    {
        if (member.Answer is FigureAnswer.Missing && !IsOpen(member))
            return;
        _units += member.Answer is FigureAnswer.Missing ? 1 : 0;
        var (earliest, latest) = Ends(member);
        Count(_earliest, earliest);
        Count(_latest, latest);
    }

    /// <summary>
    /// What a patient would contribute who may or may not be of the analysis set. Each bound counts it only where that moves the bound.
    /// </summary>
    public void AddUndecided(FigureMember member)
    {
        if (member.Answer is FigureAnswer.Missing && !IsOpen(member))
            return;
        _undecided++;
        _yes += member.Answer is FigureAnswer.Property { Has: true } || IsOpen(member) ? 1 : 0;
        _no += member.Answer is FigureAnswer.Property { Has: false } || IsOpen(member) ? 1 : 0;
        var (earliest, latest) = Ends(member);
        Count(_earliest, earliest is { Lost: true } ? earliest : null);
        Count(_latest, latest is { Lost: false } ? latest : null);
    }

    public OpenAnswers? OfShare(int yes, int answered)
    {
        return IsNone
            ? null
            : new(_units, _undecided, Percent(yes, answered + _units + _no), Percent(yes + _units + _yes, answered + _units + _yes));

        static decimal? Percent(int n, int of) => of == 0 ? null : n * 100m / of;
    }

    public OpenAnswers? OfCurve(StudyProtocol protocol)
    {
        return IsNone ? null : new(_units, _undecided, AtEnd(_earliest), AtEnd(_latest));

        decimal? AtEnd(SortedDictionary<double, (int Events, int Censored)> times) =>
            times.Count == 0 ? null : (decimal)(KaplanMeier.Fit(times, protocol.SurvivalInterval).FinalSurvival * 100);
    }

    public OpenAnswers? OfMean() => IsNone ? null : new(_units, _undecided, null, null);

    private bool IsNone => _units + _undecided == 0;

    // As the reason of a missing answer: of several questions the last speaks, the visit that would have counted.
    private static bool IsOpen(FigureMember member) =>
        member.Answer is FigureAnswer.Missing
        && member.Outcomes.LastOrDefault(one => one.Value is OutcomeValue.Unanswered)?.Value is OutcomeValue.Unanswered none
        && none.Reason.IsOpen();

    /// <summary>
    /// The earliest loss and the latest end of follow-up; of a patient with two limbs that of the first limb to end. Null for what is no
    /// time, and where a limb was not seen.
    /// </summary>
    private static (FigureAnswer.FollowUp? Earliest, FigureAnswer.FollowUp? Latest) Ends(FigureMember member)
    {
        if (member.Answer is FigureAnswer.FollowUp known)
            return (known, known);
        if (member.Outcomes.IsEmpty || !IsOpen(member))
            return (null, null);
        var ends = member.Outcomes.Select(EndsOf).ToList();
        var earliest = ends.Select(end => end.Earliest)
            .OfType<FigureAnswer.FollowUp>()
            .OrderBy(end => end.Days)
            .ThenBy(end => end.Lost ? 0 : 1)
            .FirstOrDefault();
        var latest = ends.Exists(end => end.Latest is null)
            ? null
            : ends.Select(end => end.Latest!).OrderBy(end => end.Days).ThenBy(end => end.Lost ? 0 : 1).First();
        return (earliest, latest);
    }

    // What is open and tells nothing of its time may have been lost at once.
    private static (FigureAnswer.FollowUp? Earliest, FigureAnswer.FollowUp? Latest) EndsOf(Outcome outcome) =>
        outcome.Value switch
        {
            OutcomeValue.TimeToLoss time => Same(new(time.Days, time.Lost)),
            OutcomeValue.TimeToEvent time => Same(new(time.Days, time.Happened)),
            OutcomeValue.Unanswered none when none.Reason.IsOpen() => (
                new(outcome.OpenTime?.EarliestLoss ?? 0, Lost: true),
                outcome.OpenTime?.LostBy is { } lost ? new(lost, Lost: true)
                : outcome.OpenTime?.FollowedUntil is { } until ? new(until, Lost: false)
                : null
            ),
            _ => (null, null),
        };

    private static (FigureAnswer.FollowUp? Earliest, FigureAnswer.FollowUp? Latest) Same(FigureAnswer.FollowUp end) => (end, end);

    private static void Count(SortedDictionary<double, (int Events, int Censored)> times, FigureAnswer.FollowUp? end)
    {
        if (end is null)
            return;
        var (events, censored) = times.GetValueOrDefault(end.Days);
        times[end.Days] = end.Lost ? (events + 1, censored) : (events, censored + 1);
    }
}
