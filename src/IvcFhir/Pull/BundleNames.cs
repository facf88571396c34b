using System.Text.Json;
using System.Text.Json.Nodes;

namespace IvcFhir.Pull;

/// <summary>
/// Inside a Bundle, resources refer to each other by <c>fullUrl</c>. Outside it those names mean nothing, so they become <c>Type/id</c>:
/// the resource's own id, or, where it has none, the UUID of its fullUrl.
/// </summary>
internal sealed class BundleNames
{
    private readonly Dictionary<string, string> references = new(StringComparer.Ordinal);

    private BundleNames()
    {
    }

    public static BundleNames Of(JsonElement bundle)
    {
        var names = new BundleNames();
        foreach (var entry in bundle.Items("entry"))
        {
            if (entry.Text("fullUrl") is { } url && entry.Member("resource") is { } resource && resource.Text("resourceType") is { } type)
                names.references[url] = $"{type}/{resource.Text("id") ?? url[(url.LastIndexOfAny([':', '/']) + 1)..]}";
        }
        return names;
    }

    /// <summary>The entry's resource with ids for names; null when the entry holds none.</summary>
    public JsonElement? Apply(JsonElement entry)
    {
        if (entry.Member("resource") is not { } resource || resource.Text("resourceType") is null)
            return null;
        var node = JsonNode.Parse(resource.Utf8())!.AsObject();
        var changed = Rename(node);
        if (node["id"] is null && entry.Text("fullUrl") is { } url)
        {
            node["id"] = references[url].Split('/')[1];
            changed = true;
        }
        return changed ? JsonSerializer.SerializeToElement(node) : resource;
    }

    private bool Rename(JsonNode? node) => node switch
    {
        JsonObject item => item.ToList().Aggregate(false, (changed, member) =>
            (member.Key == "reference" && Replace(item, member.Value)) | Rename(member.Value) | changed),
        JsonArray items => items.Aggregate(false, (changed, child) => Rename(child) | changed),
        _ => false,
    };

    private bool Replace(JsonObject item, JsonNode? value)
    {
        if (value is not JsonValue text || !text.TryGetValue<string>(out var reference) || !references.TryGetValue(reference, out var name))
            return false;
        item["reference"] = name;
        return true;
    }
}
