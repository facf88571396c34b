using System.Collections.Immutable;
using System.Xml.Linq;
using IvcFhir.Profiles;
using IvcFhir.Protocols;
using static IvcFhir.Report.Markup;

namespace IvcFhir.Report;

/// <summary>What sources say of each disputed rule and of each figure, and the sources themselves.</summary>
internal static class SourcesSection
{
    public static XElement? Of(StudyReport report) =>
        report.Table.Flow is null && report.SuppressedBelow is null
            ? null
            : Html(
                "section",
                Class("sources"),
                Attr("aria-labelledby", "sources"),
                Html("h2", Attr("id", "sources"), "Sources"),
                Html("h3", "Rules on which sources disagree, and the choice of this protocol"),
                Html(
                    "dl",
                    ProtocolEvidence.Points.SelectMany(point =>
                        new[]
                        {
                            Html("dt", $"{point.Id} {point.Question}"),
                            Html("dd", Html("p", Choice(point, report)), Statements(ProtocolEvidence.Of(point, report.Protocol))),
                        }
                    )
                ),
                Html("h3", "Figures"),
                Html(
                    "dl",
                    report
                        .Table.Figures.Concat(report.Table.Retrieval)
                        .Select(figure => (figure.Label, Statements: ProtocolEvidence.Of(figure.Key)))
                        .Where(figure => !figure.Statements.IsEmpty)
                        .SelectMany(figure => new[] { Html("dt", figure.Label), Html("dd", Statements(figure.Statements)) })
                ),
                Html("h3", "Misprints: never a target, never compared with"),
                Html(
                    "dl",
                    EvidenceFile.Shipped.Misprints.SelectMany(misprint =>
                        new[]
                        {
                            Html("dt", misprint.Of),
                            Html(
                                "dd",
                                Html("ul", Html("li", Html("b", misprint.Source), $" prints: {misprint.Printed}. Holds: {misprint.Is}."))
                            ),
                        }
                    )
                ),
                Html("h3", "Cited"),
                Html(
                    "dl",
                    Class("cited"),
                    EvidenceFile.Shipped.Sources.SelectMany(source => new[] { Html("dt", source.Id), Html("dd", Cited.Source(source)) })
                )
            );

    private static string Choice(DisputedPoint point, StudyReport report)
    {
        var settings = ProtocolEvidence.SettingsOf(point.Id).ToList();
        return settings.TrueForAll(setting => ProtocolEvidence.IsDefault(setting, report.Protocol))
            ? $"The default: {point.Default}"
            : "Here "
                + $"{string.Join(", ", settings.Select(setting => $"{setting.Path} {SettingText.Of(setting, report.Protocol)}"))}. "
                + $"The default: {point.Default}";
    }

    private static XElement Statements(ImmutableArray<Testimony> statements) =>
        Html("ul", statements.Select(one => Html("li", Html("b", one.Source.Id), $" {TestimonyText.Of(one.Stance)}: {one.Says}")));
}
