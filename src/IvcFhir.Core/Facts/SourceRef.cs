namespace IvcFhir.Core.Facts;

/// <summary>The resource in which a fact was read, as the site names it: <c>Observation/123</c>. Never a name, a date or a value.</summary>
public readonly record struct SourceRef(string Reference) : IComparable<SourceRef>
{
    public int CompareTo(SourceRef other) => string.CompareOrdinal(Reference, other.Reference);

    public override string ToString() => Reference;
}

/// <summary>A value together with the resource that states it.</summary>
public readonly record struct Sourced<T>(T Value, SourceRef Source);
