namespace IvcFhir.Core.Facts;

/// <summary>
/// What the site says of an image: whether it shows the veins before or after the treatment. The day alone does not tell where both are of
/// one day.
/// </summary>
public enum ImagingPhase
{
    Unstated,
    BeforeTreatment,
    AfterTreatment,
}

/// <summary>How much thrombus a segment holds in one image (SVS/ISCVS; clinical 5.6, S68).</summary>
/// <param name="Score">0 none, 1 subsegmental and not occlusive, 2 subsegmental and occlusive, 3 occlusive throughout; both ends
/// included.</param>
public sealed record ThrombusExtent(
    SourceRef Source,
    VeinSite Site,
    DayInterval Day,
    int Score,
    ImagingPhase Phase,
    ImagingModality Modality
)
{
    /// <summary>The instant of the image; null where the site recorded a day only.</summary>
    public DateTimeOffset? At { get; init; }
}
