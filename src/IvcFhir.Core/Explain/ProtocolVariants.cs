using System.Collections.Immutable;
using IvcFhir.Core.Cohort;
using IvcFhir.Core.Facts;
using IvcFhir.Core.Scores;

namespace IvcFhir.Core.Explain;

/// <summary>The protocol with one disputed rule decided in one way.</summary>
/// <param name="Decision">The number under which the dispute is documented: <c>D1</c>.</param>
/// <param name="Setting">The setting of the protocol, in small letters with hyphens: <c>ulcer-rule</c>.</param>
/// <param name="Choice">What it is set to: <c>at-least-15</c>.</param>
/// <param name="Standing">Whether the protocol itself decides so.</param>
public sealed record ProtocolVariant(string Decision, string Setting, string Choice, StudyProtocol Protocol, bool Standing);

/// <summary>The other rules that sources follow, one at a time: everything else stays as the protocol has it.</summary>
public static class ProtocolVariants
{
    /// <summary>D3: three months, and six.</summary>
    private static readonly ImmutableArray<int> s_earliestPtsDays = [90, 180];

    /// <returns>The choices that bear on the answers of an instrument, in the order of the decisions; empty where no rule is
    /// disputed.</returns>
    public static ImmutableArray<ProtocolVariant> Of(Instrument instrument, StudyProtocol protocol) =>
        instrument switch
        {
            Instrument.Villalta => [.. Ulcer(protocol), .. EarliestPts(protocol)],
            Instrument.PostThromboticSyndrome => [.. Pts(protocol), .. EarliestPts(protocol)],
            Instrument.Vcss => [.. VcssVersions(protocol), .. Compression(protocol)],
            Instrument.PrimaryPatency => [.. Restenosis(protocol), .. TechnicalFailure(protocol)],
            Instrument.AssistedPrimaryPatency or Instrument.SecondaryPatency => [.. TechnicalFailure(protocol)],
            Instrument.SevereComplication => [.. Severe(protocol), .. Bleeding(protocol), .. Death(protocol)],
            Instrument.LysisGrade => [.. Lysis(protocol)],
            Instrument.FilterPenetration => [.. Penetration(protocol)],
            _ => [],
        };

    /// <summary>
    /// D7: whether limbs or patients are counted, and, in the iliac veins, how the errors of two limbs of one patient are taken.
    /// </summary>
    public static ImmutableArray<ProtocolVariant> Units(Instrument instrument, StudyProtocol protocol) =>
        Instruments.Of(instrument).AskedOf switch
        {
            AskedOf.Leg =>
            [
                .. Choices(
                    "D7",
                    nameof(StudyProtocol.LegUnit),
                    protocol.LegUnit,
                    Enum.GetValues<UnitOfAnalysis>(),
                    one => protocol with { LegUnit = one }
                ),
            ],
            AskedOf.Vein =>
            [
                .. Choices(
                    "D7",
                    nameof(StudyProtocol.IliacUnit),
                    protocol.IliacUnit,
                    Enum.GetValues<UnitOfAnalysis>(),
                    one => protocol with { IliacUnit = one }
                ),
                .. Choices(
                    "D7",
                    nameof(StudyProtocol.LimbErrors),
                    protocol.LimbErrors,
                    Enum.GetValues<LimbErrors>(),
                    one => protocol with { LimbErrors = one }
                ),
            ],
            _ => [],
        };

    /// <summary>D11: the scales of the interval of a curve.</summary>
    public static ImmutableArray<ProtocolVariant> SurvivalIntervals(StudyProtocol protocol) =>
        [
            .. Choices(
                "D11",
                nameof(StudyProtocol.SurvivalInterval),
                protocol.SurvivalInterval,
                Enum.GetValues<SurvivalIntervalType>(),
                one => protocol with { SurvivalInterval = one }
            ),
        ];

    /// <summary>The intervals of a proportion. They are no decision of their own: the number is that of intervals.</summary>
    public static ImmutableArray<ProtocolVariant> ProportionIntervals(StudyProtocol protocol) =>
        [
            .. Choices(
                "D11",
                nameof(StudyProtocol.ProportionInterval),
                protocol.ProportionInterval,
                Enum.GetValues<ProportionIntervalType>(),
                one => protocol with { ProportionInterval = one }
            ),
        ];

    private static IEnumerable<ProtocolVariant> Ulcer(StudyProtocol protocol) =>
        Choices(
            "D1",
            nameof(StudyProtocol.UlcerRule),
            protocol.UlcerRule,
            Enum.GetValues<UlcerRule>(),
            one => protocol with { UlcerRule = one }
        );

    private static IEnumerable<ProtocolVariant> Pts(StudyProtocol protocol) =>
        Choices(
            "D2",
            nameof(StudyProtocol.PtsDefinition),
            protocol.PtsDefinition,
            Enum.GetValues<PtsDefinition>(),
            one => protocol with { PtsDefinition = one }
        );

    private static IEnumerable<ProtocolVariant> EarliestPts(StudyProtocol protocol) =>
        Choices(
            "D3",
            nameof(StudyProtocol.EarliestPtsDay),
            protocol.EarliestPtsDay,
            [.. s_earliestPtsDays.Append(protocol.EarliestPtsDay).Distinct().Order()],
            one => protocol with { EarliestPtsDay = one }
        );

    private static IEnumerable<ProtocolVariant> VcssVersions(StudyProtocol protocol) =>
        Choices(
            "D4",
            nameof(StudyProtocol.VcssVersion),
            protocol.VcssVersion,
            Enum.GetValues<VcssVersion>(),
            one => protocol with { VcssVersion = one }
        );

    private static IEnumerable<ProtocolVariant> Compression(StudyProtocol protocol) =>
        Choices(
            "D4",
            nameof(StudyProtocol.VcssIncludesCompression),
            protocol.VcssIncludesCompression,
            [true, false],
            one => protocol with { VcssIncludesCompression = one }
        );

    private static IEnumerable<ProtocolVariant> Restenosis(StudyProtocol protocol) =>
        Choices(
            "D5",
            nameof(StudyProtocol.RestenosisEndsPrimaryPatency),
            protocol.RestenosisEndsPrimaryPatency,
            [true, false],
            one => protocol with { RestenosisEndsPrimaryPatency = one }
        );

    private static IEnumerable<ProtocolVariant> TechnicalFailure(StudyProtocol protocol) =>
        Choices(
            "D6",
            nameof(StudyProtocol.TechnicalFailure),
            protocol.TechnicalFailure,
            Enum.GetValues<TechnicalFailureRule>(),
            one => protocol with { TechnicalFailure = one }
        );

    private static IEnumerable<ProtocolVariant> Lysis(StudyProtocol protocol) =>
        Choices(
            "D8",
            nameof(StudyProtocol.LysisBounds),
            protocol.LysisBounds,
            Enum.GetValues<LysisBounds>(),
            one => protocol with { LysisBounds = one }
        );

    private static IEnumerable<ProtocolVariant> Penetration(StudyProtocol protocol) =>
        Choices(
            "D9",
            nameof(StudyProtocol.PenetrationThreshold),
            protocol.PenetrationThreshold,
            Enum.GetValues<PenetrationThreshold>(),
            one => protocol with { PenetrationThreshold = one }
        );

    private static IEnumerable<ProtocolVariant> Severe(StudyProtocol protocol) =>
        Choices(
            "D10",
            nameof(StudyProtocol.SevereMeaning),
            protocol.SevereMeaning,
            Enum.GetValues<SevereMeaning>(),
            one => protocol with { SevereMeaning = one }
        );

    private static IEnumerable<ProtocolVariant> Bleeding(StudyProtocol protocol) =>
        Choices(
            "D10",
            nameof(StudyProtocol.MajorBleedingIsSevere),
            protocol.MajorBleedingIsSevere,
            [true, false],
            one => protocol with { MajorBleedingIsSevere = one }
        );

    private static IEnumerable<ProtocolVariant> Death(StudyProtocol protocol) =>
        Choices(
            "D10",
            nameof(StudyProtocol.PeriproceduralDeathIsSevere),
            protocol.PeriproceduralDeathIsSevere,
            [true, false],
            one => protocol with { PeriproceduralDeathIsSevere = one }
        );

    private static IEnumerable<ProtocolVariant> Choices<T>(
        string decision,
        string setting,
        T standing,
        T[] choices,
        Func<T, StudyProtocol> decide
    )
        where T : notnull =>
        choices.Select(choice => new ProtocolVariant(
            decision,
            ItemCode.Hyphenated(setting),
            Named(choice),
            decide(choice),
            choice.Equals(standing)
        ));

    private static string Named<T>(T choice) =>
        choice switch
        {
            bool yes => yes ? "yes" : "no",
            int days => FormattableString.Invariant($"day-{days}"),
            _ => ItemCode.Hyphenated(choice!.ToString()!),
        };
}
