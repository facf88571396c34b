using System.Collections.Immutable;

namespace IvcFhir.Core.Facts;

/// <summary>
/// The eleven graded items of the Villalta scale: five symptoms (rated by the patient), six signs (rated by the clinician).
/// </summary>
public enum VillaltaItem
{
    Pain,
    Cramps,
    Heaviness,
    Paresthesia,
    Pruritus,
    PretibialEdema,
    SkinInduration,
    Hyperpigmentation,
    Redness,
    VenousEctasia,
    CalfCompressionPain,
}

/// <summary>The ten attributes of the (revised) Venous Clinical Severity Score.</summary>
public enum VcssItem
{
    Pain,
    VaricoseVeins,
    VenousEdema,
    SkinPigmentation,
    Inflammation,
    Induration,
    ActiveUlcerNumber,
    ActiveUlcerDuration,
    ActiveUlcerSize,
    CompressionUse,
}

/// <summary>One leg, one day, graded items 0 to 3 (both ends included). An item that was not recorded is absent, never zero.</summary>
/// <param name="Panel">The resource that holds the assessment together; null when items were grouped by leg and day.</param>
/// <param name="Ulcer">Whether an ulcer is present; null when not recorded.</param>
/// <param name="ReportedTotal">A total that the site states itself; compared with the computed one, never used as it.</param>
public sealed record VillaltaAssessment(
    SourceRef? Panel,
    Side Leg,
    DayInterval Day,
    ImmutableSortedDictionary<VillaltaItem, Sourced<int>> Grades,
    Sourced<bool>? Ulcer,
    Sourced<int>? ReportedTotal = null
)
{
    /// <summary>
    /// The stated total, where the protocol takes it as the total; set while a patient is scored, and null in what was read.
    /// </summary>
    public int? AcceptedTotal { get; init; }
}

/// <summary>
/// One leg, one day, graded attributes 0 to 3 (both ends included). An attribute that was not recorded is absent, never zero.
/// </summary>
/// <inheritdoc cref="VillaltaAssessment"/>
public sealed record VcssAssessment(
    SourceRef? Panel,
    Side Leg,
    DayInterval Day,
    ImmutableSortedDictionary<VcssItem, Sourced<int>> Grades,
    Sourced<int>? ReportedTotal = null
)
{
    /// <summary>Which text of the instrument the grades refer to; the two are never pooled.</summary>
    public VcssVersion Version { get; init; } = VcssVersion.Revised2010;

    /// <inheritdoc cref="VillaltaAssessment.AcceptedTotal"/>
    public int? AcceptedTotal { get; init; }
}

/// <summary>
/// The two texts of the VCSS (D4; clinical 2). Both have ten items of 0 to 3; the anchors differ, above all for pain, veins and edema.
/// </summary>
public enum VcssVersion
{
    /// <summary>Nine clinical attributes and conservative therapy, which is compression and elevation (Rutherford 2000; S18 S19).</summary>
    Original2000,

    /// <summary>Ten attributes, the last being use of compression (Vasquez 2010; S15–S17).</summary>
    Revised2010,
}
