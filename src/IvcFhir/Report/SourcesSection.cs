using System.Collections.Immutable;
using System.Xml.Linq;
using static IvcFhir.Report.Markup;

namespace IvcFhir.Report;

/// <summary>What sources say of each disputed rule and of each figure, and the sources themselves.</summary>
internal static class SourcesSection
{
    public static XElement? Of(StudyReport report) => report.Table.Flow is null && report.SuppressedBelow is null ? null :
        Html("section", Class("sources"), Attr("aria-labelledby", "sources"),
            Html("h2", Attr("id", "sources"), "Sources"),
            Html("h3", "Rules on which sources disagree"),
            Html("dl", EvidenceFile.Shipped.Points.SelectMany(point => new[]
            {
                Html("dt", $"{point.Id} {point.Question}"),
                Html("dd", Html("p", "Default: ", point.Default), Statements(point.Sources)),
            })),
            Html("h3", "Figures"),
            Html("dl", report.Table.Figures.Concat(report.Table.Retrieval)
                .Select(figure => (figure.Label, Statements: EvidenceFile.Shipped.Of(figure.Key)))
                .Where(figure => !figure.Statements.IsEmpty)
                .SelectMany(figure => new[] { Html("dt", figure.Label), Html("dd", Statements(figure.Statements)) })),
            Html("h3", "Cited"),
            Html("dl", Class("cited"), EvidenceFile.Shipped.Sources.SelectMany(source => new[] { Html("dt", source.Id), Html("dd", Cited.Source(source)) })));

    private static XElement Statements(ImmutableArray<Statement> statements) =>
        Html("ul", statements.Select(one => Html("li", Html("b", one.Source), $" {Words(one.Stance)}: {one.Says}")));

    private static string Words(Stance stance) => stance switch
    {
        Stance.Supports => "supports it",
        Stance.Contrasts => "contrasts",
        _ => "adds",
    };
}
