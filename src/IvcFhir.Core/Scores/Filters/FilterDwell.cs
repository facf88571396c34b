using System.Collections.Immutable;
using IvcFhir.Core.Facts;

namespace IvcFhir.Core.Scores;

/// <summary>
/// Advice on a retrievable filter that is still in place. It comes from population models and is no rule for a patient (D13).
/// </summary>
public enum DwellAdvisory
{
    /// <summary>29 to 54 days: the decision model of the FDA begins to favour removal (S40 S41).</summary>
    Review,

    /// <summary>More than 54 days, although the risk of embolism has passed.</summary>
    Overdue,

    /// <summary>More than nine weeks (63 days): retrieval succeeded less often (BSIR registry; S42).</summary>
    PastNineWeeks,
}

/// <summary>Days in place at which there is advice (D13).</summary>
/// <param name="ReviewFrom">From this day on, included, the filter is for review.</param>
/// <param name="OverdueAfter">After this day it is overdue, when the risk of embolism has passed.</param>
/// <param name="LateAfter">After this day retrieval succeeds less often.</param>
public sealed record DwellLimits(int ReviewFrom, int OverdueAfter, int LateAfter)
{
    /// <summary>29 and 54 days (FDA; S40 S41), 63 days (BSIR; S42).</summary>
    public static readonly DwellLimits Advised = new(29, 54, 63);
}

/// <summary>How long a filter stays (clinical 4.3). Calendar days, the day of placement being day 0.</summary>
/// <remarks>History: 1 — first version.</remarks>
public static class FilterDwell
{
    public const string Rule = "filter-dwell/1";

    /// <returns>Days from placement to retrieval; null when it is still in place or a date is missing or partial.</returns>
    public static int? Days(Filter filter) =>
        filter is { Implanted.Value: { IsExact: true } implanted, Retrieved.Value: { IsExact: true } retrieved }
        && retrieved.First >= implanted.First
            ? retrieved.First.DayNumber - implanted.First.DayNumber
            : null;

    /// <returns>Days in place on the given day; null when it was out by then, not yet in, or its date is missing or partial.</returns>
    public static int? DaysInPlace(Filter filter, DateOnly on) =>
        filter is { Implanted.Value: { IsExact: true } implanted } && implanted.First <= on && !(filter.Retrieved?.Value.First <= on)
            ? on.DayNumber - implanted.First.DayNumber
            : null;

    /// <param name="days">Days in place.</param>
    /// <param name="retrievable">Whether the filter can be taken out and is meant to be.</param>
    /// <param name="limits">The days from and after which there is advice (D13).</param>
    /// <param name="riskPassed">Whether the risk of pulmonary embolism has passed; without that knowledge a filter is for review, never
    /// overdue.</param>
    public static ImmutableArray<DwellAdvisory> Advice(int days, bool retrievable, bool riskPassed, DwellLimits limits)
    {
        if (!retrievable || days < limits.ReviewFrom)
            return [];
        var advice = days > limits.OverdueAfter && riskPassed ? DwellAdvisory.Overdue : DwellAdvisory.Review;
        return days > limits.LateAfter ? [advice, DwellAdvisory.PastNineWeeks] : [advice];
    }

    /// <summary>By the limits that the sources give.</summary>
    public static ImmutableArray<DwellAdvisory> Advice(int days, bool retrievable, bool riskPassed) =>
        Advice(days, retrievable, riskPassed, DwellLimits.Advised);
}
