using System.Collections.Immutable;
using System.Globalization;
using IvcFhir.Report;

namespace IvcFhir.Explain;

/// <summary>
/// What is missing, for a study nurse: a line for each thing, patient after patient, visit after visit. Patients are named by reference
/// only.
/// </summary>
internal static class GapReport
{
    private static readonly string[] Columns =
    [
        "site",
        "patient",
        "visit",
        "from",
        "to",
        "question",
        "location",
        "gap",
        "missing",
        "daysInPlace",
        "advice",
        "resources",
        "queries",
    ];

    public static void Write(DateOnly asOf, ImmutableArray<GapLine> gaps, string format, TextWriter writer, Stream stream)
    {
        switch (format)
        {
            case "json":
                ExplanationJson.Write(new GapList(AnswerText.Date(asOf), gaps), stream);
                break;
            case "csv":
                CsvReport.WriteRow(writer, Columns);
                foreach (var gap in gaps)
                    CsvReport.WriteRow(writer, Row(gap));
                break;
            default:
                WriteTable(asOf, gaps, writer);
                break;
        }
    }

    private static string[] Row(GapLine gap) =>
        [
            gap.Site,
            gap.Patient,
            gap.Visit ?? "",
            gap.From ?? "",
            gap.To ?? "",
            gap.Question ?? "",
            gap.Location,
            gap.Gap,
            string.Join(' ', gap.Missing),
            gap.DaysInPlace is { } days ? FormattableString.Invariant($"{days}") : "",
            string.Join(' ', gap.Advice),
            string.Join(' ', gap.Resources),
            string.Join(' ', gap.Queries),
        ];

    /// <summary>Columns as wide as their longest word, so that the list can be read, printed and ticked off.</summary>
    private static void WriteTable(DateOnly asOf, ImmutableArray<GapLine> gaps, TextWriter writer)
    {
        string[][] rows =
        [
            ["site", "patient", "visit", "window", "question", "of", "missing"],
            .. gaps.Select(Cells),
        ];
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
            writer.Write($"{string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd()}\n");
        writer.Write(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{gaps.Length} missing by {AnswerText.Date(asOf)}, of "
                    + $"{gaps.Select(gap => (gap.Site, gap.Patient)).Distinct().Count()} patients\n"
            )
        );
    }

    private static string[] Cells(GapLine gap) =>
        [gap.Site, gap.Patient, gap.Visit ?? "–", Window(gap), gap.Question ?? "–", gap.Location, ExplanationText.Gap(gap)];

    private static string Window(GapLine gap) =>
        gap.From is null ? "–"
        : gap.From == gap.To ? gap.From
        : $"{gap.From}..{gap.To}";

    private sealed record GapList(string AsOf, ImmutableArray<GapLine> Gaps);
}
