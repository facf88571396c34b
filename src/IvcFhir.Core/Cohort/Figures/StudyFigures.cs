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
    string Key,
    string Label,
    FigureKind Kind,
    string? Unit,
    Instrument Instrument,
    ImmutableArray<Location> Locations,
    Func<PatientOutcomes, StudyProtocol, IEnumerable<FigureMember>> MembersOf
)
{
    public bool Asks(OutcomeKey key) => key.Instrument == Instrument && (Locations.IsEmpty || Locations.Contains(key.Location));
}

/// <summary>The figures that a protocol asks for, in the order of its table; by default the twelve of study.md.</summary>
internal static class StudyFigures
{
    public static ImmutableArray<StudyFigure> Of(StudyProtocol protocol) => [.. protocol.Figures.Select(key => Of(key, protocol))];

    /// <summary>Each curve of the protocol with the technical failures read the other way (D6).</summary>
    public static ImmutableArray<StudyFigure> OtherReadings(StudyProtocol protocol) =>
        [
            .. Of(protocol)
                .Where(figure => FigureKey.IsPatency(figure.Key))
                .Select(figure => FailureReading.Under(FailureReading.Other(protocol.TechnicalFailure), figure)),
        ];

    /// <exception cref="ArgumentOutOfRangeException">No figure has that key.</exception>
    public static StudyFigure Of(string key, StudyProtocol protocol) =>
        key switch
        {
            _ when FailureReading.Of(key) is { } reading => FailureReading.Under(reading.Rule, Of(reading.Figure, protocol)),
            FigureKey.TechnicalSuccess => Once(
                key,
                $"Technical success ({FigureLabels.SuccessOf(protocol)} completed)",
                FigureKind.Proportion,
                null,
                Instrument.TechnicalSuccess,
                IsYes
            ),
            FigureKey.ProcedureDuration => Once(
                key,
                "Duration of the endovascular procedure",
                FigureKind.Mean,
                "min",
                Instrument.ProcedureDuration,
                Minutes
            ),
            FigureKey.FilterInfrarenal => Once(
                key,
                "Filter in the infrarenal inferior vena cava",
                FigureKind.Proportion,
                null,
                Instrument.FilterPosition,
                IsAt(FilterPosition.Infrarenal)
            ),
            FigureKey.FilterRetrohepatic => Once(
                key,
                "Filter in the retrohepatic inferior vena cava",
                FigureKind.Proportion,
                null,
                Instrument.FilterPosition,
                IsAt(FilterPosition.Retrohepatic)
            ),
            FigureKey.SevereComplications => Once(
                key,
                "Severe periprocedural complications",
                FigureKind.Proportion,
                null,
                Instrument.SevereComplication,
                IsYes
            ),
            FigureKey.IvcPrimaryPatency => Cava(key, "Inferior vena cava, primary patency", Instrument.PrimaryPatency),
            FigureKey.IvcSecondaryPatency => Cava(key, "Inferior vena cava, secondary patency", Instrument.SecondaryPatency),
            FigureKey.IliacPrimaryPatency => Iliac(
                key,
                $"Iliac vein, primary patency ({FigureLabels.IliacUnits(protocol)})",
                Instrument.PrimaryPatency
            ),
            FigureKey.IliacSecondaryPatency => Iliac(
                key,
                $"Iliac vein, secondary patency ({FigureLabels.IliacUnits(protocol)})",
                Instrument.SecondaryPatency
            ),
            FigureKey.Vcss => LastVisit(
                key,
                $"VCSS at last scored visit, {FigureLabels.LegUnits(protocol)}",
                FigureKind.Mean,
                "points",
                Instrument.Vcss
            ),
            FigureKey.Villalta => LastVisit(
                key,
                $"Villalta score at last scored visit, {FigureLabels.LegUnits(protocol)}",
                FigureKind.Mean,
                "points",
                Instrument.Villalta
            ),
            FigureKey.Pts => LastVisit(key, FigureLabels.Pts(protocol), FigureKind.Proportion, null, Instrument.PostThromboticSyndrome),
            _ => FurtherFigures.Of(key, protocol) ?? throw new ArgumentOutOfRangeException(nameof(key), key, "Not a figure."),
        };

    internal static StudyFigure Once(
        string key,
        string label,
        FigureKind kind,
        string? unit,
        Instrument instrument,
        Func<OutcomeValue, FigureAnswer> answer
    ) =>
        new(
            key,
            label,
            kind,
            unit,
            instrument,
            [],
            (patient, _) => Included(patient, instrument).Select(outcome => Member(key, patient, answer(outcome.Value), [outcome]))
        );

    internal static StudyFigure Cava(string key, string label, Instrument instrument) =>
        new(
            key,
            label,
            FigureKind.Curve,
            "months",
            instrument,
            [Location.InferiorVenaCava],
            (patient, _) => Limbs(key, patient, instrument, Location.InferiorVenaCava)
        );

    internal static StudyFigure Iliac(string key, string label, Instrument instrument) =>
        new(
            key,
            label,
            FigureKind.Curve,
            "months",
            instrument,
            [Location.LeftIliac, Location.RightIliac],
            (patient, protocol) =>
            {
                var limbs = Limbs(key, patient, instrument, Location.LeftIliac, Location.RightIliac).ToList();
                return protocol.IliacUnit == UnitOfAnalysis.Limb || limbs.Count < 2 ? limbs : [FirstToEnd(key, patient, limbs)];
            }
        );

    private static IEnumerable<FigureMember> Limbs(
        string key,
        PatientOutcomes patient,
        Instrument instrument,
        params ImmutableArray<Location> units
    ) =>
        Included(patient, instrument)
            .Where(outcome => units.Contains(outcome.Key.Location))
            .Select(outcome => Member(key, patient, FollowUp(outcome.Value), [outcome]));

    // A patient is free of loss as long as both limbs are seen to be: follow-up ends with the first loss, or when the first limb is no
    // longer seen. That limb comes first among the outcomes; where one is not answered it comes last, because it is the reason that the
    // patient is not.
    private static FigureMember FirstToEnd(string key, PatientOutcomes patient, List<FigureMember> limbs)
    {
        var ordered = limbs
            .OrderBy(limb => (limb.Answer as FigureAnswer.FollowUp)?.Days ?? int.MaxValue)
            .ThenBy(limb => limb.Answer is FigureAnswer.FollowUp { Lost: true } ? 0 : 1)
            .ToList();
        return Member(
            key,
            patient,
            ordered[^1].Answer is FigureAnswer.Missing missing ? missing : ordered[0].Answer,
            [.. ordered.SelectMany(limb => limb.Outcomes)]
        );
    }

    private static StudyFigure LastVisit(string key, string label, FigureKind kind, string? unit, Instrument instrument) =>
        new(key, label, kind, unit, instrument, [], (patient, protocol) => LastVisits.Members(key, patient, instrument, protocol));

    internal static IEnumerable<Outcome> Included(PatientOutcomes patient, Instrument instrument) =>
        patient.Outcomes.Where(outcome => outcome.Key.Instrument == instrument && outcome.Inclusion == Inclusion.Included);

    internal static FigureMember Member(string key, PatientOutcomes patient, FigureAnswer answer, ImmutableArray<Outcome> outcomes) =>
        new(key, patient.Site, patient.Patient, answer, outcomes);

    internal static FigureAnswer IsYes(OutcomeValue value) =>
        value is OutcomeValue.YesNo answer ? new FigureAnswer.Property(answer.Yes) : new FigureAnswer.Missing();

    private static FigureAnswer Minutes(OutcomeValue value) =>
        value is OutcomeValue.Minutes minutes ? new FigureAnswer.Value(minutes.Value) : new FigureAnswer.Missing();

    private static Func<OutcomeValue, FigureAnswer> IsAt(FilterPosition position) =>
        value => value is OutcomeValue.Position answer ? new FigureAnswer.Property(answer.Value == position) : new FigureAnswer.Missing();

    private static FigureAnswer FollowUp(OutcomeValue value) =>
        value is OutcomeValue.TimeToLoss time ? new FigureAnswer.FollowUp(time.Days, time.Lost) : new FigureAnswer.Missing();
}
