using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace IvcFhir.Explain;

/// <summary>Explanations for programs: one JSON document; fields that do not apply are left out.</summary>
internal static class ExplanationJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // read by people too, and never placed inside a page
    };

    public static void Write<T>(T explanation, Stream stream)
    {
        JsonSerializer.Serialize(stream, explanation, Options);
        stream.Write("\n"u8);
    }
}
