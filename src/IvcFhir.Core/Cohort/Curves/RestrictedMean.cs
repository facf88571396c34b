namespace IvcFhir.Core.Cohort;

/// <param name="Mean">Mean time without loss within the horizon, in the unit of the times.</param>
/// <param name="Horizon">The time up to which the area was taken; a restricted mean means nothing without it.</param>
public sealed record RestrictedMean(double Mean, double StandardError, double Horizon)
{
    /// <summary>The area under the curve from 0 to the horizon, with Greenwood's variance (R's survmean).</summary>
    /// <param name="horizon">Above 0, and no later than the last time of the curve unless S is 0 there: beyond it nothing is known.</param>
    /// <returns>Null when the horizon lies beyond what is known.</returns>
    public static RestrictedMean? Of(KaplanMeierCurve curve, double horizon)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(horizon);
        if (curve.Steps.IsEmpty || (horizon > curve.Steps[^1].Time && curve.FinalSurvival > 0))
            return null;
        var steps = curve.Steps.Where(step => step.Time <= horizon).ToList();
        // From the horizon backwards: the variance weighs each loss with the area that lies after it.
        var (areaAfter, variance, end) = (0.0, 0.0, horizon);
        for (var place = steps.Count - 1; place >= 0; place--)
        {
            var step = steps[place];
            areaAfter += step.Survival * (end - step.Time);
            end = step.Time;
            if (step.Events > 0 && step.AtRisk > step.Events)
                variance += areaAfter * areaAfter * step.Events / ((double)step.AtRisk * (step.AtRisk - step.Events));
        }

        return new(areaAfter + end, Math.Sqrt(variance), horizon);
    }
}
