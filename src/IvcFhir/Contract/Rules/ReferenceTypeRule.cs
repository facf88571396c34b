using Firely.Fhir.Validation;
using Hl7.Fhir.Model;
using Hl7.Fhir.Support;
using Newtonsoft.Json.Linq;

namespace IvcFhir.Contract;

/// <summary>
/// The types of resource that a reference may name, as far as its text tells the type: Firely looks at targets only where it holds them.
/// Also that <c>type</c> does not contradict the address (R4, references, Reference.type).
/// </summary>
/// <param name="targets">Empty where any resource may be meant.</param>
internal sealed class ReferenceTypeRule(string[] targets) : IValidatable
{
    /// <summary>Numbers of our own, outside of those that Firely uses.</summary>
    public const int OfOtherType = 9001,
        NotChecked = 9002,
        TypeContradicts = 9003;

    public ResultReport Validate(PocoNode input, ValidationSettings vc, ValidationState state)
    {
        if (input.Poco is not ResourceReference reference || (reference.Reference is null && reference.Type is null))
            return ResultReport.SUCCESS;
        var stated = ReferenceTarget.TypeInAddress(reference.Reference) ?? ReferenceTarget.TypeWithin(input, reference.Reference);
        if (stated is not null && reference.Type is { } said && said != stated)
            return Issue(TypeContradicts, OperationOutcome.IssueSeverity.Error, input, state);
        if (targets.Length == 0)
            return ResultReport.SUCCESS;
        return (stated ?? reference.Type) switch
        {
            null => Issue(NotChecked, OperationOutcome.IssueSeverity.Warning, input, state),
            var type when targets.Contains(type) => ResultReport.SUCCESS,
            _ => Issue(OfOtherType, OperationOutcome.IssueSeverity.Error, input, state),
        };
    }

    public JToken ToJson() => new JProperty("referenceType", new JArray(targets));

    private static ResultReport Issue(int number, OperationOutcome.IssueSeverity severity, PocoNode at, ValidationState state) =>
        new IssueAssertion(number, "", severity, OperationOutcome.IssueType.Value).AsResult(state, at, nameof(ReferenceTypeRule));
}
