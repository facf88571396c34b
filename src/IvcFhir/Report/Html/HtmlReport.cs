using System.Xml.Linq;
using IvcFhir.Core.Cohort;
using static IvcFhir.Report.Markup;

namespace IvcFhir.Report;

/// <summary>One self-contained page: no script, nothing fetched; for the screen, a phone, paper and a screen reader.</summary>
internal static class HtmlReport
{
    /// <summary>Binds the browser to what the page promises: it runs nothing, fetches nothing and sends nothing.</summary>
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

    public static void Write(StudyReport report, TextWriter writer)
    {
        // The document type in capitals, so that the page is XML as well.
        writer.Write("<!DOCTYPE html>\n");
        writer.Write(Page(report).ToString(SaveOptions.DisableFormatting));
        writer.Write('\n');
    }

    private static XElement Page(StudyReport report)
    {
        XElement?[] parts =
        [
            FigureSection.Of(report.Table, report.Synthetic),
            FlowSection.Of(report.Flow),
            CurveSection.Of(report.Table),
            StrataSection.Of(report.Table),
            ScoreSection.Of(report.Distributions),
            ContextSection.Of(report),
            PassSection.Of(report.Passes),
            MethodsSection.Of(report),
            SourcesSection.Of(report),
        ];
        return Html(
            "html",
            Attr("lang", "en"),
            Html(
                "head",
                Html("meta", Attr("charset", "utf-8")),
                Html("meta", Attr("http-equiv", "Content-Security-Policy"), Attr("content", Policy)),
                Html("meta", Attr("name", "viewport"), Attr("content", "width=device-width, initial-scale=1")),
                Html("title", $"Study {report.Table.Study}: outcomes{(report.Synthetic ? " (synthetic data)" : "")}"),
                Html("style", HtmlStyle.Sheet)
            ),
            Html(
                "body",
                report.Synthetic ? Class("synthetic") : null,
                Html("a", Class("skip"), Attr("href", "#content"), "Skip to the figures"),
                Header(report),
                Contents(parts.OfType<XElement>()),
                // What the link leads to takes the focus, or the next key press would begin at the top again.
                Html("main", Attr("id", "content"), Attr("tabindex", "-1"), parts)
            )
        );
    }

    /// <summary>Each section by its own heading, so that none is named that the page does not have.</summary>
    private static XElement Contents(IEnumerable<XElement> sections) =>
        Html(
            "nav",
            Class("contents"),
            Attr("aria-label", "Contents"),
            Html(
                "ul",
                Attr("role", "list"),
                sections
                    .Select(section => section.Element("h2")!)
                    .Select(heading => Html("li", Html("a", Attr("href", $"#{heading.Attribute("id")!.Value}"), heading.Value)))
            )
        );

    private static XElement Header(StudyReport report) =>
        Html(
            "header",
            report.Synthetic ? Banner() : null,
            Html("p", Class("eyebrow"), "Study report"),
            Html("h1", $"Outcomes of study {report.Table.Study}"),
            Html(
                "dl",
                Class("facts"),
                Fact("Population", ReportText.Population(report)),
                Fact("Protocol", ReportText.Protocol(report.Table)),
                Fact("Data cut", ReportText.DataCut(report))
            ),
            ReportText.Suppressed(report) is { } suppressed ? Html("p", suppressed) : null,
            report.Synthetic ? Html("p", Class("verdict"), ReportText.Verdict(report.Table)) : null
        );

    private static XElement Banner() =>
        Html(
            "p",
            Class("banner"),
            Attr("role", "note"),
            Html("strong", "Synthetic data."),
            " These patients were generated, they do not exist. Nothing here is evidence about a treatment."
        );

    private static XElement Fact(string name, string value) => Html("div", Html("dt", name), Html("dd", value));
}
