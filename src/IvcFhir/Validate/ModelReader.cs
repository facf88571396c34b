using System.Collections.Frozen;
using System.Text.Json;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using Hl7.Fhir.Utility;
using Hl7.Fhir.Validation;

namespace IvcFhir.Validate;

/// <summary>The SDK's own model validation, told as findings. The SDK's messages quote values and are left behind.</summary>
internal sealed class ModelReader
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
    public static readonly Finding Unreadable = new(FindingCode.MalformedResource, Verdict.Error, "Resource", "json", AcceptableForScoring: false);

    private readonly FhirJsonDeserializer deserializer = new();

    /// <summary>The resource and what the model finds wrong with it; no resource when nothing could be read.</summary>
    public (Resource? Resource, IReadOnlyList<Finding> Findings) Read(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Disallow });
        try
        {
            return deserializer.TryDeserializeResource(ref reader, out var resource, out var issues)
                ? (resource, [])
                : (resource, [.. issues.Select(issue => Told(issue, resource)).Distinct()]);
        }
        catch (Exception e) when (e is not OutOfMemoryException) // the SDK throws whatever the content makes it throw
        {
            return (null, [Unreadable]);
        }
    }

    /// <summary>For a resource that was built and not read.</summary>
    public static IReadOnlyList<Finding> Check(Resource resource) =>
        resource.Validate(ModelInfo.ModelInspector).Select(issue => Told(issue, resource)).Distinct().ToList();

    private static Finding Told(CodedException issue, Resource? resource)
    {
        var path = (issue as ExtendedCodedException)?.InstancePath ?? "$this";
        var location = path.StartsWith("$this", StringComparison.Ordinal) ? (resource?.TypeName ?? "Resource") + path["$this".Length..] : path;
        return new(CodeOf(issue), Verdict.Error, location, issue.ErrorCode, AcceptableForScoring: false);
    }

    private static FindingCode CodeOf(CodedException issue) =>
        Codes.TryGetValue(issue.ErrorCode, out var code) ? code
        : issue.ErrorCode.StartsWith("JSON", StringComparison.Ordinal) ? FindingCode.WrongShape
        : FindingCode.InvalidLiteral;
}
