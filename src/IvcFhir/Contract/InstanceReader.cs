using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hl7.Fhir.Model;
using IvcFhir.Validate;

namespace IvcFhir.Contract;

/// <summary>
/// JSON → a resource to be judged, and what is wrong with the JSON. The SDK takes a name in another case for the right one, and keeps a list in the place of a single value, on which
/// Firely throws. What has such a fault is told and then left out, so that the rest is judged.
/// </summary>
internal static class InstanceReader
{
    private static readonly ModelReader Reader = new();

    /// <returns>No resource where nothing could be read.</returns>
    public static (Resource? Resource, IReadOnlyList<Finding> Findings) Read(ReadOnlySpan<byte> utf8)
    {
        var (resource, faults) = Reader.Read(utf8);
        if (resource is null)
            return (null, [ModelFindings.Unreadable]);
        var found = ModelFindings.Of(faults, resource);
        try
        {
            var json = JsonNode.Parse(utf8)!.AsObject();
            List<Finding> named = [.. ElementNames.Misspelt(json, resource.TypeName)];
            List<string> left = [.. named.Concat(found.Where(finding => finding.Code == FindingCode.WrongShape)).Select(finding => finding.Location)];
            return left.Count == 0 ? (resource, found) : Again(json, left, [.. found, .. named]) ?? (resource, found);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException) // A member twice, or text that is no Unicode: the model has told it.
        {
            return (resource, found);
        }
    }

    private static (Resource? Resource, IReadOnlyList<Finding> Findings)? Again(JsonObject json, List<string> left, List<Finding> told)
    {
        foreach (var location in left)
            Remove(json, location.Split('.').Skip(1).ToArray());
        var (rest, faults) = Reader.Read(Encoding.UTF8.GetBytes(json.ToJsonString()));
        var further = ModelFindings.Of(faults, rest).Where(finding => !left.Exists(place => IsWithin(finding.Location, place)));
        // Of what was left out only its shape is told; that it is missing then, or there too often, is the same fault.
        var shapes = told.Where(finding => finding.Code is FindingCode.WrongShape or FindingCode.UnknownElement || !left.Exists(place => IsWithin(finding.Location, place)));
        return rest is null ? null : (rest, [.. shapes.Concat(further).Distinct()]);
    }

    private static bool IsWithin(string location, string place) =>
        location.StartsWith(place, StringComparison.Ordinal) && (location.Length == place.Length || location[place.Length] is '.' or '[');

    /// <summary>Takes away the member at the end of the path, and its extensions with it.</summary>
    private static void Remove(JsonNode node, ReadOnlySpan<string> path)
    {
        var name = path[0].Split('[')[0];
        var members = (node as JsonObject)?.Select(member => member.Key).Where(key => IsMember(key.TrimStart('_'), name)).ToList() ?? [];
        foreach (var member in members)
        {
            if (path.Length == 1)
                ((JsonObject)node).Remove(member);
            else if (Item(node[member], path[0]) is { } below)
                Remove(below, path[1..]);
        }
    }

    /// <summary><c>valueQuantity</c> is the member of <c>value</c>.</summary>
    private static bool IsMember(string key, string name) =>
        key.StartsWith(name, StringComparison.Ordinal) && (key.Length == name.Length || char.IsAsciiLetterUpper(key[name.Length]));

    private static JsonNode? Item(JsonNode? member, string step)
    {
        if (member is not JsonArray list)
            return member;
        var open = step.IndexOf('[', StringComparison.Ordinal);
        return open > 0 && int.TryParse(step.AsSpan(open + 1, step.Length - open - 2), CultureInfo.InvariantCulture, out var index) && index < list.Count ? list[index] : null;
    }
}
