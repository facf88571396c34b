using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace IvcFhir;

/// <summary>
/// Reading of raw FHIR JSON before the SDK sees it: absent members, wrongly typed ones and texts that are no Unicode are the same,
/// <c>null</c>.
/// </summary>
internal static class Json
{
    /// <summary>Null where the bytes are no JSON.</summary>
    public static JsonElement? Parsed(byte[] utf8)
    {
        try
        {
            return JsonDocument.Parse(utf8).RootElement; // left to the collector, with the bytes it stands on
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether every name and every text is Unicode: no half of a surrogate pair.</summary>
    public static bool IsAllText(this JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => element.EnumerateObject().All(member => NameOf(member) is not null && member.Value.IsAllText()),
            JsonValueKind.Array => element.EnumerateArray().All(IsAllText),
            JsonValueKind.String => element.TextOrNull() is not null,
            _ => true,
        };

    public static string? Text(this JsonElement element, string member) => element.Member(member) is { } value ? value.TextOrNull() : null;

    /// <summary>Null for what is no text, half a surrogate pair among it.</summary>
    public static string? TextOrNull(this JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    public static JsonElement? Member(this JsonElement element, string member)
    {
        try
        {
            return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(member, out var value) ? value : null;
        }
        catch (InvalidOperationException)
        {
            return null; // the name of a member beside it is half a surrogate pair
        }
    }

    public static IEnumerable<JsonElement> Items(this JsonElement element, string member) =>
        element.Member(member) is { ValueKind: JsonValueKind.Array } value ? value.EnumerateArray() : [];

    /// <summary>The <c>reference</c> text of a Reference member.</summary>
    public static string? Reference(this JsonElement element, string member) => element.Member(member)?.Text("reference");

    /// <summary>Whether a member of this name stands anywhere in the element, however deep.</summary>
    public static bool HasAnywhere(this JsonElement element, string member) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => element.EnumerateObject().Any(own => own.NameEquals(member) || own.Value.HasAnywhere(member)),
            JsonValueKind.Array => element.EnumerateArray().Any(item => item.HasAnywhere(member)),
            _ => false,
        };

    /// <summary>Whether a reference of the element, however deep, is one of those that are sought.</summary>
    public static bool NamesAny(this JsonElement element, Func<string, bool> isSought) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => (element.Text("reference") is { } reference && isSought(reference))
                || element.EnumerateObject().Any(member => member.Value.NamesAny(isSought)),
            JsonValueKind.Array => element.EnumerateArray().Any(item => item.NamesAny(isSought)),
            _ => false,
        };

    /// <summary>
    /// Writes the element with other texts in its references. Member by member, for a JsonNode cannot hold a resource that names a member
    /// twice.
    /// </summary>
    public static void WriteRenamed(this JsonElement element, Utf8JsonWriter writer, Func<string, string> rename)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in element.EnumerateObject())
                    member.WriteRenamed(writer, rename);
                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                    item.WriteRenamed(writer, rename);
                writer.WriteEndArray();
                break;
            default:
                // As it stands: a text that was cut within a character cannot be written anew.
                writer.WriteRawValue(element.Utf8(), skipInputValidation: true);
                break;
        }
    }

    /// <inheritdoc cref="WriteRenamed(JsonElement, Utf8JsonWriter, Func{string, string})"/>
    public static void WriteRenamed(this JsonProperty member, Utf8JsonWriter writer, Func<string, string> rename)
    {
        if (NameOf(member) is not { } name)
            return; // half of a surrogate pair: nothing has such a name, and it cannot be written anew
        writer.WritePropertyName(name);
        if (name == "reference" && member.Value.ValueKind == JsonValueKind.String && member.Value.TextOrNull() is { } reference)
            writer.WriteStringValue(rename(reference));
        else
            member.Value.WriteRenamed(writer, rename);
    }

    private static string? NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>What is written, as an element of its own.</summary>
    public static JsonElement Written(Action<Utf8JsonWriter> write)
    {
        var written = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(written))
            write(writer);
        return JsonDocument.Parse(written.WrittenMemory).RootElement; // left to the collector, with the memory it stands on
    }

    public static ReadOnlySpan<byte> Utf8(this JsonElement element) => JsonMarshal.GetRawUtf8Value(element);
}
