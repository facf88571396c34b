using System.Collections.Immutable;

namespace IvcFhir.Core.Facts;

/// <summary>What a datum is that was not taken as a fact. Which questions each kind leaves open is a table of the protocol.</summary>
public enum UnreadKind
{
    /// <summary>
    /// A procedure that is, or may be, an intervention of the study and could not be used: in progress, without a day, ambiguous, under an
    /// unknown modifier, unreadable.
    /// </summary>
    Intervention,

    /// <summary>A procedure whose code no map knows, and which may have been done to a vein of the study or to a filter.</summary>
    Procedure,

    /// <summary>An image of a vein that could not be used.</summary>
    Image,

    /// <summary>A report of imaging that holds words only, or codes that no map knows.</summary>
    Report,

    /// <summary>A measurement at a filter that could not be used.</summary>
    FilterFinding,

    /// <summary>An assessment of a leg by the Villalta scale that could not be used.</summary>
    Assessment,
}

/// <summary>
/// A datum that was set aside or not understood, with all that is known of what it could have been. It is never an answer; it keeps one
/// from being given that it could change.
/// </summary>
/// <param name="Day">When it may have been; null when that is not known.</param>
/// <param name="Element">The FHIR path of what was not understood; null when the whole resource is meant.</param>
public sealed record Unread(SourceRef Source, UnreadKind Kind, DayInterval? Day, string? Element = null)
{
    /// <summary>The kinds of intervention that it may have been; empty when it may have been any.</summary>
    public ImmutableArray<InterventionKind> CouldBe { get; init; } = [];

    /// <summary>The veins that it names; empty when it names none, and then it may have been any.</summary>
    public ImmutableArray<VeinSite> Sites { get; init; } = [];

    /// <summary>Of an assessment: the legs; empty when it names none, and then it may have been of either.</summary>
    public ImmutableArray<Side> Legs { get; init; } = [];

    /// <summary>Of a measurement at the filter: the question that it would have answered; null for others.</summary>
    public Instrument? Finding { get; init; }

    /// <summary>
    /// What is told of it where it leaves a question open; null where an issue names it already, or the record is as it should be.
    /// </summary>
    public IssueCode? Issue { get; init; }

    /// <summary>Whether it may have been an intervention of the kind.</summary>
    public bool MayBe(InterventionKind kind) => CouldBe.IsEmpty || CouldBe.Contains(kind);
}
