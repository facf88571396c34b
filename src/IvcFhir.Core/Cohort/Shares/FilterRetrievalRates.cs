namespace IvcFhir.Core.Cohort;

/// <summary>
/// The three rates that papers all call "retrieval rate" (clinical 4.3); they are never one number.
/// </summary>
/// <param name="Implanted">Filters placed.</param>
/// <param name="Attempted">Retrievals attempted, by filter.</param>
/// <param name="Retrieved">Filters out.</param>
/// <param name="DiedInPlace">Patients who died with the filter in place.</param>
/// <param name="Permanent">Filters that were meant to stay.</param>
public sealed record FilterRetrievalRates(int Implanted, int Attempted, int Retrieved, int DiedInPlace, int Permanent)
{
    /// <summary>Filters out per attempt.</summary>
    public Count Success => new(Retrieved, Attempted);

    /// <summary>Filters out per filter placed.</summary>
    public Count Rate => new(Retrieved, Implanted);

    /// <summary>Filters out per filter that could and should have come out.</summary>
    public Count Adjusted => new(Retrieved, Implanted - DiedInPlace - Permanent);
}
