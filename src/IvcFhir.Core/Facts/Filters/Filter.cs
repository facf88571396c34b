namespace IvcFhir.Core.Facts;

/// <summary>Where the filter sits. Retrohepatic (intrahepatic) is a subset of suprarenal; the original is kept.</summary>
public enum FilterPosition
{
    Infrarenal,
    Suprarenal,
    Infrahepatic,
    Retrohepatic,
    Suprahepatic,
    Iliac,
    SuperiorVenaCava,
    Unknown,
}

/// <summary>How the filter's device was linked to the patient, strongest first.</summary>
public enum DeviceLink
{
    FocalDevice,
    UsedReference,
    DeviceUseStatement,

    /// <summary>The unique device identifier that the placement or a DeviceUseStatement states.</summary>
    Udi,

    /// <summary>The patient's only filter, and only one placement.</summary>
    DevicePatient,

    /// <summary>A DeviceUseStatement that begins within a day of the placement.</summary>
    DateWindow,
    None,
}

/// <summary>An IVC filter of the patient.</summary>
/// <param name="Device">The Device resource; null when only the placement is recorded.</param>
/// <param name="Implanted">The day of placement; null when not recorded.</param>
/// <param name="Position">The recorded position at placement; null when not recorded.</param>
public sealed record Filter(
    SourceRef? Device,
    DeviceLink Link,
    Sourced<DayInterval>? Implanted,
    Sourced<FilterPosition>? Position,
    Sourced<DayInterval>? Retrieved
);
