using System.Collections.Immutable;
using IvcFhir.Core.Facts;

namespace IvcFhir.Core.Cohort;

/// <summary>How a figure is summed up.</summary>
public enum FigureKind
{
    Proportion,
    Mean,
    Curve,
}

/// <summary>One row of the study's table: what it is called, how it is summed up, and who contributes to it.</summary>
/// <param name="Unit">The unit of a mean, or of the time of a curve; null for a proportion.</param>
/// <param name="Instrument">The question that it sums up.</param>
/// <param name="Locations">Where that question is asked for this figure; empty: everywhere.</param>
/// <param name="MembersOf">What a patient contributes; nothing when the question is not asked of this patient.</param>
internal sealed record StudyFigure(
    string Key, string Label, FigureKind Kind, string? Unit, Instrument Instrument, ImmutableArray<Location> Locations, Func<PatientOutcomes, StudyProtocol, IEnumerable<FigureMember>> MembersOf)
{
    public bool Asks(OutcomeKey key) => key.Instrument == Instrument && (Locations.IsEmpty || Locations.Contains(key.Location));
}

/// <summary>The twelve figures of the study (study.md), in the order of its table.</summary>
internal static class StudyFigures
{
    public static readonly ImmutableArray<StudyFigure> All =
    [
        Once(FigureKey.TechnicalSuccess, "Technical success (thrombectomy and thrombolysis completed)", FigureKind.Proportion, null, Instrument.TechnicalSuccess, IsYes),
        Once(FigureKey.ProcedureDuration, "Duration of the endovascular procedure", FigureKind.Mean, "min", Instrument.ProcedureDuration, Minutes),
        Once(FigureKey.FilterInfrarenal, "Filter in the infrarenal inferior vena cava", FigureKind.Proportion, null, Instrument.FilterPosition, IsAt(FilterPosition.Infrarenal)),
        Once(FigureKey.FilterRetrohepatic, "Filter in the retrohepatic inferior vena cava", FigureKind.Proportion, null, Instrument.FilterPosition, IsAt(FilterPosition.Retrohepatic)),
        Once(FigureKey.SevereComplications, "Severe periprocedural complications", FigureKind.Proportion, null, Instrument.SevereComplication, IsYes),
        Units(FigureKey.IvcPrimaryPatency, "Inferior vena cava, primary patency", Instrument.PrimaryPatency, Location.InferiorVenaCava),
        Units(FigureKey.IvcSecondaryPatency, "Inferior vena cava, secondary patency", Instrument.SecondaryPatency, Location.InferiorVenaCava),
        Units(FigureKey.IliacPrimaryPatency, "Iliac vein, primary patency (limbs)", Instrument.PrimaryPatency, Location.LeftIliac, Location.RightIliac),
        Units(FigureKey.IliacSecondaryPatency, "Iliac vein, secondary patency (limbs)", Instrument.SecondaryPatency, Location.LeftIliac, Location.RightIliac),
        LastVisit(FigureKey.Vcss, "VCSS at last scored visit, worst leg", FigureKind.Mean, "points", Instrument.Vcss),
        LastVisit(FigureKey.Villalta, "Villalta score at last scored visit, worst leg", FigureKind.Mean, "points", Instrument.Villalta),
        LastVisit(FigureKey.Pts, "Post-thrombotic syndrome (Villalta above 4, or ulcer) at last decided visit", FigureKind.Proportion, null, Instrument.PostThromboticSyndrome),
    ];

    private static StudyFigure Once(
        string key, string label, FigureKind kind, string? unit, Instrument instrument, Func<OutcomeValue, FigureAnswer> answer) =>
        new(key, label, kind, unit, instrument, [], (patient, _) => Included(patient, instrument).Select(outcome => Member(key, patient, answer(outcome.Value), [outcome])));

    private static StudyFigure Units(string key, string label, Instrument instrument, params ImmutableArray<Location> units) =>
        new(key, label, FigureKind.Curve, "months", instrument, units, (patient, _) => Included(patient, instrument)
            .Where(outcome => units.Contains(outcome.Key.Location))
            .Select(outcome => Member(key, patient, FollowUp(outcome.Value), [outcome])));

    private static StudyFigure LastVisit(string key, string label, FigureKind kind, string? unit, Instrument instrument) =>
        new(key, label, kind, unit, instrument, [], (patient, protocol) => LastVisits.Member(key, patient, instrument, protocol));

    /// <exception cref="ArgumentOutOfRangeException">No figure has that key.</exception>
    public static StudyFigure Of(string key) =>
        All.FirstOrDefault(figure => string.Equals(figure.Key, key, StringComparison.Ordinal)) ?? throw new ArgumentOutOfRangeException(nameof(key), key, "Not a figure.");

    internal static IEnumerable<Outcome> Included(PatientOutcomes patient, Instrument instrument) =>
        patient.Outcomes.Where(outcome => outcome.Key.Instrument == instrument && outcome.Inclusion == Inclusion.Included);

    internal static FigureMember Member(string key, PatientOutcomes patient, FigureAnswer answer, ImmutableArray<Outcome> outcomes) =>
        new(key, patient.Site, patient.Patient, answer, outcomes);

    private static FigureAnswer IsYes(OutcomeValue value) =>
        value is OutcomeValue.YesNo answer ? new FigureAnswer.Property(answer.Yes) : new FigureAnswer.Missing();

    private static FigureAnswer Minutes(OutcomeValue value) =>
        value is OutcomeValue.Minutes minutes ? new FigureAnswer.Value(minutes.Value) : new FigureAnswer.Missing();

    private static Func<OutcomeValue, FigureAnswer> IsAt(FilterPosition position) =>
        value => value is OutcomeValue.Position answer ? new FigureAnswer.Property(answer.Value == position) : new FigureAnswer.Missing();

    private static FigureAnswer FollowUp(OutcomeValue value) =>
        value is OutcomeValue.TimeToLoss time ? new FigureAnswer.FollowUp(time.Days, time.Lost) : new FigureAnswer.Missing();
}
