using System.Collections.Immutable;
using IvcFhir.Core.Cohort;
using IvcFhir.Report;

namespace IvcFhir.Tests.Report;

/// <summary>
/// A report about the synthetic cohort, its figures written down and its curves estimated here, independently of the core.
/// </summary>
internal static class SomeReport
{
    private const string Limits = "Kaplan–Meier, log interval (95 %)";

    private static readonly double[] IliacCensored = [12, 13, 15, 18, 20, 24, 24, 30, 36, 48];

    public static readonly StudyReport Full = new(
        new StudyTable("ivc-mat-cdt", "1.0.0", 39, 37, Figures(), Curves()),
        Synthetic: true,
        [
            new(
                Counts(("Procedure", 80), ("Observation", 1204), ("Device", 37)),
                new(311, 0, 0, 0),
                Counts(("UnknownCode", 3), ("DateTooImprecise", 1))
            ),
            new(Counts(("Procedure", 80), ("Observation", 1204), ("Device", 37)), new(0, 0, 311, 0), Counts()),
        ],
        new DateTimeOffset(2021, 6, 30, 14, 5, 0, TimeSpan.FromHours(2))
    )
    {
        Distributions =
        [
            new(
                "villalta",
                "Villalta score at follow-up",
                Totals((1, 3), (2, 4), (3, 13), (4, 8), (5, 2), (6, 2), (8, 1), (9, 2), (10, 1)),
                new(5, "post-thrombotic syndrome")
            ),
            new(
                "vcss",
                "VCSS at follow-up",
                Totals((1, 1), (2, 3), (3, 3), (4, 3), (5, 8), (6, 4), (7, 4), (8, 4), (9, 3), (10, 2), (12, 1))
            ),
        ],
        Flow =
        [
            new("patients with an intervention on the inferior vena cava", 39, [new("filter only, no treatment of the thrombosis", 2)]),
            new("patients eligible", 37, [new("technical failure", 1)]),
            new("patients followed for patency and scores", 36, []),
        ],
    };

    public static StudyReport With(params Figure[] figures) => Full with { Table = Full.Table with { Figures = [.. figures] } };

    public static Figure Proportion(string key, string label, int n, int of, string printed, bool? agrees = true, int missing = 0) =>
        new(
            key,
            label,
            n,
            of,
            missing,
            100m * n / of,
            null,
            null,
            null,
            null,
            null,
            "proportion, Wilson interval (95 %)",
            null,
            new(printed),
            agrees
        );

    public static Figure Mean(
        string key,
        string label,
        int n,
        double mean,
        double? sd,
        double min,
        double max,
        string unit,
        string printed,
        int of = 36
    ) =>
        new(
            key,
            label,
            n,
            of,
            of - n,
            null,
            mean,
            sd,
            min,
            max,
            unit,
            sd is null ? "mean, range" : "mean, sample SD (n − 1)",
            null,
            new(printed),
            true
        );

    public static Figure Patency(string key, string label, int n, decimal percent, int events, string printed) =>
        new(key, label, n, n, 0, percent, null, null, null, null, null, Limits, events, new(printed), true);

    /// <summary>Product limit with Greenwood's variance and the log interval.</summary>
    public static PatencyCurve Curve(string key, string label, IEnumerable<double> lost, IEnumerable<double> censored)
    {
        var times = lost.Select(t => (Months: t, Lost: true)).Concat(censored.Select(t => (Months: t, Lost: false))).ToArray();
        var points = ImmutableArray.CreateBuilder<CurvePoint>();
        double survival = 1,
            greenwood = 0;
        foreach (var at in times.GroupBy(t => t.Months).OrderBy(t => t.Key))
        {
            var risk = times.Count(t => t.Months >= at.Key);
            var events = at.Count(t => t.Lost);
            survival *= 1 - ((double)events / risk);
            greenwood += events == risk ? 0 : (double)events / (risk * (risk - events));
            var width = Math.Exp(1.959964 * Math.Sqrt(greenwood));
            points.Add(
                survival == 0
                    ? new(at.Key, risk, events, at.Count(t => !t.Lost), 0, null, null, null)
                    : new(
                        at.Key,
                        risk,
                        events,
                        at.Count(t => !t.Lost),
                        survival,
                        survival * Math.Sqrt(greenwood),
                        survival / width,
                        Math.Min(1, survival * width)
                    )
            );
        }

        var marks = points.Where(point => point.Censored > 0).Select(point => new CensorMark(point.Months, point.Survival));
        return new(key, label, points.ToImmutable(), [.. marks], times.Length);
    }

    private static ImmutableArray<PatencyCurve> Curves()
    {
        double[] cava =
        [
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
            14,
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
        double[] iliac = [.. IliacCensored.SelectMany(month => Enumerable.Repeat(month, 3))];
        return
        [
            Curve("ivc-primary-patency", "IVC primary patency", [14], cava),
            Curve("ivc-secondary-patency", "IVC secondary patency", [], [.. cava, 14]),
            Curve("iliac-primary-patency", "Iliac vein primary patency", [1, 1, 2, 3, 3, 5, 6, 9, 12], iliac),
            Curve("iliac-secondary-patency", "Iliac vein secondary patency", [1, 2, 3, 5, 9, 12], [.. iliac, 24, 24, 24]),
        ];
    }

    private static ImmutableArray<Figure> Figures() =>
        [
            Proportion("technical-success", "Technical success", 36, 37, "36 (97.3 %)"),
            Mean("procedure-duration", "Procedure duration", 36, 70.80555555555556, null, 35, 152, "min", "mean 71 min, range 35–152"),
            Proportion("filter-infrarenal", "Filter infrarenal", 33, 36, "33 (91.7 %)"),
            Proportion("filter-retrohepatic", "Filter retrohepatic", 3, 36, "3 (8.3 %)"),
            Proportion("severe-complications", "Severe complications", 0, 37, "none"),
            Patency("ivc-primary-patency", "IVC primary patency", 36, 95m, 1, "95 %"),
            Patency("ivc-secondary-patency", "IVC secondary patency", 36, 100m, 0, "100 %"),
            Patency("iliac-primary-patency", "Iliac vein primary patency", 39, 100m * 30 / 39, 9, "77 %"),
            Patency("iliac-secondary-patency", "Iliac vein secondary patency", 39, 100m * 33 / 39, 6, "85 %"),
            Mean("vcss", "VCSS at follow-up", 36, 5.861111111111111, 2.5873620493, 1, 12, "points", "5.9 ± 2.6"),
            Mean("villalta", "Villalta score at follow-up", 36, 3.888888888888889, 2.1879860594, 1, 10, "points", "3.9 ± 2.2"),
            Proportion("pts", "Post-thrombotic syndrome", 8, 36, "22 %"),
        ];

    private static Dictionary<int, int> Totals(params (int Total, int Count)[] totals) =>
        totals.ToDictionary(total => total.Total, total => total.Count);

    private static Dictionary<string, int> Counts(params (string Name, int Count)[] counts) =>
        counts.ToDictionary(count => count.Name, count => count.Count, StringComparer.Ordinal);
}
