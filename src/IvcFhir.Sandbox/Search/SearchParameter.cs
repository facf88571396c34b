using System.Text.Json;

namespace IvcFhir.Sandbox.Search;

internal enum ParameterKind
{
    Token,
    Reference,
    Date,
    String,
    Uri,
    Canonical,
}

/// <summary>Where an index finds a resource: the parameter and the code, identifier value or target id, without system or type.</summary>
internal readonly record struct IndexKey(string Parameter, string Value);

/// <summary>One search parameter of one type: how it compares, and the elements that it looks at.</summary>
/// <param name="Target">For a reference: the only type it may point at, or null.</param>
internal sealed record SearchParameter(string Name, ParameterKind Kind, bool Indexed, string? Target, string[][] Paths)
{
    /// <summary>What R4 calls the kind: a canonical is searched as text, but declared as a reference.</summary>
    public string OfficialKind => Kind == ParameterKind.Canonical ? "reference" : Kind.ToString().ToLowerInvariant();

    /// <summary>
    /// The elements under all paths; arrays are walked through, and what is absent or of another shape is simply not there.
    /// </summary>
    public List<JsonElement> Select(JsonElement resource)
    {
        var found = new List<JsonElement>(0);
        foreach (var path in Paths)
            Walk(resource, path, 0, found);
        return found;
    }

    private static void Walk(JsonElement at, string[] path, int depth, List<JsonElement> found)
    {
        if (at.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in at.EnumerateArray())
                Walk(item, path, depth, found);
        }
        else if (depth == path.Length)
        {
            found.Add(at);
        }
        else if (at.ValueKind == JsonValueKind.Object && at.TryGetProperty(path[depth], out var next))
        {
            Walk(next, path, depth + 1, found);
        }
    }
}
