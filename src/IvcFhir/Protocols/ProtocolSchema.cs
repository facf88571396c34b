using System.Text.Json;
using IvcFhir.Profiles;

namespace IvcFhir.Protocols;

/// <summary>
/// The schema of protocol documents, <c>profiles/protocols/protocol.schema.json</c>: the one place that says which settings there are,
/// their form and their meaning.
/// </summary>
internal static class ProtocolSchema
{
    public const string Folder = "profiles/protocols/";

    private const string Reference = "#/$defs/";

    private static readonly JsonDocument Document =
        StudyContract.Read($"{Folder}protocol.schema.json")
        ?? throw new InvalidOperationException("The build did not embed the schema of protocols.");

    public static JsonElement Root => Document.RootElement;

    /// <summary>The node itself, or the definition that it refers to.</summary>
    public static JsonElement Resolve(JsonElement node) =>
        node.Text("$ref") is { } reference ? Root.GetProperty("$defs").GetProperty(reference[Reference.Length..]) : node;

    /// <param name="path">Names of members with dots: <c>villalta.ulcer</c>.</param>
    public static JsonElement At(string path) =>
        path.Split('.').Aggregate(Root, (node, name) => Resolve(node).GetProperty("properties").GetProperty(name));

    /// <summary>The disputed rule that a setting decides, <c>D1</c>; null when it is none of them.</summary>
    public static string? DecisionOf(string path) => At(path).Text("x-decision");
}
