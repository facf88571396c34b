using System.Text.Json.Nodes;

namespace IvcFhir.Sandbox.Cohort;

/// <summary>FHIR data types as JSON. Every call makes new nodes, because a JSON node has one parent.</summary>
internal static class Elements
{
    public static JsonObject Concept(params ReadOnlySpan<Code> codes)
    {
        var codings = new JsonArray();
        foreach (var code in codes)
            codings.Add(Coding(code));
        return new JsonObject { ["coding"] = codings };
    }

    public static JsonObject ConceptText(string text, params ReadOnlySpan<Code> codes)
    {
        var concept = codes.Length == 0 ? new JsonObject() : Concept(codes);
        concept["text"] = text;
        return concept;
    }

    public static JsonObject Coding(Code code)
    {
        var coding = new JsonObject { ["system"] = code.System, ["code"] = code.Value };
        if (code.Display is not null)
            coding["display"] = code.Display;
        return coding;
    }

    public static JsonObject Hl7(string system, string code) => Concept(new Code("http://terminology.hl7.org/CodeSystem/" + system, code));

    public static JsonObject Reference(string reference) => new() { ["reference"] = reference };

    public static JsonObject ReferenceTo(JsonObject resource) =>
        Reference($"{resource["resourceType"]!.GetValue<string>()}/{resource["id"]!.GetValue<string>()}");

    public static JsonObject Quantity(decimal value, string unit, string ucum) =>
        new()
        {
            ["value"] = value,
            ["unit"] = unit,
            ["system"] = "http://unitsofmeasure.org",
            ["code"] = ucum,
        };
}
