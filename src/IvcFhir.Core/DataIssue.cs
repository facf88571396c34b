using IvcFhir.Core.Facts;

namespace IvcFhir.Core;

/// <summary>Why a datum was set aside. Stable: a code is never renamed, its meaning never changed.</summary>
public enum IssueCode
{
    /// <summary>Not JSON, or not a FHIR resource.</summary>
    MalformedInput,

    /// <summary>A resource without an id: nothing could be traced to it.</summary>
    IdMissing,

    /// <summary>The FHIR model rejects the resource.</summary>
    InvalidResource,

    /// <summary>A modifier extension that is not known may negate the meaning.</summary>
    UnknownModifier,

    /// <summary>The status says that the datum must not be used although it looks relevant.</summary>
    StatusNotUsable,

    /// <summary>A code of a relevant resource that no map knows.</summary>
    UnknownCode,

    /// <summary>A code that proves nothing without corroboration.</summary>
    AmbiguousCode,

    /// <summary>A grade that is not an integer from 0 to 3.</summary>
    GradeOutOfRange,

    /// <summary>An item of a score is recorded twice with different grades.</summary>
    ConflictingItems,

    /// <summary>A value in a unit that is missing or foreign.</summary>
    UnknownUnit,

    /// <summary>A value with a comparator (less than, greater than).</summary>
    ComparatorNotUsable,

    /// <summary>The date is missing.</summary>
    DateMissing,

    /// <summary>The date is too partial for the question.</summary>
    DateTooImprecise,

    /// <summary>A time without an offset is not an instant.</summary>
    OffsetMissing,

    /// <summary>The side of a limb or vein is not stated.</summary>
    SideUnstated,

    /// <summary>A referenced resource cannot be read.</summary>
    ReferenceUnresolved,

    /// <summary>A referenced resource belongs to another patient.</summary>
    ForeignReference,

    /// <summary>The site's server does not offer a type of resource: what it would say is not known.</summary>
    TypeNotOffered,

    /// <summary>The filter's device cannot be linked to one placement.</summary>
    DeviceUnresolved,

    /// <summary>An item that the score needs is missing.</summary>
    ItemMissing,

    /// <summary>The site's own total differs from the computed one.</summary>
    TotalDiffers,

    /// <summary>Items of a score contradict each other.</summary>
    InconsistentItems,

    /// <summary>Findings of the same segment and day contradict each other.</summary>
    ConflictingFindings,

    /// <summary>A complication without a grade: whether it was severe is unknown.</summary>
    ComplicationUngraded,

    /// <summary>The end lies before the start.</summary>
    NegativePeriod,

    /// <summary>The treated vein is not stated.</summary>
    SiteUnstated,

    /// <summary>The assessment uses another version of the instrument than the protocol; versions are never pooled.</summary>
    OtherInstrumentVersion,

    /// <summary>Several devices, or several placements, fit equally well; none is chosen.</summary>
    DeviceAmbiguous,

    /// <summary>The check digit of a unique device identifier does not fit. A warning: the identifier is used all the same.</summary>
    UdiCheckDigit,

    /// <summary>An outcome that the contract does not allow. It was not sent: the fault is this program's.</summary>
    OutcomeInvalid,

    /// <summary>
    /// A written outcome stands as it is, because what it rested on was set aside or not returned: that is no reason to withdraw or change
    /// it.
    /// </summary>
    OutcomeHeld,

    /// <summary>A resource stands in several versions of which none is surely the newest: none of them is used.</summary>
    VersionsDisagree,

    /// <summary>An element is not as FHIR demands: it was not read, and the rest of the resource was.</summary>
    ElementInvalid,

    /// <summary>
    /// A diagnosis, an event or a treatment that may be a complication: whether it is one, and when it arose, must be read.
    /// </summary>
    EventUnclear,

    /// <summary>A value that the measure cannot have: most often a number in another unit than the one that stands beside it.</summary>
    ValueImpossible,

    /// <summary>A value that the measure hardly has. It is used all the same.</summary>
    ValueUnlikely,

    /// <summary>
    /// Times in UTC stand beside plain dates, and nothing says in which zone the site's day is a day: a time near midnight may lie on the
    /// wrong one. They are used all the same.
    /// </summary>
    ZoneUnstated,

    /// <summary>
    /// An answer that was given by hand does not hold any more: what it rested on has changed. The question is open again.
    /// </summary>
    AnswerLapsed,

    /// <summary>Links between patients do not name exactly one who stands for all: they are not joined.</summary>
    LinksDisagree,

    /// <summary>
    /// The site does not take a scored outcome, or holds it twice: the others are written, and this one is tried again by each pass.
    /// </summary>
    OutcomeRefused,
}

public static class IssueCodes
{
    /// <summary>Whether the issue only tells of something: the datum is used all the same.</summary>
    public static bool IsNote(this IssueCode code) => code is IssueCode.UdiCheckDigit or IssueCode.ValueUnlikely or IssueCode.ZoneUnstated;
}

/// <summary>One datum that was set aside, and where. Never carries the content of the resource.</summary>
/// <param name="Element">The FHIR path of the element, without values; null when the whole resource is meant. Of a refused outcome what the
/// site said, in codes: <c>422 business-rule</c>.</param>
public sealed record DataIssue(IssueCode Code, SourceRef Source, string? Element = null) : IComparable<DataIssue>
{
    /// <summary>Whether the resource was set aside before it was read: nothing of what it said is known.</summary>
    public bool IsUnreadResource =>
        Element is null && Code is (IssueCode.InvalidResource or IssueCode.VersionsDisagree or IssueCode.MalformedInput);

    public int CompareTo(DataIssue? other)
    {
        if (other is null)
            return 1;
        if (Code != other.Code)
            return Code.CompareTo(other.Code);
        var bySource = Source.CompareTo(other.Source);
        return bySource != 0 ? bySource : string.CompareOrdinal(Element, other.Element);
    }
}
