using System.Collections.Immutable;
using IvcFhir.Core.Facts;

namespace IvcFhir.Core.Scores;

/// <summary>The veins that a study of this kind treats: the inferior vena cava and the deep veins of the legs.</summary>
internal static class StudyVeins
{
    public static readonly ImmutableArray<VeinSegment> All =
    [
        VeinSegment.InferiorVenaCava,
        VeinSegment.CommonIliac,
        VeinSegment.ExternalIliac,
        VeinSegment.InternalIliac,
        VeinSegment.Iliac,
        VeinSegment.CommonFemoral,
        VeinSegment.Femoral,
        VeinSegment.DeepFemoral,
        VeinSegment.Popliteal,
        VeinSegment.Tibial,
    ];

    public static bool Contains(VeinSite site) => All.Contains(site.Segment);

    /// <summary>A deep vein of a leg, iliac vein included: thrombus treated here makes the leg an affected leg.</summary>
    public static bool IsOfLeg(VeinSite site) => Contains(site) && site.Segment != VeinSegment.InferiorVenaCava && site.Side.IsKnown();

    /// <summary>Left or right; an unstated side is never guessed.</summary>
    public static bool IsKnown(this Side side) => side is Side.Left or Side.Right;

    public static Location LegOf(Side side) => side == Side.Left ? Location.LeftLeg : Location.RightLeg;

    public static Location IliacOf(Side side) => side == Side.Left ? Location.LeftIliac : Location.RightIliac;

    /// <summary>Interventions on a vein, as opposed to those on the filter.</summary>
    public static bool TreatsVein(this InterventionKind kind) =>
        kind
            is InterventionKind.Thrombectomy
                or InterventionKind.Thrombolysis
                or InterventionKind.Angioplasty
                or InterventionKind.StentPlacement;

    /// <summary>Removal or lysis of thrombus.</summary>
    public static bool ClearsThrombus(this InterventionKind kind) => kind is InterventionKind.Thrombectomy or InterventionKind.Thrombolysis;
}
