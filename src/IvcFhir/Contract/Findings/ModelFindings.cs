using System.Collections.Frozen;
using Hl7.Fhir.Introspection;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using Hl7.Fhir.Utility;
using Hl7.Fhir.Validation;

namespace IvcFhir.Contract;

/// <summary>The SDK's own model validation, told as findings. The SDK's messages quote values and are left behind.</summary>
internal static class ModelFindings
{
    private static readonly FrozenDictionary<string, FindingCode> Codes = new Dictionary<string, FindingCode>(StringComparer.Ordinal)
    {
        [CodedValidationException.CHOICE_TYPE_NOT_ALLOWED_CODE] = FindingCode.TypeNotAllowed,
        [CodedValidationException.INCORRECT_CARDINALITY_MIN_CODE] = FindingCode.ElementMissing,
        [CodedValidationException.MANDATORY_ELEMENT_MUST_BE_PRESENT_CODE] = FindingCode.ElementMissing,
        [CodedValidationException.INCORRECT_CARDINALITY_MAX_CODE] = FindingCode.ElementRepeated,
        [CodedValidationException.INVALID_CODED_VALUE_CODE] = FindingCode.CodeNotInValueSet,
        [CodedValidationException.CONTAINED_RESOURCES_CANNOT_BE_NESTED_CODE] = FindingCode.ContainedMisused,
        [CodedValidationException.UNKNOWN_ELEMENT_CODE] = FindingCode.UnknownElement,
        [CodedValidationException.WRONG_CASED_ELEMENT_CODE] = FindingCode.UnknownElement,
        [CodedValidationException.ELEMENT_CANNOT_BE_EMPTY_CODE] = FindingCode.EmptyElement,
        [CodedValidationException.UNKNOWN_RESOURCE_TYPE_CODE] = FindingCode.MalformedResource,
        [CodedValidationException.WRONG_CASED_RESOURCE_TYPE_CODE] = FindingCode.MalformedResource,
        [CodedValidationException.INCORRECT_LITERAL_VALUE_TYPE_CODE] = FindingCode.WrongShape,
        [CodedValidationException.PROPERTY_TYPE_MISMATCH_CODE] = FindingCode.WrongShape,
        [FhirJsonException.OBJECTS_CANNOT_BE_EMPTY_CODE] = FindingCode.EmptyElement,
        [FhirJsonException.ARRAYS_CANNOT_BE_EMPTY_CODE] = FindingCode.EmptyElement,
        [FhirJsonException.NO_RESOURCETYPE_PROPERTY_CODE] = FindingCode.MalformedResource,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Neither JSON nor a resource.</summary>
    public static readonly Finding Unreadable = new(
        FindingCode.MalformedResource,
        Verdict.Error,
        "Resource",
        "json",
        AcceptableForScoring: false
    );

    /// <summary>Of a resource that was built and not read.</summary>
    public static IReadOnlyList<Finding> Of(Resource resource) => Of(resource.Validate(ModelInfo.ModelInspector), resource);

    /// <param name="resource">What could be read; null for nothing.</param>
    public static IReadOnlyList<Finding> Of(IEnumerable<CodedException> faults, Resource? resource) =>
        [.. faults.Select(fault => Told(fault, resource)).Distinct()];

    private static Finding Told(CodedException fault, Resource? resource)
    {
        var path = (fault as ExtendedCodedException)?.InstancePath ?? "$this";
        var location = path.StartsWith("$this", StringComparison.Ordinal)
            ? (resource?.TypeName ?? "Resource") + path["$this".Length..]
            : path;
        return new(CodeOf(fault), Verdict.Error, Exact(location), fault.ErrorCode, AcceptableForScoring: false);
    }

    /// <summary>The SDK counts the items of a list that stands where R4 has a single value; the place is that of the element.</summary>
    private static string Exact(string location)
    {
        var steps = location.Split('.');
        var model = ModelInfo.ModelInspector.FindClassMapping(steps[0]);
        for (var i = 1; i < steps.Length && model is not null; i++)
        {
            var property = model.FindMappedElementByName(steps[i].Split('[')[0]);
            if (property is { IsCollection: false })
                steps[i] = steps[i].Split('[')[0];
            model = property is { Choice: ChoiceType.None } ? property.PropertyTypeMapping : null;
        }
        return string.Join('.', steps);
    }

    private static FindingCode CodeOf(CodedException fault) =>
        Codes.TryGetValue(fault.ErrorCode, out var code) ? code
        : fault.ErrorCode.StartsWith("JSON", StringComparison.Ordinal) ? FindingCode.WrongShape
        : FindingCode.InvalidLiteral;
}
