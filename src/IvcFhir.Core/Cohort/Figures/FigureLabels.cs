using IvcFhir.Core.Scores;

namespace IvcFhir.Core.Cohort;

/// <summary>What a figure is called depends on what the protocol counts.</summary>
internal static class FigureLabels
{
    public static string SuccessOf(StudyProtocol protocol) =>
        string.Join(" and ", protocol.SuccessKinds.Select(kind => ItemCode.Hyphenated(kind.ToString()).Replace('-', ' ')));

    public static string LysisOf(StudyProtocol protocol) =>
        protocol.LysisBounds switch
        {
            LysisBounds.Mewissen => "III is 100 %",
            LysisBounds.Cavent => "III is above 90 %",
            _ => "III is above 95 %",
        };

    public static string IliacUnits(StudyProtocol protocol) => protocol.IliacUnit == UnitOfAnalysis.Limb ? "limbs" : "patients, first limb";

    public static string LegUnits(StudyProtocol protocol) => protocol.LegUnit == UnitOfAnalysis.Limb ? "each affected leg" : "worst leg";

    public static string Pts(StudyProtocol protocol)
    {
        var threshold =
            protocol.PtsDefinition == PtsDefinition.TwoVisits ? "Villalta above 4 on two visits, or ulcer" : "Villalta above 4, or ulcer";
        var unit = protocol.LegUnit == UnitOfAnalysis.Limb ? ", each affected leg" : "";
        return $"Post-thrombotic syndrome ({threshold}) at last decided visit{unit}";
    }
}
