using System.Globalization;
using System.Text.Json;
using IvcFhir.Core.Cohort;
using static System.FormattableString;

namespace IvcFhir.Report;

/// <summary>Sentences that the table and the page share.</summary>
internal static class ReportText
{
    public const string Synthetic = "Synthetic data: these patients were generated, they do not exist.";

    public static string Population(StudyReport report) =>
        report.PopulationWithheld ? "number of patients withheld"
        : report.SuppressedBelow is null ? Invariant($"{report.Table.Eligible} of {report.Table.Patients} patients eligible")
        : Invariant($"{report.Table.Eligible} patients eligible");

    /// <summary>What small counts mean for the reader; null when all are shown.</summary>
    public static string? Suppressed(StudyReport report) =>
        report.SuppressedBelow is { } limit
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"Counts from 1 to {limit - 1} are withheld, with those that would give them away; a curve "
                    + $"stands at the months between which its counts are large enough."
            )
            : null;

    /// <summary>Version, and the hash that tells whether it is the same document: <c>1.0.0 (0f3c…)</c>.</summary>
    public static string Protocol(StudyTable table) =>
        table.ProtocolHash.Length == 0 ? table.ProtocolVersion : $"{table.ProtocolVersion} ({table.ProtocolHash})";

    public static string DataCut(StudyReport report) =>
        report.DataCut?.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture) ?? "not stated";

    public static string Verdict(StudyTable table)
    {
        var compared = table.Figures.Count(figure => figure.Agrees is not null);
        var agreeing = table.Figures.Count(figure => figure.Agrees is true);
        return compared == 0
            ? table.Figures.Any(figure => figure.Published is not null)
                ? "No figure with a published value can be compared with it."
                : "No figure has a published value to compare with."
            : Invariant($"{agreeing} of {compared} figures agree with the published values.");
    }

    public static string Written(WriteCounts written) =>
        Invariant($"{written.Created} created, {written.Updated} updated, {written.Unchanged} unchanged, {written.Retracted} retracted")
        + (written.Held > 0 ? Invariant($", {written.Held} held") : "");

    /// <summary>Counts with their names, in ordinal order, so that a report does not depend on the order of work.</summary>
    public static string Counts(IEnumerable<KeyValuePair<string, int>> counts) =>
        string.Join(", ", counts.Select(count => Invariant($"{count.Key} {count.Value}")));

    public static IEnumerable<KeyValuePair<string, int>> Pulled(PassSummary pass) => Sorted(pass.Pulled);

    /// <summary>The codes are written as they are in OperationOutcomes: <c>unknown-code</c>.</summary>
    public static IEnumerable<KeyValuePair<string, int>> Issues(PassSummary pass) =>
        Sorted(pass.Issues.Select(issue => KeyValuePair.Create(JsonNamingPolicy.KebabCaseLower.ConvertName(issue.Key), issue.Value)));

    private static IOrderedEnumerable<KeyValuePair<string, int>> Sorted(IEnumerable<KeyValuePair<string, int>> counts) =>
        counts.OrderBy(count => count.Key, StringComparer.Ordinal);
}
