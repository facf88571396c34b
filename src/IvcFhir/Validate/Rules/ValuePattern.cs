using Hl7.Fhir.Model;

namespace IvcFhir.Validate.Rules;

/// <summary>A fixed value or a pattern, prepared once. Two are equal when they demand the same.</summary>
internal sealed class ValuePattern : IEquatable<ValuePattern>
{
    private readonly DataType value;
    private readonly bool exactly;
    private readonly Coding? onlyCoding;

    private ValuePattern(DataType value, bool exactly)
    {
        (this.value, this.exactly) = (value, exactly);
        onlyCoding = exactly ? null : OnlyCoding(value);
    }

    /// <summary><c>fixed[x]</c>.</summary>
    public static ValuePattern Fixed(DataType value) => new(value, exactly: true);

    /// <summary><c>pattern[x]</c>.</summary>
    public static ValuePattern AtLeast(DataType value) => new(value, exactly: false);

    public bool Matches(Base element)
    {
        if (onlyCoding is not null && element is CodeableConcept concept)
            return concept.Coding.Exists(coding => coding.Code == onlyCoding.Code && (onlyCoding.System is null || coding.System == onlyCoding.System));
        return exactly ? ValueMatch.Exactly(value, element) : ValueMatch.Contains(value, element);
    }

    public bool Equals(ValuePattern? other) => other is not null && exactly == other.exactly && value.IsExactly(other.value);

    public override bool Equals(object? obj) => Equals(obj as ValuePattern);

    public override int GetHashCode() => exactly.GetHashCode();

    /// <summary>Nearly every pattern is one code of one system: that is compared without walking through the elements.</summary>
    private static Coding? OnlyCoding(DataType value) =>
        value is CodeableConcept { Coding: [{ Code: not null } coding] } && value.IsExactly(new CodeableConcept { Coding = [new Coding(coding.System, coding.Code)] }) ? coding : null;
}
