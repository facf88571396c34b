using Hl7.Fhir.Model;
using IvcFhir.Validate.Compile;

namespace IvcFhir.Validate.Rules;

/// <summary>A demand of the profile that is not applied here. Whoever reads the findings learns of it where it would have been: never silence, and never a guess.</summary>
internal sealed record UnsupportedRule(FindingCode Code, RuleSource Source) : ElementRule(Source)
{
    private static readonly string[] Extensions =
    [
        "http://hl7.org/fhir/StructureDefinition/elementdefinition-allowedUnits",
        "http://hl7.org/fhir/StructureDefinition/elementdefinition-minValueSet",
    ];

    public static IEnumerable<ElementRule> From(ElementNode node, CompileContext context)
    {
        var definition = node.Definition;
        var aside = node.IsResliced
            || (definition.Slicing is { } slicing && node.Slices.Count > 0 && !node.Slices.TrueForAll(slice => SliceCompiler.CanTell(slicing, slice, context)))
            || definition.Type.Exists(type => type.Aggregation.Any() || type.Profile.OfType<string>().Any(profile => !IsKnown(profile, context)))
            || definition.Extension.Concat(definition.Binding?.Extension ?? []).Any(extension => Extensions.Contains(extension.Url, StringComparer.Ordinal));
        if (aside)
            yield return new UnsupportedRule(FindingCode.RuleNotChecked, node.Source);
        foreach (var constraint in definition.Constraint.Where(constraint => string.IsNullOrEmpty(constraint.Expression)))
            yield return new UnsupportedRule(FindingCode.InvariantNotChecked, node.SourceOf(constraint));
    }

    public override void Check(Base element, Walk walk) => walk.Report(Code, Source, Verdict.CouldNotCheck);

    private static bool IsKnown(string profile, CompileContext context) => profile == ProfileRule.SimpleQuantity || context.IsOurs(profile);
}
