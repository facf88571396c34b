using Firely.Fhir.Validation;
using Hl7.Fhir.FhirPath;
using Hl7.Fhir.Model;
using Hl7.FhirPath;
using Hl7.FhirPath.Expressions;
using Newtonsoft.Json.Linq;

namespace IvcFhir.Contract;

/// <summary>
/// Schemas whose slices are told apart by paths compiled once. Firely compiles the path of a discriminator, and the table of functions before it, anew for each resource:
/// that was the larger part of a verdict's cost. What is found changes in two points: a slice by whether an element exists, and one by the type of a target that is elsewhere.
/// </summary>
internal sealed class CompiledSlices(IElementSchemaResolver source) : IElementSchemaResolver
{
    private static readonly Func<AssertionStep, IAssertion, IAssertion> Below = (_, assertion) => Rewrite(assertion);

    public ElementSchema? GetSchema(Firely.Fhir.Validation.Canonical schemaUri) => source.GetSchema(schemaUri) is { } schema ? (ElementSchema)Rewrite(schema) : null;

    private static IAssertion Rewrite(IAssertion assertion) => assertion switch
    {
        SliceValidator slices => ((IAssertionContainer)new SliceValidator(
            slices.Ordered,
            slices.DefaultAtEnd,
            slices.Default,
            slices.Slices.Select(slice => new SliceValidator.SliceCase(slice.Name, Rewrite(slice.Condition), slice.Assertion, slice.Required)),
            slices.MultiCase)).WithChildren(Below),
        PathSelectorValidator selector => new Selector(selector.Path, Rewrite(selector.Other)),
        IAssertionContainer container => container.WithChildren(Below),
        _ => assertion,
    };

    /// <summary>As <see cref="PathSelectorValidator"/>: what a path selects is judged as a group where the rule is for groups, and otherwise must be one.</summary>
    private sealed class Selector(string path, IAssertion other) : IValidatable
    {
        private static readonly FhirPathCompiler Compiler = new(new SymbolTable().AddStandardFP().AddFhirExtensions());

        private readonly Lazy<CompiledExpression> select = new(() =>
        {
            lock (Compiler)
                return Compiler.Compile(path);
        });

        public ResultReport Validate(PocoNode input, ValidationSettings vc, ValidationState state)
        {
            List<PocoNode> selected = [.. select.Value(input, new EvaluationContext())];
            if (selected.Count == 0 && path == "resolve()" && ReferenceTarget.TypeOf(input) is { } type && ModelInfo.GetTypeForFhirType(type) is { } model)
                selected = [((Resource)Activator.CreateInstance(model)!).ToPocoNode()]; // Its type is all that can be asked of a target that is elsewhere.
            return (other, selected) switch
            {
                (CardinalityValidator exists, _) => Exists(exists, selected.Count),
                (IGroupValidatable group, _) => group.Validate(selected, vc, state),
                (IValidatable single, [var one]) => single.Validate(one, vc, state),
                _ => ResultReport.FAILURE,
            };
        }

        /// <summary>The discriminator of kind "exists". Firely counts nothing where there is nothing, and so takes any item for one in which the element stands.</summary>
        private static ResultReport Exists(CardinalityValidator exists, int count) =>
            count >= (exists.Min ?? 0) && count <= (exists.Max ?? int.MaxValue) ? ResultReport.SUCCESS : ResultReport.FAILURE;

        public JToken ToJson() => new JProperty("selector", path);
    }
}
