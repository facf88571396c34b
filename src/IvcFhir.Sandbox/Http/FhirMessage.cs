using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IvcFhir.Sandbox.Storage;

namespace IvcFhir.Sandbox.Http;

/// <summary>
/// One interaction, whether it came by itself or as the entry of a Bundle. <see cref="Path"/> is below the base: <c>Type/id</c>.
/// </summary>
internal sealed record FhirRequest(string Method, string Path, string Query)
{
    public JsonObject? Resource { get; init; }

    public string? IfMatch { get; init; }

    public string? IfNoneMatch { get; init; }

    public string? IfNoneExist { get; init; }

    public string Prefer { get; init; } = "";

    /// <summary>The id that a transaction has promised to this entry, because other entries already refer to it.</summary>
    public string? ReservedId { get; init; }

    public string[] Segments { get; } = [.. Path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];

    public RequestKind Kind =>
        (Method, Segments) switch
        {
            ("POST", []) => RequestKind.Bundle,
            ("POST", [.., "_search"]) => RequestKind.Search,
            ("GET", [var only]) when only != "metadata" => RequestKind.Search,
            ("GET", _) => RequestKind.Read,
            _ => RequestKind.Write,
        };
}

internal enum RequestKind
{
    Read,
    Search,
    Write,
    Bundle,
}

internal sealed record FhirResponse(int Status, byte[] Body)
{
    public const string FhirJson = "application/fhir+json; charset=utf-8";

    public string ContentType { get; init; } = FhirJson;

    public StoredVersion? Version { get; init; }

    /// <summary>Set after a write: where the new version stands, below the base.</summary>
    public string? Location { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Blanks after the body: how many, how many at once, and how long before each.</summary>
    public (long Bytes, int Chunk, TimeSpan Every) Tail { get; init; }

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>A version, with its content.</summary>
    public static FhirResponse Of(int status, StoredVersion version) => new(status, version.Json) { Version = version };

    public static FhirResponse OfWrite(int status, StoredVersion version) =>
        Of(status, version) with
        {
            Location = FormattableString.Invariant($"{version.Reference}/_history/{version.Version}"),
        };

    public static FhirResponse Outcome(int status, string issue, string diagnostics, string severity = "error") =>
        new(status, OutcomeJson(severity, issue, diagnostics));

    public static byte[] OutcomeJson(string severity, string issue, string diagnostics) =>
        Encoding.UTF8.GetBytes(
            new JsonObject
            {
                ["resourceType"] = "OperationOutcome",
                ["issue"] = new JsonArray(
                    new JsonObject
                    {
                        ["severity"] = severity,
                        ["code"] = issue,
                        ["diagnostics"] = diagnostics,
                    }
                ),
            }.ToJsonString(new JsonSerializerOptions { Encoder = ResourceJson.Writing.Encoder })
        );
}
