using System.Collections.Immutable;
using Hl7.Fhir.Model;

namespace IvcFhir.Validate.Terminology;

/// <summary>The codes that a bindable element states.</summary>
internal static class StatedCode
{
    /// <summary>Null for a type that cannot state a code; empty for one that could and does not.</summary>
    public static ImmutableArray<CodedValue>? In(Base element) => element switch
    {
        CodeableConcept concept => [.. concept.Coding.Where(coding => coding.Code is not null).Select(coding => new CodedValue(coding.System ?? "", coding.Code))],
        Coding { Code: null } or Quantity { Code: null } => [],
        Coding coding => [new(coding.System ?? "", coding.Code)],
        Quantity quantity => [new(quantity.System ?? "", quantity.Code)],
        Code or FhirString or FhirUri or Canonical => ((PrimitiveType)element).JsonValue is string text ? [new(null, text)] : [],
        _ => null,
    };
}
