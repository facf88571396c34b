using System.Collections.Immutable;
using IvcFhir.Core.Facts;
using IvcFhir.Core.Scores;

namespace IvcFhir.Core.Explain;

/// <summary>What kind of thing is missing.</summary>
public enum GapKind
{
    /// <summary>A date is too partial for the question; without the day of the treatment no visit can be placed.</summary>
    DateImprecise,

    /// <summary>A leg was not assessed in the window of a visit.</summary>
    NoAssessment,

    /// <summary>A leg was assessed and items were left out.</summary>
    ItemsMissing,

    /// <summary>Items of an assessment, or filter positions, contradict each other.</summary>
    ItemsContradict,

    /// <summary>A followed segment was not imaged in the window of a visit.</summary>
    NoImaging,
    NoFilterPosition,

    /// <summary>Nothing that answers a question about the treatment, the filter or a complication is recorded.</summary>
    NotRecorded,

    /// <summary>Start or end of the procedure.</summary>
    NoDuration,

    /// <summary>Whether a complication was severe cannot be said.</summary>
    ComplicationUngraded,

    /// <summary>Something that could change the answer was set aside or not understood: it must be read, mapped or entered anew.</summary>
    NotUnderstood,

    /// <summary>A filter is in place, or nobody wrote down that it was taken out, for longer than the advisories say.</summary>
    FilterInPlace,
}

/// <summary>Something that is missing, with what is needed to look for it.</summary>
/// <param name="Instrument">The question that waits for it; null for a filter in place.</param>
/// <param name="Visit">The id of the visit window; empty for what is asked once.</param>
/// <param name="Period">The days on which it would lie; null when nothing is known of them.</param>
/// <param name="Missing">Codes of the items that are missing; empty when all of it is.</param>
/// <param name="Sources">The resources in which it would have stood, sorted; empty when there is none.</param>
public sealed record Gap(
    string Site,
    string Patient,
    GapKind Kind,
    Instrument? Instrument,
    Location Location,
    string Visit,
    DayInterval? Period,
    ImmutableArray<string> Missing,
    ImmutableArray<SourceRef> Sources
)
{
    /// <summary>Days that a filter has been in place; null for other gaps, and when the day of placement is not known.</summary>
    public int? DaysInPlace { get; init; }

    /// <summary>Advice on that filter, if it can be taken out; empty for other gaps.</summary>
    public ImmutableArray<DwellAdvisory> Advice { get; init; } = [];
}
