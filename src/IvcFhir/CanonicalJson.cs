using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;

namespace IvcFhir;

/// <summary>What a JSON object says, whatever the order of its members.</summary>
internal static class CanonicalJson
{
    /// <param name="leaveOut">Members of the object itself that do not belong to what it says.</param>
    /// <returns>SHA-256 as 64 hexadecimal digits in lower case.</returns>
    public static string Hash(JsonElement element, Func<string, bool> leaveOut)
    {
        var canonical = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(canonical))
            Write(writer, element, leaveOut);
        return Convert.ToHexStringLower(SHA256.HashData(canonical.WrittenSpan));
    }

    private static void Write(Utf8JsonWriter writer, JsonElement element, Func<string, bool>? leaveOut = null)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (
                    var member in element
                        .EnumerateObject()
                        .Where(member => leaveOut?.Invoke(member.Name) != true)
                        .OrderBy(member => member.Name, StringComparer.Ordinal)
                )
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value);
                }
                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }
}
