using System.Text;
using System.Text.Json.Nodes;
using IvcFhir.Sandbox.Http;
using Microsoft.AspNetCore.Http;

namespace IvcFhir.Sandbox.Access;

/// <summary>Stands before the FHIR server: who may come in, and where tokens are given.</summary>
internal sealed class Doorkeeper(Demand demand, Uri baseUrl, TimeProvider clock)
{
    /// <summary>Below the origin; also how faults name it.</summary>
    public const string TokenPath = "auth/token";

    private string Endpoint { get; } = new Uri(baseUrl, $"/{TokenPath}").AbsoluteUri;

    private TokenDesk? Desk => (demand as Demand.OAuth)?.Desk;

    /// <summary>The answer that takes the place of the server's; null where the request may pass.</summary>
    public async Task<FhirResponse?> AnswerAsync(HttpRequest arrived, FhirRequest request, CancellationToken ct)
    {
        if (Desk is { } desk && request.Path == TokenPath)
            return await GiveAsync(desk, arrived, ct);
        if (request.Path == ".well-known/smart-configuration")
            return Configuration();
        if (request.Path != "metadata" && demand.Headers.Any(header => arrived.Headers[header.Key].ToString() != header.Value))
            return FhirResponse.Outcome(403, "forbidden", "A header is missing.");
        if (request.Path == "metadata" || IsLetIn(arrived.Headers.Authorization.ToString()))
            return null;
        return FhirResponse.Outcome(401, "login", "These credentials are not taken.") with
        {
            Headers = [("WWW-Authenticate", demand is Demand.Basic ? "Basic realm=\"sandbox\"" : "Bearer")],
        };
    }

    /// <summary>What the CapabilityStatement says of security, where it is the only one to say it.</summary>
    public JsonObject? Security =>
        Desk is { OnlyInStatement: true } desk
            ? new()
            {
                ["extension"] = new JsonArray(
                    new JsonObject
                    {
                        ["url"] = "http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris",
                        ["extension"] = new JsonArray(new JsonObject { ["url"] = "token", ["valueUri"] = desk.NamedEndpoint ?? Endpoint }),
                    }
                ),
            }
            : null;

    private FhirResponse Configuration() =>
        Desk is { OnlyInStatement: false } desk
            ? Json(
                200,
                new()
                {
                    ["token_endpoint"] = desk.NamedEndpoint ?? Endpoint,
                    ["token_endpoint_auth_methods_supported"] = new JsonArray(
                        "private_key_jwt",
                        "client_secret_basic",
                        "client_secret_post"
                    ),
                    ["token_endpoint_auth_signing_alg_values_supported"] = new JsonArray("RS384", "ES384"),
                    ["grant_types_supported"] = new JsonArray("client_credentials"),
                    ["capabilities"] = new JsonArray("client-confidential-asymmetric", "permission-v2"),
                }
            )
            : FhirResponse.Outcome(404, "not-found", "There is no SMART configuration here.");

    private async Task<FhirResponse> GiveAsync(TokenDesk desk, HttpRequest arrived, CancellationToken ct)
    {
        desk.Enter();
        try
        {
            if (!HttpMethods.IsPost(arrived.Method) || !arrived.HasFormContentType)
                return Json(400, new() { ["error"] = "invalid_request" });
            var form = (await arrived.ReadFormAsync(ct)).ToDictionary(
                part => part.Key,
                part => part.Value.ToString(),
                StringComparer.Ordinal
            );
            var (status, answer) = desk.Give(form, arrived.Headers.Authorization.ToString(), Endpoint, clock.GetUtcNow());
            return Json(status, answer);
        }
        finally
        {
            desk.Leave();
        }
    }

    private bool IsLetIn(string authorization) =>
        demand switch
        {
            Demand.Basic basic => authorization
                == $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{basic.User}:{basic.Password}"))}",
            Demand.Bearer bearer => authorization == $"Bearer {bearer.Token()}",
            _ => authorization.StartsWith("Bearer ", StringComparison.Ordinal)
                && Desk!.Holds(authorization["Bearer ".Length..], clock.GetUtcNow()),
        };

    private static FhirResponse Json(int status, JsonObject answer) =>
        new(status, Encoding.UTF8.GetBytes(answer.ToJsonString()))
        {
            ContentType = "application/json",
            Headers = [("Cache-Control", "no-store")],
        };
}
