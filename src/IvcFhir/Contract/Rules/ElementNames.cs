using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json.Nodes;
using Hl7.Fhir.Introspection;
using Hl7.Fhir.Model;

namespace IvcFhir.Contract;

/// <summary>
/// Names of members that differ from R4's by case alone: JSON's names are case-sensitive (R4, json: "property names are case-sensitive"),
/// and the SDK reads past it.
/// </summary>
internal static class ElementNames
{
    public static IEnumerable<Finding> Misspelt(JsonObject json, string type) =>
        ModelInfo.ModelInspector.FindClassMapping(type) is { } model ? In(json, model, type) : [];

    private static readonly FrozenSet<string> Resources = ModelInfo
        .SupportedResources.Except(["Resource", "DomainResource"], StringComparer.Ordinal)
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>
    /// Members that hold a whole resource: contained ones, those of a Bundle's entries and of Parameters, and the outcome of an entry.
    /// </summary>
    private static readonly string[] Holders = ["contained", "resource", "outcome"];

    /// <summary>Whether it is of a type that R4 has as a resource, and not one of the abstract ones.</summary>
    public static bool IsResource(JsonObject json) =>
        json["resourceType"] is JsonValue type && type.TryGetValue<string>(out var name) && Resources.Contains(name);

    /// <summary>The places within the resource that hold something which is no resource.</summary>
    public static IEnumerable<string> ForeignWithin(JsonObject json) => ForeignWithin(json, "Resource");

    private static IEnumerable<string> ForeignWithin(JsonNode? node, string place) =>
        node switch
        {
            JsonObject json => json.SelectMany(member =>
                Holders.Contains(member.Key)
                    ? Held(member.Value, $"{place}.{member.Key}")
                    : ForeignWithin(member.Value, $"{place}.{member.Key}")
            ),
            JsonArray list => list.SelectMany(
                (item, at) => ForeignWithin(item, string.Create(CultureInfo.InvariantCulture, $"{place}[{at}]"))
            ),
            _ => [],
        };

    private static IEnumerable<string> Held(JsonNode? value, string place) =>
        value switch
        {
            JsonArray list => list.SelectMany((item, at) => Held(item, string.Create(CultureInfo.InvariantCulture, $"{place}[{at}]"))),
            JsonObject json when json.ContainsKey("resourceType") && !IsResource(json) => [place],
            JsonObject json => ForeignWithin(json, place),
            _ => [],
        };

    private static IEnumerable<Finding> In(JsonObject json, ClassMapping model, string place)
    {
        foreach (var (key, value) in json)
        {
            var name = key.TrimStart('_');
            if (name.Length == 0)
                continue;
            var property = Property(model, name) ?? Property(model, char.ToLowerInvariant(name[0]) + name[1..]);
            if (property is null)
                continue; // The model tells what R4 does not know at all.
            if (!IsExact(name, property))
                yield return new(FindingCode.UnknownElement, Verdict.Error, $"{place}.{name}", "json", AcceptableForScoring: false);
            else if (key == name && value is not null)
            {
                foreach (var finding in Below(value, property, name, $"{place}.{property.Name}"))
                    yield return finding;
            }
        }
    }

    private static PropertyMapping? Property(ClassMapping model, string name) =>
        model.FindMappedElementByName(name) ?? model.FindMappedElementByChoiceName(name);

    private static IEnumerable<Finding> Below(JsonNode value, PropertyMapping property, string name, string place) =>
        value switch
        {
            JsonArray list => list.SelectMany(
                (item, at) =>
                    item is JsonObject one ? Of(one, property, name, string.Create(CultureInfo.InvariantCulture, $"{place}[{at}]")) : []
            ),
            JsonObject single => Of(single, property, name, place),
            _ => [],
        };

    private static IEnumerable<Finding> Of(JsonObject json, PropertyMapping property, string name, string place)
    {
        var model = property.Choice switch
        {
            ChoiceType.None => property.PropertyTypeMapping,
            ChoiceType.ResourceChoice => json["resourceType"] is JsonValue type && type.TryGetValue<string>(out var text)
                ? ModelInfo.ModelInspector.FindClassMapping(text)
                : null,
            _ => ModelInfo.ModelInspector.FindClassMapping(name[property.Name.Length..]),
        };
        return model is null ? [] : In(json, model, place);
    }

    /// <summary>Of a choice, name and type each in R4's case: <c>valueQuantity</c>, <c>valueDateTime</c>.</summary>
    private static bool IsExact(string name, PropertyMapping property)
    {
        if (property.Choice != ChoiceType.DatatypeChoice)
            return name == property.Name;
        if (!name.StartsWith(property.Name, StringComparison.Ordinal))
            return false;
        var suffix = name[property.Name.Length..];
        var type = ModelInfo.ModelInspector.FindClassMapping(suffix)?.Name;
        return type is null || suffix == char.ToUpperInvariant(type[0]) + type[1..];
    }
}
