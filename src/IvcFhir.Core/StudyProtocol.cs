using System.Collections.Immutable;
using IvcFhir.Core.Cohort;
using IvcFhir.Core.Facts;
using IvcFhir.Core.Scores;

namespace IvcFhir.Core;

/// <summary>
/// Days after the index procedure on which a visit counts. Both ends are included; day 0 is the day on which the index treatment ended.
/// </summary>
/// <param name="TargetDay">Of several assessments in the window, the one nearest to this day counts; of two equally near, the
/// later.</param>
public sealed record VisitWindow(string Id, int FirstDay, int TargetDay, int LastDay)
{
    public bool Contains(int day) => FirstDay <= day && day <= LastDay;
}

/// <summary>What becomes of a total that a site states itself (D15).</summary>
public enum ReportedTotalRule
{
    /// <summary>It is compared with the computed one, and never used as it.</summary>
    Compare,

    /// <summary>It is the total where the items give none.</summary>
    Accept,
}

/// <summary>How an ulcer enters the Villalta total (D1).</summary>
public enum UlcerRule
{
    /// <summary>The category becomes severe, the total stays.</summary>
    CategoryOnly,

    /// <summary>The total becomes at least 15.</summary>
    AtLeast15,

    /// <summary>15 is added to a total below 15.</summary>
    Add15,
}

/// <summary>Which limbs and patients with a failed index treatment count in patency (D6).</summary>
public enum TechnicalFailureRule
{
    Excluded,
    LossAtTimeZero,
}

/// <summary>Whether, and when, a patient must have a filter to belong to the study.</summary>
public enum FilterRequirement
{
    /// <summary>
    /// A filter that may have been in place during the index treatment: not surely placed after it, not surely retrieved before it.
    /// </summary>
    InPlaceAtIndex,

    /// <summary>A filter at any time.</summary>
    AnyTime,

    NotRequired,
}

/// <summary>
/// Every rule of the study on which sources disagree, by name, with its version. The defaults are those of the study whose figures are
/// published; the sources of each are in the documentation of the member.
/// </summary>
public sealed record StudyProtocol
{
    public static readonly StudyProtocol Default = new();

    public string Study { get; init; } = "ivc-mat-cdt";

    public string Version { get; init; } = "1.0.0";

    /// <summary>Short hash of all the rules, whichever document they were read from; empty for rules that come from none.</summary>
    public string Hash { get; init; } = "";

    /// <summary>
    /// The zone in which a day is a day, as an IANA name; empty: the day of a time is the one that its own offset writes.
    /// </summary>
    public string TimeZone { get; init; } = "";

    /// <summary>D1.</summary>
    public UlcerRule UlcerRule { get; init; } = UlcerRule.CategoryOnly;

    /// <summary>D2.</summary>
    public PtsDefinition PtsDefinition { get; init; } = PtsDefinition.SingleVisit;

    /// <summary>D2: the least number of days between the two visits of <see cref="PtsDefinition.TwoVisits"/>; three months.</summary>
    public int PtsVisitsApartDays { get; init; } = 90;

    /// <summary>D3: a Villalta score before this day after the index treatment is no evidence for or against PTS.</summary>
    public int EarliestPtsDay { get; init; } = 90;

    /// <summary>
    /// D3: a Villalta score that counts and is of this day or before is flagged as early: sources that begin at six months would leave it
    /// out.
    /// </summary>
    public int EarlyPtsLastDay { get; init; } = 179;

    /// <summary>D4: the version that is scored. Assessments of the other are set aside.</summary>
    public VcssVersion VcssVersion { get; init; } = VcssVersion.Revised2010;

    /// <summary>D4: whether the total includes the compression item (0 to 30) or not (0 to 27).</summary>
    public bool VcssIncludesCompression { get; init; } = true;

    /// <summary>D5: whether a stenosis above 50 % ends primary patency.</summary>
    public bool RestenosisEndsPrimaryPatency { get; init; } = true;

    /// <summary>D6.</summary>
    public TechnicalFailureRule TechnicalFailure { get; init; } = TechnicalFailureRule.Excluded;

    /// <summary>D7: what is one unit in the patency of the iliac veins.</summary>
    public UnitOfAnalysis IliacUnit { get; init; } = UnitOfAnalysis.Limb;

    /// <summary>D7: how the interval of a figure of limbs is computed. The curve carries both; the estimate is the same.</summary>
    public LimbErrors LimbErrors { get; init; } = LimbErrors.Clustered;

    /// <summary>D7: what is one unit in the scores of the legs; of a patient the worst leg counts (clinical 1.5).</summary>
    public UnitOfAnalysis LegUnit { get; init; } = UnitOfAnalysis.Patient;

    /// <summary>D8.</summary>
    public LysisBounds LysisBounds { get; init; } = LysisBounds.Mewissen;

    /// <summary>D9.</summary>
    public PenetrationThreshold PenetrationThreshold { get; init; } = PenetrationThreshold.Sir;

    /// <summary>
    /// D10: the scales whose grades are believed. A grade on another scale says nothing of severity, because scales are never converted.
    /// </summary>
    public ImmutableArray<ComplicationScale> ComplicationScales { get; init; } =
    [ComplicationScale.Sir2003, ComplicationScale.Sir2017, ComplicationScale.Cirse2017];

    /// <summary>D10: whether a major bleed by the ISTH is severe whatever its grade (clinical 5.5).</summary>
    public bool MajorBleedingIsSevere { get; init; } = true;

    /// <summary>D10: what "severe" means.</summary>
    public SevereMeaning SevereMeaning { get; init; } = SevereMeaning.Severe;

    /// <summary>D10: days after the index procedure within which a complication belongs to it. Both ends are included.</summary>
    public int PeriproceduralDays { get; init; } = 30;

    /// <summary>D13.</summary>
    public DwellLimits Dwell { get; init; } = DwellLimits.Advised;

    /// <summary>
    /// D10: whether "no severe complication" takes a record that could have told of one: a stay with its diagnoses, a named complication,
    /// or anything recorded after the treatment and in its period.
    /// </summary>
    public bool SevereComplicationNeedsRecord { get; init; } = true;

    /// <summary>
    /// D10: the fall of hemoglobin, in g/L and included, that leaves "severe complication" open although no bleed is recorded. Aspiration
    /// and fluids lower hemoglobin too.
    /// </summary>
    public int HemoglobinFallOpens { get; init; } = (int)HemoglobinFall.Severe;

    /// <summary>
    /// D14: the questions that a diagnosis, an adverse event, a named complication or a treatment leaves open which may be an event and is
    /// not understood.
    /// </summary>
    public ImmutableArray<Instrument> EventsOpen { get; init; } = Instruments.OpenedByEvents();

    /// <summary>D14: the questions that an intervention of the study leaves open which was set aside.</summary>
    public ImmutableArray<Instrument> InterventionsOpen { get; init; } = Instruments.OpenedBy(UnreadKind.Intervention);

    /// <summary>
    /// D14: the questions that a procedure leaves open which no map knows, and which may have been done to a vein of the study or to a
    /// filter.
    /// </summary>
    public ImmutableArray<Instrument> ProceduresOpen { get; init; } = Instruments.OpenedBy(UnreadKind.Procedure);

    /// <summary>D14: the questions that an image of a vein leaves open which was set aside.</summary>
    public ImmutableArray<Instrument> ImagesOpen { get; init; } = Instruments.OpenedBy(UnreadKind.Image);

    /// <summary>
    /// D14: the questions that a report of imaging leaves open which holds words only. By default none: the answer stays at the last image
    /// that was read, and says so.
    /// </summary>
    public ImmutableArray<Instrument> ReportsOpen { get; init; } = Instruments.OpenedBy(UnreadKind.Report);

    /// <summary>D14: the questions that a measurement at the filter leaves open which was set aside.</summary>
    public ImmutableArray<Instrument> FilterFindingsOpen { get; init; } = Instruments.OpenedBy(UnreadKind.FilterFinding);

    /// <summary>D14: the questions that an assessment of a leg leaves open which was set aside: "no" at its visit.</summary>
    public ImmutableArray<Instrument> AssessmentsOpen { get; init; } = Instruments.OpenedBy(UnreadKind.Assessment);

    /// <summary>A curve is dashed where fewer units than this are at risk; 0 for never.</summary>
    public int LeastAtRisk { get; init; } = 10;

    /// <summary>D15: what becomes of a total of a score that a site states itself.</summary>
    public ReportedTotalRule ReportedTotal { get; init; }

    /// <summary>D3: whether each leg counts as affected where a thrombosis of the vena cava alone is recorded, and no side.</summary>
    public bool CavaAffectsLegs { get; init; } = true;

    /// <summary>The kinds of intervention whose first attempt is the index treatment; at least one.</summary>
    public ImmutableArray<InterventionKind> IndexKinds { get; init; } = [InterventionKind.Thrombectomy, InterventionKind.Thrombolysis];

    /// <summary>
    /// The veins of which one must be treated for an attempt to count. An attempt that names no vein counts: the site did not say.
    /// </summary>
    public ImmutableArray<VeinSegment> IndexVeins { get; init; } = StudyVeins.All;

    /// <summary>Technical success: each of these was completed in the index treatment; at least one (clinical 5.7).</summary>
    public ImmutableArray<InterventionKind> SuccessKinds { get; init; } = [InterventionKind.Thrombectomy, InterventionKind.Thrombolysis];

    /// <summary>Eligibility: each of these belongs to the index treatment, however it ended. None is asked for by default.</summary>
    public ImmutableArray<InterventionKind> RequiredKinds { get; init; } = [];

    /// <summary>Eligibility: one of these diagnoses is known by the end of the index treatment. None is asked for by default.</summary>
    public ImmutableArray<DiagnosisKind> RequiredDiagnoses { get; init; } = [];

    /// <summary>
    /// Of whom duration, filter position and scores are told. Patency has its own rule for failures: <see cref="TechnicalFailure"/>.
    /// </summary>
    public AnalysisSet AnalysisSet { get; init; } = AnalysisSet.TechnicalSuccess;

    /// <summary>Of whom severe complications are told: a failed treatment harms as well.</summary>
    public AnalysisSet ComplicationSet { get; init; } = AnalysisSet.AllTreated;

    public CavaFollowUp Cava { get; init; } = CavaFollowUp.EveryPatient;

    /// <summary>The figures of the study's table, in its order; members of <see cref="FigureKey.All"/>, each at most once.</summary>
    public ImmutableArray<string> Figures { get; init; } = FigureKey.All;

    /// <summary>
    /// Interventions of one session are those that share encounter or parent and start no more than this after the last one ended.
    /// </summary>
    public int SessionGapMinutes { get; init; } = 120;

    /// <summary>
    /// A thrombolysis record that lasts longer than this is an infusion on the ward: it does not stretch the duration of the procedure.
    /// Project rule.
    /// </summary>
    public int InfusionMinutes { get; init; } = 720;

    /// <summary>
    /// Thrombolysis goes on for days, and hospitals record each day: without a session on both, thrombolysis that begins no more than this
    /// many days after thrombolysis ended is the same course, not a reintervention (clinical 3.2: one admission). Project rule.
    /// </summary>
    public int InfusionGapDays { get; init; } = 1;

    /// <summary>
    /// A further stage belongs to the index treatment when it shares its session, or was planned, and starts no more than this many days
    /// after the index day (thrombolysis that follows thrombectomy in one admission: clinical 3.2). Later ones are reinterventions. Project
    /// rule.
    /// </summary>
    public int IndexTreatmentDays { get; init; } = 7;

    /// <summary>Whether the study asks for a filter. The study treats "under the protection of an IVC filter".</summary>
    public FilterRequirement Filter { get; init; } = FilterRequirement.InPlaceAtIndex;

    /// <summary>
    /// An unplanned thrombectomy or thrombolysis of a segment says that it had occluded, unless imaging in this many days before it showed
    /// the segment open (then thrombus was removed from an open vein). Project rule: sources count such a procedure as loss of assisted
    /// patency without saying how they know.
    /// </summary>
    public int OpenBeforeReinterventionDays { get; init; } = 30;

    /// <summary>
    /// Whether a death within <see cref="PeriproceduralDays"/> is a severe complication: death is the last grade of every scale (clinical
    /// 5.1–5.3).
    /// </summary>
    public bool PeriproceduralDeathIsSevere { get; init; } = true;

    /// <summary>D11.</summary>
    public SurvivalIntervalType SurvivalInterval { get; init; } = SurvivalIntervalType.Log;

    /// <summary>D12.</summary>
    public ReverseTieRule ReverseTies { get; init; } = ReverseTieRule.LossesFirst;

    /// <summary>The interval of proportions.</summary>
    public ProportionIntervalType ProportionInterval { get; init; } = ProportionIntervalType.Wilson;

    /// <summary>The figures that the study published, by the key of the figure; empty for a study that has published none.</summary>
    public ImmutableSortedDictionary<string, PublishedFigure> Published { get; init; } = PublishedStudy.IvcMatCdt;

    /// <summary>Whether what is unread of a kind leaves a question open, where it lies in its scope.</summary>
    public bool Opens(UnreadKind kind, Instrument question) =>
        kind switch
        {
            UnreadKind.Intervention => InterventionsOpen,
            UnreadKind.Procedure => ProceduresOpen,
            UnreadKind.Image => ImagesOpen,
            UnreadKind.Report => ReportsOpen,
            UnreadKind.FilterFinding => FilterFindingsOpen,
            UnreadKind.Assessment => AssessmentsOpen,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of unread datum."),
        }
            is var open
        && open.Contains(question);

    /// <summary>Contiguous, so that no assessment falls between two windows.</summary>
    public ImmutableArray<VisitWindow> Visits { get; init; } =
    [
        new("early", 0, 30, 89),
        new("month-3", 90, 91, 136),
        new("month-6", 137, 183, 273),
        new("month-12", 274, 365, 547),
        new("month-24", 548, 730, 912),
        new("month-36", 913, 1096, 1277),
        new("month-48", 1278, 1461, 1643),
        new("month-60", 1644, 1826, 2190),
    ];
}
