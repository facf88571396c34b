using System.Collections.Frozen;
using System.Collections.Immutable;
using Hl7.Fhir.Model;

namespace IvcFhir.Validate.Rules;

/// <summary>The rules that hold for a data type wherever it stands, with or without a profile: https://hl7.org/fhir/R4/datatypes.html.</summary>
internal static class AnywhereRules
{
    private static readonly DatatypeInvariant Quantity = new("qty-3", element => element is not Quantity { CodeElement: not null, SystemElement: null });

    private static readonly FrozenDictionary<Type, ImmutableArray<ElementRule>> ByType = new Dictionary<Type, ImmutableArray<ElementRule>>
    {
        [typeof(Extension)] = [new ExtensionRule()],
        [typeof(ResourceReference)] = [new LocalReferenceRule()],
        [typeof(Quantity)] = [Quantity],
        [typeof(Age)] = [Quantity],
        [typeof(Duration)] = [Quantity],
        [typeof(Count)] = [Quantity],
        [typeof(Distance)] = [Quantity],
        [typeof(Period)] = [new DatatypeInvariant("per-1", element => element is not Period period || ValueOrder.Compare(period.StartElement, period.EndElement) is null or <= 0)],
        [typeof(Hl7.Fhir.Model.Range)] = [new DatatypeInvariant("rng-2", element => element is not Hl7.Fhir.Model.Range range || ValueOrder.Compare(range.Low, range.High) is null or <= 0)],
        [typeof(Ratio)] = [new DatatypeInvariant("rat-1", element => element is Ratio ratio && (ratio.Numerator is null == ratio.Denominator is null) && (ratio.Numerator is not null || ratio.Extension.Count > 0))],
        [typeof(Attachment)] = [new DatatypeInvariant("att-1", element => element is not Attachment { DataElement: not null, ContentTypeElement: null })],
        [typeof(ContactPoint)] = [new DatatypeInvariant("cpt-2", element => element is not ContactPoint { ValueElement: not null, SystemElement: null })],
    }.ToFrozenDictionary();

    /// <summary>Judges everything below an element on which the walk stands.</summary>
    public static void CheckBelow(Base element, Walk walk)
    {
        foreach (var (name, value) in element.EnumerateElements())
        {
            var items = ElementItems.From(value);
            for (var i = 0; i < items.Count; i++)
            {
                if (items[i] is not PrimitiveType primitive)
                    Visit(items[i], name, items.IndexOf(i), walk);
                else
                    CheckPrimitive(primitive, name, items.IndexOf(i), walk);
            }
        }
    }

    private static void CheckPrimitive(PrimitiveType primitive, string name, int? index, Walk walk)
    {
        if (primitive is FhirUri or Canonical or FhirUrl && primitive.JsonValue is string and ['#', ..] reference)
            walk.LocalReferences.Add(new(walk.Resource, reference));
        if (primitive.HasElements)
            Visit(primitive, name, index, walk);
    }

    private static void Visit(Base element, string name, int? index, Walk walk)
    {
        walk.Enter(element, name, index);
        if (element is Resource nested)
        {
            walk.Contract.Check(nested, walk);
        }
        else
        {
            if (ByType.TryGetValue(element.GetType(), out var rules))
            {
                foreach (var rule in rules)
                    rule.Check(element, walk);
            }
            CheckBelow(element, walk);
        }
        walk.Leave();
    }
}
