using System.Collections.Immutable;
using IvcFhir.Core.Facts;

namespace IvcFhir.Core.Scores;

/// <summary>
/// Post-thrombotic syndrome is a property of a leg that had deep vein thrombosis before (clinical 1.4, 1.5): by a diagnosis with a side,
/// or because a deep vein of that leg was treated for thrombus at the index treatment.
/// </summary>
internal static class AffectedLegs
{
    /// <returns>What shows that the leg is affected on the given days, sorted; empty when nothing does.</returns>
    public static ImmutableArray<SourceRef> Evidence(
        PatientFacts facts,
        IndexTreatment index,
        StudyProtocol protocol,
        Side leg,
        DayInterval assessed
    )
    {
        var own = OfSide(facts, index, leg, assessed);
        return own.IsEmpty && protocol.CavaAffectsLegs && OfSide(facts, index, leg == Side.Left ? Side.Right : Side.Left, assessed).IsEmpty
            ? OfCava(facts, index, assessed)
            : own;
    }

    /// <summary>Whether a thrombosis of the leg itself is known by then.</summary>
    public static bool IsAffected(PatientFacts facts, IndexTreatment index, Side leg, DayInterval day) =>
        !OfSide(facts, index, leg, day).IsEmpty;

    /// <summary>
    /// Whether nothing but a thrombosis of the vena cava is recorded, so that the diagnosis of the legs has to be asked for.
    /// </summary>
    public static bool IsByCavaAlone(PatientFacts facts, IndexTreatment index, DayInterval assessed) =>
        OfSide(facts, index, Side.Left, assessed).IsEmpty
        && OfSide(facts, index, Side.Right, assessed).IsEmpty
        && !OfCava(facts, index, assessed).IsEmpty;

    // Thrombus of the vena cava hinders the flow from both legs.
    private static ImmutableArray<SourceRef> OfCava(PatientFacts facts, IndexTreatment index, DayInterval assessed) =>
        [
            .. facts
                .Diagnoses.Where(diagnosis => diagnosis.Kind == DiagnosisKind.IvcThrombosis && !(diagnosis.Day?.First > assessed.Last))
                .Select(diagnosis => diagnosis.Source)
                .Concat(
                    index
                        .Members.Where(member => member.Kind.ClearsThrombus() && member.Sites.Contains(VeinSite.Ivc))
                        .Select(member => member.Source)
                )
                .Distinct()
                .Order(),
        ];

    private static ImmutableArray<SourceRef> OfSide(PatientFacts facts, IndexTreatment index, Side leg, DayInterval assessed) =>
        [
            .. facts
                .Diagnoses.Where(diagnosis => IsThrombosis(diagnosis) && diagnosis.Side == leg && !(diagnosis.Day?.First > assessed.Last))
                .Select(diagnosis => diagnosis.Source)
                .Concat(
                    index
                        .Members.Where(member =>
                            member.Kind.TreatsVein() && member.Sites.Any(site => StudyVeins.IsOfLeg(site) && site.Side == leg)
                        )
                        .Select(member => member.Source)
                )
                .Distinct()
                .Order(),
        ];

    private static bool IsThrombosis(Diagnosis diagnosis) =>
        diagnosis.Kind is DiagnosisKind.DeepVeinThrombosis or DiagnosisKind.IvcThrombosis;
}
