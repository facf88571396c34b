using System.Collections.Frozen;
using Hl7.Fhir.Introspection;
using Hl7.Fhir.Model;

namespace IvcFhir.Validate.Compile;

/// <summary>An element of a snapshot in its tree, beside what the SDK's model knows of it.</summary>
internal sealed class ElementNode
{
    /// <summary>R4's own conditions by which a resource contradicts itself: a value beside the reason why there is none (obs-6), or beside another of the same code (obs-7).</summary>
    private static readonly FrozenSet<string> Contradictions = FrozenSet.Create(StringComparer.Ordinal, "obs-6", "obs-7");

    private readonly string profile;
    private readonly PropertyMapping? property;
    private readonly ClassMapping? model;

    private ElementNode(string profile, ElementDefinition definition, ElementNode? parent, string name)
    {
        (this.profile, Definition, Parent, Name) = (profile, definition, parent, name);
        property = parent?.model?.FindMappedElementByName(name);
        model = parent is null ? ModelInfo.ModelInspector.FindClassMapping(name) : ModelOf(property, definition);
        Types = definition.Type.Select(type => type.Code!.StartsWith("http://hl7.org/fhirpath/", StringComparison.Ordinal) ? "string" : type.Code).ToFrozenSet(StringComparer.Ordinal);
    }

    public ElementDefinition Definition { get; }

    public ElementNode? Parent { get; }

    /// <summary>As the model names it: without <c>[x]</c> and without slice.</summary>
    public string Name { get; }

    public List<ElementNode> Children { get; } = [];

    public List<ElementNode> Slices { get; } = [];

    /// <summary>Whether a slice is sliced again (<c>component:a/b</c>), which is not applied here. The parts of such a slice hang in the air.</summary>
    public bool IsResliced { get; private set; }

    /// <summary>For a slice and what lies below it: the same element outside the slice.</summary>
    public ElementNode? Unsliced { get; private init; }

    public FrozenSet<string> Types { get; }

    public RuleSource Source => new($"{profile}#{Definition.ElementId}", BearsMeaning);

    /// <summary>
    /// An element bears meaning for the study when the profile marks it or what holds it as supported, demands it, or says that it modifies.
    /// Extensions do not: the contract's own are for what is written, and none is read from what comes in.
    /// </summary>
    public bool BearsMeaning => Parent is null ? Name != "Extension" : Root().Name != "Extension" && IsSupported;

    private bool IsSupported => Parent is null || Definition.MustSupport == true || Definition.IsModifier == true || Definition.Min > 0 || (Parent.Parent is not null && Parent.IsSupported)
        || Unsliced?.IsSupported == true; // a slice is one of the element's own: SUSHI does not repeat there what the profile says of the element

    /// <summary>Whether the profile allows fewer types than the model does.</summary>
    public bool IsNarrowed => property is not null && Types.Count > 0
        && (property.Choice == ChoiceType.DatatypeChoice || property.Choice == ChoiceType.ResourceChoice)
        && !Types.Contains("Resource") && !Types.Contains("*")
        && (property.FhirType.Length == 1 || Types.Count < property.FhirType.Length);

    /// <summary>A code that the model holds as an enumeration has been judged by it, unless the profile binds the element to a value set of its own.</summary>
    public bool ModelKnowsBinding => property?.ImplementingType is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(Code<>)
        && Definition.Binding?.ValueSet?.StartsWith("http://hl7.org/fhir/ValueSet/", StringComparison.Ordinal) == true;

    public static ElementNode Tree(StructureDefinition definition)
    {
        var byId = new Dictionary<string, ElementNode>(StringComparer.Ordinal);
        foreach (var element in definition.Snapshot!.Element)
            byId[element.ElementId!] = Place(definition.Id!, element, byId);
        return byId[definition.Snapshot.Element[0].ElementId!];
    }

    public ElementNode? Child(string name) => Children.Find(child => child.Name == name);

    public ElementNode Root() => Parent?.Root() ?? this;

    /// <summary>A constraint has its own key; its weight is that of the element. One of R4's own does not name its source in a snapshot.</summary>
    public RuleSource SourceOf(ElementDefinition.ConstraintComponent constraint) =>
        constraint.Source is null || constraint.Source.StartsWith(Canonicals.Core, StringComparison.Ordinal)
            ? RuleSource.R4(constraint.Key!, Contradictions.Contains(constraint.Key!))
            : new($"{profile}#{constraint.Key}", BearsMeaning);

    private static ElementNode Place(string profile, ElementDefinition element, Dictionary<string, ElementNode> byId)
    {
        var id = element.ElementId!;
        var dot = id.LastIndexOf('.');
        if (dot < 0)
            return new(profile, element, null, id);
        var parent = byId[id[..dot]];
        var colon = id.IndexOf(':', dot);
        var name = (colon < 0 ? id[(dot + 1)..] : id[(dot + 1)..colon]).Replace("[x]", "", StringComparison.Ordinal);
        var whole = colon < 0 ? parent.Unsliced?.Child(name) : parent.Child(name);
        var node = new ElementNode(profile, element, parent, name) { Unsliced = whole };
        if (colon >= 0 && whole is not null && id.IndexOf('/', colon) is var slash and > 0)
            (whole.Slices.Find(slice => slice.Definition.ElementId == id[..slash]) ?? whole).IsResliced = true;
        else
            (colon < 0 || whole is null ? parent.Children : whole.Slices).Add(node);
        return node;
    }

    private static ClassMapping? ModelOf(PropertyMapping? property, ElementDefinition definition) => property switch
    {
        null => null,
        { Choice: ChoiceType.None } => property.PropertyTypeMapping,
        _ when definition.Type is [{ Code: { } type }] => ModelInfo.ModelInspector.FindClassMapping(type),
        _ => null,
    };
}
