using System.Buffers;
using System.Globalization;
using IvcFhir.Core.Cohort;

namespace IvcFhir.Report;

/// <summary>One row per figure, as RFC 4180 has it: CRLF, quotes only where needed, quotes doubled. Values are not rounded.</summary>
internal static class CsvReport
{
    private static readonly SearchValues<char> NeedsQuotes = SearchValues.Create(",\"\r\n");

    private static readonly string[] Columns =
    [
        "study",
        "protocolVersion",
        "synthetic",
        "key",
        "label",
        "n",
        "of",
        "missing",
        "percent",
        "mean",
        "sd",
        "min",
        "max",
        "unit",
        "estimator",
        "events",
        "published",
        "agrees",
        "median",
        "lowerQuartile",
        "upperQuartile",
        "lower",
        "upper",
        "interval",
        "withheld",
        "open",
        "undecided",
        "lowestWithOpen",
        "highestWithOpen",
        "answeredByHand",
        "reportedTotals",
        "laterImageUnread",
    ];

    public static void Write(StudyReport report, TextWriter writer)
    {
        WriteRow(writer, Columns);
        foreach (var figure in report.Table.Rows)
            WriteRow(writer, Row(report, figure));
    }

    private static string[] Row(StudyReport report, Figure figure) =>
        [
            report.Table.Study,
            report.Table.ProtocolVersion,
            Flag(report.Synthetic),
            figure.Key,
            figure.Label,
            figure.CountWithheld ? "" : Number(figure.N),
            figure.DenominatorWithheld ? "" : Number(figure.Of),
            figure.DenominatorWithheld ? "" : Number(figure.Missing),
            Number(FigureText.Exact(figure.Percent)),
            Number(figure.Mean),
            Number(figure.Sd),
            Number(figure.Min),
            Number(figure.Max),
            figure.Unit ?? "",
            figure.Estimator,
            Number(figure.Events),
            figure.Published?.Printed ?? "",
            Flag(figure.Agrees),
            Number(figure.Median),
            Number(figure.LowerQuartile),
            Number(figure.UpperQuartile),
            Number(figure.Lower),
            Number(figure.Upper),
            figure.IntervalName ?? "",
            figure.IsWithheld ? "true" : "",
            Number(figure.Open?.Units),
            Number(figure.Open?.Undecided),
            Number(FigureText.Exact(figure.Open?.Lowest)),
            Number(FigureText.Exact(figure.Open?.Highest)),
            figure.AnsweredByHand > 0 ? Number(figure.AnsweredByHand) : "",
            figure.ReportedTotals > 0 ? Number(figure.ReportedTotals) : "",
            figure.LaterImageUnread > 0 ? Number(figure.LaterImageUnread) : "",
        ];

    internal static void WriteRow(TextWriter writer, string[] fields)
    {
        writer.Write(string.Join(',', fields.Select(Quoted)));
        writer.Write("\r\n");
    }

    private static string Quoted(string field) =>
        field.AsSpan().ContainsAny(NeedsQuotes) ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;

    private static string Number(double? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Number(int? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Flag(bool? value) =>
        value switch
        {
            true => "true",
            false => "false",
            null => "",
        };
}
