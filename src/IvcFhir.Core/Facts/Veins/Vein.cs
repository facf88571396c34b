namespace IvcFhir.Core.Facts;

/// <summary>Segments of the deep veins as the study reports them.</summary>
public enum VeinSegment
{
    InferiorVenaCava,
    CommonIliac,
    ExternalIliac,
    InternalIliac,

    /// <summary>The iliac vein without saying which part.</summary>
    Iliac,
    CommonFemoral,
    Femoral,
    DeepFemoral,
    Popliteal,
    Tibial,
    SuperiorVenaCava,
    GreatSaphenous,
    SmallSaphenous,
}

/// <summary>
/// The side of the body. <see cref="NotApplicable"/> is for veins of the midline; <see cref="Unstated"/> is an unknown, never a guess.
/// </summary>
public enum Side
{
    NotApplicable,
    Left,
    Right,
    Unstated,
}

/// <summary>A vein segment of one side.</summary>
public readonly record struct VeinSite(VeinSegment Segment, Side Side)
{
    public static readonly VeinSite Ivc = new(VeinSegment.InferiorVenaCava, Side.NotApplicable);

    /// <summary>
    /// Common, external and unspecified iliac vein: the segment whose patency the study follows. The internal iliac vein is not part of it.
    /// </summary>
    public bool IsIliac => Segment is VeinSegment.CommonIliac or VeinSegment.ExternalIliac or VeinSegment.Iliac;
}

/// <summary>What imaging says of a segment.</summary>
public enum VeinStatus
{
    /// <summary>Open, no stenosis above 50 %.</summary>
    Patent,

    /// <summary>Open, stenosis above 50 % of the diameter.</summary>
    Stenosed,

    /// <summary>Open, with thrombus that does not occlude.</summary>
    PartialThrombus,

    /// <summary>No flow.</summary>
    Occluded,
}

public enum ImagingModality
{
    Duplex,
    Venography,
    ComputedTomography,

    /// <summary>Plain film or fluoroscopy without contrast.</summary>
    Radiography,
    Unstated,
}

/// <summary>The state of one segment on one day, from duplex or venography.</summary>
public sealed record VeinFinding(SourceRef Source, VeinSite Site, DayInterval Day, VeinStatus Status, ImagingModality Modality)
{
    /// <summary>
    /// The instant at which the examination began; null where the site recorded none. Of an image with one time, also <see cref="End"/>.
    /// </summary>
    public DateTimeOffset? Start { get; init; }

    public DateTimeOffset? End { get; init; }
}
