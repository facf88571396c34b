using System.Collections.Immutable;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using static System.FormattableString;

namespace IvcFhir.Tests.Support;

/// <summary>
/// Facts for what a test does not care about. The index treatment of <see cref="TreatedPatient"/> is on <see cref="IndexDay"/>.
/// </summary>
internal static class Some
{
    public static readonly DateOnly IndexDay = new(2018, 3, 5);

    public static DayInterval Day(int afterIndex) => DayInterval.On(IndexDay.AddDays(afterIndex));

    public static SourceRef Source(string reference) => new(reference);

    public static Sourced<T> Sourced<T>(T value, string reference) => new(value, new(reference));

    /// <summary>A complete assessment with the given total (0 to 33), no ulcer, the worst items first.</summary>
    public static VillaltaAssessment Leg(int total, bool? ulcer = false, Side side = Side.Left, int day = 365)
    {
        var grades = Enumerable.Range(0, 11).Select(item => Math.Clamp(total - 3 * item, 0, 3));
        return Leg(string.Concat(grades), ulcer, side, day);
    }

    /// <summary>
    /// Grades in the order of the instrument, one character each; <c>.</c> stands for an item that was not recorded, <c>|</c> is
    /// decoration.
    /// </summary>
    public static VillaltaAssessment Leg(string grades, bool? ulcer = false, Side side = Side.Left, int day = 365, string id = "villalta")
    {
        var panel = Invariant($"{id}-{side}-{day}");
        return new(
            new SourceRef($"Observation/{panel}"),
            side,
            Day(day),
            Graded<VillaltaItem>(grades, panel),
            ulcer is { } present ? Sourced(present, $"Observation/{panel}-ulcer") : null
        );
    }

    /// <inheritdoc cref="Leg(string, bool?, Side, int, string)"/>
    public static VcssAssessment VcssLeg(string grades, Side side = Side.Left, int day = 365, string id = "vcss")
    {
        var panel = Invariant($"{id}-{side}-{day}");
        return new(new SourceRef($"Observation/{panel}"), side, Day(day), Graded<VcssItem>(grades, panel));
    }

    public static Intervention Intervention(
        InterventionKind kind,
        int day = 0,
        string start = "",
        string end = "",
        InterventionResult result = InterventionResult.Completed,
        string? session = null,
        bool planned = false,
        int? lastDay = null,
        string id = "",
        params ImmutableArray<VeinSite> sites
    ) =>
        new(
            new($"Procedure/{(id.Length > 0 ? id : Invariant($"{kind}-{day}"))}"),
            kind,
            sites,
            new(Day(day), At(start, day), At(end, lastDay ?? day)) { LastDay = Day(lastDay ?? day) },
            result,
            session,
            planned
        );

    /// <summary>A time of day on a day after the index day, in UTC: <c>09:30</c>.</summary>
    public static DateTimeOffset? At(string time, int day) =>
        time.Length == 0
            ? null
            : new DateTimeOffset(
                IndexDay.AddDays(day),
                TimeOnly.ParseExact(time, "HH:mm", System.Globalization.CultureInfo.InvariantCulture),
                TimeSpan.Zero
            );

    public static VeinFinding Finding(int day, VeinStatus status, VeinSite? site = null, string id = "") =>
        new(
            new($"Observation/{(id.Length > 0 ? id : Invariant($"duplex-{day}-{status}"))}"),
            site ?? VeinSite.Ivc,
            Day(day),
            status,
            ImagingModality.Duplex
        );

    public static VeinSite Iliac(Side side) => new(VeinSegment.CommonIliac, side);

    public static Filter Filter(FilterPosition? position = FilterPosition.Infrarenal, int implanted = 0, string id = "filter") =>
        new(
            new SourceRef($"Device/{id}"),
            DeviceLink.FocalDevice,
            Sourced(Day(implanted), $"Procedure/{id}"),
            position is { } known ? Sourced(known, $"Procedure/{id}") : null,
            null
        );

    /// <summary>A patient with a coded stay around the index day, which could have told of a complication.</summary>
    public static PatientFacts Patient(string id = "1") =>
        new("north", $"Patient/{id}", [], [], [], [], [], [], [], null, [])
        {
            Contacts = [new(new("Encounter/stay"), new(Day(-1).First, Day(2).Last), IsCodedStay: true)],
        };

    /// <summary>
    /// Filter, thrombectomy and thrombolysis of cava and left iliac vein, all completed on the index day: 09:00 to 10:10.
    /// </summary>
    public static PatientFacts TreatedPatient(string id = "1") =>
        Patient(id) with
        {
            Filters = [Filter()],
            Interventions =
            [
                Intervention(InterventionKind.FilterPlacement, 0, "09:00", "09:10", id: "filter"),
                Intervention(InterventionKind.Thrombectomy, 0, "09:10", "09:50", id: "mat", sites: [VeinSite.Ivc, Iliac(Side.Left)]),
                Intervention(InterventionKind.Thrombolysis, 0, "09:50", "10:10", id: "cdt", sites: [VeinSite.Ivc, Iliac(Side.Left)]),
            ],
            Diagnoses = [new(new("Condition/dvt"), DiagnosisKind.DeepVeinThrombosis, Side.Left, Day(-3))],
        };

    private static ImmutableSortedDictionary<TItem, Sourced<int>> Graded<TItem>(string grades, string panel)
        where TItem : struct, Enum =>
        Enum.GetValues<TItem>()
            .Zip(grades.Replace("|", "", StringComparison.Ordinal))
            .Where(pair => pair.Second != '.')
            .ToImmutableSortedDictionary(pair => pair.First, pair => Sourced(pair.Second - '0', $"Observation/{panel}-{pair.First}"));
}
