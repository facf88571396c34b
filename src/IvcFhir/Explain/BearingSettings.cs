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
    private static readonly ImmutableArray<string> s_patency =
    [
        "indexTreatment.success",
        "indexTreatment.stageDays",
        "indexTreatment.infusionGapDays",
        "analysis.cava",
        "patency.technicalFailure",
        "patency.openBeforeReinterventionDays",
    ];

    private static readonly ImmutableArray<string> s_legFigure = ["analysis.set", "analysis.legUnit"];

    public static ImmutableArray<SettingLine> Of(Instrument instrument, StudyProtocol protocol) => Lines(PathsOf(instrument), protocol);

    /// <summary>
    /// Those of an outcome: of one that is open also the rows of the table by which what was not understood opens it (D14).
    /// </summary>
    public static ImmutableArray<SettingLine> Of(Outcome outcome, StudyProtocol protocol) =>
        Lines(
            [
                .. PathsOf(outcome.Key.Instrument),
                .. OpenedBy(outcome).Where(row => ProtocolSettings.All.Any(setting => setting.Path == row)),
            ],
            protocol
        );

    // The codes of what is missing are the kinds of what is unread; whatever else is named of a complication is an event.
    private static IEnumerable<string> OpenedBy(Outcome outcome) =>
        outcome.Value is not OutcomeValue.Unanswered { Reason: AbsenceReason.NotUnderstood } open ? []
        : outcome.Key.Instrument
            is Instrument.SevereComplication
                or Instrument.MajorBleeding
                or Instrument.RecurrentDvt
                or Instrument.PulmonaryEmbolism
            ? ["unread.event"]
        : open.Missing.Select(kind =>
        {
            var name = string.Concat(kind.Split('-').Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
            return $"unread.{JsonNamingPolicy.CamelCase.ConvertName(name)}";
        });

    /// <summary>Those of the questions that a figure sums up, and those of how it sums them up.</summary>
    public static ImmutableArray<SettingLine> Of(string figure, IEnumerable<Instrument> questions, StudyProtocol protocol) =>
        Lines([.. questions.SelectMany(question => PathsOf(question)), .. PathsOf(FigureKey.BaseOf(figure))], protocol);

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

    private static ImmutableArray<string> PathsOf(Instrument instrument) =>
        instrument switch
        {
            Instrument.TechnicalSuccess =>
            [
                "indexTreatment.begins",
                "indexTreatment.veins",
                "indexTreatment.success",
                "indexTreatment.stageDays",
                "indexTreatment.infusionGapDays",
            ],
            Instrument.ProcedureDuration =>
            [
                "indexTreatment.stageDays",
                "indexTreatment.sessionGapMinutes",
                "indexTreatment.infusionMinutes",
            ],
            Instrument.FilterPosition => ["eligibility.filter"],
            Instrument.SevereComplication =>
            [
                "complications.scales",
                "complications.severe",
                "complications.majorBleedingIsSevere",
                "complications.deathIsSevere",
                "complications.days",
            ],
            Instrument.Villalta => ["reportedTotal", "villalta.ulcer", "villalta.earliestPtsDay", "villalta.earlyPtsLastDay"],
            Instrument.PostThromboticSyndrome =>
            [
                "villalta.ptsDefinition",
                "villalta.ptsVisitsApartDays",
                "villalta.earliestPtsDay",
                "villalta.earlyPtsLastDay",
            ],
            Instrument.Vcss => ["reportedTotal", "vcss.version", "vcss.compression"],
            Instrument.PrimaryPatency => ["patency.restenosisEndsPrimary", .. s_patency],
            Instrument.AssistedPrimaryPatency or Instrument.SecondaryPatency => s_patency,
            Instrument.LysisGrade => ["lysis.bounds"],
            Instrument.FilterDwell => ["eligibility.filter", "filter.reviewFromDay", "filter.overdueAfterDay", "filter.lateAfterDay"],
            Instrument.FilterRetrieval
            or Instrument.FilterTilt
            or Instrument.FilterMigration
            or Instrument.FilterFracture
            or Instrument.CavalThrombus => ["eligibility.filter"],
            Instrument.FilterPenetration => ["eligibility.filter", "filter.penetration"],
            Instrument.ComplicationSir2003
            or Instrument.ComplicationSir2017
            or Instrument.ComplicationCirse2017
            or Instrument.MajorBleeding => ["complications.days"],
            _ => [],
        };

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
