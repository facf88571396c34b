using System.Collections.Immutable;
using IvcFhir.Core.Explain;
using IvcFhir.Core.Facts;
using IvcFhir.Core.Scores;

namespace IvcFhir.Core;

/// <summary>The questions that the study asks of a patient, a limb or a segment.</summary>
public enum Instrument
{
    TechnicalSuccess,
    ProcedureDuration,
    FilterPosition,
    SevereComplication,
    Villalta,
    Vcss,
    PostThromboticSyndrome,
    PrimaryPatency,
    AssistedPrimaryPatency,
    SecondaryPatency,

    /// <summary>How much thrombus the index treatment cleared.</summary>
    LysisGrade,

    /// <summary>Whether symptoms were significantly reduced before discharge.</summary>
    ClinicalSuccess,

    /// <summary>Days that a retrieved filter was in place.</summary>
    FilterDwell,
    FilterRetrieval,
    FilterTilt,
    FilterMigration,
    FilterPenetration,
    FilterFracture,
    CavalThrombus,

    /// <summary>
    /// Worst native grade on SIR 2003. A grade has a meaning on its own scale only, so each scale is a question of its own.
    /// </summary>
    ComplicationSir2003,
    ComplicationSir2017,
    ComplicationCirse2017,
    MajorBleeding,
    RecurrentDvt,

    /// <summary>Pulmonary embolism after the index treatment.</summary>
    PulmonaryEmbolism,

    /// <summary>Kept in the ledger for figures, never written back: the hospital knows.</summary>
    Death,
}

/// <summary>
/// The list of the questions. One is added to the code here, with its rule, and nowhere else: how it is answered by hand, what opens it,
/// which settings bear on it and what is searched for it follow from its entry (docs/add-an-instrument.md).
/// </summary>
public static class Instruments
{
    private static readonly ImmutableArray<string> s_patencySettings =
    [
        "indexTreatment.success",
        "indexTreatment.stageDays",
        "indexTreatment.infusionGapDays",
        "analysis.cava",
        "patency.technicalFailure",
        "patency.openBeforeReinterventionDays",
    ];

    private static readonly ImmutableArray<UnreadKind> s_treatments = [UnreadKind.Intervention, UnreadKind.Procedure];
    private static readonly ImmutableArray<UnreadKind> s_veins = [.. s_treatments, UnreadKind.Image];
    private static readonly AnswerShape s_yesNo = new AnswerShape.YesNo();

    /// <summary>In the order of the enumeration, which is that of outputs.</summary>
    public static readonly ImmutableArray<DeclaredInstrument> All =
    [
        new(Instrument.TechnicalSuccess, AskedOf.Patient, s_yesNo, ProcedureOutcomes.Add)
        {
            OpenedBy = s_treatments,
            Settings =
            [
                "indexTreatment.begins",
                "indexTreatment.veins",
                "indexTreatment.success",
                "indexTreatment.stageDays",
                "indexTreatment.infusionGapDays",
            ],
        },
        new(Instrument.ProcedureDuration, AskedOf.Patient, new AnswerShape.Minutes(), ProcedureOutcomes.Add)
        {
            OpenedBy = [UnreadKind.Intervention],
            WhenUnrecorded = GapKind.NoDuration,
            Settings = ["indexTreatment.stageDays", "indexTreatment.sessionGapMinutes", "indexTreatment.infusionMinutes"],
        },
        new(Instrument.FilterPosition, AskedOf.Patient, new AnswerShape.Position(), ProcedureOutcomes.Add)
        {
            NotAsked = FigureRows.NoFilter,
            WhenUnrecorded = GapKind.NoFilterPosition,
            Settings = ["eligibility.filter"],
        },
        new(Instrument.SevereComplication, AskedOf.Patient, s_yesNo, ProcedureOutcomes.Add)
        {
            OpenedByEvents = true,
            Settings =
            [
                "complications.scales",
                "complications.severe",
                "complications.majorBleedingIsSevere",
                "complications.deathIsSevere",
                "complications.days",
            ],
        },
        new(Instrument.Villalta, AskedOf.Leg, new AnswerShape.Points(), LegOutcomes.Add)
        {
            Settings = ["reportedTotal", "villalta.ulcer", "villalta.earliestPtsDay", "villalta.earlyPtsLastDay"],
        },
        new(Instrument.Vcss, AskedOf.Leg, new AnswerShape.Points(), LegOutcomes.Add)
        {
            Settings = ["reportedTotal", "vcss.version", "vcss.compression"],
        },
        new(Instrument.PostThromboticSyndrome, AskedOf.Leg, s_yesNo, LegOutcomes.Add)
        {
            OpenedBy = [UnreadKind.Assessment],
            Settings = ["villalta.ptsDefinition", "villalta.ptsVisitsApartDays", "villalta.earliestPtsDay", "villalta.earlyPtsLastDay"],
        },
        Patency(
            Instrument.PrimaryPatency,
            [PatencyReason.Occlusion, PatencyReason.Restenosis, PatencyReason.Reintervention],
            ["patency.restenosisEndsPrimary", .. s_patencySettings]
        ),
        Patency(Instrument.AssistedPrimaryPatency, [PatencyReason.Occlusion], s_patencySettings),
        Patency(Instrument.SecondaryPatency, [PatencyReason.Occlusion], s_patencySettings),
        new(Instrument.LysisGrade, AskedOf.Patient, new AnswerShape.Grade(), TreatmentEffects.Add)
        {
            RecordedAs = ["thrombus-extent", "thrombus-before-treatment", "thrombus-after-treatment"],
            Settings = ["lysis.bounds"],
        },
        new(Instrument.ClinicalSuccess, AskedOf.Patient, s_yesNo, ClinicalSuccess.Add) { RecordedAs = ["clinical-response"] },
        new(Instrument.FilterDwell, AskedOf.Patient, new AnswerShape.WholeDays(), FilterOutcomes.Add)
        {
            NotAsked = FigureRows.NotRetrieved,
            Settings = ["eligibility.filter", "filter.reviewFromDay", "filter.overdueAfterDay", "filter.lateAfterDay"],
        },
        new(Instrument.FilterRetrieval, AskedOf.Patient, new AnswerShape.Retrieval(), FilterOutcomes.Add)
        {
            OpenedBy = s_treatments,
            NotAsked = FigureRows.NoFilter,
            Settings = ["eligibility.filter"],
        },
        AtFilter(
            Instrument.FilterTilt,
            "filter-tilt",
            new AnswerShape.Measured(MeasuredUnit.Degrees, "degrees", (angle, _) => FilterFindings.IsTilted(angle))
        ),
        AtFilter(
            Instrument.FilterMigration,
            "filter-migration",
            new AnswerShape.Measured(
                MeasuredUnit.Millimetres,
                "millimetres, below zero towards the feet",
                (moved, _) => FilterFindings.HasMigrated(moved)
            )
        ),
        AtFilter(
            Instrument.FilterPenetration,
            "strut-penetration",
            new AnswerShape.Measured(
                MeasuredUnit.Millimetres,
                "millimetres, 0 or more",
                (depth, protocol) => FilterFindings.Penetrates(depth, protocol.PenetrationThreshold)
            )
            {
                Least = 0,
            },
            "filter.penetration"
        ),
        AtFilter(Instrument.FilterFracture, "filter-fracture", s_yesNo),
        AtFilter(Instrument.CavalThrombus, "caval-thrombus", new AnswerShape.Thrombus()),
        OnScale(Instrument.ComplicationSir2003),
        OnScale(Instrument.ComplicationSir2017),
        OnScale(Instrument.ComplicationCirse2017),
        new(Instrument.MajorBleeding, AskedOf.Patient, s_yesNo, ComplicationOutcomes.Add)
        {
            OpenedByEvents = true,
            RecordedAs = ["complication"],
            Settings = ["complications.days"],
        },
        LaterEvent(Instrument.RecurrentDvt),
        LaterEvent(Instrument.PulmonaryEmbolism),
        new(Instrument.Death, AskedOf.Patient, new AnswerShape.TimeToEvent(), LaterEvents.Add) { IsWrittenBack = false },
    ];

    private static readonly ImmutableArray<DeclaredInstrument?> s_byNumber =
    [
        .. Enum.GetValues<Instrument>().Select(one => All.FirstOrDefault(entry => entry.Instrument == one)),
    ];

    /// <summary>The three answers to one history of a vein, each of which ends no later than the next.</summary>
    internal static readonly ImmutableArray<Instrument> Patencies =
    [
        .. All.Where(one => one.Answer is AnswerShape.TimeToLoss).Select(one => one.Instrument),
    ];

    /// <summary>What asks the questions of one patient, each once: one function may ask several.</summary>
    internal static readonly ImmutableArray<Action<OutcomeSheet>> Asked = [.. All.Select(one => one.Ask).Distinct()];

    /// <exception cref="InvalidOperationException">The list lacks it; a test names each that it lacks.</exception>
    public static DeclaredInstrument Of(Instrument instrument) =>
        s_byNumber[(int)instrument] ?? throw new InvalidOperationException($"{nameof(Instruments)}.{nameof(All)} lacks {instrument}.");

    /// <summary>The questions that a kind of unread datum leaves open by default (D14).</summary>
    internal static ImmutableArray<Instrument> OpenedBy(UnreadKind kind) =>
        [.. All.Where(one => one.OpenedBy.Contains(kind)).Select(one => one.Instrument)];

    /// <summary>The questions that an event which is not understood leaves open by default (D14).</summary>
    internal static ImmutableArray<Instrument> OpenedByEvents() => [.. All.Where(one => one.OpenedByEvents).Select(one => one.Instrument)];

    private static DeclaredInstrument Patency(
        Instrument instrument,
        ImmutableArray<PatencyReason> losses,
        ImmutableArray<string> settings
    ) => new(instrument, AskedOf.Vein, new AnswerShape.TimeToLoss(losses), PatencyOutcomes.Add) { OpenedBy = s_veins, Settings = settings };

    private static DeclaredInstrument AtFilter(
        Instrument instrument,
        string recordedAs,
        AnswerShape answer,
        params ImmutableArray<string> more
    ) =>
        new(instrument, AskedOf.Patient, answer, FilterOutcomes.Add)
        {
            OpenedBy = [UnreadKind.FilterFinding],
            RecordedAs = [recordedAs],
            Settings = ["eligibility.filter", .. more],
        };

    private static DeclaredInstrument OnScale(Instrument instrument) =>
        new(instrument, AskedOf.Patient, new AnswerShape.Grade(), ComplicationOutcomes.Add) { Settings = ["complications.days"] };

    private static DeclaredInstrument LaterEvent(Instrument instrument) =>
        new(instrument, AskedOf.Patient, new AnswerShape.TimeToEvent(), LaterEvents.Add) { OpenedByEvents = true };
}
