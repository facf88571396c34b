using System.Text;
using System.Text.Json.Nodes;
using IvcFhir.Sandbox.Search;
using IvcFhir.Sandbox.Storage;

namespace IvcFhir.Sandbox.Http;

/// <summary>
/// The CapabilityStatement. Its search parameters come from <see cref="SearchTable"/>, so that it cannot promise anything else.
/// </summary>
internal static class Capabilities
{
    private static readonly string[] Interactions = ["read", "vread", "update", "delete", "history-instance", "create", "search-type"];

    public static byte[] Write(SandboxOptions options, FhirStore store, JsonObject? security)
    {
        var statement = new JsonObject
        {
            ["resourceType"] = "CapabilityStatement",
            ["status"] = "active",
            ["date"] = ResourceJson.Instant(store.Now),
            ["kind"] = "instance",
            ["software"] = new JsonObject
            {
                ["name"] = "IvcFhir Sandbox",
                ["version"] = typeof(Capabilities).Assembly.GetName().Version?.ToString(3),
            },
            ["implementation"] = new JsonObject { ["description"] = options.Name, ["url"] = store.BaseUrl.TrimEnd('/') },
            ["fhirVersion"] = "4.0.1",
            ["format"] = new JsonArray("application/fhir+json", "json"),
            ["rest"] = new JsonArray(
                new JsonObject
                {
                    ["mode"] = "server",
                    ["resource"] = new JsonArray([
                        .. R4Types.All.Except(options.NotOffered).Except(options.Undeclared).Order(StringComparer.Ordinal).Select(Resource),
                    ]),
                    ["interaction"] = Codes(["transaction", "batch"]),
                }
            ),
        };
        if (security is not null)
            statement["rest"]![0]!["security"] = security;
        return Encoding.UTF8.GetBytes(statement.ToJsonString());
    }

    private static JsonObject Resource(string type) =>
        new()
        {
            ["type"] = type,
            ["interaction"] = Codes(Interactions),
            ["versioning"] = "versioned-update",
            ["readHistory"] = true,
            ["updateCreate"] = true,
            ["conditionalCreate"] = true,
            ["conditionalRead"] = "not-match",
            ["conditionalUpdate"] = true,
            ["conditionalDelete"] = "single",
            ["searchInclude"] = References(type),
            ["searchParam"] = new JsonArray([.. SearchTable.Of(type).Select(Parameter)]),
        };

    private static JsonArray References(string type) =>
        new([.. SearchTable.Of(type).Where(p => p.Kind == ParameterKind.Reference).Select(p => (JsonNode)$"{type}:{p.Name}")]);

    private static JsonNode Parameter(SearchParameter parameter) =>
        new JsonObject { ["name"] = parameter.Name, ["type"] = parameter.OfficialKind };

    private static JsonArray Codes(IEnumerable<string> codes) =>
        new([.. codes.Select(code => (JsonNode)new JsonObject { ["code"] = code })]);
}
