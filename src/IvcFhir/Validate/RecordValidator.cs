using System.Collections.Immutable;
using System.Text.Json;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Pull;

namespace IvcFhir.Validate;

/// <summary>Judges each resource by the SDK's model validation. One bad resource costs one issue, never its neighbours.</summary>
internal sealed class RecordValidator
{
    private readonly FhirJsonDeserializer deserializer = new();

    public CheckedRecord Check(PatientRecord record)
    {
        var resources = ImmutableArray.CreateBuilder<CheckedResource>(record.Resources.Length);
        var issues = record.Issues.ToBuilder();
        foreach (var raw in record.Resources)
        {
            if (Check(raw, out var resource) is { } code)
                issues.Add(new(code, raw.Source));
            else
                resources.Add(new(raw.Source, resource!));
        }
        return new(record.Site, record.Patient, resources.ToImmutable(), issues.ToImmutable());
    }

    private IssueCode? Check(RawResource raw, out Resource? resource)
    {
        var reader = new Utf8JsonReader(raw.Json.Utf8(), new JsonReaderOptions { CommentHandling = JsonCommentHandling.Disallow });
        resource = null;
        try
        {
            if (!deserializer.TryDeserializeResource(ref reader, out resource, out _) || resource is null)
                return IssueCode.InvalidResource;
        }
        catch (Exception e) when (e is JsonException or DeserializationFailedException or FormatException or InvalidOperationException)
        {
            return IssueCode.InvalidResource;
        }

        // FHIR R4, 2.1.0.4: a processor that does not understand a modifier extension must not use the element that carries it.
        return raw.Json.HasAnywhere("modifierExtension") ? IssueCode.UnknownModifier : null;
    }
}
