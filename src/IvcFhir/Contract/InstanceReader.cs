using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hl7.Fhir.Model;
using IvcFhir.Validate;

namespace IvcFhir.Contract;

/// <summary>
/// JSON → a resource to be judged, and what is wrong with the JSON. The SDK takes a name in another case for the right one, keeps a list in
/// the place of a single value, and reads types that are no resource, on some of which it or Firely throws or ends the process. What has
/// such a fault is told and then left out, so that the rest is judged.
/// </summary>
internal static class InstanceReader
{
    private static readonly ModelReader Reader = new();

    /// <returns>No resource where nothing could be read.</returns>
    public static (Resource? Resource, IReadOnlyList<Finding> Findings) Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return Read(JsonNode.Parse(utf8), utf8);
        }
        catch (Exception e)
            when (e
                    is JsonException
                        or InvalidOperationException
                        or ArgumentException
                        or NotSupportedException
                        or IndexOutOfRangeException
                        or FormatException
                        or Hl7.Fhir.Validation.CodedValidationException
                        or NullReferenceException
            )
        {
            // A member twice or without a name, text that is no Unicode, or what the SDK fails on.
            return (null, [ModelFindings.Unreadable]);
        }
    }

    private static (Resource? Resource, IReadOnlyList<Finding> Findings) Read(JsonNode? node, ReadOnlySpan<byte> utf8)
    {
        if (node is not JsonObject json || !ElementNames.IsResource(json))
            return (null, [ModelFindings.Unreadable]);
        var (type, foreign) = ((string)json["resourceType"]!, ElementNames.ForeignWithin(json).ToList());
        foreach (var place in foreign)
            Remove(json, Steps(place));
        var (resource, faults) = Reader.Read(foreign.Count == 0 ? utf8 : Encoding.UTF8.GetBytes(json.ToJsonString()));
        List<Finding> found =
        [
            .. foreign.Select(place => ModelFindings.Unreadable with { Location = place }),
            .. ModelFindings.Of(faults, resource),
        ];
        if (resource is null)
            return (null, found.Count > 0 ? found : [ModelFindings.Unreadable]);
        List<Finding> named = [.. ElementNames.Misspelt(json, type)];
        List<string> left =
        [
            .. named
                .Concat(found.Where(finding => finding.Code == FindingCode.WrongShape))
                .Select(finding => finding.Location)
                .Where(place => place.Contains('.', StringComparison.Ordinal)),
        ];
        return left.Count == 0
            ? (resource, [.. found, .. named])
            : Again(json, left, [.. found, .. named]) ?? (resource, [.. found, .. named]);
    }

    private static (Resource? Resource, IReadOnlyList<Finding> Findings)? Again(JsonObject json, List<string> left, List<Finding> told)
    {
        foreach (var location in left)
            Remove(json, Steps(location));
        var (rest, faults) = Reader.Read(Encoding.UTF8.GetBytes(json.ToJsonString()));
        var further = ModelFindings.Of(faults, rest).Where(finding => !left.Exists(place => IsWithin(finding.Location, place)));
        // Of what was left out only its shape is told; that it is missing then, or there too often, is the same fault.
        var shapes = told.Where(finding =>
            finding.Code is FindingCode.WrongShape or FindingCode.UnknownElement || !left.Exists(place => IsWithin(finding.Location, place))
        );
        return rest is null ? null : (rest, [.. shapes.Concat(further).Distinct()]);
    }

    private static string[] Steps(string place) => place.Split('.').Skip(1).ToArray();

    private static bool IsWithin(string location, string place) =>
        location.StartsWith(place, StringComparison.Ordinal) && (location.Length == place.Length || location[place.Length] is '.' or '[');

    /// <summary>Takes away what stands at the end of the path, and its extensions with it.</summary>
    private static void Remove(JsonNode node, ReadOnlySpan<string> path)
    {
        var name = path[0].Split('[')[0];
        var members = (node as JsonObject)?.Select(member => member.Key).Where(key => IsMember(key.TrimStart('_'), name)).ToList() ?? [];
        foreach (var member in members)
        {
            if (path.Length == 1)
                RemoveAt((JsonObject)node, member, path[0]);
            else if (Item(node[member], path[0]) is { } below)
                Remove(below, path[1..]);
        }
    }

    private static void RemoveAt(JsonObject json, string member, string step)
    {
        if (json[member] is JsonArray list && Index(step) is { } index && index < list.Count && list.Count > 1)
            list.RemoveAt(index);
        else
            json.Remove(member);
    }

    /// <summary><c>valueQuantity</c> is the member of <c>value</c>.</summary>
    private static bool IsMember(string key, string name) =>
        key.StartsWith(name, StringComparison.Ordinal) && (key.Length == name.Length || char.IsAsciiLetterUpper(key[name.Length]));

    private static JsonNode? Item(JsonNode? member, string step) =>
        member is not JsonArray list ? member
        : Index(step) is { } index && index < list.Count ? list[index]
        : null;

    private static int? Index(string step)
    {
        var open = step.IndexOf('[', StringComparison.Ordinal);
        return open > 0 && int.TryParse(step.AsSpan(open + 1, step.Length - open - 2), CultureInfo.InvariantCulture, out var index)
            ? index
            : null;
    }
}
