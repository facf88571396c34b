using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace IvcFhir.Sandbox.Storage;

/// <summary>
/// Resources as JSON text. Nothing here knows FHIR's element definitions: a hospital also holds resources that are not valid.
/// </summary>
internal static class ResourceJson
{
    // A property that stands twice has no defined meaning in FHIR JSON, so it is malformed like any other syntax error.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static JsonWriterOptions Writing { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The object, or why it is none: a position, never the content, which may be a patient's.</summary>
    public static (JsonObject? Resource, string? Error) Parse(ReadOnlySpan<byte> utf8)
    {
        if (utf8.StartsWith(Encoding.UTF8.Preamble))
            utf8 = utf8[Encoding.UTF8.Preamble.Length..];
        if (!IsReadable(utf8))
            return (null, "text that is not Unicode");
        try
        {
            return JsonNode.Parse(utf8, documentOptions: Strict) is not JsonObject resource ? (null, "not a JSON object")
                : TypeOf(resource) is null ? (null, "no resourceType")
                : (resource, null);
        }
        catch (JsonException e)
        {
            return (
                null,
                string.Create(CultureInfo.InvariantCulture, $"malformed JSON near line {e.LineNumber + 1}, byte {e.BytePositionInLine}")
            );
        }
    }

    // The parser lets wrong UTF-8 and halves of surrogate pairs pass, and fails only when someone reads that text.
    private static bool IsReadable(ReadOnlySpan<byte> utf8)
    {
        if (!Utf8.IsValid(utf8))
            return false;
        if (utf8.IndexOf("\\u"u8) < 0)
            return true;
        try
        {
            for (var json = new Utf8JsonReader(utf8); json.Read(); )
            {
                if (json.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                    json.GetString();
            }
        }
        catch (InvalidOperationException)
        {
            return false;
        }
        catch (JsonException)
        {
            return true; // a syntax error, which the parser places better
        }

        return true;
    }

    public static string? TypeOf(JsonObject resource) => Text(resource, "resourceType");

    public static string? IdOf(JsonObject resource) => Text(resource, "id");

    public static string? Text(JsonObject? node, string name) =>
        node?[name] is JsonValue value && value.TryGetValue(out string? text) && text.Length > 0 ? text : null;

    public static string Instant(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>
    /// The resource as it is kept: type, id and meta first, <c>versionId</c> and <c>lastUpdated</c> the server's own, the rest untouched.
    /// </summary>
    public static byte[] Stamp(JsonObject resource, string type, string id, int version, DateTimeOffset at)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Writing))
        {
            json.WriteStartObject();
            json.WriteString("resourceType", type);
            json.WriteString("id", id);
            json.WriteStartObject("meta");
            json.WriteString("versionId", version.ToString(CultureInfo.InvariantCulture));
            json.WriteString("lastUpdated", Instant(at));
            CopyOthers(json, resource["meta"] as JsonObject, "versionId", "lastUpdated");
            json.WriteEndObject();
            CopyOthers(json, resource, "resourceType", "id", "meta");
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void CopyOthers(Utf8JsonWriter json, JsonObject? source, params ReadOnlySpan<string> except)
    {
        foreach (var (name, value) in source ?? [])
        {
            if (except.Contains(name))
                continue;
            json.WritePropertyName(name);
            if (value is null)
                json.WriteNullValue();
            else
                value.WriteTo(json);
        }
    }
}
