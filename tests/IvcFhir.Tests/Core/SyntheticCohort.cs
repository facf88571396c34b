using System.Collections.Immutable;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Core;

/// <summary>
/// The cohort that reproduces the published figures, as facts: 36 technical successes and one failure. Not patient data.
/// Totals become graded items and months become days here, so that the table has to be computed.
/// </summary>
internal static class SyntheticCohort
{
    private static readonly int[] s_minutes =
    [
        35,
        38,
        39,
        41,
        46,
        50,
        51,
        52,
        53,
        55,
        56,
        59,
        60,
        65,
        65,
        66,
        70,
        71,
        71,
        73,
        73,
        73,
        77,
        79,
        82,
        84,
        84,
        85,
        86,
        86,
        89,
        91,
        93,
        96,
        103,
        152,
    ];

    private static readonly int[] s_villalta = Repeated((1, 3), (2, 4), (3, 13), (4, 8), (5, 2), (6, 2), (8, 1), (9, 2), (10, 1));
    private static readonly int[] s_vcss = Repeated(
        (1, 1),
        (2, 3),
        (3, 3),
        (4, 3),
        (5, 8),
        (6, 4),
        (7, 4),
        (8, 4),
        (9, 3),
        (10, 2),
        (12, 1)
    );
    private static readonly int[] s_ivcMonths =
    [
        14,
        14,
        3,
        4,
        5,
        6,
        6,
        7,
        8,
        8,
        9,
        10,
        10,
        11,
        12,
        12,
        13,
        13,
        15,
        16,
        17,
        18,
        18,
        20,
        21,
        22,
        24,
        24,
        25,
        27,
        30,
        33,
        36,
        40,
        48,
        60,
    ];

    /// <summary>Iliac limbs: month of loss, whether it was reopened, month of the last image.</summary>
    private static readonly (int? Loss, bool Reopened, int Last)[] s_iliac =
    [
        (1, true, 24),
        (1, false, 24),
        (2, false, 24),
        (3, true, 24),
        (3, false, 24),
        (5, false, 24),
        (6, true, 24),
        (9, false, 24),
        (12, false, 24),
        .. new[] { 12, 13, 15, 18, 20, 24, 24, 30, 36, 48 }.SelectMany(month => Enumerable.Repeat(((int?)null, false, month), 3)),
    ];

    public static IEnumerable<PatientFacts> Patients() => Enumerable.Range(0, 36).Select(Success).Append(Failure());

    private static PatientFacts Success(int number)
    {
        // Limbs 36 to 38 are the right legs of the first three patients.
        ImmutableArray<Side> limbs = number < 3 ? [Side.Left, Side.Right] : [Side.Left];
        ImmutableArray<VeinSite> sites = [VeinSite.Ivc, .. limbs.Select(Some.Iliac)];
        var end = new TimeOnly(9, 0).AddMinutes(s_minutes[number]).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);
        return Some.Patient(FormattableString.Invariant($"P{number:00}")) with
        {
            Filters = [Some.Filter(number % 12 == 0 ? FilterPosition.Retrohepatic : FilterPosition.Infrarenal)],
            Interventions =
            [
                Some.Intervention(InterventionKind.Thrombectomy, 0, "09:00", "09:20", sites: sites),
                Some.Intervention(InterventionKind.Thrombolysis, 0, "09:20", end, sites: sites),
            ],
            Diagnoses = [new(new("Condition/dvt"), DiagnosisKind.DeepVeinThrombosis, Side.Left, Some.Day(-3))],
            Villalta = [Some.Leg(s_villalta[number])],
            Vcss = [Some.VcssLeg(VcssGrades(s_vcss[number]))],
            Findings = [.. Ivc(number), .. Iliac(number, Side.Left), .. number < 3 ? Iliac(number + 36, Side.Right) : []],
        };
    }

    private static PatientFacts Failure() =>
        Some.TreatedPatient("P36") with
        {
            Interventions =
            [
                Some.Intervention(InterventionKind.Thrombectomy, 0, "09:00", "10:00", sites: [VeinSite.Ivc, Some.Iliac(Side.Left)]),
                Some.Intervention(
                    InterventionKind.Thrombolysis,
                    0,
                    "10:00",
                    "10:30",
                    InterventionResult.Stopped,
                    sites: [VeinSite.Ivc, Some.Iliac(Side.Left)]
                ),
            ],
            Villalta = [Some.Leg(12)],
            Vcss = [Some.VcssLeg("3330000003")],
            Findings = [Some.Finding(30, VeinStatus.Occluded)],
        };

    // The only loss of the cava: at 14 months, reopened.
    private static IEnumerable<VeinFinding> Ivc(int number)
    {
        var day = Days(s_ivcMonths[number]);
        return number == 0
            ? [Some.Finding(day, VeinStatus.Occluded, id: "ivc-1"), Some.Finding(day + 30, VeinStatus.Patent, id: "ivc-2")]
            : [Some.Finding(day, VeinStatus.Patent, id: "ivc-1")];
    }

    private static IEnumerable<VeinFinding> Iliac(int limb, Side side)
    {
        var (loss, reopened, last) = s_iliac[limb];
        var status = loss is null || reopened ? VeinStatus.Patent : VeinStatus.Occluded;
        if (loss is { } month)
            yield return Some.Finding(Days(month), VeinStatus.Occluded, Some.Iliac(side), $"iliac-{side}-1");
        yield return Some.Finding(Days(last), status, Some.Iliac(side), $"iliac-{side}-2");
    }

    private static int Days(int months) => (int)Math.Round(months * 30.4375, MidpointRounding.AwayFromZero);

    // No ulcer, so the three ulcer attributes stay 0.
    private static string VcssGrades(int total) =>
        string.Concat(Enumerable.Range(0, 10).Select(item => item is >= 6 and <= 8 ? 0 : Math.Clamp(total - 3 * Math.Min(item, 6), 0, 3)));

    private static int[] Repeated(params (int Score, int Times)[] pairs) =>
        [.. pairs.SelectMany(pair => Enumerable.Repeat(pair.Score, pair.Times))];
}
