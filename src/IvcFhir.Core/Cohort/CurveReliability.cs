namespace IvcFhir.Core.Cohort;

/// <param name="Until">The last time of the curve up to which it may be relied upon; null when its first step is already beyond the limit.</param>
/// <param name="From">The time from which the curve is drawn dashed; null when it is reliable to its end.</param>
public sealed record CurveReliability(double? Until, double? From)
{
    /// <summary>The limit of the vascular reporting standards (clinical 3.3; the rule is well known, its source was not readable).</summary>
    public const double LargestStandardError = 0.10;

    /// <summary>
    /// A curve is relied upon as long as the standard error of S itself is 10 % or less (not that of its logarithm, which R calls std.err in a fit).
    /// From the first step beyond it the rest is unreliable, even if the error falls again.
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
}
