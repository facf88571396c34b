using Hl7.FhirPath.Expressions;

namespace IvcFhir.Validate.Paths;

/// <summary>
/// Compiles the part of FHIRPath that invariants mostly use into delegates over the SDK's model. The SDK's engine takes 10 to 60 microseconds for an expression,
/// as long as its parser takes for half an Observation; this takes about one. What is not covered stays with the engine, and a test holds the two against each other.
/// </summary>
internal static class PathCompiler
{
    /// <summary>Null when a part of the expression is not covered.</summary>
    public static Path? Compile(Expression expression) => expression switch
    {
        BracketExpression bracket => Compile(bracket.Operand),
        IdentifierExpression => null,
        ConstantExpression { Value: bool or string or int or decimal } constant => Constant(constant.Value),
        NewNodeListInitExpression list => list.Contents.Any() ? null : _ => Values.None,
        AxisExpression axis => Axis(axis.AxisName),
        VariableRefExpression { Name: "resource" } => scope => Values.One(scope.Resource),
        ChildExpression child => Child(child),
        BinaryExpression binary => Binary(binary),
        IndexerExpression or UnaryExpression => null,
        FunctionCallExpression call => PathFunctions.Compile(call),
        _ => null,
    };

    /// <summary>All of them, or null.</summary>
    public static Path[]? CompileAll(IEnumerable<Expression> expressions)
    {
        var paths = expressions.Select(Compile).ToList();
        return paths.Contains(null) ? null : [.. paths.OfType<Path>()];
    }

    private static Path Constant(object value)
    {
        var values = Values.One(value);
        return _ => values;
    }

    private static Path? Axis(string name) => name switch
    {
        "this" or "that" => scope => Values.One(scope.This),
        "total" => scope => scope.Total,
        _ => null,
    };

    private static Path? Child(ChildExpression child)
    {
        var name = child.ChildName;
        if (char.IsAsciiLetterUpper(name[0]) || Compile(child.Focus) is not { } focus)
            return null; // A type's name at the start means the focus itself.
        return scope => ChildrenOf(focus(scope), name);
    }

    private static Values ChildrenOf(Values parents, string name)
    {
        var children = Values.None;
        for (var i = 0; i < parents.Count; i++)
        {
            if (parents[i] is not Hl7.Fhir.Model.Base parent)
                continue;
            var items = ElementItems.Of(parent, name);
            for (var k = 0; k < items.Count; k++)
                children = children.Plus(items[k]);
        }
        return children;
    }

    private static Path? Binary(BinaryExpression binary)
    {
        // The operands are the arguments; the SDK's Left is the focus, which an operator does not use.
        if (PathOperators.Find(binary.Op) is not { } apply || CompileAll(binary.Arguments) is not [var left, var right])
            return null;
        return Logic(binary.Op, left, right) ?? (scope => apply(left(scope), right(scope), scope));
    }

    /// <summary>Where the left side decides, the right one is not computed: it may be long, and may hold what only the engine can compare.</summary>
    private static Path? Logic(string op, Path left, Path right)
    {
        bool? decides = op switch
        {
            "and" or "implies" => false,
            "or" => true,
            _ => null,
        };
        if (decides is null || PathOperators.Find(op) is not { } apply)
            return null;
        var decided = Values.Of(op != "and");
        return scope =>
        {
            var first = left(scope);
            return PathOperators.Truth(first, scope) == decides ? decided : apply(first, right(scope), scope);
        };
    }
}
