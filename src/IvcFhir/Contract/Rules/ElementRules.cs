using System.Text;
using Firely.Fhir.Validation;
using Hl7.Fhir.Model;
using Newtonsoft.Json.Linq;
using P = Hl7.Fhir.ElementModel.Types;

namespace IvcFhir.Contract;

/// <summary>One rule on one element, of those to which Firely is blind. Its number stands outside of Firely's.</summary>
internal abstract class ElementRule(int number, OperationOutcome.IssueSeverity severity) : IValidatable
{
    public ResultReport Validate(PocoNode input, ValidationSettings vc, ValidationState state) =>
        Holds(input.Poco)
            ? ResultReport.SUCCESS
            : new IssueAssertion(number, "", severity, OperationOutcome.IssueType.Value).AsResult(state, input, GetType().Name);

    public JToken ToJson() => new JProperty(GetType().Name, number);

    protected abstract bool Holds(Base element);
}

/// <summary>
/// The one type that a profile leaves of a choice: where the profile also says what lies within that type, Firely looks at what lies within
/// and not at the type.
/// </summary>
internal sealed class ChoiceTypeRule(string type) : ElementRule(Number, OperationOutcome.IssueSeverity.Error)
{
    public const int Number = 9004;

    protected override bool Holds(Base element) => element.TypeName == type;
}

/// <summary>
/// Text alone under an extensible binding: allowed, but no code can be read from it (R4, terminologies 4.1.4). Firely takes text for
/// enough.
/// </summary>
internal sealed class CodeAdviceRule() : ElementRule(Number, OperationOutcome.IssueSeverity.Warning)
{
    public const int Number = 9005;

    protected override bool Holds(Base element) =>
        element is not CodeableConcept { Text: not null } concept || concept.Coding.Exists(coding => coding.Code is not null);
}

/// <summary>
/// The most characters of a text (R4, ElementDefinition.maxLength). Firely counts a character outside of the first plane twice.
/// </summary>
internal sealed class LengthRule(int most) : ElementRule(Number, OperationOutcome.IssueSeverity.Error)
{
    public const int Number = 9006;

    protected override bool Holds(Base element) =>
        element is not PrimitiveType { JsonValue: string text } || text.EnumerateRunes().Count() <= most;
}

/// <summary>
/// A bound that cannot be compared with the value: another unit, or too partial a date. Firely passes over it in silence.
/// </summary>
internal sealed class ComparableRule(DataType bound) : ElementRule(Number, OperationOutcome.IssueSeverity.Warning)
{
    public const int Number = 9007;

    protected override bool Holds(Base element) =>
        (element, bound) switch
        {
            (Quantity { Value: not null } value, Quantity limit) => value.System == limit.System && value.Code == limit.Code,
            (FhirDateTime or Date or Instant, PrimitiveType limit) => !P.DateTime.TryParse(
                $"{(element as PrimitiveType)!.JsonValue}",
                out var value
            )
                || !P.DateTime.TryParse($"{limit.JsonValue}", out var other)
                || value.TryCompareTo(other, out _),
            _ => true,
        };
}

/// <summary>A demand of the profile that nobody applies here. Whoever reads the findings learns of it where it would have been.</summary>
internal sealed class NotAppliedRule() : ElementRule(Number, OperationOutcome.IssueSeverity.Warning)
{
    public const int Number = 9008;

    protected override bool Holds(Base element) => false;
}
