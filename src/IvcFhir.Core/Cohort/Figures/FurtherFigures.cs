using IvcFhir.Core.Facts;
using IvcFhir.Core.Scores;

namespace IvcFhir.Core.Cohort;

/// <summary>Figures that a protocol can ask for beside the twelve of the study's table.</summary>
internal static class FurtherFigures
{
    /// <returns>Null when no further figure has that key.</returns>
    public static StudyFigure? Of(string key, StudyProtocol protocol) =>
        key switch
        {
            FigureKey.IvcAssistedPrimaryPatency => StudyFigures.Cava(
                key,
                "Inferior vena cava, assisted primary patency",
                Instrument.AssistedPrimaryPatency
            ),
            FigureKey.IliacAssistedPrimaryPatency => StudyFigures.Iliac(
                key,
                $"Iliac vein, assisted primary patency ({FigureLabels.IliacUnits(protocol)})",
                Instrument.AssistedPrimaryPatency
            ),
            FigureKey.LysisSuccess => Share(
                key,
                $"Lysis grade II or III ({FigureLabels.LysisOf(protocol)})",
                Instrument.LysisGrade,
                value => value is OutcomeValue.Lysis lysis ? lysis.Grade != LysisGradeClass.I : null
            ),
            FigureKey.ClinicalSuccess => StudyFigures.Once(
                key,
                "Clinical success (symptoms reduced before discharge)",
                FigureKind.Proportion,
                null,
                Instrument.ClinicalSuccess,
                StudyFigures.IsYes
            ),
            FigureKey.FilterDwell => StudyFigures.Once(
                key,
                "Dwell of retrieved filters",
                FigureKind.Mean,
                "d",
                Instrument.FilterDwell,
                value => value is OutcomeValue.DayCount days ? new FigureAnswer.Value(days.Value) : new FigureAnswer.Missing()
            ),
            FigureKey.FilterTilt => Share(key, "Filter tilt above 15 degrees", Instrument.FilterTilt, IsBeyond),
            FigureKey.FilterMigration => Share(key, "Filter migration above 20 mm", Instrument.FilterMigration, IsBeyond),
            FigureKey.FilterPenetration => Share(
                key,
                $"Caval penetration above {(protocol.PenetrationThreshold == PenetrationThreshold.Sir ? 3 : 5)} mm",
                Instrument.FilterPenetration,
                IsBeyond
            ),
            FigureKey.FilterFracture => StudyFigures.Once(
                key,
                "Filter fracture",
                FigureKind.Proportion,
                null,
                Instrument.FilterFracture,
                StudyFigures.IsYes
            ),
            FigureKey.CavalThrombus => Share(
                key,
                "Thrombus in filter or vena cava",
                Instrument.CavalThrombus,
                value => value is OutcomeValue.Thrombus thrombus ? thrombus.Extent != CavalThrombusExtent.None : null
            ),
            FigureKey.MajorBleeding => StudyFigures.Once(
                key,
                "Major periprocedural bleeding (ISTH)",
                FigureKind.Proportion,
                null,
                Instrument.MajorBleeding,
                StudyFigures.IsYes
            ),
            FigureKey.RecurrentDvt => Event(key, "Freedom from recurrent deep vein thrombosis", Instrument.RecurrentDvt),
            FigureKey.PulmonaryEmbolism => Event(key, "Freedom from pulmonary embolism", Instrument.PulmonaryEmbolism),
            FigureKey.Death => Event(key, "Survival", Instrument.Death),
            _ => RetrievalFigures.Of(key),
        };

    private static StudyFigure Share(string key, string label, Instrument instrument, Func<OutcomeValue, bool?> has) =>
        StudyFigures.Once(
            key,
            label,
            FigureKind.Proportion,
            null,
            instrument,
            value => has(value) is { } answer ? new FigureAnswer.Property(answer) : new FigureAnswer.Missing()
        );

    private static StudyFigure Event(string key, string label, Instrument instrument) =>
        StudyFigures.Once(
            key,
            label,
            FigureKind.Curve,
            "months",
            instrument,
            value =>
                value is OutcomeValue.TimeToEvent time ? new FigureAnswer.FollowUp(time.Days, time.Happened) : new FigureAnswer.Missing()
        );

    private static bool? IsBeyond(OutcomeValue value) => value is OutcomeValue.Measured measured ? measured.Beyond : null;
}
