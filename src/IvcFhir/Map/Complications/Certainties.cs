using Hl7.Fhir.Model;

namespace IvcFhir.Map;

/// <summary>
/// How certain a diagnosis is by the marks of German outpatient coding (V, G, Z, A); elsewhere the verification status says it.
/// </summary>
internal enum Certainty
{
    Unstated,
    Suspected,
    Past,
    RuledOut,
}

internal static class Certainties
{
    public static Certainty Of(Condition condition) =>
        (condition.Code?.Coding ?? [])
            .SelectMany(coding => coding.Extension)
            .Where(extension => extension.Url?.EndsWith("diagnosesicherheit", StringComparison.OrdinalIgnoreCase) == true)
            .Select(extension => (extension.Value as Coding)?.Code ?? (extension.Value as Code)?.Value)
            .Select(mark =>
                mark switch
                {
                    "V" => Certainty.Suspected,
                    "Z" => Certainty.Past,
                    "A" => Certainty.RuledOut,
                    _ => Certainty.Unstated,
                }
            )
            .DefaultIfEmpty(Certainty.Unstated)
            .Max();
}
