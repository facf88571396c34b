namespace IvcFhir.Core.Scores;

/// <summary>From how far a strut outside the wall of the cava counts as penetration (D9). The distance itself is kept.</summary>
public enum PenetrationThreshold
{
    /// <summary>More than 3 mm (SIR; unconfirmed in a source). The default.</summary>
    Sir,

    /// <summary>More than 5 mm (core laboratory of PRESERVE; unconfirmed in a source).</summary>
    Preserve,
}

/// <summary>Mechanical findings at a filter (clinical 4.2). Each threshold itself is still normal.</summary>
/// <remarks>
/// History: 2 — open where a measurement was set aside that may have been worse; before, the others answered. 1 — first version.
/// </remarks>
public static class FilterFindings
{
    public const string Rule = "filter-findings/2";

    /// <summary>
    /// Degrees between the axes of filter and cava; tilted above 15 (DENALI; S32 S33). Angle, date and modality are kept: observers agree
    /// poorly (S36).
    /// </summary>
    public static bool IsTilted(decimal degrees) => Math.Abs(degrees) > 15;

    /// <summary>Millimetres from where it was deployed, towards head or feet; migrated above 20 (S34; SIR's text unconfirmed).</summary>
    public static bool HasMigrated(decimal millimetres) => Math.Abs(millimetres) > 20;

    /// <summary>Millimetres of a strut outside the wall.</summary>
    public static bool Penetrates(decimal millimetres, PenetrationThreshold threshold) =>
        threshold switch
        {
            PenetrationThreshold.Sir => millimetres > 3,
            PenetrationThreshold.Preserve => millimetres > 5,
            _ => throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "Not a threshold."),
        };
}
