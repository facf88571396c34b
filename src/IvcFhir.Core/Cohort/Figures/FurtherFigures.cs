using System.Collections.Immutable;
using IvcFhir.Core.Facts;
using IvcFhir.Core.Scores;

namespace IvcFhir.Core.Cohort;

/// <summary>A figure as it stands in the list: the question that it sums up, and how it does so under a protocol.</summary>
/// <param name="Key">As it stands in every output, in the contract's CodeSystem of figures and in a protocol that asks for it.</param>
/// <param name="Asks">Whether a protocol with this figure puts the question also to whom nothing is recorded that bears on it.</param>
internal sealed record DeclaredFigure(string Key, Instrument Instrument, bool Asks, Func<string, StudyProtocol, StudyFigure> Build);

/// <summary>
/// Figures that a protocol can ask for beside the twelve of the study's table. A figure is added to the code here and nowhere else: allowed
/// values, the settings that bear on it and who is asked follow from the list (docs/add-a-figure.md).
/// </summary>
internal static class FurtherFigures
{
    public static readonly ImmutableArray<DeclaredFigure> All =
    [
        new(
            FigureKey.IvcAssistedPrimaryPatency,
            Instrument.AssistedPrimaryPatency,
            Asks: false,
            (key, _) => StudyFigures.Cava(key, "Inferior vena cava, assisted primary patency", Instrument.AssistedPrimaryPatency)
        ),
        new(
            FigureKey.IliacAssistedPrimaryPatency,
            Instrument.AssistedPrimaryPatency,
            Asks: false,
            (key, protocol) =>
                StudyFigures.Iliac(
                    key,
                    $"Iliac vein, assisted primary patency ({FigureLabels.IliacUnits(protocol)})",
                    Instrument.AssistedPrimaryPatency
                )
        ),
        Share(
            "lysis-success",
            Instrument.LysisGrade,
            protocol => $"Lysis grade II or III ({FigureLabels.LysisOf(protocol)})",
            value => value is OutcomeValue.Lysis lysis ? lysis.Grade != LysisGradeClass.I : null
        ),
        Share("clinical-success", Instrument.ClinicalSuccess, _ => "Clinical success (symptoms reduced before discharge)", IsYes),
        new(
            "filter-dwell",
            Instrument.FilterDwell,
            Asks: false,
            (key, _) =>
                StudyFigures.Once(
                    key,
                    "Dwell of retrieved filters",
                    FigureKind.Mean,
                    "d",
                    Instrument.FilterDwell,
                    value => value is OutcomeValue.DayCount days ? new FigureAnswer.Value(days.Value) : new FigureAnswer.Missing()
                )
        ),
        Share("filter-tilt", Instrument.FilterTilt, _ => "Filter tilt above 15 degrees", IsBeyond),
        Share("filter-migration", Instrument.FilterMigration, _ => "Filter migration above 20 mm", IsBeyond),
        Share(
            "filter-penetration",
            Instrument.FilterPenetration,
            protocol => $"Caval penetration above {(protocol.PenetrationThreshold == PenetrationThreshold.Sir ? 3 : 5)} mm",
            IsBeyond
        ),
        Share("filter-fracture", Instrument.FilterFracture, _ => "Filter fracture", IsYes),
        Share(
            "caval-thrombus",
            Instrument.CavalThrombus,
            _ => "Thrombus in filter or vena cava",
            value => value is OutcomeValue.Thrombus thrombus ? thrombus.Extent != CavalThrombusExtent.None : null
        ),
        Share(FigureKey.MajorBleeding, Instrument.MajorBleeding, _ => "Major periprocedural bleeding (ISTH)", IsYes),
        Event(FigureKey.RecurrentDvt, Instrument.RecurrentDvt, "Freedom from recurrent deep vein thrombosis"),
        Event(FigureKey.PulmonaryEmbolism, Instrument.PulmonaryEmbolism, "Freedom from pulmonary embolism"),
        Event(FigureKey.Death, Instrument.Death, "Survival"),
    ];

    /// <returns>Null when no further figure and no rate of retrieval has that key.</returns>
    public static StudyFigure? Of(string key, StudyProtocol protocol) =>
        All.FirstOrDefault(figure => string.Equals(figure.Key, key, StringComparison.Ordinal)) is { } declared
            ? declared.Build(key, protocol)
            : RetrievalFigures.Of(key);

    private static DeclaredFigure Share(
        string key,
        Instrument instrument,
        Func<StudyProtocol, string> label,
        Func<OutcomeValue, bool?> has
    ) =>
        new(
            key,
            instrument,
            Asks: true,
            (key, protocol) =>
                StudyFigures.Once(
                    key,
                    label(protocol),
                    FigureKind.Proportion,
                    null,
                    instrument,
                    value => has(value) is { } answer ? new FigureAnswer.Property(answer) : new FigureAnswer.Missing()
                )
        );

    private static DeclaredFigure Event(string key, Instrument instrument, string label) =>
        new(
            key,
            instrument,
            Asks: true,
            (key, _) =>
                StudyFigures.Once(
                    key,
                    label,
                    FigureKind.Curve,
                    "months",
                    instrument,
                    value =>
                        value is OutcomeValue.TimeToEvent time
                            ? new FigureAnswer.FollowUp(time.Days, time.Happened)
                            : new FigureAnswer.Missing()
                )
        );

    private static bool? IsYes(OutcomeValue value) => value is OutcomeValue.YesNo answer ? answer.Yes : null;

    private static bool? IsBeyond(OutcomeValue value) => value is OutcomeValue.Measured measured ? measured.Beyond : null;
}
