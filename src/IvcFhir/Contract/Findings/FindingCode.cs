namespace IvcFhir.Contract;

/// <summary>
/// What a rule found. Stable: a code is never renamed, its meaning never changed. <see cref="FindingGuide"/> says how to mend each.
/// </summary>
internal enum FindingCode
{
    /// <summary>Not JSON, or not a FHIR R4 resource.</summary>
    MalformedResource,

    /// <summary>An element that FHIR R4 does not define there.</summary>
    UnknownElement,

    /// <summary>An object or array without content.</summary>
    EmptyElement,

    /// <summary>JSON of the wrong shape: a list for one value, text for a number, a member twice.</summary>
    WrongShape,

    /// <summary>Text that is no valid literal of its type: a date with month 13.</summary>
    InvalidLiteral,

    /// <summary>The profile named is one of this contract's addresses, but there is none of that name.</summary>
    ProfileUnknown,

    /// <summary>The profile named belongs to somebody else; its rules are not here.</summary>
    ProfileNotOurs,

    /// <summary>The profile named has another version than the one that is here; it was judged by the one that is here.</summary>
    ProfileOfOtherVersion,

    /// <summary>The profile is for another type of resource.</summary>
    ProfileOfOtherType,

    /// <summary>Fewer than the profile demands; usually none.</summary>
    ElementMissing,

    /// <summary>More than the profile allows.</summary>
    ElementRepeated,

    /// <summary>The profile forbids the element.</summary>
    ElementProhibited,

    /// <summary>A type that the profile does not allow for the element.</summary>
    TypeNotAllowed,

    /// <summary>Another value than the one that the profile fixes.</summary>
    FixedValueDiffers,

    /// <summary>The value lacks what the profile's pattern demands.</summary>
    PatternNotMatched,

    /// <summary>The value lies below the least that the profile allows.</summary>
    ValueTooLow,

    /// <summary>The value lies above the most that the profile allows.</summary>
    ValueTooHigh,

    /// <summary>The value cannot be compared with the profile's bound: another unit, or too partial a date.</summary>
    ValueNotComparable,

    /// <summary>The text has more characters than the profile allows.</summary>
    TextTooLong,

    /// <summary>Fewer of a slice than the profile demands.</summary>
    SliceMissing,

    /// <summary>More of a slice than the profile allows.</summary>
    SliceRepeated,

    /// <summary>An item fits none of the slices, and the profile allows no others.</summary>
    SliceUnmatched,

    /// <summary>An item that fits no slice stands before one that does, where the profile allows others only at the end.</summary>
    SliceNotAtEnd,

    /// <summary>The slices stand in another order than the profile's.</summary>
    SliceOutOfOrder,

    /// <summary>
    /// The profile has a rule that cannot be applied here: of a kind that is not known, or a slice whose items cannot be told.
    /// </summary>
    RuleNotChecked,

    /// <summary>Text where the profile demands a code.</summary>
    CodeMissing,

    /// <summary>No code of the element is in the value set.</summary>
    CodeNotInValueSet,

    /// <summary>Whether the code is in the value set is known only to a terminology server.</summary>
    CodeNotChecked,

    /// <summary>The reference points to a type of resource that the profile does not allow.</summary>
    ReferenceOfOtherType,

    /// <summary>The reference does not tell the type of its target.</summary>
    ReferenceNotChecked,

    /// <summary>An extension with an address of this contract, but there is none of that name.</summary>
    ExtensionUnknown,

    /// <summary>The extension is not meant for the element that carries it.</summary>
    ExtensionMisplaced,

    /// <summary>An extension that may negate the element's meaning, and that is not known here (FHIR R4, 2.1.0.4).</summary>
    ModifierUnknown,

    /// <summary>
    /// A contained resource that nothing refers to (dom-3), or with a version or security label of its own (dom-4, dom-5).
    /// </summary>
    ContainedMisused,

    /// <summary>An invariant of the profile or of FHIR R4 does not hold.</summary>
    InvariantFailed,

    /// <summary>The invariant could not be computed on this resource.</summary>
    InvariantNotChecked,

    /// <summary>The validator failed on the resource: by its profiles nothing is said of it.</summary>
    NotJudged,
}
