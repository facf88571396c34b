using System.Text.Json;
using System.Text.Json.Nodes;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;

namespace IvcFhir.R4;

/// <summary>A definition without what only people read: texts, examples, mappings, the differential.</summary>
internal sealed record Stripped(string Url, string? Version, string Resource, string? Type, byte[] Json)
{
    private static readonly FhirJsonSerializer Serializer = new();

    private static readonly string[] OfDefinition =
    [
        "text",
        "differential",
        "mapping",
        "contact",
        "description",
        "meta",
        "purpose",
        "copyright",
        "publisher",
        "useContext",
        "jurisdiction",
        "keyword",
        "date",
    ];

    private static readonly string[] OfElement =
    [
        "definition",
        "comment",
        "requirements",
        "alias",
        "short",
        "example",
        "code",
        "mapping",
        "isSummary",
        "isModifierReason",
        "meaningWhenMissing",
        "orderMeaning",
    ];

    private static readonly string[] OfConcept = ["definition", "designation", "display"];

    /// <summary>The version stays: Firely reads it, and corrects some expressions by their exact text.</summary>
    public static Stripped Of(Resource resource)
    {
        var json = JsonNode.Parse(Serializer.SerializeToString(resource))!.AsObject();
        Remove(json, OfDefinition);
        foreach (var element in Items(json["snapshot"]?["element"]))
        {
            Remove(element, OfElement);
            foreach (var constraint in Items(element["constraint"]))
                Remove(constraint, ["xpath"]);
            (element["binding"] as JsonObject)?.Remove("description");
        }
        StripConcepts(json["concept"]);
        foreach (var part in Items(json["compose"]?["include"]).Concat(Items(json["compose"]?["exclude"])))
            StripConcepts(part["concept"]);
        json.Remove("expansion");
        return new(
            (string)json["url"]!,
            (string?)json["version"],
            resource.TypeName,
            (resource as StructureDefinition)?.Type,
            JsonSerializer.SerializeToUtf8Bytes(json)
        );
    }

    private static void StripConcepts(JsonNode? concepts)
    {
        foreach (var concept in Items(concepts))
        {
            Remove(concept, OfConcept);
            StripConcepts(concept["concept"]);
        }
    }

    private static IEnumerable<JsonObject> Items(JsonNode? list) => list is JsonArray items ? items.OfType<JsonObject>() : [];

    private static void Remove(JsonObject from, string[] names)
    {
        foreach (var name in names)
            from.Remove(name);
    }
}
