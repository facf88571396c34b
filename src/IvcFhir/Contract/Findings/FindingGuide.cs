using System.Collections.Frozen;

namespace IvcFhir.Contract;

/// <summary>Whom a finding concerns at the site.</summary>
internal enum FindingCategory
{
    /// <summary>The interface that writes FHIR: the JSON itself is wrong.</summary>
    Structure,

    /// <summary>Which profile is meant.</summary>
    Profile,

    /// <summary>What is recorded, or passed on, in the source system.</summary>
    Content,

    /// <summary>Codes and their systems.</summary>
    Terminology,

    /// <summary>Links between resources.</summary>
    Reference,

    /// <summary>Additions to FHIR.</summary>
    Extension,

    /// <summary>What several elements say together.</summary>
    Consistency,
}

/// <param name="Text">How to mend it, in one or two sentences, for the engineer at the site.</param>
internal sealed record Guidance(FindingCategory Category, string Text);

internal static class FindingGuide
{
    private static readonly FrozenDictionary<FindingCode, Guidance> ByCode = new Dictionary<FindingCode, Guidance>
    {
        [FindingCode.MalformedResource] = Structure(
            "Send one FHIR R4 resource as JSON, with resourceType, and nothing before or after it."
        ),
        [FindingCode.UnknownElement] = Structure(
            "Remove the member, or correct its name; what FHIR R4 has no element for goes into an extension."
        ),
        [FindingCode.EmptyElement] = Structure("Leave the element out instead of sending it empty."),
        [FindingCode.WrongShape] = Structure(
            "Send the JSON type that FHIR defines for the element: a list, an object, a number, a text or true and false, once."
        ),
        [FindingCode.InvalidLiteral] = Structure(
            "Write the value as its FHIR type demands, such as dates as YYYY-MM-DD and times with offset."
        ),
        [FindingCode.ProfileUnknown] = Profile("Correct the address in meta.profile; this contract has no profile of that name."),
        [FindingCode.ProfileNotOurs] = Profile(
            "Nothing to mend here. To be judged by this contract, name one of its profiles in meta.profile too."
        ),
        [FindingCode.ProfileOfOtherVersion] = Profile("Name the version of this contract (profiles pack tells it), or none."),
        [FindingCode.ProfileOfOtherType] = Profile("Name a profile for this type of resource."),
        [FindingCode.ElementMissing] = Content(
            "Record the element in the source, or map it. If it is truly not known, leave the resource out or "
                + "state the reason where the profile has a place for it."
        ),
        [FindingCode.ElementRepeated] = Content("Send one of the repetitions, or one resource for each."),
        [FindingCode.ElementProhibited] = Content("Remove the element; the profile says what has no place here."),
        [FindingCode.TypeNotAllowed] = Content("Send the value as one of the types that the profile allows."),
        [FindingCode.FixedValueDiffers] = Content("Send exactly the value that the profile fixes."),
        [FindingCode.PatternNotMatched] = Content(
            "Add the coding or value that the profile's pattern demands; what is there may stay beside it."
        ),
        [FindingCode.ValueTooLow] = Content("Check the entry: it lies below what the instrument allows."),
        [FindingCode.ValueTooHigh] = Content("Check the entry: it lies above what the instrument allows."),
        [FindingCode.ValueNotComparable] = Content("State the unit by its UCUM code, and dates to the day."),
        [FindingCode.TextTooLong] = Content("Shorten the text to the length that the profile allows."),
        [FindingCode.SliceMissing] = Content("Add the part that the rule names; the profile tells by which code or type it is recognised."),
        [FindingCode.SliceRepeated] = Content("Send the part that the rule names once."),
        [FindingCode.SliceUnmatched] = Content(
            "Remove the part, or correct the code or type by which it is recognised: the profile allows no others."
        ),
        [FindingCode.SliceNotAtEnd] = Content("Move parts that the profile does not name behind those that it does."),
        [FindingCode.SliceOutOfOrder] = Content("Put the parts into the profile's order."),
        [FindingCode.RuleNotChecked] = Profile(
            "Nothing to mend: the rule that is named needs what is not at hand here, such as the target of a reference."
        ),
        [FindingCode.CodeMissing] = Terminology("Send a coding with system and code; text alone cannot be used."),
        [FindingCode.CodeNotInValueSet] = Terminology("Send a code of the value set, or enter the local code into the site map."),
        [FindingCode.CodeNotChecked] = Terminology("Nothing to mend yet. Name a terminology server with --tx to have the code checked."),
        [FindingCode.ReferenceOfOtherType] = Reference("Refer to a resource of a type that the profile allows."),
        [FindingCode.ReferenceNotChecked] = Reference("Write the reference as Type/id, or state its type."),
        [FindingCode.ExtensionUnknown] = Extension("Correct the extension's url; this contract defines none of that name."),
        [FindingCode.ExtensionMisplaced] = Extension("Move the extension to an element for which it is defined."),
        [FindingCode.ModifierUnknown] = Extension(
            "Leave the modifier extension out, or tell the study what it means: it may negate the resource, which therefore is not used."
        ),
        [FindingCode.ContainedMisused] = Reference(
            "Contain only what the resource refers to, without version and security labels of its own."
        ),
        [FindingCode.InvariantFailed] = Consistency(
            "Read the condition of that key in the profile; the elements that it names contradict each other or are incomplete."
        ),
        [FindingCode.InvariantNotChecked] = Consistency("Nothing to mend: the condition could not be computed on this resource."),
        [FindingCode.NotJudged] = Structure(
            "Mend the other findings first; if the resource is still not judged, report it with its type and the name of the rule."
        ),
    }.ToFrozenDictionary();

    public static Guidance For(FindingCode code) => ByCode[code];

    private static Guidance Structure(string text) => new(FindingCategory.Structure, text);

    private static Guidance Profile(string text) => new(FindingCategory.Profile, text);

    private static Guidance Content(string text) => new(FindingCategory.Content, text);

    private static Guidance Terminology(string text) => new(FindingCategory.Terminology, text);

    private static Guidance Reference(string text) => new(FindingCategory.Reference, text);

    private static Guidance Extension(string text) => new(FindingCategory.Extension, text);

    private static Guidance Consistency(string text) => new(FindingCategory.Consistency, text);
}
