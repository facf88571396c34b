using System.Collections.Immutable;
using Hl7.Fhir.Model;
using IvcFhir.Validate.Compile;
using IvcFhir.Validate.Rules;

namespace IvcFhir.Validate.Slicing;

/// <summary>A discriminator's path in the restricted FHIRPath of R4: element names, <c>extension('url')</c>, <c>ofType(T)</c>, <c>resolve()</c>, or <c>$this</c>.</summary>
internal sealed record ElementPath(ImmutableArray<PathStep> Steps)
{
    public static ElementPath Parse(string path)
    {
        var steps = ImmutableArray.CreateBuilder<PathStep>();
        for (var rest = path.AsSpan(); !rest.IsEmpty;)
        {
            var end = EndOfStep(rest);
            if (PathStep.Parse(rest[..end].ToString()) is { } step)
                steps.Add(step);
            rest = end < rest.Length ? rest[(end + 1)..] : [];
        }
        return new(steps.ToImmutable());
    }

    public ElementPath First(int count) => new(Steps[..count]);

    /// <summary>Whether the discriminator holds for one of the elements to which the path leads; null when a target on the way is not at hand.</summary>
    public bool? Any(Base item, Walk walk, Discriminator discriminator, int from = 0)
    {
        if (from == Steps.Length)
            return discriminator.Holds(item, walk);
        var items = Steps[from].Select(item, walk);
        if (items.Count == 0 && Steps[from].LeadsAway && item is ResourceReference reference)
            return from == Steps.Length - 1 ? discriminator.HoldsOfTarget(reference, walk) : null;
        bool? any = false;
        for (var i = 0; i < items.Count && any != true; i++)
            any |= Any(items[i], walk, discriminator, from + 1);
        return any;
    }

    /// <summary>The definitions along the path, the slice itself first; shorter than the path when the profile does not walk that far.</summary>
    public IReadOnlyList<ElementNode> Definitions(ElementNode slice)
    {
        var nodes = new List<ElementNode> { slice };
        foreach (var step in Steps)
        {
            if (step.Find(nodes[^1]) is not { } next)
                break;
            nodes.Add(next);
        }
        return nodes;
    }

    /// <summary>A full stop inside a quoted URL does not end a step.</summary>
    private static int EndOfStep(ReadOnlySpan<char> text)
    {
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\'')
                quoted = !quoted;
            else if (text[i] == '.' && !quoted)
                return i;
        }
        return text.Length;
    }
}

/// <summary>One step of a path, on the side of the data and on the side of the definitions.</summary>
internal abstract record PathStep
{
    /// <summary>Null for <c>$this</c>, which goes nowhere.</summary>
    public static PathStep? Parse(string text)
    {
        if (text == "$this")
            return null;
        if (text == "resolve()")
            return new Target();
        if (text.StartsWith("extension('", StringComparison.Ordinal))
            return new ExtensionOf(text["extension('".Length..^"')".Length]);
        return text.StartsWith("ofType(", StringComparison.Ordinal) ? new OfType(text["ofType(".Length..^1]) : new Child(text);
    }

    /// <summary>Whether it leads out of the resource, so that what it leads to may not be at hand.</summary>
    public virtual bool LeadsAway => false;

    public abstract ElementItems Select(Base element, Walk walk);

    public abstract ElementNode? Find(ElementNode node);

    private sealed record Child(string Name) : PathStep
    {
        public override ElementItems Select(Base element, Walk walk) => ElementItems.Of(element, Name);

        public override ElementNode? Find(ElementNode node) => node.Child(Name);
    }

    private sealed record ExtensionOf(string Url) : PathStep
    {
        public override ElementItems Select(Base element, Walk walk) =>
            element is IExtendable extendable ? ElementItems.From(extendable.Extension.FindAll(extension => extension.Url == Url)) : default;

        public override ElementNode? Find(ElementNode node) =>
            node.Child("extension")?.Slices.FirstOrDefault(slice => slice.Definition.Type.Exists(type => type.Profile.Contains(Url, StringComparer.Ordinal)));
    }

    private sealed record OfType(string Name) : PathStep
    {
        public override ElementItems Select(Base element, Walk walk) => element.TypeName == Name ? ElementItems.From(element) : default;

        public override ElementNode? Find(ElementNode node) => node;
    }

    /// <summary><c>resolve()</c>: what a reference points to, if it is at hand.</summary>
    private sealed record Target : PathStep
    {
        public override bool LeadsAway => true;

        public override ElementItems Select(Base element, Walk walk) =>
            element is ResourceReference reference && ReferenceTarget.Resolve(reference.Reference, walk) is { } target ? ElementItems.From(target) : default;

        public override ElementNode? Find(ElementNode node) => node;
    }
}
