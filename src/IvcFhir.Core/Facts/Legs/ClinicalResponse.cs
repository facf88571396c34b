namespace IvcFhir.Core.Facts;

/// <summary>
/// Whether the site found the symptoms of the acute disease significantly reduced after treatment, before discharge (clinical 5.7, S70).
/// </summary>
public sealed record ClinicalResponse(SourceRef Source, DayInterval Day, bool Improved);
