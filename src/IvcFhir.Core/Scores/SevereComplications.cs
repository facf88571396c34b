using IvcFhir.Core.Facts;

namespace IvcFhir.Core.Scores;

/// <summary>
/// Which complications are severe. The study does not define it; the mapping is this project's (clinical 5.5) and the native grade is kept beside it.
/// </summary>
/// <remarks>History: 1 — first version.</remarks>
public static class SevereComplications
{
    public const string Rule = "severe-complication/1";

    /// <summary>SIR 2003 D, E, F; SIR 2017 from 3; CIRSE 2017 from 4, and 3 when the stay was prolonged by more than 48 hours.</summary>
    /// <returns>Null when it cannot be said: no grade, a grade that its scale does not have, or CIRSE 3 without the length of the stay.</returns>
    public static bool? IsSevere(Complication complication) => complication.Grade switch
    {
        { Scale: ComplicationScale.Sir2003, Grade: "A" or "B" or "C" } => false,
        { Scale: ComplicationScale.Sir2003, Grade: "D" or "E" or "F" } => true,
        { Scale: ComplicationScale.Sir2017, Grade: "1" or "2" } => false,
        { Scale: ComplicationScale.Sir2017, Grade: "3" or "4" or "5" } => true,
        { Scale: ComplicationScale.Cirse2017, Grade: "1" or "2" } => false,
        { Scale: ComplicationScale.Cirse2017, Grade: "3" } => complication.ProlongedStayHours > 48 ? true : complication.ProlongedStayHours is null ? null : false,
        { Scale: ComplicationScale.Cirse2017, Grade: "4" or "5" or "6" } => true,
        _ => null,
    };
}
