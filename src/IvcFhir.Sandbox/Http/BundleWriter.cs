using System.Buffers;
using System.Globalization;
using System.Text.Json;
using IvcFhir.Sandbox.Storage;

namespace IvcFhir.Sandbox.Http;

/// <summary>Writes Bundles around resources that are text already, without parsing them again.</summary>
internal static class BundleWriter
{
    public static byte[] Write(
        string type,
        DateTimeOffset at,
        int? total,
        IReadOnlyList<(string Relation, string Url)> links,
        IReadOnlyList<Action<Utf8JsonWriter>> entries
    )
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer, ResourceJson.Writing))
        {
            json.WriteStartObject();
            json.WriteString("resourceType", "Bundle");
            json.WriteString("type", type);
            json.WriteString("timestamp", ResourceJson.Instant(at));
            if (total is not null)
                json.WriteNumber("total", total.Value);
            WriteArray(json, "link", [.. links.Select(link => (Action<Utf8JsonWriter>)(writer => Link(writer, link.Relation, link.Url)))]);
            WriteArray(json, "entry", entries);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    public static void Match(Utf8JsonWriter json, string baseUrl, StoredVersion version, string mode)
    {
        json.WriteStartObject();
        json.WriteString("fullUrl", baseUrl + version.Reference);
        Resource(json, version.Json);
        Mode(json, mode);
        json.WriteEndObject();
    }

    public static void Note(Utf8JsonWriter json, string issue, string diagnostics)
    {
        json.WriteStartObject();
        Resource(json, FhirResponse.OutcomeJson("warning", issue, diagnostics));
        Mode(json, "outcome");
        json.WriteEndObject();
    }

    public static void PastVersion(Utf8JsonWriter json, string baseUrl, StoredVersion version)
    {
        json.WriteStartObject();
        json.WriteString("fullUrl", baseUrl + version.Reference);
        if (!version.IsDeleted)
            Resource(json, version.Json);
        var (method, url, status) = version.Kind switch
        {
            WriteKind.Create => ("POST", version.Type, 201),
            WriteKind.Update => ("PUT", version.Reference, 200),
            _ => ("DELETE", version.Reference, 204),
        };
        json.WriteStartObject("request");
        json.WriteString("method", method);
        json.WriteString("url", url);
        json.WriteEndObject();
        json.WriteStartObject("response");
        json.WriteString("status", Status(status));
        json.WriteString("etag", version.ETag);
        json.WriteString("lastModified", ResourceJson.Instant(version.LastUpdated));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static void Answer(Utf8JsonWriter json, string baseUrl, FhirResponse response)
    {
        var failed = response.Status >= 400;
        json.WriteStartObject();
        if (!failed && response.Version is { IsDeleted: false } version)
            json.WriteString("fullUrl", baseUrl + version.Reference);
        if (!failed && response.Body.Length > 0)
            Resource(json, response.Body);
        json.WriteStartObject("response");
        json.WriteString("status", Status(response.Status));
        if (response.Location is not null)
            json.WriteString("location", baseUrl + response.Location);
        if (response.Version is { } written)
        {
            json.WriteString("etag", written.ETag);
            json.WriteString("lastModified", ResourceJson.Instant(written.LastUpdated));
        }

        if (failed)
        {
            json.WritePropertyName("outcome");
            json.WriteRawValue(response.Body, skipInputValidation: true);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string Status(int status) =>
        $"{status.ToString(CultureInfo.InvariantCulture)} {Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status)}";

    // FHIR JSON has no empty arrays: what is empty is left out.
    private static void WriteArray(Utf8JsonWriter json, string name, IReadOnlyList<Action<Utf8JsonWriter>> items)
    {
        if (items.Count == 0)
            return;
        json.WriteStartArray(name);
        foreach (var write in items)
            write(json);
        json.WriteEndArray();
    }

    private static void Link(Utf8JsonWriter json, string relation, string url)
    {
        json.WriteStartObject();
        json.WriteString("relation", relation);
        json.WriteString("url", url);
        json.WriteEndObject();
    }

    private static void Resource(Utf8JsonWriter json, byte[] resource)
    {
        json.WritePropertyName("resource");
        json.WriteRawValue(resource, skipInputValidation: true);
    }

    private static void Mode(Utf8JsonWriter json, string mode)
    {
        json.WriteStartObject("search");
        json.WriteString("mode", mode);
        json.WriteEndObject();
    }
}
