namespace IvcFhir.Core.Cohort;

/// <summary>
/// Turns what one unit contributes to a curve into a time with death as competing event: a unit of which nothing was lost is followed to
/// the day on which the patient died. It is the same time as the curve's, so that curve and incidence never speak of two different limbs.
/// </summary>
public static class CompetingTimes
{
    /// <returns>Null when the question is not answered.</returns>
    public static CompetingTime? Of(PatientOutcomes patient, FigureMember member) =>
        (member.Answer, patient.DaysToDeath) switch
        {
            (FigureAnswer.FollowUp { Lost: true } loss, _) => new CompetingTime(loss.Days, EndOfFollowUp.Loss),
            // A limb that was lost after the other was no longer seen ends no follow-up; but then the patient did not die without a loss.
            (FigureAnswer.FollowUp open, { } death) when !member.Outcomes.Any(IsLost) => new CompetingTime(
                Math.Max(open.Days, death),
                EndOfFollowUp.Death
            ),
            (FigureAnswer.FollowUp open, _) => new CompetingTime(open.Days, EndOfFollowUp.Censored),
            _ => null,
        };

    private static bool IsLost(Outcome outcome) => outcome.Value is OutcomeValue.TimeToLoss { Lost: true };
}
