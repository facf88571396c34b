using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace IvcFhir.Gate;

/// <summary>A member of a JSON object under which an element stands.</summary>
internal readonly record struct ElementPlace(JsonObject Parent, string Key)
{
    public string? Text => Parent[Key] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    /// <summary>A day is a dateTime and no instant.</summary>
    public void Replace(string text)
    {
        var key = Key.EndsWith("Instant", StringComparison.Ordinal) ? $"{Key[..^"Instant".Length]}DateTime" : Key;
        Parent.Remove(Key);
        Parent[key] = text;
    }
}

/// <summary>
/// FHIRPaths of the SDK in JSON: <c>value</c> stands as <c>valueQuantity</c>, and what is said of a text beside it as <c>_text</c>.
/// </summary>
internal static partial class ElementPaths
{
    /// <summary>What must go with a faulty element: the datum whose part it is, so that no half of a datum is read.</summary>
    public static string[] UnitOf(string[] steps) =>
        steps switch
        {
            _ when IsAside(steps[^1]) => steps,
            [_, var first, ..] when first.Split('[')[0] is "component" or "item" or "focalDevice" or "complication" => steps[..2],
            [_, "meta", _, ..] => steps[..3],
            [var type, var first, ..] => [type, first.Split('[')[0]],
            _ => steps,
        };

    public static string WithoutIndexes(string path) => Index().Replace(path, "");

    public static ElementPlace? At(this JsonObject root, ReadOnlySpan<string> steps)
    {
        foreach (var key in KeysOf(root, steps[0]).Where(key => key[0] != '_'))
        {
            if (steps.Length == 1)
                return new(root, key);
            if (Below(root[key], steps[0]) is JsonObject below && below.At(steps[1..]) is { } found)
                return found;
        }
        return null;
    }

    public static void Remove(this JsonObject root, ReadOnlySpan<string> steps)
    {
        foreach (var key in KeysOf(root, steps[0]))
        {
            if (steps.Length > 1)
                (Below(root[key], steps[0]) as JsonObject)?.Remove(steps[1..]);
            else if (root[key] is JsonArray list && IndexOf(steps[0]) is { } index && list.Count > 1)
                RemoveAt(list, index);
            else
                root.Remove(key);
        }
    }

    /// <summary>What no rule reads beside the code or text whose part it is.</summary>
    private static bool IsAside(string step) => step is "display" or "userSelected" or "version" or "assigner";

    private static void RemoveAt(JsonArray list, int index)
    {
        if (index < list.Count)
            list.RemoveAt(index);
    }

    private static List<string> KeysOf(JsonObject parent, string step)
    {
        var name = step.Split('[')[0];
        return [.. parent.Select(member => member.Key).Where(key => key.Length > 0 && IsOf(key.TrimStart('_'), name))];
    }

    private static bool IsOf(string key, string name) =>
        key.StartsWith(name, StringComparison.Ordinal) && (key.Length == name.Length || char.IsAsciiLetterUpper(key[name.Length]));

    private static JsonNode? Below(JsonNode? member, string step) =>
        member is JsonArray list
            ? IndexOf(step) is { } index && index < list.Count
                ? list[index]
                : null
            : member;

    private static int? IndexOf(string step) =>
        step.IndexOf('[', StringComparison.Ordinal) is > 0 and var open
        && int.TryParse(step.AsSpan(open + 1, step.Length - open - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? index
            : null;

    [GeneratedRegex(@"\[\d+\]", RegexOptions.CultureInvariant, Patterns.Milliseconds)]
    private static partial Regex Index();
}
