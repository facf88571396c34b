namespace IvcFhir.Core.Cohort;

/// <summary>Turns the patency of one unit, or the time to an event, into a time with death as competing event: a patient who died without it is followed to the day of death.</summary>
public static class CompetingTimes
{
    /// <returns>Null when the question is not answered.</returns>
    public static CompetingTime? Of(PatientOutcomes patient, Outcome patency) => (patency.Value, patient.DaysToDeath) switch
    {
        (OutcomeValue.TimeToLoss { Lost: true } loss, _) => new CompetingTime(loss.Days, EndOfFollowUp.Loss),
        (OutcomeValue.TimeToLoss open, { } death) => new CompetingTime(Math.Max(open.Days, death), EndOfFollowUp.Death),
        (OutcomeValue.TimeToLoss open, null) => new CompetingTime(open.Days, EndOfFollowUp.Censored),
        (OutcomeValue.TimeToEvent { Happened: true } first, _) => new CompetingTime(first.Days, EndOfFollowUp.Loss),
        (OutcomeValue.TimeToEvent none, { } death) => new CompetingTime(Math.Max(none.Days, death), EndOfFollowUp.Death),
        (OutcomeValue.TimeToEvent none, null) => new CompetingTime(none.Days, EndOfFollowUp.Censored),
        _ => null,
    };
}
