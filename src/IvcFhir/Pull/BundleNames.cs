using System.Text.Json;

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
        var id = resource.Text("id") is null && entry.Text("fullUrl") is { } url ? references[url].Split('/')[1] : null;
        if (id is null && !NamesOne(resource))
            return resource;
        return Json.Written(writer =>
        {
            writer.WriteStartObject();
            foreach (var member in resource.EnumerateObject().Where(member => id is null || !member.NameEquals("id")))
                member.WriteRenamed(writer, reference => references.GetValueOrDefault(reference, reference));
            if (id is not null)
                writer.WriteString("id", id);
            writer.WriteEndObject();
        });
    }

    private bool NamesOne(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => (element.Text("reference") is { } reference && references.ContainsKey(reference)) || element.EnumerateObject().Any(member => NamesOne(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().Any(NamesOne),
        _ => false,
    };
}
