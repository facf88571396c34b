namespace IvcFhir.Contract;

/// <summary>One thing that a rule found. It names elements and rules, never values.</summary>
/// <param name="Location">FHIRPath of the element from the resource checked: <c>Observation.component[2].value</c>.</param>
/// <param name="Rule"><c>{profile}#{element or constraint key}</c>, or the key alone for a rule of FHIR R4 itself.</param>
/// <param name="AcceptableForScoring">Whether the resource may be used for scoring all the same: nothing that the study reads is in
/// doubt.</param>
internal sealed record Finding(FindingCode Code, Verdict Verdict, string Location, string Rule, bool AcceptableForScoring)
{
    /// <summary>A name that no element can have stands in it as <c>?</c>: it may be anything, and is whoever sent it's to say.</summary>
    public string Location { get; init; } = Named(Location);

    private static string Named(string location) =>
        location.Split('.').All(IsName) ? location : string.Join('.', location.Split('.').Select(step => IsName(step) ? step : "?"));

    private static bool IsName(string step) =>
        step.Length is > 0 and <= 64 && step.All(c => char.IsAsciiLetterOrDigit(c) || c is '[' or ']' or '_' or '$');
}
