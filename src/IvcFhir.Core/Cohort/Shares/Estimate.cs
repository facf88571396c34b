namespace IvcFhir.Core.Cohort;

/// <summary>A share with its own 95 % interval, all 0 to 1.</summary>
public readonly record struct Estimate(double Value, Interval Interval)
{
    public static Estimate Of(Count count) => new(count.Rate, Proportions.Of(count.N, count.Of, ProportionIntervalType.Wilson));
}
