using IvcFhir.Sandbox.Storage;

namespace IvcFhir.Sandbox.Http;

/// <summary>
/// The entries of one transaction, in the order that R4 prescribes (DELETE, POST, PUT, then GET), whatever order they stand in. Before
/// anything is written every created or updated entry has its final id, so that entries can refer to each other in circles. Any fault
/// leaves the store as it was.
/// </summary>
internal sealed class Transaction(
    SearchInteractions search,
    InstanceInteractions instances,
    FhirStore store,
    Func<FhirRequest, FhirResponse> run
)
{
    private readonly Dictionary<string, string> places = new(StringComparer.Ordinal);
    private readonly HashSet<string> identities = new(StringComparer.Ordinal);

    public FhirResponse[] Run(List<BundleEntry> entries)
    {
        var responses = new FhirResponse[entries.Count];
        foreach (var entry in entries.Where(e => e.Request.Method is "PUT" or "DELETE" && e.Request.Segments.Length == 2))
            Claim(entry, entry.Request.Path);
        Execute(entries.Where(e => e.Request.Method == "DELETE"), responses);
        var posts = entries
            .Where(e => e.Request.Method == "POST" && e.Request.Kind == RequestKind.Write)
            .Select(e => Settle(e, ForPost, responses))
            .ToList();
        var puts = entries.Where(e => e.Request.Method == "PUT").Select(e => Settle(e, ForPut, responses)).ToList();
        var writes = posts.Concat(puts).Where(e => responses[e.Index] is null).ToList();
        foreach (var entry in writes)
            BundleInteractions.Placed(entry.Index, () => Redirect(entry));
        Execute(writes, responses);
        Execute(entries.Where(e => responses[e.Index] is null), responses);
        return responses;
    }

    private void Execute(IEnumerable<BundleEntry> entries, FhirResponse[] responses)
    {
        foreach (var entry in entries)
            responses[entry.Index] = BundleInteractions.Placed(entry.Index, () => run(entry.Request));
    }

    private static BundleEntry Settle(BundleEntry entry, Func<BundleEntry, FhirResponse[], BundleEntry> settle, FhirResponse[] responses) =>
        BundleInteractions.Placed(entry.Index, () => settle(entry, responses));

    private BundleEntry ForPost(BundleEntry entry, FhirResponse[] responses)
    {
        var type = entry.Request.Segments[0];
        if (entry.Request.IfNoneExist is { } criteria)
        {
            Claim(entry, $"{type}?{criteria}");
            if (search.Single(type, criteria) is { } existing)
            {
                responses[entry.Index] = FhirResponse.OfWrite(200, existing);
                Place(entry, existing.Reference);
                return entry;
            }
        }

        var id = store.NewId(type);
        Place(entry, $"{type}/{id}");
        return entry with { Request = entry.Request with { ReservedId = id, IfNoneExist = null } };
    }

    private BundleEntry ForPut(BundleEntry entry, FhirResponse[] responses)
    {
        var request = entry.Request;
        if (request.Segments.Length != 1)
        {
            Place(entry, request.Path);
            return entry;
        }

        var id = instances.IdForUpdate(request, request.Segments[0]);
        request.Resource!["id"] = id;
        var path = $"{request.Path}/{id}";
        Claim(entry, path);
        Place(entry, path);
        return entry with
        {
            Request = new(request.Method, path, "") { Resource = request.Resource, IfMatch = request.IfMatch },
        };
    }

    private void Claim(BundleEntry entry, string identity)
    {
        if (!identities.Add(identity))
            throw FhirFault
                .Invalid("Two entries are about the same resource.")
                .Within(FormattableString.Invariant($"entry[{entry.Index}]"));
    }

    private void Place(BundleEntry entry, string reference)
    {
        if (entry.FullUrl is not { } url)
            return;
        if (!places.TryAdd(url, reference))
            throw FhirFault.Invalid("Two entries have the same fullUrl.");
        // A relative reference means the entry whose full URL ends in it: R4 bundle.html#references.
        if (!url.StartsWith("urn:", StringComparison.Ordinal) && url.Split('/') is [.., var type, var id])
            places.TryAdd($"{type}/{id}", reference);
    }

    private bool Redirect(BundleEntry entry)
    {
        if (entry.Request.Resource is { } resource)
            References.Replace(resource, Resolved);
        return true;
    }

    private string? Resolved(string element, string text)
    {
        if (places.TryGetValue(text, out var place))
            return place;
        if (element != "reference")
            return null;
        if (text.StartsWith("urn:uuid:", StringComparison.Ordinal))
            throw new FhirFault(400, "not-found", "A urn:uuid reference has no entry in this transaction.");
        return text.Contains('?') && !text.Contains("://", StringComparison.Ordinal) ? Conditional(text) : null;
    }

    // "Patient?identifier=…": R4 http.html#trules, conditional references.
    private string Conditional(string text)
    {
        var parts = text.Split('?', 2);
        return search.Single(parts[0], parts[1])?.Reference
            ?? throw new FhirFault(412, "not-found", "A conditional reference meets no resource.");
    }
}
