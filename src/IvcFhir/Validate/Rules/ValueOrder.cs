using Hl7.Fhir.Model;
using P = Hl7.Fhir.ElementModel.Types;

namespace IvcFhir.Validate.Rules;

/// <summary>The order of two FHIR values; null when there is none: other types, other units, or dates too partial to tell.</summary>
internal static class ValueOrder
{
    public static int? Compare(Base? left, Base? right) => (left, right) switch
    {
        (Quantity a, Quantity b) => a.System == b.System && a.Code == b.Code && (a.Code is not null || a.Unit == b.Unit) ? a.Value?.CompareTo(b.Value) : null,
        (PrimitiveType a, PrimitiveType b) when Number(a) is { } x && Number(b) is { } y => x.CompareTo(y),
        (Time a, Time b) => string.CompareOrdinal(a.Value, b.Value),
        (PrimitiveType a, PrimitiveType b) => CompareInstants(a, b),
        _ => null,
    };

    private static decimal? Number(PrimitiveType value) => value switch
    {
        Integer or UnsignedInt or PositiveInt or FhirDecimal => value.JsonValue switch
        {
            int whole => whole,
            decimal number => number,
            _ => null, // No valid literal; the model has said so.
        },
        _ => null,
    };

    private static int? CompareInstants(PrimitiveType left, PrimitiveType right)
    {
        if (!P.DateTime.TryParse(left.ToString() ?? "", out var a) || !P.DateTime.TryParse(right.ToString() ?? "", out var b))
            return null;
        return a.TryCompareTo(b, out var order) ? order : null;
    }
}
