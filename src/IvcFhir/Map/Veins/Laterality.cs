using System.Collections.Immutable;
using Hl7.Fhir.Model;
using IvcFhir.Codes;
using IvcFhir.Core.Facts;
using IvcFhir.Profiles;

namespace IvcFhir.Map;

/// <summary>
/// The side of a procedure that its body site does not state: a modifier (a suffix or a coding of its own, or in an extension), a second
/// coding, the side that its code implies, or the text of its code.
/// </summary>
internal sealed class Laterality(ConceptIndex concepts, BodySites sites)
{
    public ImmutableArray<Side> Of(Procedure procedure) =>
        CodedOf(procedure) is { IsEmpty: false } coded ? coded : sites.SidesIn(procedure.Code?.Text);

    /// <summary>What codes and modifiers say, not the text.</summary>
    public ImmutableArray<Side> CodedOf(Procedure procedure)
    {
        var coded = sites.SidesOf(new CodeableConcept { Coding = procedure.Code?.Coding ?? [] });
        return coded.IsEmpty ? [.. Extensions(procedure).SelectMany(SidesOf).Distinct().Order()] : coded;
    }

    /// <summary>There is no standard place for a modifier: sites put it on the procedure, on its code, or on a coding.</summary>
    private static IEnumerable<Extension> Extensions(Procedure procedure) =>
        procedure
            .Extension.Concat(procedure.Code?.Extension ?? [])
            .Concat((procedure.Code?.Coding ?? []).SelectMany(coding => coding.Extension));

    /// <summary>A bare text such as <c>LT</c> is read only where the extension says that it is a modifier or a laterality.</summary>
    private IEnumerable<Side> SidesOf(Extension extension) =>
        extension.Value switch
        {
            CodeableConcept or Coding => sites.SidesOf(extension.Value),
            Code { Value: { } code } when SaysWhat(extension) => Bare(code),
            FhirString { Value: { } text } when SaysWhat(extension) => Bare(text),
            _ => [],
        };

    private static bool SaysWhat(Extension extension) =>
        extension.Url is { } url
        && (url.Contains("modifier", StringComparison.OrdinalIgnoreCase) || url.Contains("laterality", StringComparison.OrdinalIgnoreCase));

    private IEnumerable<Side> Bare(string text)
    {
        var coded = StudyCode.Parse<Side>(text.Trim().ToLowerInvariant()) is { } side ? [side] : concepts.ModifierSides(text);
        return coded.Where(named => named is Side.Left or Side.Right);
    }
}
