namespace IvcFhir.Validate;

/// <summary>Where a rule comes from.</summary>
/// <param name="Label">As <see cref="Finding.Rule"/>.</param>
/// <param name="BearsMeaning">Whether the study reads the element, so that a fault in it makes the resource unfit for scoring.</param>
internal sealed record RuleSource(string Label, bool BearsMeaning)
{
    /// <summary>Whether FHIR R4 itself demands it, of every resource of the type and with any profile or none.</summary>
    public bool IsOfR4 { get; private init; }

    /// <summary>A rule of FHIR R4 itself, by its key.</summary>
    public static RuleSource R4(string key, bool bearsMeaning = false) => new(key, bearsMeaning) { IsOfR4 = true };
}
