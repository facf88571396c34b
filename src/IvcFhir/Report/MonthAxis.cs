using IvcFhir.Core.Cohort;

namespace IvcFhir.Report;

/// <summary>The time axis that all curves of a page share, so that they can be compared by eye.</summary>
/// <param name="Step">Months between two ticks.</param>
/// <param name="End">A multiple of the step, at or after the last observation of any curve.</param>
internal sealed record MonthAxis(int Step, int End)
{
    private const int MostIntervals = 6;

    private static readonly int[] Steps = [1, 2, 3, 6, 12, 24, 60, 120];

    public IEnumerable<int> Ticks => Enumerable.Range(0, (End / Step) + 1).Select(index => index * Step);

    public static MonthAxis For(IEnumerable<PatencyCurve> curves)
    {
        var last = Math.Max(
            1,
            (int)Math.Ceiling(curves.SelectMany(curve => curve.Points).Select(point => point.Months).DefaultIfEmpty().Max())
        );
        var step = Steps.FirstOrDefault(step => step * MostIntervals >= last, Steps[^1]);
        return new(step, (last + step - 1) / step * step);
    }

    /// <summary>
    /// Units whose own time is this month or later, as R's <c>summary(survfit)</c> counts them; null where a coarse curve does not tell.
    /// </summary>
    public static int? AtRisk(PatencyCurve curve, double month) =>
        curve.IsCoarse
            ? LeftAfter(curve, month)
            : curve.Units
                - curve
                    .Points.Where(point => point.Months < Math.Min(month, Months.Completed(month)))
                    .Sum(point => point.Events + point.Censored);

    // A coarse curve knows who is left after each of its months, and nothing in between.
    private static int? LeftAfter(PatencyCurve curve, double month) =>
        curve.Points.Any(point => point.Months.Equals(month)) || curve.Points.All(point => point.Months < month)
            ? curve.Units - curve.Points.Where(point => point.Months <= month).Sum(point => point.Events + point.Censored)
            : null;
}
