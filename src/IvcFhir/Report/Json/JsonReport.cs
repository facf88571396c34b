using System.Text.Encodings.Web;
using System.Text.Json;
using IvcFhir.Core.Cohort;

namespace IvcFhir.Report;

/// <summary>One JSON object for programs. Values are not rounded; fields that do not apply are left out.</summary>
internal static class JsonReport
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // read by people too, and never placed inside a page
    };

    public static void Write(StudyReport report, Stream stream)
    {
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteString("study", report.Table.Study);
            json.WriteString("protocolVersion", report.Table.ProtocolVersion);
            if (report.Table.ProtocolHash is { Length: > 0 } hash)
                json.WriteString("protocolHash", hash);
            json.WriteBoolean("synthetic", report.Synthetic);
            WriteArray(json, "figures", report.Table.Figures, WriteFigure);
            WriteArray(json, "passes", report.Passes, WritePass);
            JsonDetails.Write(json, report);
            json.WriteEndObject();
        }

        stream.Write("\n"u8);
    }

    internal static void WriteFigure(Utf8JsonWriter json, Figure figure)
    {
        json.WriteString("key", figure.Key);
        if (!figure.CountWithheld)
            json.WriteNumber("n", figure.N);
        if (!figure.DenominatorWithheld)
            json.WriteNumber("of", figure.Of);
        WriteNumber(json, "percent", FigureText.Exact(figure.Percent));
        WriteNumber(json, "mean", figure.Mean);
        WriteNumber(json, "sd", figure.Sd);
        WriteNumber(json, "min", figure.Min);
        WriteNumber(json, "max", figure.Max);
        if (figure.Unit is { } unit)
            json.WriteString("unit", unit);
        json.WriteString("estimator", figure.Estimator);
        if (figure.Events is { } events)
            json.WriteNumber("events", events);
        if (figure.Published is { } published)
            json.WriteString("published", published.Printed);
        if (figure.Agrees is { } agrees)
            json.WriteBoolean("agrees", agrees);
        if (figure.Missing > 0)
            json.WriteNumber("missing", figure.Missing);
        if (figure.Open is { } open)
        {
            json.WriteStartObject("open");
            json.WriteNumber("units", open.Units);
            json.WriteNumber("undecided", open.Undecided);
            WriteNumber(json, "lowest", FigureText.Exact(open.Lowest));
            WriteNumber(json, "highest", FigureText.Exact(open.Highest));
            json.WriteEndObject();
        }

        if (figure.AnsweredByHand > 0)
            json.WriteNumber("answeredByHand", figure.AnsweredByHand);
        if (figure.ReportedTotals > 0)
            json.WriteNumber("reportedTotals", figure.ReportedTotals);
        if (figure.LaterImageUnread > 0)
            json.WriteNumber("laterImageUnread", figure.LaterImageUnread);
        WriteNumber(json, "median", figure.Median);
        WriteNumber(json, "lowerQuartile", figure.LowerQuartile);
        WriteNumber(json, "upperQuartile", figure.UpperQuartile);
        WriteNumber(json, "lower", figure.Lower);
        WriteNumber(json, "upper", figure.Upper);
        if (figure.IntervalName is { } interval)
            json.WriteString("interval", interval);
        if (figure.IsWithheld)
            json.WriteBoolean("withheld", true);
    }

    private static void WritePass(Utf8JsonWriter json, PassSummary pass)
    {
        WriteCounts(json, "pulled", ReportText.Pulled(pass));
        json.WriteStartObject("written");
        json.WriteNumber("created", pass.Written.Created);
        json.WriteNumber("updated", pass.Written.Updated);
        json.WriteNumber("unchanged", pass.Written.Unchanged);
        json.WriteNumber("retracted", pass.Written.Retracted);
        if (pass.Written.Held > 0)
            json.WriteNumber("held", pass.Written.Held);
        json.WriteEndObject();
        WriteCounts(json, "issues", ReportText.Issues(pass));
    }

    internal static void WriteArray<T>(Utf8JsonWriter json, string name, IEnumerable<T> values, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStartObject();
            write(json, value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteCounts(Utf8JsonWriter json, string name, IEnumerable<KeyValuePair<string, int>> counts)
    {
        json.WriteStartObject(name);
        foreach (var (key, count) in counts)
            json.WriteNumber(key, count);
        json.WriteEndObject();
    }

    internal static void WriteNumber(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
            json.WriteNumber(name, number);
    }
}
