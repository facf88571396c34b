using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace IvcFhir.Protocols;

/// <summary>
/// Holds a document against a schema, as far as schemas of this program go: types, members, enumerations, ranges, patterns, lists.
/// Every fault is found, each with its place, what stands there and what is expected.
/// </summary>
internal sealed class SchemaCheck
{
    private readonly List<string> faults = [];

    private SchemaCheck() { }

    public static IReadOnlyList<string> Faults(JsonElement document)
    {
        var check = new SchemaCheck();
        check.Value("$", document, ProtocolSchema.Root);
        return check.faults;
    }

    private void Value(string path, JsonElement value, JsonElement node)
    {
        var schema = ProtocolSchema.Resolve(node);
        if (!IsOfType(value, schema.Text("type")!) || !IsAllowed(value, schema))
            faults.Add($"{path} is {Shown(value)}; expected: {Expected(schema)}.");
        else if (value.ValueKind == JsonValueKind.Object)
            Object(path, value, schema);
        else if (value.ValueKind == JsonValueKind.Array)
            List(path, value, schema);
    }

    private void Object(string path, JsonElement value, JsonElement schema)
    {
        var members = schema.GetProperty("properties");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
        {
            if (!seen.Add(member.Name))
                faults.Add($"{path}.{member.Name} stands twice; expected: each member once.");
            else if (members.TryGetProperty(member.Name, out var inner))
                Value($"{path}.{member.Name}", member.Value, inner);
            else
                faults.Add(
                    $"{path}.{member.Name} is no setting; allowed here: "
                        + $"{string.Join(", ", members.EnumerateObject().Select(one => one.Name))}."
                );
        }

        foreach (var required in schema.Items("required").Select(name => name.GetString()!).Where(name => !seen.Contains(name)))
            faults.Add($"{path}.{required} is missing; expected: {Expected(members.GetProperty(required))}.");
    }

    private void List(string path, JsonElement value, JsonElement schema)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (place, item) in value.EnumerateArray().Index())
        {
            var at = string.Create(CultureInfo.InvariantCulture, $"{path}[{place}]");
            Value(at, item, schema.GetProperty("items"));
            if (schema.Member("uniqueItems") is not null && !seen.Add(item.GetRawText()))
                faults.Add($"{at} is {Shown(item)}, which stands twice; expected: each value once.");
        }
    }

    private static bool IsOfType(JsonElement value, string type) =>
        type switch
        {
            "object" => value.ValueKind == JsonValueKind.Object,
            "array" => value.ValueKind == JsonValueKind.Array,
            "string" => value.ValueKind == JsonValueKind.String,
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out _),
            "number" => value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out _),
            _ => throw new InvalidOperationException($"The schema has the type {type}, which no reader knows."),
        };

    private static bool IsAllowed(JsonElement value, JsonElement schema) =>
        value.ValueKind switch
        {
            JsonValueKind.String => IsAllowedText(value.GetString()!, schema),
            JsonValueKind.Number => !(
                value.GetDecimal() < schema.Member("minimum")?.GetDecimal() || value.GetDecimal() > schema.Member("maximum")?.GetDecimal()
            ),
            JsonValueKind.Array => !(value.GetArrayLength() < schema.Member("minItems")?.GetInt32()),
            _ => true,
        };

    private static bool IsAllowedText(string text, JsonElement schema) =>
        (schema.Member("enum") is null || Allowed(schema).Contains(text, StringComparer.Ordinal))
        && (
            schema.Text("pattern") is not { } pattern
            || Regex.IsMatch(text, AtTheEnd(pattern), RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1))
        )
        && !(text.Trim().Length < schema.Member("minLength")?.GetInt32());

    // In a schema $ is the end of the text; for .NET a line feed may still follow.
    private static string AtTheEnd(string pattern) => pattern.EndsWith('$') ? $"{pattern[..^1]}\\z" : pattern;

    private static IEnumerable<string> Allowed(JsonElement schema) => schema.Items("enum").Select(value => value.GetString()!);

    private static string Expected(JsonElement node)
    {
        var schema = ProtocolSchema.Resolve(node);
        return schema.Text("type") switch
        {
            "object" => "an object",
            "array" when schema.GetProperty("items").Member("enum") is not null =>
                $"a list of {Least(schema)}{string.Join(", ", Allowed(schema.GetProperty("items")))}",
            "array" => $"a list{(schema.Member("minItems") is null ? "" : ", not empty")}",
            "boolean" => "true or false",
            "integer" =>
                $"a whole number from {schema.GetProperty("minimum").GetRawText()} to {schema.GetProperty("maximum").GetRawText()}",
            "number" => "a number",
            _ when schema.Member("enum") is not null => $"one of {string.Join(", ", Allowed(schema))}",
            _ => schema.Text("x-form") ?? "a text, not empty",
        };
    }

    private static string Least(JsonElement schema) => schema.Member("minItems") is null ? "" : "at least one of ";

    private static string Shown(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Object => "an object",
            JsonValueKind.Array when value.GetArrayLength() == 0 => "an empty list",
            JsonValueKind.Array => "a list",
            _ => value.GetRawText() is { Length: <= 60 } text ? text : $"{value.GetRawText()[..57]}…",
        };
}
