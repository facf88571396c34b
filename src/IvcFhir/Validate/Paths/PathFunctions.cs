using System.Collections.Frozen;
using System.Globalization;
using Hl7.FhirPath.Expressions;

namespace IvcFhir.Validate.Paths;

/// <summary>The functions of FHIRPath N1, 5, that invariants use most.</summary>
internal static class PathFunctions
{
    private delegate Path? Builder(Path focus, Path[] arguments);

    private static readonly FrozenDictionary<string, Builder> ByName = new Dictionary<string, Builder>(StringComparer.Ordinal)
    {
        ["empty"] = (focus, arguments) => arguments is [] ? scope => Values.Of(focus(scope).Count == 0) : null,
        ["exists"] = (focus, arguments) => arguments switch
        {
            [] => scope => Values.Of(focus(scope).Count > 0),
            [var condition] => scope => Values.Of(Filter(focus(scope), condition, scope).Count > 0),
            _ => null,
        },
        ["where"] = (focus, arguments) => arguments is [var condition] ? scope => Filter(focus(scope), condition, scope) : null,
        ["all"] = (focus, arguments) => arguments is [var condition] ? scope => All(focus(scope), condition, scope) : null,
        ["select"] = (focus, arguments) => arguments is [var projection] ? scope => Select(focus(scope), projection, scope) : null,
        ["aggregate"] = (focus, arguments) => arguments is [var step, var start] ? scope => Aggregate(focus(scope), step, start(scope), scope) : null,
        ["not"] = (focus, arguments) => arguments is [] ? scope => Values.Of(!PathOperators.Truth(focus(scope), scope)) : null,
        ["count"] = (focus, arguments) => arguments is [] ? scope => Values.One(focus(scope).Count) : null,
        ["distinct"] = (focus, arguments) => arguments is [] ? scope => PathOperators.Union(focus(scope), Values.None, scope) : null,
        ["isDistinct"] = (focus, arguments) => arguments is [] ? scope => IsDistinct(focus(scope), scope) : null,
        ["intersect"] = (focus, arguments) => arguments is [var other] ? scope => Intersect(focus(scope), other(scope), scope) : null,
        ["toString"] = (focus, arguments) => arguments is [] ? scope => OfOne(focus(scope), scope, Text) : null,
        ["length"] = (focus, arguments) => arguments is [] ? scope => OfText(focus(scope), scope, text => text.Length) : null,
        ["startsWith"] = (focus, arguments) => arguments is [var start] ? scope => OfTexts(focus(scope), start(scope), scope, (text, other) => text.StartsWith(other, StringComparison.Ordinal)) : null,
        ["contains"] = (focus, arguments) => arguments is [var part] ? scope => OfTexts(focus(scope), part(scope), scope, (text, other) => text.Contains(other, StringComparison.Ordinal)) : null,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static Path? Compile(FunctionCallExpression call)
    {
        if (PathCompiler.Compile(call.Focus) is not { } focus)
            return null;
        if (call.FunctionName == "ofType")
            return TypeName(call) is { } type ? scope => OfType(focus(scope), type) : null;
        if (PathCompiler.CompileAll(call.Arguments) is not { } arguments)
            return null;
        if (call.FunctionName == "iif")
            return call.Focus is AxisExpression ? Iif(arguments) : null;
        return ByName.TryGetValue(call.FunctionName, out var build) ? build(focus, arguments) : null;
    }

    private static string? TypeName(FunctionCallExpression call) => call.Arguments.SingleOrDefault() switch
    {
        IdentifierExpression name => name.Value,
        ConstantExpression { Value: string name } => name,
        ChildExpression { Focus: AxisExpression } name => name.ChildName,
        _ => null,
    };

    private static Path? Iif(Path[] arguments) => arguments switch
    {
        [var condition, var then, var otherwise] => scope => PathOperators.Truth(condition(scope), scope) == true ? then(scope) : otherwise(scope),
        [var condition, var then] => scope => PathOperators.Truth(condition(scope), scope) == true ? then(scope) : Values.None,
        _ => null,
    };

    private static Values OfType(Values items, string type)
    {
        var kept = Values.None;
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i] is Hl7.Fhir.Model.Base element && element.TypeName == type)
                kept = kept.Plus(items[i]);
        }
        return kept;
    }

    private static Values Filter(Values items, Path condition, Scope scope)
    {
        var kept = Values.None;
        for (var i = 0; i < items.Count; i++)
        {
            if (PathOperators.Truth(scope.At(items[i], condition), scope) == true)
                kept = kept.Plus(items[i]);
        }
        return kept;
    }

    private static Values All(Values items, Path condition, Scope scope)
    {
        var all = true;
        for (var i = 0; all && i < items.Count; i++)
            all = PathOperators.Truth(scope.At(items[i], condition), scope) == true;
        return Values.Of(all);
    }

    private static Values Select(Values items, Path projection, Scope scope)
    {
        var selected = Values.None;
        for (var i = 0; i < items.Count; i++)
            selected = selected.Plus(scope.At(items[i], projection));
        return selected;
    }

    private static Values Aggregate(Values items, Path step, Values start, Scope scope)
    {
        var outer = scope.Total;
        scope.Total = start;
        for (var i = 0; i < items.Count; i++)
            scope.Total = scope.At(items[i], step);
        var total = scope.Total;
        scope.Total = outer;
        return total;
    }

    private static Values IsDistinct(Values items, Scope scope) => Values.Of(PathOperators.Union(items, Values.None, scope).Count == items.Count);

    private static Values Intersect(Values left, Values right, Scope scope)
    {
        var both = Values.None;
        for (var i = 0; i < left.Count; i++)
        {
            if (PathOperators.Contains(right, left[i], scope) && !PathOperators.Contains(both, left[i], scope))
                both = both.Plus(left[i]);
        }
        return both;
    }

    private static string? Text(object item) => Literals.Of(item) switch
    {
        string text => text,
        int number => number.ToString(CultureInfo.InvariantCulture),
        decimal number => number.ToString(CultureInfo.InvariantCulture),
        bool truth => truth ? "true" : "false",
        _ => Literals.Text(item),
    };

    private static Values OfOne(Values items, Scope scope, Func<object, object?> function) => items.Count switch
    {
        0 => Values.None,
        1 when function(items[0]) is { } result => Values.One(result),
        _ => scope.GiveUp(),
    };

    private static Values OfText(Values items, Scope scope, Func<string, object> function) =>
        OfOne(items, scope, item => Literals.Of(item) is string text ? function(text) : null);

    private static Values OfTexts(Values items, Values argument, Scope scope, Func<string, string, bool> function) =>
        argument.Count == 1 && Literals.Of(argument[0]) is string other ? OfText(items, scope, text => function(text, other)) : scope.GiveUp();
}
