using System.Security.Cryptography;
using IvcFhir.Sandbox.Search;
using IvcFhir.Sandbox.Storage;

namespace IvcFhir.Sandbox.Http;

/// <summary>The answer to a search or a history as it was when it was asked: later writes do not move what later pages show.</summary>
/// <param name="Query">Null for a history.</param>
/// <param name="Path">Below the base; the next links stand there too.</param>
internal sealed record Snapshot(SearchQuery? Query, IReadOnlyList<StoredVersion> Versions, int PageSize, string Path, string Self);

/// <summary>
/// Hands out the opaque tokens of next links. The same link may be followed again: a client may repeat a page that it lost.
/// </summary>
internal sealed class Pages
{
    private const int Kept = 10_000;
    private readonly Dictionary<string, (Snapshot Snapshot, int From)> open = new(StringComparer.Ordinal);
    private readonly Queue<string> oldestFirst = new();

    public string Remember(Snapshot snapshot, int from)
    {
        var token = RandomNumberGenerator.GetHexString(24, lowercase: true);
        open.Add(token, (snapshot, from));
        oldestFirst.Enqueue(token);
        if (oldestFirst.Count > Kept)
            open.Remove(oldestFirst.Dequeue());
        return token;
    }

    public (Snapshot Snapshot, int From) Find(string token) =>
        open.TryGetValue(token, out var page)
            ? page
            : throw new FhirFault(410, "expired", "This page is not, or no longer, held. Search again.");
}
