namespace IvcFhir.Core.Cohort;

/// <summary>What happens first when a loss and an end of follow-up fall on the same day, in the curve of follow-up (D12).</summary>
public enum ReverseTieRule
{
    /// <summary>Units lost at a time are no longer at risk of having their follow-up end at it. The default.</summary>
    LossesFirst,

    /// <summary>What swapping the indicator in R gives: ends of follow-up come before losses.</summary>
    EndsOfFollowUpFirst,
}

/// <summary>
/// Length of follow-up by the reverse Kaplan–Meier method (Schemper and Smith; clinical 7.4, S92): how long units would have been followed
/// had none been lost.
/// </summary>
public static class FollowUpTime
{
    /// <returns>A curve in which the event is the end of follow-up. Its median is the median follow-up.</returns>
    public static KaplanMeierCurve Fit(
        IEnumerable<SurvivalTime> times,
        ReverseTieRule ties = ReverseTieRule.LossesFirst,
        SurvivalIntervalType interval = SurvivalIntervalType.Log,
        double level = 0.95
    ) => Of(KaplanMeier.Fit(times, interval, level), ties);

    /// <summary>From a curve of losses, which counts the ends of follow-up as well.</summary>
    public static KaplanMeierCurve Of(KaplanMeierCurve curve, ReverseTieRule ties = ReverseTieRule.LossesFirst) =>
        KaplanMeier.Estimate(
            curve.Steps.Select(step =>
                (
                    step.Time,
                    AtRisk: ties == ReverseTieRule.LossesFirst ? step.AtRisk - step.Events : step.AtRisk,
                    Events: step.Censored,
                    Censored: step.Events
                )
            ),
            curve.Units,
            curve.Interval,
            curve.Level
        );
}
