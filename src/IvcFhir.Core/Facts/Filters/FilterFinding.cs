namespace IvcFhir.Core.Facts;

/// <summary>Thrombus in the filter or the vena cava around it (clinical 4.2).</summary>
public enum CavalThrombusExtent
{
    None,

    /// <summary>Thrombus that leaves flow.</summary>
    NonOcclusive,
    Occlusive,
}

/// <summary>
/// One mechanical finding at a filter on one day. What was measured is kept as measured, with day and modality: observers and days agree
/// poorly (clinical 4.2, S36), and the limits differ between sources (D9).
/// </summary>
public abstract record FilterFinding(SourceRef Source, DayInterval Day, ImagingModality Modality)
{
    /// <param name="Degrees">Between the axes of filter and vena cava; the sign, where a site records one, tells the direction.</param>
    public sealed record Tilt(SourceRef Source, DayInterval Day, ImagingModality Modality, decimal Degrees)
        : FilterFinding(Source, Day, Modality);

    /// <param name="Millimetres">From where the filter was placed: above zero towards the head, below zero towards the feet.</param>
    public sealed record Migration(SourceRef Source, DayInterval Day, ImagingModality Modality, decimal Millimetres)
        : FilterFinding(Source, Day, Modality);

    /// <param name="Millimetres">Of a strut outside the wall of the vena cava.</param>
    public sealed record Penetration(SourceRef Source, DayInterval Day, ImagingModality Modality, decimal Millimetres)
        : FilterFinding(Source, Day, Modality);

    /// <param name="Present">Any loss of structural integrity, with or without a displaced fragment.</param>
    public sealed record Fracture(SourceRef Source, DayInterval Day, ImagingModality Modality, bool Present)
        : FilterFinding(Source, Day, Modality);

    public sealed record Thrombus(SourceRef Source, DayInterval Day, ImagingModality Modality, CavalThrombusExtent Extent)
        : FilterFinding(Source, Day, Modality);
}
