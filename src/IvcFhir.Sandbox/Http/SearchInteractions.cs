using System.Text.Json;
using IvcFhir.Sandbox.Search;
using IvcFhir.Sandbox.Storage;

namespace IvcFhir.Sandbox.Http;

/// <summary>Search and instance history: everything that answers with pages.</summary>
internal sealed class SearchInteractions(FhirStore store, SandboxOptions options)
{
    private const string PageParameter = "_page=";
    private readonly Pages pages = new();
    private readonly Searcher searcher = new(store);

    public FhirResponse Search(FhirRequest request, string type)
    {
        if (Continued(request) is { } page)
            return page;
        var query = new SearchReader(type, store.BaseUrl, store.Now).Read(request.Query);
        if (query.Unknown.Count > 0 && request.Prefer.Contains("handling=strict", StringComparison.OrdinalIgnoreCase))
            throw FhirFault.Unsupported(400, Unsupported(query));
        var self = store.BaseUrl + type + SelfQuery(query);
        return Page(new(query, searcher.Run(query), PageSize(query.Count), type, self), 0);
    }

    public FhirResponse History(FhirRequest request, Slot slot)
    {
        if (Continued(request) is { } page)
            return page;
        var query = new SearchReader(slot.Type, store.BaseUrl, store.Now).Read(request.Query);
        var path = $"{slot.Type}/{slot.Id}/_history";
        return Page(new(null, [.. Enumerable.Reverse(slot.Versions)], PageSize(query.Count), path, store.BaseUrl + path), 0);
    }

    /// <summary>
    /// What the criteria of a conditional interaction select. They must select: unknown or absent criteria would mean "any resource".
    /// </summary>
    public StoredVersion? Single(string type, string criteria)
    {
        var query = new SearchReader(type, store.BaseUrl, store.Now).Read(criteria);
        if (query.Unknown.Count > 0)
            throw new FhirFault(412, "not-supported", Unsupported(query));
        if (query.Clauses.Count == 0)
            throw new FhirFault(412, "incomplete", "The condition has no criteria.");
        var matches = searcher.Run(query);
        return matches.Count > 1
            ? throw new FhirFault(412, "multiple-matches", FormattableString.Invariant($"{matches.Count} resources meet the condition."))
            : matches.SingleOrDefault();
    }

    private FhirResponse? Continued(FhirRequest request)
    {
        var query = request.Query.TrimStart('?');
        if (!query.StartsWith(PageParameter, StringComparison.Ordinal))
            return null;
        var (snapshot, from) = pages.Find(query[PageParameter.Length..]);
        return Page(snapshot, from);
    }

    private int PageSize(int? asked) => Math.Clamp(asked ?? options.DefaultPageSize, 1, options.DefaultPageSize);

    private FhirResponse Page(Snapshot snapshot, int from)
    {
        var onlyTotal = snapshot.Query?.OnlyTotal == true;
        var versions = onlyTotal ? [] : snapshot.Versions.Skip(from).Take(snapshot.PageSize).ToList();
        var links = new List<(string, string)> { ("self", snapshot.Self) };
        if (!onlyTotal && from + versions.Count < snapshot.Versions.Count)
            links.Add(("next", $"{store.BaseUrl}{snapshot.Path}?{PageParameter}{pages.Remember(snapshot, from + versions.Count)}"));
        var entries = snapshot.Query is { } query ? Entries(query, versions, from == 0) : [.. versions.Select(Past)];
        var type = snapshot.Query is null ? "history" : "searchset";
        return new(200, BundleWriter.Write(type, store.Now, snapshot.Versions.Count, links, entries));
    }

    private List<Action<Utf8JsonWriter>> Entries(SearchQuery query, List<StoredVersion> versions, bool first)
    {
        var entries = versions.ConvertAll(version => Entry(version, "match"));
        entries.AddRange(searcher.Included(query, versions).Select(version => Entry(version, "include")));
        if (first && query.Unknown.Count > 0)
            entries.Add(json => BundleWriter.Note(json, "not-supported", Unsupported(query) + "; ignored"));
        return entries;
    }

    private Action<Utf8JsonWriter> Entry(StoredVersion version, string mode) =>
        json => BundleWriter.Match(json, store.BaseUrl, version, mode);

    private Action<Utf8JsonWriter> Past(StoredVersion version) => json => BundleWriter.PastVersion(json, store.BaseUrl, version);

    // Names only: a value may identify a patient, and outcomes end up in logs.
    private static string Unsupported(SearchQuery query) => $"not supported for {query.Type}: {string.Join(", ", query.Unknown)}";

    private static string SelfQuery(SearchQuery query) =>
        query.Used.Count == 0
            ? ""
            : "?" + string.Join('&', query.Used.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}"));
}
