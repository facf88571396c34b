namespace IvcFhir.Core.Cohort;

/// <param name="Until">The last time of the curve up to which it may be relied upon; null when its first step is already beyond the
/// limit.</param>
/// <param name="From">The time from which the curve is drawn dashed; null when it is reliable to its end.</param>
public sealed record CurveReliability(double? Until, double? From)
{
    /// <summary>
    /// The limit of the vascular reporting standards (clinical 3.3; the rule is well known, its source was not readable).
    /// </summary>
    public const double LargestStandardError = 0.10;

    /// <summary>
    /// A curve is relied upon as long as the standard error of S itself is 10 % or less (not that of its logarithm, which R calls std.err
    /// in a fit). From the first step beyond it the rest is unreliable, even if the error falls again.
    /// </summary>
    public static CurveReliability Of(KaplanMeierCurve curve, double limit = LargestStandardError)
    {
        double? until = null;
        foreach (var step in curve.Steps)
        {
            if (step.StandardError is not { } se || se > limit)
                return new(until, step.Time);
            until = step.Time;
        }

        return new(until, null);
    }

    /// <summary>
    /// The time from which fewer than so many units are at risk, 0 for a curve of fewer; null when that never happens before its last loss
    /// or end of follow-up.
    /// </summary>
    public static double? FewAtRisk(KaplanMeierCurve curve, int least)
    {
        if (curve.Steps.IsEmpty || least <= 0)
            return null;
        if (curve.Units < least)
            return 0;
        var last = curve.Steps.FirstOrDefault(step => step.AtRisk - step.Events - step.Censored < least);
        return last is null || last == curve.Steps[^1] ? null : last.Time;
    }
}
