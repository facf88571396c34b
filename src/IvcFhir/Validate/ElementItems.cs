using Hl7.Fhir.Model;

namespace IvcFhir.Validate;

/// <summary>The elements of one name below a parent: none, one, or the items of a list.</summary>
internal readonly struct ElementItems
{
    private readonly Base? single;
    private readonly IReadOnlyList<Base>? list;

    private ElementItems(object? value) => (single, list) = (value as Base, value as IReadOnlyList<Base>);

    public bool IsList => list is not null;

    public int Count => list?.Count ?? (single is null ? 0 : 1);

    public Base this[int index] => list?[index] ?? single!;

    public static ElementItems Of(Base parent, string name) => parent.TryGetValue(name, out var value) ? new(value) : default;

    /// <summary>An element, or a list of them, as <see cref="Base.EnumerateElements"/> gives it.</summary>
    public static ElementItems From(object value) => new(value);

    public int? IndexOf(int item) => IsList ? item : null;
}
