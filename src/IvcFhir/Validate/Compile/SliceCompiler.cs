using System.Collections.Frozen;
using System.Collections.Immutable;
using Hl7.Fhir.Model;
using IvcFhir.Validate.Rules;
using IvcFhir.Validate.Slicing;

namespace IvcFhir.Validate.Compile;

/// <summary>What tells a slice from the others: R4, profiling 5.1.0.12.</summary>
internal static class SliceCompiler
{
    public static ImmutableArray<Discriminator> Discriminators(ElementDefinition.SlicingComponent slicing, ElementNode slice, CompileContext context) =>
        [.. slicing.Discriminator.Select(discriminator => Of(discriminator, slice, context)).OfType<Discriminator>()];

    /// <summary>Whether there are discriminators, and the slice gives something for each. Slicing without any is told apart by people only.</summary>
    public static bool CanTell(ElementDefinition.SlicingComponent slicing, ElementNode slice, CompileContext context) =>
        slicing.Discriminator.Count > 0 && slicing.Discriminator.TrueForAll(discriminator => Of(discriminator, slice, context) is not null);

    private static Discriminator? Of(ElementDefinition.DiscriminatorComponent discriminator, ElementNode slice, CompileContext context)
    {
        var path = ElementPath.Parse(discriminator.Path!);
        var nodes = path.Definitions(slice);
        var whole = nodes.Count == path.Steps.Length + 1;
        return discriminator.Type switch
        {
            ElementDefinition.DiscriminatorType.Value or ElementDefinition.DiscriminatorType.Pattern => ByValue(path, nodes) ?? ByExtension(path, slice) ?? (whole ? ByCode(path, nodes[^1], context) : null),
            ElementDefinition.DiscriminatorType.Exists => whole ? new ExistsDiscriminator(path, nodes[^1].Definition.Max != "0") : null,
            ElementDefinition.DiscriminatorType.Type => whole ? new TypeDiscriminator(path, TypesAt(nodes[^1], discriminator.Path!, context)) : null,
            ElementDefinition.DiscriminatorType.Profile => whole ? new ProfileDiscriminator(path, [.. nodes[^1].Definition.Type.SelectMany(type => type.Profile.Concat(type.TargetProfile)).OfType<string>()]) : null,
            _ => null,
        };
    }

    /// <summary>The deepest value along the path counts: a pattern on <c>code</c> serves the path <c>code.coding.code</c> too.</summary>
    private static Discriminator? ByValue(ElementPath path, IReadOnlyList<ElementNode> nodes)
    {
        for (var i = nodes.Count - 1; i >= 0; i--)
        {
            if (nodes[i].Definition.Fixed is { } value)
                return new ValueDiscriminator(path.First(i), ValuePattern.Fixed(value));
            if (nodes[i].Definition.Pattern is { } pattern)
                return new ValueDiscriminator(path.First(i), ValuePattern.AtLeast(pattern));
        }
        return null;
    }

    /// <summary>A slice of extensions names the extension's definition, whose address is the url.</summary>
    private static Discriminator? ByExtension(ElementPath path, ElementNode slice) =>
        slice.Types.Contains("Extension") && slice.Definition.Type.SelectMany(type => type.Profile).FirstOrDefault() is { } url
            ? new ValueDiscriminator(path, ValuePattern.Fixed(new FhirUri(Canonicals.WithoutVersion(url))))
            : null;

    private static Discriminator? ByCode(ElementPath path, ElementNode node, CompileContext context) =>
        node.Definition.Binding is { Strength: BindingStrength.Required, ValueSet: { } set } ? new CodeDiscriminator(path, context.Codes.Set(set)) : null;

    private static FrozenSet<string> TypesAt(ElementNode node, string path, CompileContext context) =>
        path.EndsWith("resolve()", StringComparison.Ordinal)
            ? node.Definition.Type.SelectMany(type => type.TargetProfile).OfType<string>().Select(context.TypeOf).ToFrozenSet(StringComparer.Ordinal)
            : node.Types;
}
