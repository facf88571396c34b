using Firely.Fhir.Validation;
using Hl7.Fhir.FhirPath;
using Hl7.Fhir.Model;
using Hl7.FhirPath;
using Hl7.FhirPath.Expressions;
using Newtonsoft.Json.Linq;

namespace IvcFhir.Contract;

/// <summary>
/// Schemas that do once what Firely does anew for each resource: compile the paths by which slices are told apart, write a text for each
/// slice that an item is not of, and ask for codes that were found good before. That was the larger part of a verdict's cost. What is found
/// changes in two points, where Firely errs: a slice by whether an element exists, and one by the type of a target that is elsewhere.
/// </summary>
internal sealed class CompiledSlices(IElementSchemaResolver source) : IElementSchemaResolver
{
    private static readonly Func<AssertionStep, IAssertion, IAssertion> Below = (_, assertion) => Rewrite(assertion);

    public ElementSchema? GetSchema(Firely.Fhir.Validation.Canonical schemaUri) =>
        source.GetSchema(schemaUri) is { } schema ? (ElementSchema)Rewrite(schema) : null;

    private static IAssertion Rewrite(IAssertion assertion) =>
        assertion switch
        {
            SliceValidator slices => (
                (IAssertionContainer)
                    new SliceValidator(
                        slices.Ordered,
                        slices.DefaultAtEnd,
                        slices.Default,
                        slices.Slices.Select(slice => new SliceValidator.SliceCase(
                            slice.Name,
                            Condition(slice.Condition),
                            slice.Assertion,
                            slice.Required
                        )),
                        slices.MultiCase
                    )
            ).WithChildren(Below),
            BindingValidator binding => new RememberedBinding(binding),
            CardinalityValidator cardinality => new Count(cardinality),
            IAssertionContainer container => container.WithChildren(Below),
            _ => assertion,
        };

    private static IAssertion Condition(IAssertion assertion) =>
        assertion switch
        {
            PathSelectorValidator selector => new Selector(selector.Path, Condition(selector.Other)),
            PatternValidator pattern => new Pattern(pattern),
            BindingValidator binding => new RememberedBinding(binding),
            IAssertionContainer container => container.WithChildren((_, below) => Condition(below)),
            _ => assertion,
        };

    /// <summary>
    /// As <see cref="PathSelectorValidator"/>: what a path selects is judged as a group where the rule is for groups, and otherwise must be
    /// one.
    /// </summary>
    private sealed class Selector(string path, IAssertion other) : IValidatable
    {
        private static readonly FhirPathCompiler Compiler = new(new SymbolTable().AddStandardFP().AddFhirExtensions());

        private readonly bool isOneName = path.All(char.IsAsciiLetter);

        private readonly Lazy<CompiledExpression> select = new(() =>
        {
            lock (Compiler)
                return Compiler.Compile(path);
        });

        public ResultReport Validate(PocoNode input, ValidationSettings vc, ValidationState state)
        {
            List<PocoNode> selected =
                path == "$this" ? [input]
                : isOneName ? (input.Child(path) is { } child ? [.. child] : [])
                : [.. select.Value(input, new EvaluationContext())];
            if (
                selected.Count == 0
                && path == "resolve()"
                && ReferenceTarget.TypeOf(input) is { } type
                && ModelInfo.GetTypeForFhirType(type) is { } model
            )
                // Its type is all that can be asked of a target that is elsewhere.
                selected = [((Resource)Activator.CreateInstance(model)!).ToPocoNode()];
            return (other, selected) switch
            {
                (CardinalityValidator exists, _) => Exists(exists, selected.Count),
                (IGroupValidatable group, _) => group.Validate(selected, vc, state),
                (IValidatable single, [var one]) => single.Validate(one, vc, state),
                _ => ResultReport.FAILURE,
            };
        }

        public JToken ToJson() => new JProperty("selector", path);

        /// <summary>
        /// The discriminator of kind "exists". Firely counts nothing where there is nothing, and so takes any item for one in which the
        /// element stands.
        /// </summary>
        private static ResultReport Exists(CardinalityValidator exists, int count) =>
            count >= (exists.Min ?? 0) && count <= (exists.Max ?? int.MaxValue) ? ResultReport.SUCCESS : ResultReport.FAILURE;
    }

    /// <summary>
    /// A count that is right is right; Firely then still looks up whether R4 has a list there, which the model has judged.
    /// </summary>
    private sealed class Count(CardinalityValidator cardinality) : IGroupValidatable
    {
        public ResultReport Validate(IEnumerable<PocoNode> input, ValidationSettings vc, ValidationState state) =>
            input.Count() is var count && count >= (cardinality.Min ?? 0) && count <= (cardinality.Max ?? int.MaxValue)
                ? ResultReport.SUCCESS
                : ((IGroupValidatable)cardinality).Validate(input, vc, state);

        public ResultReport Validate(PocoNode input, ValidationSettings vc, ValidationState state) => Validate([input], vc, state);

        public JToken ToJson() => cardinality.ToJson();
    }

    /// <summary>
    /// A pattern by which a slice is told. Nearly every one is a code of a system, which is compared without walking through the elements
    /// and without a text about each that differs.
    /// </summary>
    private sealed class Pattern(IValidatable pattern) : IValidatable
    {
        private readonly Coding? coding = Single(((PatternValidator)pattern).PatternValue.Poco);

        public ResultReport Validate(PocoNode input, ValidationSettings vc, ValidationState state) =>
            (coding, input.Poco) switch
            {
                ({ } wanted, CodeableConcept concept) => concept.Coding.Exists(one => Matches(one, wanted))
                    ? ResultReport.SUCCESS
                    : ResultReport.FAILURE,
                _ => pattern.Validate(input, vc, state),
            };

        public JToken ToJson() => pattern.ToJson();

        private static bool Matches(Coding one, Coding wanted) =>
            one.Code == wanted.Code && (wanted.System is null || one.System == wanted.System);

        private static Coding? Single(Base value) =>
            value is CodeableConcept { Coding: [{ Code: not null } coding] } concept
            && concept.IsExactly(new CodeableConcept { Coding = [new Coding(coding.System, coding.Code)] })
                ? coding
                : null;
    }
}
