using System.Collections.Immutable;

namespace IvcFhir.Core.Facts;

public enum DiagnosisKind
{
    IvcThrombosis,
    DeepVeinThrombosis,
    PulmonaryEmbolism,
    PostThromboticSyndrome,
    VenousCompression,
}

/// <summary>A diagnosis. For a thrombosis of both legs there is one fact per side.</summary>
/// <param name="Day">Onset, or the day on which it was recorded; null when neither is known.</param>
public sealed record Diagnosis(SourceRef Source, DiagnosisKind Kind, Side Side, DayInterval? Day)
{
    /// <summary>
    /// The onset alone; null when only the day of recording is known. An old thrombosis may be recorded late, so only an onset can be a new
    /// event.
    /// </summary>
    public DayInterval? Onset { get; init; }

    /// <summary>The code itself says that the thrombosis came again.</summary>
    public bool IsRecurrence { get; init; }

    /// <summary>
    /// The code says that it is chronic, residual or past: it proves the earlier disease and is never an event, whatever its date.
    /// </summary>
    public bool IsChronic { get; init; }
}

public enum ComplicationKind
{
    Bleeding,
    AccessSiteHematoma,
    PulmonaryEmbolism,
    FilterMigration,
    FilterFracture,
    FilterTilt,
    CavalPenetration,
    CavalThrombosis,
    AccessSiteThrombosis,
    Other,
}

/// <summary>Scales on which complications are graded; a grade is only meaningful on its own scale.</summary>
public enum ComplicationScale
{
    Sir2003,
    Sir2017,
    Cirse2017,
}

/// <summary>
/// The native grade, kept as recorded: <c>A</c>–<c>F</c> on SIR 2003, <c>1</c>–<c>5</c> on SIR 2017, <c>1</c>–<c>6</c> on CIRSE 2017.
/// </summary>
public readonly record struct ComplicationGrade(ComplicationScale Scale, string Grade);

/// <param name="Grade">Null when the site recorded the complication without a grade: then whether it was severe is unknown.</param>
public sealed record Complication(SourceRef Source, ComplicationKind Kind, DayInterval Day, ComplicationGrade? Grade)
{
    /// <summary>Grades on other scales, where a site graded the complication on several; at most one for each scale.</summary>
    public ImmutableArray<ComplicationGrade> FurtherGrades { get; init; } = [];

    /// <summary>
    /// Hours by which the complication prolonged the stay; null when not recorded. CIRSE 2017 grade 3 is severe only above 48.
    /// </summary>
    public decimal? ProlongedStayHours { get; init; }

    /// <summary>What is recorded of a bleed; null for other complications, or when nothing more is known.</summary>
    public Bleeding? Bleeding { get; init; }

    /// <summary>The grade on a scale; null when it was not graded on it.</summary>
    public ComplicationGrade? GradeOn(ComplicationScale scale) =>
        AllGrades().Where(grade => grade.Scale == scale).Select(grade => (ComplicationGrade?)grade).FirstOrDefault();

    public IEnumerable<ComplicationGrade> AllGrades() => Grade is { } grade ? FurtherGrades.Prepend(grade) : FurtherGrades;
}
