using System.Net;
using System.Text.Json;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using IvcFhir.Profiles;
using IvcFhir.Pull;

namespace IvcFhir.WriteBack;

/// <summary>An Observation as the site holds it.</summary>
internal sealed record StoredObservation(string Id, string? Version, JsonElement Json);

/// <summary>The site's Observations, found by business identifier and changed only at the version that was seen.</summary>
internal sealed class ObservationStore(SiteClient client)
{
    private static readonly FhirJsonSerializer Serializer = new();

    public static byte[] Bytes(Observation observation) => Serializer.SerializeToBytes(observation);

    /// <exception cref="SiteFault">Two or more carry the identifier: nothing is written until one of them is retired.</exception>
    public async Task<StoredObservation?> FindAsync(string identifier, CancellationToken ct)
    {
        var query = Query(identifier);
        var found = new List<JsonElement>();
        await foreach (var observation in client.SearchAsync("Observation", query, ct))
            found.Add(observation);
        return found switch
        {
            [] => null,
            [var only] => Stored(only),
            _ => throw new SiteFault(SiteFaultKind.Rejected, $"The site holds {found.Count} Observations of one outcome; retire all but one."),
        };
    }

    public async Task<StoredObservation?> ReadAsync(string id, CancellationToken ct) =>
        await client.ReadAsync($"Observation/{id}", ct) is { } json ? Stored(json) : null;

    /// <summary>Creates unless the identifier is there already; then gives what is there.</summary>
    public async Task<(StoredObservation Stored, bool Created)> CreateAsync(string identifier, byte[] observation, CancellationToken ct)
    {
        var (status, body, location, eTag) = await client.WriteAsync(HttpMethod.Post, "Observation", observation, Query(identifier), ifMatch: null, ct);
        if (status is HttpStatusCode.PreconditionFailed)
            throw new SiteFault(SiteFaultKind.Rejected, "The site holds several Observations of one outcome; retire all but one.");
        if (status is not (HttpStatusCode.Created or HttpStatusCode.OK))
            throw new SiteFault(SiteFaultKind.Rejected, $"The site refuses a scored Observation with {(int)status}.");
        if (body is { } json && json.Text("resourceType") == "Observation")
            return (Stored(json), status == HttpStatusCode.Created);

        // Some servers answer 201 with an empty body: then Location names it.
        var id = location?.Split("Observation/") is [.., var tail] && tail.Length > 0 ? tail.Split('/')[0] : null;
        if (id is not null && status == HttpStatusCode.Created)
            return (new(id, Unquoted(eTag), default), true);
        return await FindAsync(identifier, ct) is { } found
            ? (found, status == HttpStatusCode.Created)
            : throw new SiteFault(SiteFaultKind.NotFhir, "The site accepted a scored Observation and names neither its id nor its place.");
    }

    /// <summary>Replaces the version that was seen; null when the site meanwhile holds another version.</summary>
    public async Task<StoredObservation?> UpdateAsync(string id, string? version, Observation observation, CancellationToken ct)
    {
        observation.Id = id;
        var ifMatch = version is null ? null : $"W/\"{version}\"";
        var (status, body, _, eTag) = await client.WriteAsync(HttpMethod.Put, $"Observation/{id}", Bytes(observation), ifNoneExist: null, ifMatch, ct);
        return status switch
        {
            HttpStatusCode.OK or HttpStatusCode.Created => body is { } json ? Stored(json) : new(id, Unquoted(eTag), default),
            HttpStatusCode.PreconditionFailed or HttpStatusCode.Conflict => null,
            _ => throw new SiteFault(SiteFaultKind.Rejected, $"The site refuses the change of a scored Observation with {(int)status}."),
        };
    }

    private static string Query(string identifier) =>
        $"identifier={Uri.EscapeDataString($"{StudyContract.Identifiers("outcome")}|{identifier}")}";

    private static StoredObservation Stored(JsonElement json) => new(json.Text("id")!, json.Member("meta")?.Text("versionId"), json);

    private static string? Unquoted(string? eTag) => eTag?.Replace("W/", "", StringComparison.Ordinal).Trim('"');
}
