using System.Collections.Immutable;
using IvcFhir.Core.Facts;

namespace IvcFhir.Core.Scores;

/// <summary>
/// A rise of creatinine in the periprocedural days by the limits of KDIGO 2012 for acute kidney injury: 0.3 mg/dL or more within 48 hours,
/// or to 1.5 times or more within 7 days, both included. Contrast, hemolysis and thrombosis of the renal veins do it: somebody must say how
/// bad it was.
/// </summary>
/// <remarks>
/// Project rule, since laboratories write days more reliably than hours: 48 hours are two days of the calendar. Values of one day whose
/// order no instant tells are taken as a rise.
/// </remarks>
internal static class CreatinineRise
{
    /// <summary>Micromoles per litre (0.3 mg/dL), included.</summary>
    public const decimal Rise = 26.5m;

    /// <summary>Times the earlier value, included.</summary>
    public const decimal Times = 1.5m;

    private const int DaysOfRise = 2,
        DaysOfTimes = 7;

    /// <returns>The earlier and the later value of the first rise; empty where there is none.</returns>
    public static ImmutableArray<SourceRef> Of(PatientFacts facts, IndexTreatment index, DayInterval period)
    {
        var lowest = new Dictionary<int, Creatinine>();
        foreach (
            var one in facts
                .Creatinine.Where(one => one.Day.IsExact)
                .OrderBy(one => one.Day)
                .ThenBy(one => one.At)
                .ThenBy(one => one.MicromolesPerLitre)
                .ThenBy(one => one.Source)
        )
        {
            var day = one.Day.First.DayNumber;
            var isOfPeriod = PeriproceduralComplications.LiesIn(one.Day, period) && !(one.At < index.Begun);
            for (var back = 0; isOfPeriod && back <= DaysOfTimes; back++)
            {
                if (
                    lowest.TryGetValue(day - back, out var earlier)
                    && (
                        (back <= DaysOfRise && one.MicromolesPerLitre - earlier.MicromolesPerLitre >= Rise)
                        || one.MicromolesPerLitre >= earlier.MicromolesPerLitre * Times
                    )
                )
                    return [earlier.Source, one.Source];
            }

            if (!lowest.TryGetValue(day, out var least) || one.MicromolesPerLitre < least.MicromolesPerLitre)
                lowest[day] = one;
        }

        return [];
    }
}
