using System.Collections.Frozen;

namespace IvcFhir.Validate.Paths;

/// <summary>The operators of FHIRPath N1, 6. Logic has three values: empty is "unknown".</summary>
internal static class PathOperators
{
    internal delegate Values Operator(Values left, Values right, Scope scope);

    private static readonly FrozenDictionary<string, Operator> ByName = new Dictionary<string, Operator>(StringComparer.Ordinal)
    {
        ["and"] = (left, right, scope) => Values.Of(Truth(left, scope) & Truth(right, scope)),
        ["or"] = (left, right, scope) => Values.Of(Truth(left, scope) | Truth(right, scope)),
        ["xor"] = (left, right, scope) => Values.Of(Truth(left, scope) ^ Truth(right, scope)),
        ["implies"] = (left, right, scope) => Values.Of(!Truth(left, scope) | Truth(right, scope)),
        ["="] = (left, right, scope) => Values.Of(Same(left, right, scope)),
        ["!="] = (left, right, scope) => Values.Of(!Same(left, right, scope)),
        ["<"] = Ordered(order => order < 0),
        ["<="] = Ordered(order => order <= 0),
        [">"] = Ordered(order => order > 0),
        [">="] = Ordered(order => order >= 0),
        ["in"] = In,
        ["|"] = Union,
        ["+"] = (left, right, scope) => Sum(left, right, 1, scope),
        ["-"] = (left, right, scope) => Sum(left, right, -1, scope),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static Operator? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>Null for "unknown".</summary>
    public static bool? Truth(Values values, Scope scope)
    {
        if (values.Count == 0)
            return null;
        if (values.Count == 1 && Literals.Of(values[0]) is bool truth)
            return truth;
        scope.GiveUp();
        return null;
    }

    public static bool Contains(Values values, object item, Scope scope)
    {
        for (var i = 0; i < values.Count; i++)
        {
            if (Known(Literals.Same(values[i], item), scope))
                return true;
        }
        return false;
    }

    public static Values Union(Values left, Values right, Scope scope)
    {
        var union = Values.None;
        foreach (var values in (ReadOnlySpan<Values>)[left, right])
        {
            for (var i = 0; i < values.Count; i++)
            {
                if (!Contains(union, values[i], scope))
                    union = union.Plus(values[i]);
            }
        }
        return union;
    }

    private static bool? Same(Values left, Values right, Scope scope)
    {
        if (left.Count == 0 || right.Count == 0)
            return null;
        var same = left.Count == right.Count;
        for (var i = 0; same && i < left.Count; i++)
            same = Known(Literals.Same(left[i], right[i]), scope);
        return same;
    }

    private static Operator Ordered(Func<int, bool> isAsked) => (left, right, scope) =>
    {
        if (left.Count == 0 || right.Count == 0)
            return Values.None;
        if (left.Count > 1 || right.Count > 1 || Literals.Number(Literals.Of(left[0])) is not { } a || Literals.Number(Literals.Of(right[0])) is not { } b)
            return scope.GiveUp();
        return Values.Of(isAsked(a.CompareTo(b)));
    };

    private static Values In(Values left, Values right, Scope scope) => left.Count switch
    {
        0 => Values.None,
        1 => Values.Of(Contains(right, left[0], scope)),
        _ => scope.GiveUp(),
    };

    private static Values Sum(Values left, Values right, int sign, Scope scope)
    {
        if (left.Count == 0 || right.Count == 0)
            return Values.None;
        if (left.Count > 1 || right.Count > 1)
            return scope.GiveUp();
        return (Literals.Of(left[0]), Literals.Of(right[0])) switch
        {
            (int a, int b) => Values.One(a + (sign * b)),
            ({ } a, { } b) when Literals.Number(a) is { } x && Literals.Number(b) is { } y => Values.One(x + (sign * y)),
            _ => scope.GiveUp(),
        };
    }

    private static bool Known(bool? answer, Scope scope)
    {
        if (answer is null)
            scope.GiveUp();
        return answer == true;
    }
}
