using System.Text.Json;
using System.Text.Json.Nodes;
using IvcFhir.Sandbox.Storage;

namespace IvcFhir.Sandbox.Http;

/// <summary>Batch and transaction. Source: FHIR R4 http.html#transaction.</summary>
internal sealed class BundleInteractions(
    FhirStore store,
    SearchInteractions search,
    InstanceInteractions instances,
    SandboxRequests requests,
    Func<FhirRequest, FhirResponse> run
)
{
    public FhirResponse Process(FhirRequest request)
    {
        var bundle =
            request.Resource is { } resource && ResourceJson.TypeOf(resource) == "Bundle"
                ? resource
                : throw FhirFault.Invalid("A Bundle is required.");
        var nodes = bundle["entry"] as JsonArray ?? [];
        return ResourceJson.Text(bundle, "type") switch
        {
            "batch" => Answer("batch-response", request, [.. nodes.Select(RunAlone)]),
            "transaction" => Answer("transaction-response", request, RunTogether(nodes)),
            _ => throw FhirFault.Invalid("The Bundle must be a batch or a transaction."),
        };
    }

    private FhirResponse RunAlone(JsonNode? node, int index)
    {
        try
        {
            var entry = BundleEntry.Read(node, index, store.BaseUrl);
            requests.Record(entry.Request.Kind);
            return run(entry.Request);
        }
        catch (FhirFault fault)
        {
            return FhirResponse.Outcome(fault.Status, fault.Issue, fault.Message);
        }
    }

    private FhirResponse[] RunTogether(JsonArray nodes)
    {
        var entries = nodes.Select((node, index) => Placed(index, () => BundleEntry.Read(node, index, store.BaseUrl))).ToList();
        foreach (var entry in entries)
            requests.Record(entry.Request.Kind);
        return store.Atomically(() => new Transaction(search, instances, store, run).Run(entries));
    }

    /// <summary>Names the entry at fault, so that a client can find it among thousands.</summary>
    internal static T Placed<T>(int index, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (FhirFault fault)
        {
            throw fault.Within(FormattableString.Invariant($"entry[{index}]"));
        }
    }

    private FhirResponse Answer(string type, FhirRequest request, FhirResponse[] responses)
    {
        var whole = request.Prefer.Contains("return=representation", StringComparison.OrdinalIgnoreCase);
        var entries = responses
            .Select(response => whole || response.Location is null ? response : response with { Body = [] })
            .Select(response => (Action<Utf8JsonWriter>)(json => BundleWriter.Answer(json, store.BaseUrl, response)));
        return new(200, BundleWriter.Write(type, store.Now, null, [], [.. entries]));
    }
}

internal sealed record BundleEntry(int Index, string? FullUrl, FhirRequest Request)
{
    public static BundleEntry Read(JsonNode? node, int index, string baseUrl)
    {
        var entry = node as JsonObject ?? throw FhirFault.Invalid("An entry must be an object.");
        var request = entry["request"] as JsonObject;
        if (ResourceJson.Text(request, "method") is not { } method || ResourceJson.Text(request, "url") is not { } url)
            throw FhirFault.Invalid("An entry needs request.method and request.url.");
        url = url.StartsWith(baseUrl, StringComparison.Ordinal) ? url[baseUrl.Length..] : url.TrimStart('/');
        var cut = url.IndexOf('?', StringComparison.Ordinal);
        var read = new FhirRequest(method, cut < 0 ? url : url[..cut], cut < 0 ? "" : url[cut..])
        {
            Resource = entry["resource"] as JsonObject,
            IfMatch = ResourceJson.Text(request, "ifMatch"),
            IfNoneMatch = ResourceJson.Text(request, "ifNoneMatch"),
            IfNoneExist = ResourceJson.Text(request, "ifNoneExist"),
        };
        if (read.Kind == RequestKind.Bundle)
            throw FhirFault.Invalid("A Bundle within a Bundle is not processed.");
        return new(index, ResourceJson.Text(entry, "fullUrl"), read);
    }
}
