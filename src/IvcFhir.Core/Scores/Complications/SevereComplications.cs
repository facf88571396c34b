using System.Collections.Immutable;
using IvcFhir.Core.Facts;

namespace IvcFhir.Core.Scores;

/// <summary>What the study counts as severe (D10).</summary>
public enum SevereMeaning
{
    /// <summary>
    /// SIR 2003 D, E, F; SIR 2017 from 3; CIRSE 2017 from 4, and 3 when the stay was prolonged by more than 48 hours; any major bleeding by
    /// the ISTH. The default.
    /// </summary>
    Severe,

    /// <summary>What the scales call major: SIR 2003 from C, SIR 2017 from 2, CIRSE 2017 from 3; any major bleeding by the ISTH.</summary>
    Major,
}

/// <summary>
/// Which complications are severe. The study does not define it; the mapping is this project's (clinical 5.5) and the native grade is kept
/// beside it.
/// </summary>
/// <remarks>
/// History: 7 — a rise of creatinine and free hemoglobin of the plasma open; before, they were not looked at. 6 — an Observation of a
/// complication that was not read as one, a report that is not final, the reason of a later stay, and an unlisted diagnosis that an act
/// names as its complication open; an act or an image of the period no longer earns "no"; a death before the treatment is a contradiction.
/// 5 — coded diagnoses, adverse events, named complications and treatments are judged by what their code can mean and by when they arose;
/// what may be a complication leaves the question open, and "no" takes a record that could have told; before, what no map took for a
/// complication was none. 4 — open where death is severe, nobody knows whether the patient lives, and nothing was recorded after the
/// periprocedural days; before, no. 3 — a bleed that reached a limit of the ISTH stays open where nobody recorded whether blood was seen;
/// before, a minor grade made it not severe. 2 — a complication that was graded on several scales is severe by any of them; before, the
/// scale that was recorded first decided. 1 — first version.
/// </remarks>
public static class SevereComplications
{
    public const string Rule = "severe-complication/7";

    /// <summary>The code of a grade that was not recorded.</summary>
    public const string Grade = "complication-grade";

    /// <returns>Null when it cannot be said: no grade, a grade that its scale does not have, a scale that the protocol does not use, CIRSE
    /// 3 without the length of the stay, or a bleed that is major if it was overt, which is not recorded.</returns>
    public static bool? IsSevere(Complication complication, StudyProtocol protocol)
    {
        if (
            protocol.MajorBleedingIsSevere
            && complication.Bleeding is { } bleeding
            && MajorBleeding.Judge(bleeding) is BleedingResult.Major
        )
            return true;
        var judged = complication
            .AllGrades()
            .Where(grade => protocol.ComplicationScales.Contains(grade.Scale))
            .Select(grade =>
                protocol.SevereMeaning == SevereMeaning.Major
                    ? ComplicationScales.IsMajor(grade)
                    : IsSevere(grade, complication.ProlongedStayHours)
            )
            .ToList();
        return judged.Contains(true) ? true
            : judged.Count == 0 || judged.Contains(null) || AwaitsOvert(complication, protocol) ? null
            : false;
    }

    /// <summary>What would have to be recorded of a complication that cannot be judged, as codes; empty for one that can.</summary>
    public static ImmutableArray<string> Missing(Complication complication, StudyProtocol protocol)
    {
        if (IsSevere(complication, protocol) is not null)
            return [];
        ImmutableArray<string> details =
        [
            .. AwaitsStay(complication, protocol) ? ["prolonged-stay"] : Array.Empty<string>(),
            .. AwaitsOvert(complication, protocol) ? ["bleeding-overt"] : Array.Empty<string>(),
        ];
        return details.IsEmpty ? [Grade] : details;
    }

    private static bool AwaitsStay(Complication complication, StudyProtocol protocol) =>
        protocol.SevereMeaning == SevereMeaning.Severe
        && complication.ProlongedStayHours is null
        && protocol.ComplicationScales.Contains(ComplicationScale.Cirse2017)
        && complication.GradeOn(ComplicationScale.Cirse2017) is { Grade: "3" };

    // A fall of hemoglobin or a transfusion counts with overt bleeding only (clinical 5.4).
    private static bool AwaitsOvert(Complication complication, StudyProtocol protocol) =>
        protocol.MajorBleedingIsSevere
        && complication.Bleeding is { Overt: null } bleeding
        && MajorBleeding.Judge(bleeding with { Overt = true }) is BleedingResult.Major;

    private static bool? IsSevere(ComplicationGrade grade, decimal? prolongedStayHours) =>
        grade switch
        {
            { Scale: ComplicationScale.Sir2003, Grade: "A" or "B" or "C" } => false,
            { Scale: ComplicationScale.Sir2003, Grade: "D" or "E" or "F" } => true,
            { Scale: ComplicationScale.Sir2017, Grade: "1" or "2" } => false,
            { Scale: ComplicationScale.Sir2017, Grade: "3" or "4" or "5" } => true,
            { Scale: ComplicationScale.Cirse2017, Grade: "1" or "2" } => false,
            { Scale: ComplicationScale.Cirse2017, Grade: "3" } => prolongedStayHours is { } hours ? hours > 48 : null,
            { Scale: ComplicationScale.Cirse2017, Grade: "4" or "5" or "6" } => true,
            _ => null,
        };
}
