using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using IvcFhir.Report;

namespace IvcFhir.Tests.Report;

/// <summary>A report in each of its formats, as text.</summary>
internal static class Rendered
{
    public static string Table(StudyReport report) => Text(report, TableReport.Write);

    public static string Csv(StudyReport report) => Text(report, CsvReport.Write);

    public static string Html(StudyReport report) => Text(report, HtmlReport.Write);

    public static XElement Page(StudyReport report)
    {
        using var reader = XmlReader.Create(new StringReader(Html(report)), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XElement.Load(reader);
    }

    public static string Json(StudyReport report)
    {
        using var stream = new MemoryStream();
        JsonReport.Write(report, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    public static T In<T>(string culture, Func<T> render)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            return render();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static string Text(StudyReport report, Action<StudyReport, TextWriter> write)
    {
        using var writer = new StringWriter(CultureInfo.CurrentCulture);
        write(report, writer);
        return writer.ToString();
    }
}
