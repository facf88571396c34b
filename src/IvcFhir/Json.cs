using System.Runtime.InteropServices;
using System.Text.Json;

namespace IvcFhir;

/// <summary>Reading of raw FHIR JSON before the SDK sees it: absent and wrongly typed members are the same, <c>null</c>.</summary>
internal static class Json
{
    public static string? Text(this JsonElement element, string member) =>
        element.Member(member) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    public static JsonElement? Member(this JsonElement element, string member) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(member, out var value) ? value : null;

    public static IEnumerable<JsonElement> Items(this JsonElement element, string member) =>
        element.Member(member) is { ValueKind: JsonValueKind.Array } value ? value.EnumerateArray() : [];

    /// <summary>The <c>reference</c> text of a Reference member.</summary>
    public static string? Reference(this JsonElement element, string member) => element.Member(member)?.Text("reference");

    /// <summary>Whether a member of this name stands anywhere in the element, however deep.</summary>
    public static bool HasAnywhere(this JsonElement element, string member) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().Any(own => own.NameEquals(member) || own.Value.HasAnywhere(member)),
        JsonValueKind.Array => element.EnumerateArray().Any(item => item.HasAnywhere(member)),
        _ => false,
    };

    public static ReadOnlySpan<byte> Utf8(this JsonElement element) => JsonMarshal.GetRawUtf8Value(element);
}
