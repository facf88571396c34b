using System.Collections.Immutable;
using System.Globalization;
using Hl7.Fhir.Model;
using IvcFhir.Validate.Rules;
using IvcFhir.Validate.Slicing;

namespace IvcFhir.Validate.Compile;

/// <summary>A StructureDefinition with snapshot → an immutable rule tree that holds only what the SDK's model does not guarantee.</summary>
internal sealed class ProfileCompiler(CompileContext context)
{
    /// <summary>The kinds of rule that an element can carry. A new kind is a new class and a line here.</summary>
    private static readonly ImmutableArray<Func<ElementNode, CompileContext, IEnumerable<ElementRule>>> Kinds =
    [
        ValueRule.From,
        BoundRule.From,
        LengthRule.From,
        BindingRule.From,
        ReferenceRule.From,
        ProfileRule.From,
        InvariantRule.From,
        UnsupportedRule.From,
    ];

    private static readonly Lazy<ImmutableArray<ElementShape>> Leaf = new([]);

    public CompiledProfile Compile(StructureDefinition definition)
    {
        var root = ElementNode.Tree(definition);
        ImmutableArray<string> contexts = [.. definition.Context.Where(place => place.Type == StructureDefinition.ExtensionContextType.Element).Select(place => place.Expression!)];
        return new(definition.Url!, definition.Version, definition.Type!, Shape(root), contexts, root.Source);
    }

    /// <summary>What R4 itself demands of the type that a profile is about: the invariants of its elements, which the profile's snapshot repeats.</summary>
    public ElementShape OfType(StructureDefinition definition) => OwnShape(ElementNode.Tree(definition));

    private ElementShape Shape(ElementNode node) => new(node.Name, OccurrenceOf(node), TypesOf(node), RulesOf(node), ChildrenOf(node, Shape), SlicesOf(node));

    private ElementShape OwnShape(ElementNode node) =>
        new(node.Name, null, null, [.. InvariantRule.From(node, context).Where(rule => rule.Source.IsOfR4)], ChildrenOf(node, OwnShape), null);

    private Occurrence? OccurrenceOf(ElementNode node)
    {
        if (node.Parent is null || (Guaranteed.CoversOccurrence(node.Definition) && (node.Slices.Count == 0 || CanSlice(node))))
            return null;
        var (occurrence, sliced) = (Demanded(node), node.Slices.Sum(slice => slice.Definition.Min ?? 0));
        if (sliced >= occurrence.Min)
            occurrence = occurrence with { Min = CanSlice(node) ? 0 : sliced }; // The slices say which are missing, where their items can be told.
        return occurrence is { Min: 0, Max: null } || occurrence.SameDemand(node.Unsliced is { } whole ? Demanded(whole) : null) ? null : occurrence;
    }

    private static TypeRule? TypesOf(ElementNode node) =>
        TypeRule.From(node) is { } rule && !rule.SameDemand(node.Unsliced is { } whole ? TypeRule.From(whole) : null) ? rule : null;

    private static Occurrence Demanded(ElementNode node) =>
        new(node.Definition.Min ?? 0, node.Definition.Max is null or "*" ? null : int.Parse(node.Definition.Max, CultureInfo.InvariantCulture), node.Source);

    /// <summary>A slice's snapshot repeats what holds for every item; that is judged once.</summary>
    private ImmutableArray<ElementRule> RulesOf(ElementNode node)
    {
        var rules = Kinds.SelectMany(kind => kind(node, context));
        if (node.Definition.ContentReference is { } reference)
            rules = rules.Concat(InvariantRule.From(Referenced(node, reference), context));
        if (node.Unsliced is not { } whole)
            return [.. rules];
        var everywhere = Kinds.SelectMany(kind => kind(whole, context)).ToList();
        return [.. rules.Where(rule => !everywhere.Exists(rule.SameDemand))];
    }

    private static Lazy<ImmutableArray<ElementShape>> ChildrenOf(ElementNode node, Func<ElementNode, ElementShape> shape)
    {
        if (node.Definition.ContentReference is { } reference)
            return new(() => ChildrenOf(Referenced(node, reference), shape).Value);
        ImmutableArray<ElementShape> children = [.. node.Children.Select(shape).Where(IsNeeded)];
        return children.IsEmpty ? Leaf : new(children);
    }

    private static bool IsNeeded(ElementShape shape) => shape.Occurrence is not null || shape.Types is not null || !shape.Rules.IsEmpty || shape.Slices is not null || shape.HasChildren;

    /// <summary><c>#Questionnaire.item</c>.</summary>
    private static ElementNode Referenced(ElementNode node, string reference) =>
        reference[(reference.IndexOf('#', StringComparison.Ordinal) + 1)..].Split('.').Skip(1).Aggregate(node.Root(), (found, name) => found.Child(name)
            ?? throw new InvalidOperationException($"{node.Source.Label} refers to {reference}, which its profile does not have."));

    /// <summary>Whether the items of every slice can be told. If not, no slice is judged, and <see cref="UnsupportedRule"/> says so.</summary>
    private bool CanSlice(ElementNode node) =>
        node.Slices.Count > 0 && node.Definition.Slicing is { } slicing && node.Slices.TrueForAll(slice => SliceCompiler.CanTell(slicing, slice, context));

    private SliceSet? SlicesOf(ElementNode node)
    {
        if (node.Definition.Slicing is not { } slicing || !CanSlice(node))
            return null;
        return new(
            [.. node.Slices.Select(slice => new Slice(slice.Definition.SliceName!, SliceCompiler.Discriminators(slicing, slice, context), SliceOccurrence(slice, node), Shape(slice)))],
            slicing.Rules ?? ElementDefinition.SlicingRules.Open,
            slicing.Ordered == true,
            node.Source);
    }

    private static Occurrence? SliceOccurrence(ElementNode slice, ElementNode whole) =>
        slice.Definition.Min is null or 0 && slice.Definition.Max == whole.Definition.Max ? null : Demanded(slice);
}
