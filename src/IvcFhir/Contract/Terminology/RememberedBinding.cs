using System.Collections.Concurrent;
using Firely.Fhir.Validation;
using Hl7.Fhir.Model;
using Newtonsoft.Json.Linq;

namespace IvcFhir.Contract;

/// <summary>
/// A binding that asks once for each code: one that was found good is good. Firely asks through a task and waits for it each time.
/// </summary>
internal sealed class RememberedBinding(BindingValidator binding) : IValidatable
{
    /// <summary>Codes come from data: what is kept has a bound.</summary>
    private const int Kept = 2_000;

    private readonly ConcurrentDictionary<(string? System, string Code), bool> good = new();

    public ResultReport Validate(PocoNode input, ValidationSettings vc, ValidationState state)
    {
        var stated = Only(input.Poco);
        if (stated is { } known && good.ContainsKey(known))
            return ResultReport.SUCCESS;
        var report = ((IValidatable)binding).Validate(input, vc, state);
        if (stated is { } code && report.IsSuccessful && report.Evidence.Count == 0 && good.Count < Kept)
            good[code] = true;
        return report;
    }

    public JToken ToJson() => binding.ToJson();

    /// <summary>The one code that the element states; null where it states none, several, or is no text.</summary>
    private static (string? System, string Code)? Only(Base element) =>
        element switch
        {
            CodeableConcept { Coding: [{ Code: { } code } coding] } => (coding.System ?? "", code),
            Coding { Code: { } code } coding => (coding.System ?? "", code),
            Quantity { Code: { } code } quantity => (quantity.System ?? "", code),
            PrimitiveType { JsonValue: string text } => (null, text),
            _ => null,
        };
}
