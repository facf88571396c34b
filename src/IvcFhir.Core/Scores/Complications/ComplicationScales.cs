using IvcFhir.Core.Facts;

namespace IvcFhir.Core.Scores;

/// <summary>
/// Minor and major on each scale (clinical 5.1–5.3, 5.5). Scales are never converted into each other: only the two classes are common to
/// them.
/// </summary>
/// <remarks>History: 1 — first version.</remarks>
public static class ComplicationScales
{
    public const string Rule = "complication-class/1";

    /// <summary>SIR 2003 from C; SIR 2017 from 2; CIRSE 2017 from 3.</summary>
    /// <returns>Null for a grade that its scale does not have.</returns>
    public static bool? IsMajor(ComplicationGrade grade) =>
        grade switch
        {
            { Scale: ComplicationScale.Sir2003, Grade: "A" or "B" } => false,
            { Scale: ComplicationScale.Sir2003, Grade: "C" or "D" or "E" or "F" } => true,
            { Scale: ComplicationScale.Sir2017, Grade: "1" } => false,
            { Scale: ComplicationScale.Sir2017, Grade: "2" or "3" or "4" or "5" } => true,
            { Scale: ComplicationScale.Cirse2017, Grade: "1" or "2" } => false,
            { Scale: ComplicationScale.Cirse2017, Grade: "3" or "4" or "5" or "6" } => true,
            _ => null,
        };

    /// <summary>The grade that is death: F, 5 or 6.</summary>
    public static bool IsDeath(ComplicationGrade grade) =>
        grade switch
        {
            { Scale: ComplicationScale.Sir2003, Grade: "F" } => true,
            { Scale: ComplicationScale.Sir2017, Grade: "5" } => true,
            { Scale: ComplicationScale.Cirse2017, Grade: "6" } => true,
            _ => false,
        };
}
