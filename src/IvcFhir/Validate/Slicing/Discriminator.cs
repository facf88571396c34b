using Hl7.Fhir.Model;

namespace IvcFhir.Validate.Slicing;

/// <summary>One test of whether an item belongs to a slice: an element at the path has what the slice demands. Null: that cannot be told here.</summary>
internal abstract record Discriminator(ElementPath Path)
{
    public virtual bool? Matches(Base item, Walk walk) => Path.Any(item, walk, this);

    public abstract bool? Holds(Base element, Walk walk);

    /// <summary>Where the path ends at the target of a reference, and the target is not at hand.</summary>
    public virtual bool? HoldsOfTarget(ResourceReference reference, Walk walk) => null;
}
