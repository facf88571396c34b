using Firely.Fhir.Validation;
using Firely.Fhir.Validation.Compilation;
using Hl7.Fhir.Model;
using Hl7.Fhir.Specification.Navigation;
using Hl7.Fhir.Specification.Source;

namespace IvcFhir.Contract;

/// <summary>What Firely's compiler makes of an element, and beside it the rules of R4 to which it is blind.</summary>
internal static class ComplementRules
{
    public static IElementSchemaResolver Schemas(DefinitionResolver definitions) =>
        new CachedElementSchemaResolver(
            new CompiledSlices(
                StructureDefinitionToElementSchemaResolver.Create(
                    definitions,
                    [new StandardBuilders(new TargetStubs(definitions)), new Builder(definitions)]
                )
            )
        );

    private sealed class Builder(DefinitionResolver definitions) : ISchemaBuilder
    {
        private static readonly string[] NotApplied =
        [
            "http://hl7.org/fhir/StructureDefinition/elementdefinition-allowedUnits",
            "http://hl7.org/fhir/StructureDefinition/elementdefinition-minValueSet",
        ];

        public IEnumerable<IAssertion> Build(
            ElementDefinitionNavigator nav,
            ElementConversionMode? conversionMode = ElementConversionMode.Full
        )
        {
            if (conversionMode == ElementConversionMode.ContentReference)
                yield break;
            var element = nav.Current;
            if (element.Type.Exists(type => type.Code == "Reference"))
                yield return new ReferenceTypeRule(Targets(element));
            if (element.Path?.EndsWith("[x]", StringComparison.Ordinal) == true && element.Type is [{ Code: { } only }] && nav.HasChildren)
                yield return new ChoiceTypeRule(only);
            if (element.MaxLength is { } most)
                yield return new LengthRule(most);
            if ((element.MinValue ?? element.MaxValue) is { } bound)
                yield return new ComparableRule(bound);
            if (
                element
                    .Extension.Concat(element.Binding?.Extension ?? [])
                    .Any(extension => NotApplied.Contains(extension.Url, StringComparer.Ordinal))
            )
                yield return new NotAppliedRule();
            if (MaxValueSet(element) is { } outermost)
                yield return new BindingValidator(outermost, BindingValidator.BindingStrength.Required);
            var isProfile = nav.StructureDefinition.Derivation == StructureDefinition.TypeDerivationRule.Constraint;
            if (isProfile && element.Binding is { ValueSet: { } extensible, Strength: Hl7.Fhir.Model.BindingStrength.Extensible })
            {
                yield return Advice(extensible);
                yield return new CodeAdviceRule();
            }
        }

        /// <summary>Empty where any resource may be meant.</summary>
        private string[] Targets(ElementDefinition element)
        {
            var targets = element
                .Type.Where(type => type.Code == "Reference")
                .SelectMany(type => type.TargetProfile)
                .OfType<string>()
                .Select(TypeOf)
                .Distinct(StringComparer.Ordinal)
                .ToArray();
            return targets.Contains("Resource") ? [] : targets;
        }

        private string TypeOf(string target) =>
            definitions.Find(target) is { Type.Length: > 0 } entry ? entry.Type : target[(target.LastIndexOf('/') + 1)..];

        /// <summary>
        /// Only a person can tell whether the set has a code that fits (R4, terminologies 4.1.4): a warning, which Firely leaves out unless
        /// asked.
        /// </summary>
        private static BindingValidator Advice(string valueSet) =>
            new(
                valueSet,
                BindingValidator.BindingStrength.Extensible,
                abstractAllowed: true,
                CodedContentChecks.Concepts | CodedContentChecks.NonRequiredBindings
            );

        private static string? MaxValueSet(ElementDefinition element) =>
            (
                element.Binding?.GetExtension("http://hl7.org/fhir/StructureDefinition/elementdefinition-maxValueSet")?.Value
                as PrimitiveType
            )?.JsonValue as string;
    }
}
