using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IvcFhir.Core;
using IvcFhir.Profiles;

namespace IvcFhir.WriteBack;

internal static class OutcomeIdentity
{
    /// <summary>
    /// The business identifier: a name made of the question alone (never of the answer). Hashed, because identifiers travel in addresses
    /// that gateways log, and the question names the patient.
    /// </summary>
    public static string Of(OutcomeKey key) => Hex(
        $"{key.Study}\n{key.Site}\n{key.Patient}\n{StudyCode.Of(key.Instrument)}\n{StudyCode.Of(key.Location)}\n{key.Visit}")[..40];

    /// <summary>
    /// What an Observation says, in one hash: without what the server adds (id, meta, text), without its status,
    /// and without the contained description of the software, whose new version is no new answer.
    /// </summary>
    public static string ContentHash(JsonElement observation)
    {
        var canonical = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(canonical))
            Write(writer, observation, top: true);
        return Convert.ToHexStringLower(SHA256.HashData(canonical.WrittenSpan));
    }

    /// <summary>The same content in the same order, however the server ordered it.</summary>
    private static void Write(Utf8JsonWriter writer, JsonElement element, bool top = false)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in element.EnumerateObject().Where(member => !top || !IsServers(member.Name)).OrderBy(member => member.Name, StringComparer.Ordinal))
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

    private static bool IsServers(string member) => member is "id" or "meta" or "text" or "status" or "contained";

    private static string Hex(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
