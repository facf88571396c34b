using Hl7.Fhir.Model;

namespace IvcFhir.Validate.Paths;

/// <summary>FHIRPath's view of FHIR primitives, as far as it is taken here: booleans, texts, whole and decimal numbers.</summary>
internal static class Literals
{
    /// <summary>The value of an element or a value; null for anything else, such as a date or a Quantity.</summary>
    public static object? Of(object item) => item switch
    {
        bool or string or int or decimal => item,
        FhirBoolean or Integer or PositiveInt or UnsignedInt or FhirDecimal or FhirString or FhirUri or Code => ((PrimitiveType)item).JsonValue,
        _ => null,
    };

    public static string? Text(object item) => item is FhirDateTime or Date or Instant ? ((PrimitiveType)item).ToString() : null;

    public static decimal? Number(object? literal) => literal switch
    {
        int whole => whole,
        decimal number => number,
        _ => null,
    };

    /// <summary>Of different types is different. Null: left to the engine.</summary>
    public static bool? Same(object left, object right)
    {
        if (left is not PrimitiveType && right is not PrimitiveType && left is Base one && right is Base other)
            return one.GetType() == other.GetType() ? one.IsExactly(other) : null;
        return (Of(left), Of(right)) switch
        {
            (null, null) => null,
            (null, _) => IsPlain(left) ? false : null,
            (_, null) => IsPlain(right) ? false : null,
            (string a, string b) => string.Equals(a, b, StringComparison.Ordinal),
            (bool a, bool b) => a == b,
            ({ } a, { } b) => Number(a) is { } x && Number(b) is { } y && x == y,
        };
    }

    /// <summary>A complex type that FHIRPath never converts into a value, as it does a Quantity.</summary>
    private static bool IsPlain(object item) => item is Base and not PrimitiveType and not Quantity;
}
