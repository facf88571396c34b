namespace IvcFhir.Contract;

/// <summary>One thing that a rule found. It names elements and rules, never values.</summary>
/// <param name="Location">FHIRPath of the element from the resource checked: <c>Observation.component[2].value</c>.</param>
/// <param name="Rule"><c>{profile}#{element or constraint key}</c>, or the key alone for a rule of FHIR R4 itself.</param>
/// <param name="AcceptableForScoring">Whether the resource may be used for scoring all the same: nothing that the study reads is in doubt.</param>
internal sealed record Finding(FindingCode Code, Verdict Verdict, string Location, string Rule, bool AcceptableForScoring);
