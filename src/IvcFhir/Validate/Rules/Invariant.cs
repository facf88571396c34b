using System.Collections.Concurrent;
using Hl7.Fhir.FhirPath;
using Hl7.Fhir.Model;
using Hl7.FhirPath;
using IvcFhir.Validate.Paths;

namespace IvcFhir.Validate.Rules;

/// <summary>One FHIRPath condition, compiled once however many elements and profiles use it.</summary>
internal sealed class Invariant
{
    private static readonly ConcurrentDictionary<string, Invariant> Known = new(StringComparer.Ordinal);
    private static readonly FhirPathCompiler Compiler = PrepareCompiler();

    private readonly Lazy<Paths.Path?> direct;
    private readonly Lazy<CompiledExpression> compiled;

    private Invariant(string expression)
    {
        direct = new(() => PathCompiler.Compile(Compiler.Parse(expression)));
        compiled = new(() => Compiler.Compile(expression));
    }

    public static Invariant Of(string expression) => Known.GetOrAdd(expression, text => new(text));

    /// <summary>Whether the condition is met. Empty means yes: R4 asks that an invariant be not false.</summary>
    public bool Holds(Base element, Walk walk) => HoldsDirectly(element, walk.Resource) ?? HoldsByEngine(element, walk);

    /// <summary>By the expression compiled here; null when it, or a value that it met, is left to the engine.</summary>
    public bool? HoldsDirectly(Base element, Resource resource)
    {
        if (direct.Value is not { } path)
            return null;
        var scope = new Scope(element, resource);
        var truth = PathOperators.Truth(path(scope), scope);
        return scope.GivenUp ? null : truth ?? true;
    }

    public bool HoldsByEngine(Base element, Walk walk)
    {
        var resource = walk.Resource.ToPocoNode();
        var context = new FhirEvaluationContext
        {
            Resource = resource,
            RootResource = walk.Container?.ToPocoNode() ?? resource,
            ElementResolver = reference => ReferenceTarget.Resolve(reference, walk)?.ToPocoNode(),
        };
        var focus = ReferenceEquals(element, walk.Resource) ? resource : element.ToPocoNode();
        return compiled.Value.Predicate(focus, context);
    }

    private static FhirPathCompiler PrepareCompiler()
    {
        ElementNavFhirExtensions.PrepareFhirSymbolTableFunctions();
        return new();
    }
}
