using System.Collections.Concurrent;
using Hl7.Fhir.FhirPath;
using Hl7.Fhir.Model;
using Hl7.FhirPath;

namespace IvcFhir.Validate.Rules;

/// <summary>One FHIRPath condition, compiled once however many elements and profiles use it.</summary>
internal sealed class Invariant
{
    private static readonly ConcurrentDictionary<string, Invariant> Known = new(StringComparer.Ordinal);
    private static readonly FhirPathCompiler Compiler = PrepareCompiler();

    private readonly Func<Base, bool>? native;
    private readonly Lazy<CompiledExpression> compiled;

    private Invariant(string expression)
    {
        Expression = expression;
        native = NativeInvariants.Find(expression);
        compiled = new(() => Compiler.Compile(expression));
    }

    public string Expression { get; }

    public static Invariant Of(string expression) => Known.GetOrAdd(expression, text => new(text));

    public bool Holds(Base element, Walk walk) => native?.Invoke(element) ?? HoldsByEngine(element, walk);

    /// <summary>By the FHIRPath engine even where there is a faster way; the tests hold the two against each other.</summary>
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
