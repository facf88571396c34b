using System.Collections.Immutable;

namespace IvcFhir.Core.Cohort;

/// <summary>By what the units of a curve or a share are divided for a comparison.</summary>
public enum Stratifier
{
    Site,

    /// <summary>The recorded position of the filter.</summary>
    FilterPosition,

    /// <summary>The side of a limb; for the vena cava and for a patient, which iliac veins were treated.</summary>
    Laterality,

    /// <summary>The earlier and the later part of the years of treatment, divided where the two are most even.</summary>
    Period,
}

/// <summary>One group of a division, with what the log-rank test compares.</summary>
/// <param name="Expected">Losses if all groups were alike; null when there is nothing to test.</param>
/// <param name="SurvivalAt12">Patency at 12 months, 0 to 1; null when nobody of the group was followed so long.</param>
public sealed record CurveStratum(string Name, int Units, int Lost, double? Expected, double? SurvivalAt12, double? Lower, double? Upper);

/// <param name="P">Of the log-rank test, which takes units as independent; null when there is nothing to test, and where they are
/// not.</param>
public sealed record CurveStratification(
    Stratifier By,
    ImmutableArray<CurveStratum> Groups,
    double? ChiSquare,
    int? DegreesOfFreedom,
    double? P
)
{
    /// <summary>
    /// Some patients have two units, and the curve takes them together: a test or an interval that takes them as independent would promise
    /// too much, so none is given.
    /// </summary>
    public bool HasPairs { get; init; }

    public CurveStratification WithoutTest() =>
        new(By, [.. Groups.Select(group => group with { Expected = null, Lower = null, Upper = null })], null, null, null)
        {
            HasPairs = true,
        };
}

/// <summary>To which group a unit belongs. A fact that is not recorded is a group of its own, never a guess.</summary>
internal static class Strata
{
    public const string NotRecorded = "not recorded";

    public static string GroupOf(Stratifier by, PatientOutcomes patient, Location unit) =>
        by switch
        {
            Stratifier.Site => patient.Site,
            Stratifier.FilterPosition => PositionOf(patient),
            Stratifier.Laterality => SideOf(patient, unit),
            Stratifier.Period => YearOf(patient),
            _ => throw new ArgumentOutOfRangeException(nameof(by), by, "Not a stratifier."),
        };

    private static string PositionOf(PatientOutcomes patient) =>
        patient.Outcomes.FirstOrDefault(outcome => outcome.Key.Instrument == Instrument.FilterPosition)?.Value
            is OutcomeValue.Position position
            ? Words(position.Value.ToString())
            : NotRecorded;

    private static string SideOf(PatientOutcomes patient, Location unit)
    {
        var left = unit is Location.LeftIliac or Location.LeftLeg || (IsMidline(unit) && Treated(patient, Location.LeftIliac));
        var right = unit is Location.RightIliac or Location.RightLeg || (IsMidline(unit) && Treated(patient, Location.RightIliac));
        return (left, right) switch
        {
            (true, true) => "both sides",
            (true, false) => "left",
            (false, true) => "right",
            _ => "no iliac vein",
        };
    }

    private static bool IsMidline(Location unit) => unit is Location.InferiorVenaCava or Location.Patient;

    private static bool Treated(PatientOutcomes patient, Location iliac) =>
        patient.Outcomes.Any(outcome => outcome.Key.Instrument == Instrument.PrimaryPatency && outcome.Key.Location == iliac);

    private static string YearOf(PatientOutcomes patient) =>
        patient.Outcomes.FirstOrDefault(outcome => outcome.Key.Instrument == Instrument.TechnicalSuccess)?.Day is { } day
            ? day.First.Year.ToString("0000", System.Globalization.CultureInfo.InvariantCulture)
            : NotRecorded;

    private static string Words(string name) =>
        string.Concat(
            name.Select(
                (letter, place) =>
                    char.IsAsciiLetterUpper(letter) ? (place > 0 ? " " : "") + char.ToLowerInvariant(letter) : letter.ToString()
            )
        );
}
