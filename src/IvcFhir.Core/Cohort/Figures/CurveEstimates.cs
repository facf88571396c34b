namespace IvcFhir.Core.Cohort;

/// <summary>A curve at one time as a share with its interval, to be set beside a published share.</summary>
public static class CurveEstimates
{
    /// <returns>
    /// Null beyond what was followed. Cluster-robust where limbs are paired. A curve without a loss so far has an interval of no width,
    /// which would promise too much: then it is the Wilson interval of the units still at risk.
    /// </returns>
    public static Estimate? At(PatencyCurve curve, double months)
    {
        if (curve.At(months) is not { } point)
            return null;
        if (
            point is { Survival: < 1 and > 0 }
            && (point.ClusterLower ?? point.Lower) is { } lower
            && (point.ClusterUpper ?? point.Upper) is { } upper
        )
            return new(point.Survival, new(lower, upper));
        var atRisk = Math.Max(
            1,
            curve.Units - curve.Points.Where(one => one.Months < Months.Completed(months)).Sum(one => one.Events + one.Censored)
        );
        var bare = Proportions.Of(point.Survival > 0 ? atRisk : 0, atRisk, ProportionIntervalType.Wilson);
        return new(point.Survival, bare);
    }
}
