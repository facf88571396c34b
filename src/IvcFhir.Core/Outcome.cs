using System.Collections.Immutable;
using IvcFhir.Core.Facts;
using IvcFhir.Core.Scores;

namespace IvcFhir.Core;

/// <summary>What the question is asked of.</summary>
public enum Location
{
    Patient,
    LeftLeg,
    RightLeg,
    InferiorVenaCava,
    LeftIliac,
    RightIliac,
}

/// <summary>
/// The question an outcome answers; the identity of a written Observation. It never depends on the answer,
/// so a corrected source changes the Observation and does not add a second one.
/// </summary>
/// <param name="Visit">The id of the visit window; empty for questions that are asked once.</param>
public sealed record OutcomeKey(string Study, string Site, string Patient, Instrument Instrument, Location Location, string Visit = "");

/// <summary>The answer. "No answer" is a case of its own.</summary>
public abstract record OutcomeValue
{
    private OutcomeValue() { }

    /// <summary>A total of items, in points.</summary>
    public sealed record Score(int Total) : OutcomeValue;

    /// <summary>Yes or no.</summary>
    public sealed record YesNo(bool Yes) : OutcomeValue;

    /// <summary>Minutes, above zero.</summary>
    public sealed record Minutes(decimal Value) : OutcomeValue;

    /// <summary>Position of the filter.</summary>
    public sealed record Position(FilterPosition Value) : OutcomeValue;

    /// <summary>Time from the end of the index treatment to loss or to the end of follow-up, in whole days (0 included).</summary>
    public sealed record TimeToLoss(int Days, bool Lost, PatencyReason Reason) : OutcomeValue;

    /// <summary>An angle or a length as it was measured.</summary>
    /// <param name="Beyond">Whether it lies beyond the limit of the rule under the protocol; the limit itself does not.</param>
    public sealed record Measured(decimal Value, MeasuredUnit Unit, bool Beyond) : OutcomeValue;

    /// <summary>Whole days, 0 or more.</summary>
    public sealed record DayCount(int Value) : OutcomeValue;

    /// <param name="Attempts">How many retrievals were begun; at least 1 for a filter that is out.</param>
    public sealed record Retrieval(RetrievalStatus Status, int Attempts) : OutcomeValue;

    /// <summary>The most thrombus that was seen in the filter or the vena cava.</summary>
    public sealed record Thrombus(CavalThrombusExtent Extent) : OutcomeValue;

    /// <param name="Percent">Thrombus cleared, at most 100, to two decimals; negative when there is more than before.</param>
    public sealed record Lysis(LysisGradeClass Grade, decimal Percent) : OutcomeValue;

    /// <summary>The worst native grade on its own scale, with the kind of the complication that has it.</summary>
    public sealed record Graded(ComplicationGrade Grade, ComplicationKind Kind) : OutcomeValue;

    /// <summary>Time from the end of the index treatment to the first event or to the end of observation, in whole days.</summary>
    public sealed record TimeToEvent(int Days, bool Happened) : OutcomeValue;

    /// <summary>The question stands and the data do not answer it.</summary>
    public sealed record Unanswered(AbsenceReason Reason, ImmutableArray<string> Missing) : OutcomeValue
    {
        public bool Equals(Unanswered? other) => other is not null && Reason == other.Reason && Missing.SequenceEqual(other.Missing);

        public override int GetHashCode() => HashCode.Combine(Reason, Missing.Length);
    }
}

/// <summary>Unit of a measured finding.</summary>
public enum MeasuredUnit
{
    Degrees,
    Millimetres,
}

/// <summary>Why follow-up of a segment ended, or why patency was lost.</summary>
public enum PatencyReason
{
    /// <summary>Open at the last imaging.</summary>
    LastImaging,
    Occlusion,
    Restenosis,
    Reintervention,

    /// <summary>The index treatment failed (time zero).</summary>
    TechnicalFailure,
}

public enum AbsenceReason
{
    /// <summary>Items are missing.</summary>
    ItemsMissing,

    /// <summary>Items contradict each other.</summary>
    ItemsInconsistent,

    /// <summary>Nothing that answers the question was recorded.</summary>
    NotRecorded,

    /// <summary>The date is not precise enough for the question.</summary>
    DateImprecise,

    /// <summary>The question has no answer in this patient: no thrombus was there to be cleared.</summary>
    Undefined,

    /// <summary>Something that could change the answer was set aside or not understood; the sources name it.</summary>
    NotUnderstood,
}

public static class AbsenceReasons
{
    /// <summary>
    /// Whether something was recorded that answers the question, and cannot be read as one answer. Such a question is open; one of which
    /// nothing was recorded is missing.
    /// </summary>
    public static bool IsOpen(this AbsenceReason reason) =>
        reason is AbsenceReason.NotUnderstood or AbsenceReason.ItemsInconsistent or AbsenceReason.DateImprecise;
}

/// <summary>Whether an outcome enters the study's figures.</summary>
public enum Inclusion
{
    Included,

    /// <summary>The leg has no recorded deep vein thrombosis.</summary>
    LegNotAffected,

    /// <summary>Assessed before the protocol allows the diagnosis.</summary>
    TooEarly,

    /// <summary>The patient is not in the analysis set (technical failure).</summary>
    NotInAnalysisSet,
}

/// <summary>One graded item behind a total, with the code of the item within its instrument.</summary>
public sealed record OutcomeItem(string Item, int? Grade, SourceRef? Source);

/// <summary>One answered (or unanswerable) question of one patient.</summary>
/// <param name="Rule">Identifier and version of the rule that gave the answer: <c>villalta/1</c>.</param>
/// <param name="Day">The day the answer holds for; null when no day is known.</param>
/// <param name="Sources">Every resource the answer rests on, sorted, each once; never empty.</param>
/// <param name="Qualifier">A category that goes with the value (severity of PTS; reason of a loss), as its code; null when there is
/// none.</param>
public sealed record Outcome(
    OutcomeKey Key,
    OutcomeValue Value,
    string Rule,
    DayInterval? Day,
    ImmutableArray<OutcomeItem> Items,
    ImmutableArray<SourceRef> Sources,
    Inclusion Inclusion = Inclusion.Included,
    string? Qualifier = null
)
{
    /// <summary>
    /// The total by the instrument's other reading. VCSS: without the compression item where the value includes it, and the reverse (D4).
    /// Villalta: the sum of the items, where the protocol lets an ulcer raise the total (D1). Null where there is no other reading.
    /// </summary>
    public int? OtherTotal { get; init; }

    /// <summary>
    /// The qualifier is the least class that is possible: what was not recorded, such as an ulcer, could raise it (clinical 1.6).
    /// </summary>
    public bool AtLeast { get; init; }

    /// <summary>
    /// Of a segment that was open when last seen: reports of later imaging hold words only, which nobody read here. They are among the
    /// sources.
    /// </summary>
    public bool LaterImageUnread { get; init; }

    /// <summary>It rests on a total that the site states itself, because the protocol accepts it (D15); its items are not known.</summary>
    public bool IsReportedTotal { get; init; }

    /// <summary>Who answered, where the record left the question open; null where it answers itself.</summary>
    public Adjudication? Adjudication { get; init; }

    /// <summary>Of a time that what is unread leaves open: between what it lies. Null for everything else.</summary>
    public OpenTime? OpenTime { get; init; }

    /// <summary>Assessed late enough to count and before <see cref="StudyProtocol.EarlyPtsLastDay"/> had passed (D3).</summary>
    public bool Early { get; init; }
}

/// <summary>What is known of a time to loss, or to an event, that is open.</summary>
/// <param name="EarliestLoss">The first day, counted from the end of the index treatment, on which it can have happened; 0 or more.</param>
/// <param name="FollowedUntil">The last day up to which it may not have happened yet: where what is unread tells nothing; null when nothing
/// else was seen.</param>
public sealed record OpenTime(int EarliestLoss, int? FollowedUntil)
{
    /// <summary>The day by which it had surely happened, whatever is unread; null where it need not have.</summary>
    public int? LostBy { get; init; }

    /// <summary>Whether an answer lies within what the record leaves open.</summary>
    public bool Allows(OutcomeValue answer) =>
        answer switch
        {
            OutcomeValue.TimeToLoss time => Allows(time.Days, time.Lost),
            OutcomeValue.TimeToEvent time => Allows(time.Days, time.Happened),
            _ => true,
        };

    private bool Allows(int days, bool happened) => happened ? days >= EarliestLoss && !(days > LostBy) : LostBy is null;
}

/// <summary>All outcomes of one patient: a set keyed by the question, sorted by it.</summary>
/// <param name="Eligible">Whether the patient belongs to the study's population; if not, there are no outcomes.</param>
public sealed record PatientOutcomes(
    string Site,
    string Patient,
    bool Eligible,
    ImmutableArray<Outcome> Outcomes,
    ImmutableArray<DataIssue> Issues
)
{
    /// <summary>
    /// Of one who does not belong: something that was set aside or not understood may be the index treatment, so that the patient may
    /// belong after all.
    /// </summary>
    public bool MayBelong { get; init; }

    /// <summary>The answer to a question that is asked once of a patient; null when it is not asked.</summary>
    public OutcomeValue? AnswerTo(Instrument instrument) => Outcomes.FirstOrDefault(outcome => outcome.Key.Instrument == instrument)?.Value;

    /// <summary>Whether the patient is recorded as dead, be the date known, partial or impossible.</summary>
    public bool IsDead =>
        Outcomes.Any(outcome =>
            outcome
                is { Key.Instrument: Instrument.Death, Value: OutcomeValue.TimeToEvent { Happened: true } }
                    or { Key.Instrument: Instrument.Death, Value: OutcomeValue.Unanswered, Day: not null }
        );

    /// <summary>Whether nobody knows if the patient lives: what would tell it could not be read, or is not there.</summary>
    public bool IsVitalStatusUnknown => AnswerTo(Instrument.Death) is OutcomeValue.Unanswered { Reason: AbsenceReason.NotRecorded };

    /// <summary>
    /// Days from the end of the index treatment to death; null when the patient is not recorded as dead or a date is missing or partial.
    /// </summary>
    public int? DaysToDeath => AnswerTo(Instrument.Death) is OutcomeValue.TimeToEvent { Happened: true } death ? death.Days : null;
}
