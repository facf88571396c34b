using System.Collections.Immutable;
using IvcFhir.Core.Facts;

namespace IvcFhir.Core.Scores;

/// <summary>
/// The greatest fall of hemoglobin around the index treatment: from the last value before it to the lowest in its period.
/// </summary>
/// <remarks>
/// Project rule, since sources give the size of the fall and not the pair: the last value of the <see cref="DaysBefore"/> days before the
/// first act, of the day itself only where its instant lies before the act or nothing earlier is known. Aspiration and fluids lower
/// hemoglobin, so that a fall without a recorded bleed opens a question and never answers it.
/// </remarks>
internal static class HemoglobinFall
{
    public const int DaysBefore = 3;

    /// <summary>Grams per litre (5 g/dL), included: by itself it may be a severe complication.</summary>
    public const decimal Severe = 50;

    /// <returns>The fall in g/L and the two values; null when there is no pair or no fall.</returns>
    public static (decimal GramsPerLitre, ImmutableArray<SourceRef> Sources)? Of(
        PatientFacts facts,
        IndexTreatment index,
        DayInterval period
    )
    {
        var near = facts
            .Hemoglobin.Where(one => one.Day.IsExact && one.Day.First >= period.First.AddDays(-DaysBefore) && one.Day.First <= period.Last)
            .OrderBy(one => one.Day)
            .ThenBy(one => one.At)
            .ThenBy(one => one.Source)
            .ToList();
        var before = near.FindAll(one => one.Day.First < period.First || one.At <= index.Begun);
        // Where no instant tells the two apart, the first of the day is taken for the one before: a fall too many is asked for, none is
        // missed.
        var baseline = before.Count > 0 ? before[^1] : near.FirstOrDefault(one => one.Day.First == period.First);
        if (baseline is null)
            return null;
        var lowest = near.Except(before).Where(one => one != baseline).MinBy(one => one.GramsPerLitre);
        return lowest is not null && baseline.GramsPerLitre > lowest.GramsPerLitre
            ? (baseline.GramsPerLitre - lowest.GramsPerLitre, [baseline.Source, lowest.Source])
            : null;
    }
}
