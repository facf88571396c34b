using System.Text.Json.Nodes;

namespace IvcFhir.Sandbox.Http;

/// <summary>Points references of a resource elsewhere: where a Bundle's provisional URLs become places on this server.</summary>
internal static class References
{
    /// <param name="replacement">From element name and text to the new text, or null to leave it.</param>
    public static void Replace(JsonNode node, Func<string, string, string?> replacement)
    {
        if (node is JsonArray items)
        {
            for (var i = 0; i < items.Count; i++)
            {
                if (items[i] is JsonObject or JsonArray)
                    Replace(items[i]!, replacement);
            }
        }
        else if (node is JsonObject element)
        {
            ReplaceIn(element, replacement);
        }
    }

    private static void ReplaceIn(JsonObject element, Func<string, string, string?> replacement)
    {
        foreach (var (name, value) in element.ToList())
        {
            if (value is JsonObject or JsonArray)
                Replace(value, replacement);
            // Identifier.value may be a urn:uuid too, but it names a thing and does not point at an entry.
            else if (
                name != "value"
                && value is JsonValue leaf
                && leaf.TryGetValue(out string? text)
                && replacement(name, text) is { } other
            )
                element[name] = other;
        }
    }
}
