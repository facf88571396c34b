using System.Text.Json;

namespace IvcFhir.Sandbox.Search;

/// <summary>The code of a token; <see cref="System"/> is empty when the resource gives none.</summary>
internal readonly record struct TokenValue(string System, string Code);

/// <summary>
/// What a resource says under a parameter, told by the shape of its JSON alone, so that wrong shapes are merely not found.
/// </summary>
internal static class SearchValues
{
    public static IEnumerable<TokenValue> Tokens(SearchParameter parameter, JsonElement resource) =>
        parameter.Select(resource).SelectMany(TokensIn);

    public static List<string> References(SearchParameter parameter, JsonElement resource, string baseUrl)
    {
        // Plain loops: this runs some fifteen times for every resource that is written.
        var found = new List<string>(0);
        foreach (var element in parameter.Select(resource))
        {
            if (
                Text(element, "reference") is { } reference
                && Relative(reference, baseUrl) is var relative
                && (parameter.Target is null || PointsAt(relative, parameter.Target))
            )
                found.Add(relative);
        }

        return found;
    }

    public static IEnumerable<DateRange> Dates(SearchParameter parameter, JsonElement resource) =>
        parameter.Select(resource).Select(DateRange.Of).OfType<DateRange>();

    public static IEnumerable<string> Texts(SearchParameter parameter, JsonElement resource) =>
        parameter.Select(resource).Where(element => element.ValueKind == JsonValueKind.String).Select(element => element.GetString()!);

    /// <summary>A reference to this server as <c>Type/id</c>, without base and version; any other as it stands.</summary>
    public static string Relative(string reference, string baseUrl)
    {
        if (baseUrl.Length > 0 && reference.StartsWith(baseUrl, StringComparison.Ordinal))
            reference = reference[baseUrl.Length..];
        var history = reference.IndexOf("/_history/", StringComparison.Ordinal);
        return history < 0 ? reference : reference[..history];
    }

    public static string LastPart(string reference) => reference[(reference.LastIndexOf('/') + 1)..];

    public static bool PointsAt(string reference, string type)
    {
        var head = reference[..Math.Max(reference.LastIndexOf('/'), 0)];
        return head == type || head.EndsWith("/" + type, StringComparison.Ordinal);
    }

    private static IEnumerable<TokenValue> TokensIn(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.String)
            return [new("", element.GetString()!)];
        if (element.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return [new("", element.GetBoolean() ? "true" : "false")];
        if (element.ValueKind != JsonValueKind.Object)
            return [];
        if (element.TryGetProperty("coding", out var codings))
            return codings.ValueKind == JsonValueKind.Array ? codings.EnumerateArray().SelectMany(TokensIn) : [];
        // A Coding has a code; an Identifier has a value.
        return (Text(element, "code") ?? Text(element, "value")) is { } code ? [new(Text(element, "system") ?? "", code)] : [];
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
