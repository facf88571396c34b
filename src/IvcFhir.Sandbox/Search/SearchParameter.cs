using System.Text.Json;

namespace IvcFhir.Sandbox.Search;

internal enum ParameterKind
{
    Token,
    Reference,
    Date,
    String,
    Uri,
}

/// <summary>Where an index finds a resource: the parameter and the code, identifier value or target id, without system or type.</summary>
internal readonly record struct IndexKey(string Parameter, string Value);

/// <summary>One search parameter of one type: how it compares, and the elements that it looks at.</summary>
/// <param name="Target">For a reference: the only type it may point at, or null.</param>
internal sealed record SearchParameter(string Name, ParameterKind Kind, bool Indexed, string? Target, string[][] Paths)
{
    /// <summary>The elements under all paths; arrays are walked through, and what is absent or of another shape is simply not there.</summary>
    public IEnumerable<JsonElement> Select(JsonElement resource) => Paths.SelectMany(path => Walk(resource, path, 0));

    private static IEnumerable<JsonElement> Walk(JsonElement at, string[] path, int depth)
    {
        if (at.ValueKind == JsonValueKind.Array)
            return at.EnumerateArray().SelectMany(item => Walk(item, path, depth));
        if (depth == path.Length)
            return [at];
        return at.ValueKind == JsonValueKind.Object && at.TryGetProperty(path[depth], out var next) ? Walk(next, path, depth + 1) : [];
    }
}
