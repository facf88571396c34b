namespace IvcFhir.Core.Facts;

/// <summary>
/// The resource in which a fact was read, as the site names it: <c>Observation/123</c>; of what is contained in another, with its name in
/// there: <c>DiagnosticReport/1#o</c>. Never a name of a person, a date or a value.
/// </summary>
public readonly record struct SourceRef(string Reference) : IComparable<SourceRef>
{
    public bool IsContained() => Reference.Contains('#', StringComparison.Ordinal);

    /// <summary>What can be asked for at the site: the container of what is contained, else the resource itself.</summary>
    public SourceRef Container() => IsContained() ? new(Reference[..Reference.IndexOf('#', StringComparison.Ordinal)]) : this;

    public int CompareTo(SourceRef other) => string.CompareOrdinal(Reference, other.Reference);

    public override string ToString() => Reference;
}

/// <summary>A value together with the resource that states it.</summary>
public readonly record struct Sourced<T>(T Value, SourceRef Source);
