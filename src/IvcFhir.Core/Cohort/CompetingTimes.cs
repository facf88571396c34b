namespace IvcFhir.Core.Cohort;

/// <summary>Turns the patency of one unit into a time with death as competing event: a patient who died unlost is followed to the day of death.</summary>
public static class CompetingTimes
{
    /// <returns>Null when patency is not answered.</returns>
    public static CompetingTime? Of(PatientOutcomes patient, Outcome patency) => (patency.Value, patient.DeathDay) switch
    {
        (OutcomeValue.TimeToLoss { Lost: true } loss, _) => new CompetingTime(loss.Days, EndOfFollowUp.Loss),
        (OutcomeValue.TimeToLoss open, { } death) => new CompetingTime(Math.Max(open.Days, death.Value), EndOfFollowUp.Death),
        (OutcomeValue.TimeToLoss open, null) => new CompetingTime(open.Days, EndOfFollowUp.Censored),
        _ => null,
    };
}
