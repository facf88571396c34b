namespace IvcFhir.Core.Facts;

/// <summary>Hemoglobin of the blood, in grams per litre.</summary>
/// <param name="At">The instant of the sample; null where only the day is recorded.</param>
public sealed record Hemoglobin(SourceRef Source, DayInterval Day, DateTimeOffset? At, decimal GramsPerLitre);

/// <summary>Creatinine of the blood, serum or plasma, in micromoles per litre.</summary>
/// <param name="At">The instant of the sample; null where only the day is recorded.</param>
public sealed record Creatinine(SourceRef Source, DayInterval Day, DateTimeOffset? At, decimal MicromolesPerLitre);
