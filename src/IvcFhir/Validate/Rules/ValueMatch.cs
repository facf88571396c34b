using Hl7.Fhir.Model;

namespace IvcFhir.Validate.Rules;

/// <summary>
/// Comparison by the rules of ElementDefinition.fixed[x] and pattern[x]. The SDK's own <c>Matches</c> compares lists item by item in order;
/// R4 demands that each item of the pattern's list is found somewhere in the element's.
/// </summary>
internal static class ValueMatch
{
    public static bool Contains(Base pattern, Base element)
    {
        if (pattern is PrimitiveType { JsonValue: not null } primitive && !SameLiteral(primitive, element))
            return false;
        foreach (var (name, value) in pattern.EnumerateElements())
        {
            if (value is not Base and not IReadOnlyList<Base>)
                continue;
            if (!ContainsAll(ElementItems.From(value), ElementItems.Of(element, name)))
                return false;
        }
        return true;
    }

    public static bool Exactly(Base value, Base element) =>
        value is PrimitiveType { HasElements: false } plain && element is PrimitiveType { HasElements: false } ? SameLiteral(plain, element) :
        (value is not PrimitiveType primitive || SameLiteral(primitive, element)) && SameElements(value, element);

    private static bool ContainsAll(ElementItems patterns, ElementItems items)
    {
        for (var i = 0; i < patterns.Count; i++)
        {
            if (!Any(patterns[i], items))
                return false;
        }
        return true;
    }

    private static bool Any(Base pattern, ElementItems items)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (Contains(pattern, items[i]))
                return true;
        }
        return false;
    }

    private static bool SameElements(Base value, Base element)
    {
        var (expected, actual) = (Elements(value), Elements(element));
        return expected.Count == actual.Count && expected.TrueForAll(one => SameItems(ElementItems.From(one.Value), ElementItems.Of(element, one.Key)));
    }

    private static List<KeyValuePair<string, object>> Elements(Base element) =>
        element.EnumerateElements().Where(member => member.Value is Base or IReadOnlyList<Base>).ToList();

    private static bool SameItems(ElementItems expected, ElementItems actual) =>
        expected.Count == actual.Count && Enumerable.Range(0, expected.Count).All(i => Exactly(expected[i], actual[i]));

    private static bool SameLiteral(PrimitiveType value, Base element) => element is PrimitiveType other && Equals(value.JsonValue, other.JsonValue);
}
