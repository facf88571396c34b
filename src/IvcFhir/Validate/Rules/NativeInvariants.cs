using System.Collections.Frozen;
using Hl7.Fhir.Model;

namespace IvcFhir.Validate.Rules;

/// <summary>
/// The R4 invariants that every Observation meets, without the FHIRPath engine: the engine needs as long for obs-7 as the SDK for a quarter of the whole parse.
/// Found by the expression's exact text, so that another text goes to the engine. A test holds each against the engine.
/// </summary>
internal static class NativeInvariants
{
    private static readonly FrozenDictionary<string, Func<Base, bool>> ByExpression = new Dictionary<string, Func<Base, bool>>(StringComparer.Ordinal)
    {
        // obs-3, obs-6, obs-7
        ["low.exists() or high.exists() or text.exists()"] = element => element is Observation.ReferenceRangeComponent { Low: not null } or Observation.ReferenceRangeComponent { High: not null } or Observation.ReferenceRangeComponent { TextElement: not null },
        ["dataAbsentReason.empty() or value.empty()"] = element => element is not Observation { DataAbsentReason: not null, Value: not null },
        ["value.empty() or component.code.where(coding.intersect(%resource.code.coding).exists()).empty()"] = element => element is not Observation { Value: not null, Component.Count: > 0 } observation || !observation.Component.Exists(part => SharesCoding(part.Code, observation.Code)),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IEnumerable<string> Expressions => ByExpression.Keys;

    public static Func<Base, bool>? Find(string expression) => ByExpression.GetValueOrDefault(expression);

    private static bool SharesCoding(CodeableConcept? left, CodeableConcept? right) =>
        left is not null && right is not null && left.Coding.Exists(one => right.Coding.Exists(other => one.IsExactly(other)));
}
