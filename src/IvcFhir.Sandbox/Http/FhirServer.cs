using System.Text.Json.Nodes;
using IvcFhir.Sandbox.Search;

namespace IvcFhir.Sandbox.Http;

/// <summary>
/// From a FHIR request to a FHIR response, without HTTP: so that the entries of a Bundle take the same way as requests of their own.
/// </summary>
internal sealed class FhirServer
{
    private readonly FhirStore store;
    private readonly SearchInteractions search;
    private readonly InstanceInteractions instances;
    private readonly BundleInteractions bundles;
    private readonly Lazy<byte[]> capabilities;
    private readonly IReadOnlyCollection<string> notOffered;

    /// <param name="security">What the CapabilityStatement says of security; null for nothing.</param>
    public FhirServer(FhirStore store, SandboxOptions options, SandboxRequests requests, JsonObject? security = null)
    {
        this.store = store;
        search = new(store, options);
        instances = new(store, search, options);
        bundles = new(store, search, instances, requests, Route);
        notOffered = options.NotOffered;
        capabilities = new(() => Capabilities.Write(options, store, security));
    }

    public FhirResponse Handle(FhirRequest request)
    {
        try
        {
            lock (store.Gate)
                return Preferred(request, Route(request));
        }
        catch (FhirFault fault)
        {
            return FhirResponse.Outcome(fault.Status, fault.Issue, fault.Message);
        }
    }

    private FhirResponse Route(FhirRequest request)
    {
        if (request.Segments is [var type, ..] && type != "metadata" && !R4Types.All.Contains(type))
            throw FhirFault.Unsupported(404, $"'{type}' is not a resource type of FHIR R4.");
        if (request.Segments is [var named, ..] && notOffered.Contains(named))
            throw FhirFault.Unsupported(404, $"'{named}' is not offered here.");
        return (request.Method, request.Segments) switch
        {
            ("GET", ["metadata"]) => new(200, capabilities.Value),
            ("POST", []) => bundles.Process(request),
            ("GET", [var t]) => search.Search(request, t),
            ("POST", [var t, "_search"]) => search.Search(request, t),
            ("POST", [var t]) => instances.Create(request, t),
            ("PUT", [var t]) => instances.UpdateMatching(request, t),
            ("DELETE", [var t]) => instances.DeleteMatching(request, t),
            ("GET", [var t, var id]) => instances.Read(request, t, id),
            ("PUT", [var t, var id]) => instances.Update(request, t, id),
            ("DELETE", [var t, var id]) => instances.Delete(request, t, id),
            ("GET", [var t, var id, "_history"]) => search.History(request, instances.SlotOf(t, id)),
            ("GET", [var t, var id, "_history", var version]) => instances.ReadVersion(t, id, version),
            ("GET" or "POST" or "PUT" or "DELETE", _) => throw FhirFault.Unsupported(404, "There is nothing at this path."),
            _ => throw FhirFault.Unsupported(405, $"{request.Method} is not supported."),
        };
    }

    private static FhirResponse Preferred(FhirRequest request, FhirResponse response)
    {
        if (request.Kind != RequestKind.Write || response.Status is not (200 or 201))
            return response;
        return request.Prefer.Contains("return=minimal", StringComparison.OrdinalIgnoreCase) ? response with { Body = [] }
            : request.Prefer.Contains("return=OperationOutcome", StringComparison.OrdinalIgnoreCase)
                ? response with
                {
                    Body = FhirResponse.OutcomeJson("information", "informational", "Done."),
                }
            : response;
    }
}
