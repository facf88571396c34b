using System.Text.Json;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using Hl7.Fhir.Utility;

namespace IvcFhir.Validate;

/// <summary>
/// JSON → resource, by the SDK. What is wrong comes as values; their messages quote what was read and are never passed on.
/// </summary>
internal sealed class ModelReader
{
    private readonly BaseFhirJsonDeserializer deserializer = FhirModel.Deserializer();

    /// <summary>The resource and its faults; no resource where nothing could be read, and then perhaps no fault either.</summary>
    public (Resource? Resource, IReadOnlyList<CodedException> Faults) Read(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Disallow });
        try
        {
            return deserializer.TryDeserializeResource(ref reader, out var resource, out var faults)
                ? (resource, [])
                : (resource, [.. faults]);
        }
        catch (Exception e) when (e is not OutOfMemoryException) // the SDK throws whatever the content makes it throw
        {
            return (null, []);
        }
    }
}
