using System.Collections.Immutable;
using System.Text.Json;
using IvcFhir.Core;
using IvcFhir.Core.Cohort;
using IvcFhir.Protocols;

namespace IvcFhir.Explain;

/// <param name="Decision">The disputed rule that the setting decides, <c>D1</c>; null when it is none of them.</param>
internal sealed record SettingLine(string? Decision, string Setting, string Value);

/// <summary>
/// The settings of the protocol that bear on an answer, with their values: a rule's text says what is asked, these say how this study asks
/// it.
/// </summary>
internal static class BearingSettings
{
    private static readonly ImmutableArray<string> s_legFigure = ["analysis.set", "analysis.legUnit"];

    public static ImmutableArray<SettingLine> Of(Instrument instrument, StudyProtocol protocol) =>
        Lines(Instruments.Of(instrument).Settings, protocol);

    /// <summary>
    /// Those of an outcome: of one that is open also the rows of the table by which what was not understood opens it (D14).
    /// </summary>
    public static ImmutableArray<SettingLine> Of(Outcome outcome, StudyProtocol protocol) =>
        Lines(
            [
                .. Instruments.Of(outcome.Key.Instrument).Settings,
                .. OpenedBy(outcome).Where(row => ProtocolSettings.All.Any(setting => setting.Path == row)),
            ],
            protocol
        );

    // The codes of what is missing are the kinds of what is unread; whatever else is named of a complication is an event.
    private static IEnumerable<string> OpenedBy(Outcome outcome) =>
        outcome.Value is not OutcomeValue.Unanswered { Reason: AbsenceReason.NotUnderstood } open ? []
        : Instruments.Of(outcome.Key.Instrument).OpenedByEvents ? ["unread.event"]
        : open.Missing.Select(kind =>
        {
            var name = string.Concat(kind.Split('-').Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
            return $"unread.{JsonNamingPolicy.CamelCase.ConvertName(name)}";
        });

    /// <summary>Those of the questions that a figure sums up, and those of how it sums them up.</summary>
    public static ImmutableArray<SettingLine> Of(string figure, IEnumerable<Instrument> questions, StudyProtocol protocol) =>
        Lines([.. questions.SelectMany(question => Instruments.Of(question).Settings), .. PathsOf(FigureKey.BaseOf(figure))], protocol);

    private static ImmutableArray<SettingLine> Lines(ImmutableArray<string> paths, StudyProtocol protocol) =>
        [
            .. ProtocolSettings
                .All.Where(setting => paths.Contains(setting.Path))
                .Select(setting => new SettingLine(
                    ProtocolSchema.DecisionOf(setting.Path),
                    setting.Path,
                    SettingText.Of(setting, protocol)
                )),
        ];

    private static ImmutableArray<string> PathsOf(string figure) =>
        figure switch
        {
            FigureKey.TechnicalSuccess
            or FigureKey.FilterRetrievalSuccess
            or FigureKey.FilterRetrievalRate
            or FigureKey.FilterRetrievalAdjusted => ["statistics.proportionInterval"],
            FigureKey.SevereComplications or FigureKey.MajorBleeding => ["analysis.complicationSet", "statistics.proportionInterval"],
            FigureKey.Pts => [.. s_legFigure, "statistics.proportionInterval"],
            FigureKey.Villalta or FigureKey.Vcss => s_legFigure,
            FigureKey.IvcPrimaryPatency or FigureKey.IvcSecondaryPatency or FigureKey.IvcAssistedPrimaryPatency =>
            [
                "statistics.survivalInterval",
            ],
            FigureKey.IliacPrimaryPatency or FigureKey.IliacSecondaryPatency or FigureKey.IliacAssistedPrimaryPatency =>
            [
                "analysis.iliacUnit",
                "analysis.limbErrors",
                "statistics.survivalInterval",
            ],
            _ => FigureKey.KindOf(figure) switch
            {
                FigureKind.Proportion => ["analysis.set", "statistics.proportionInterval"],
                FigureKind.Curve => ["analysis.set", "statistics.survivalInterval"],
                FigureKind.Mean => ["analysis.set"],
                _ => [],
            },
        };
}
