using System.Collections.Immutable;

namespace IvcFhir.Core.Facts;

/// <summary>What a code says of "severe complication" when it stands in a record (profiles/maps/event-effects.json).</summary>
public enum EventEffect
{
    /// <summary>Nothing: a thrombosis is an event of its own, and no complication by itself.</summary>
    None,

    /// <summary>A severe complication, whenever it arose in the period.</summary>
    Severe,

    /// <summary>A severe complication where it is known to be new; patients bring it along as well.</summary>
    SevereIfNew,

    /// <summary>May be a severe complication: a grade, or somebody who reads the record, must say.</summary>
    Opens,

    /// <summary>As <see cref="Opens"/>; what was there before is none.</summary>
    OpensIfNew,
}

/// <summary>What else an event bears on, beside "severe complication".</summary>
public enum EventTopic
{
    Other,

    /// <summary>Blood was lost, or given.</summary>
    Bleeding,

    /// <summary>A bleed at a site that is critical by the ISTH (clinical 5.4).</summary>
    CriticalBleeding,
    PulmonaryEmbolism,
    DeepVeinThrombosis,

    /// <summary>Not understood, or not read: it may be any of these.</summary>
    Unstated,
}

/// <summary>What the record itself says of how bad an event was.</summary>
public enum EventGrade
{
    Unstated,
    NotSevere,
    Severe,
    Fatal,
}

/// <summary>
/// A diagnosis, an adverse event, a named complication or a treatment that may be, or prove, an event of the patient. Whether it is one
/// depends on the days of the index treatment.
/// </summary>
/// <param name="Onset">When it began or was done; null when the record does not say.</param>
/// <param name="Element">The FHIR path that names it.</param>
public sealed record ClinicalEvent(SourceRef Source, EventEffect Effect, EventTopic Topic, DayInterval? Onset, string Element)
{
    /// <summary>The instant at which it began; null where only the day is recorded.</summary>
    public DateTimeOffset? OnsetAt { get; init; }

    /// <summary>When it was written down; null when the record does not say.</summary>
    public DayInterval? Recorded { get; init; }

    /// <summary>The stay of which it is a diagnosis; null when it belongs to none that can be read.</summary>
    public DayInterval? Stay { get; init; }

    /// <summary>
    /// Said to have been there when its stay began: present on admission, admission or pre-operative diagnosis; or history.
    /// </summary>
    public bool KnownBefore { get; init; }

    /// <summary>
    /// The first day of an act, or of the stay of one, that was done for it: it was there by then. Null where it is the reason of none.
    /// </summary>
    public DateOnly? ThereBy { get; init; }

    /// <summary>Said to have arisen in the stay: not present on admission, post-operative, named as a complication of the act.</summary>
    public bool KnownAfter { get; init; }

    /// <summary>A problem list says when it was written, not of which stay it is.</summary>
    public bool OnProblemList { get; init; }

    /// <summary>A code that only a procedure can cause.</summary>
    public bool IsProcedural { get; init; }

    /// <summary>
    /// Told of its day and by itself, as an adverse event or the conclusion of a report; a diagnosis counts as one by its onset.
    /// </summary>
    public bool IsOfItsDay { get; init; }

    public EventGrade Grade { get; init; }

    /// <summary>What is unconfirmed, provisional or not understood opens a question and never answers it.</summary>
    public bool Decides { get; init; } = true;
}

/// <summary>A record of the patient that could have told of a complication: a stay with coded diagnoses, or a visit.</summary>
/// <param name="Days">Of the stay or visit.</param>
/// <param name="IsCodedStay">The diagnoses of the stay are recorded with it.</param>
public sealed record Contact(SourceRef Source, DayInterval Days, bool IsCodedStay);
