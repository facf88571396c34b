using System.Collections.Immutable;
using Hl7.Fhir.Model;
using IvcFhir.Validate.Slicing;

namespace IvcFhir.Validate.Rules;

/// <summary>What a profile demands of the elements of one name below a parent: the node of the rule tree. It holds only what the SDK's model does not guarantee.</summary>
internal sealed class ElementShape(string name, Occurrence? occurrence, TypeRule? types, ImmutableArray<ElementRule> rules, Lazy<ImmutableArray<ElementShape>> children, SliceSet? slices)
{
    public string Name => name;

    public Occurrence? Occurrence => occurrence;

    public TypeRule? Types => types;

    public ImmutableArray<ElementRule> Rules => rules;

    /// <summary>Lazy, because a Questionnaire's items hold items of the same shape.</summary>
    public ImmutableArray<ElementShape> Children => children.Value;

    /// <summary>Without asking a lazy one, which is lazy because it may hold this shape.</summary>
    public bool HasChildren => !children.IsValueCreated || !children.Value.IsEmpty;

    public SliceSet? Slices => slices;

    public void Check(Base parent, Walk walk)
    {
        var items = ElementItems.Of(parent, name);
        occurrence?.Check(items.Count, name, walk);
        for (var i = 0; i < items.Count; i++)
            CheckItem(items, i, walk);
        slices?.Check(items, name, walk);
    }

    public void CheckItem(ElementItems items, int index, Walk walk)
    {
        walk.Enter(items[index], name, items.IndexOf(index));
        CheckContent(items[index], walk);
        walk.Leave();
    }

    /// <summary>Judges an element on which the walk stands.</summary>
    public void CheckContent(Base element, Walk walk)
    {
        if (types?.Allows(element, walk) == false)
            return;
        foreach (var rule in rules)
            rule.Check(element, walk);
        foreach (var child in Children)
            child.Check(element, walk);
    }
}
