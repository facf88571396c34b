using System.Collections.Immutable;

namespace IvcFhir.Core.Facts;

public enum InterventionKind
{
    FilterPlacement,
    FilterRetrieval,
    FilterRepositioning,

    /// <summary>Endovascular removal of thrombus: manual aspiration (MAT) or mechanical.</summary>
    Thrombectomy,

    /// <summary>Catheter-directed thrombolysis (CDT).</summary>
    Thrombolysis,
    Angioplasty,
    StentPlacement,
}

/// <summary>
/// How an intervention ended, as recorded. An intervention that is not said to have ended otherwise and whose record is closed as completed
/// is <see cref="Completed"/>.
/// </summary>
public enum InterventionResult
{
    Completed,
    Successful,
    PartiallySuccessful,
    Unsuccessful,

    /// <summary>Begun and not completed.</summary>
    Stopped,
}

/// <summary>
/// When an intervention was performed: the day (in the study's zone), and the instants of start and end where the site recorded them.
/// <see cref="Start"/> and <see cref="End"/> carry their offset; a local time without one is not an instant and leaves them empty.
/// </summary>
public sealed record Performed(DayInterval Day, DateTimeOffset? Start, DateTimeOffset? End)
{
    /// <summary>The last day of a recorded period (study zone); the day itself where no end is recorded.</summary>
    public DayInterval LastDay { get; init; } = Day;
}

/// <param name="Source">The resource that stands for the intervention.</param>
/// <param name="Sites">The treated segments; empty when the record names none.</param>
/// <param name="Session">The encounter or parent procedure that holds interventions of one session together; null when not
/// recorded.</param>
/// <param name="Planned">True for a stage that was planned at the index procedure (second stage of CDT, scheduled retrieval): never a loss
/// of patency.</param>
public sealed record Intervention(
    SourceRef Source,
    InterventionKind Kind,
    ImmutableArray<VeinSite> Sites,
    Performed Performed,
    InterventionResult Result,
    string? Session = null,
    bool Planned = false
)
{
    /// <summary>
    /// Other resources that record the same act: hospitals code it for the professional and for the facility. Never <see cref="Source"/>.
    /// </summary>
    public ImmutableArray<SourceRef> Twins { get; init; } = [];

    /// <summary>
    /// The record says how it ended, in words or codes that are not understood: <see cref="Result"/> is no more than that it was done.
    /// </summary>
    public bool IsResultUnread { get; init; }
}
