using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IvcFhir.Sandbox.Storage;

namespace IvcFhir.Sandbox.Http;

/// <summary>Read, create, update and delete, also conditional ones. Source: FHIR R4 http.html.</summary>
internal sealed partial class InstanceInteractions(FhirStore store, SearchInteractions search, SandboxOptions options)
{
    public FhirResponse Read(FhirRequest request, string type, string id)
    {
        var version = store.Current(type, id) ?? throw Unknown(type, id);
        if (version.IsDeleted)
            throw new FhirFault(410, "deleted", $"{type}/{id} has been deleted.");
        return request.IfNoneMatch == version.ETag ? new FhirResponse(304, []) { Version = version } : FhirResponse.Of(200, version);
    }

    public FhirResponse ReadVersion(string type, string id, string number)
    {
        var versions = SlotOf(type, id).Versions;
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n) || n < 1 || n > versions.Count)
            throw new FhirFault(404, "not-found", $"{type}/{id} has no such version.");
        return versions[n - 1].IsDeleted
            ? throw new FhirFault(410, "deleted", $"{type}/{id} was deleted in this version.")
            : FhirResponse.Of(200, versions[n - 1]);
    }

    public Slot SlotOf(string type, string id) => store.ShelfOf(type).Find(id) ?? throw Unknown(type, id);

    public FhirResponse Create(FhirRequest request, string type)
    {
        var resource = Body(request, type);
        if (request.IfNoneExist is { } criteria && search.Single(type, criteria) is { } existing)
            return FhirResponse.OfWrite(200, existing);
        return FhirResponse.OfWrite(201, store.Commit(type, request.ReservedId ?? store.NewId(type), resource, WriteKind.Create));
    }

    public FhirResponse Update(FhirRequest request, string type, string id)
    {
        var resource = Body(request, type);
        if (!Id().IsMatch(id))
            throw FhirFault.Invalid("An id has 1 to 64 letters, digits, '-' and '.'.");
        if (ResourceJson.IdOf(resource) != id)
            throw FhirFault.Invalid("The resource must carry the id of the URL.");
        var current = store.Current(type, id);
        CheckVersion(request, current);
        var version = store.Commit(type, id, resource, WriteKind.Update);
        return FhirResponse.OfWrite(current is { IsDeleted: false } ? 200 : 201, version);
    }

    public FhirResponse UpdateMatching(FhirRequest request, string type)
    {
        var id = IdForUpdate(request, type);
        request.Resource!["id"] = id;
        return Update(request, type, id);
    }

    /// <summary>
    /// The id that a conditional update is going to write: that of its one match, else the one it brings, else a new one.
    /// </summary>
    public string IdForUpdate(FhirRequest request, string type)
    {
        var own = ResourceJson.IdOf(Body(request, type));
        var match = search.Single(type, request.Query);
        if (match is not null && own is not null && own != match.Id)
            throw FhirFault.Invalid("The resource carries another id than the one that meets the condition.");
        if (match is null && own is not null && store.Current(type, own) is { IsDeleted: false })
            throw new FhirFault(409, "conflict", "Nothing meets the condition, but a resource with this id exists.");
        return match?.Id ?? own ?? store.NewId(type);
    }

    public FhirResponse Delete(FhirRequest request, string type, string id)
    {
        var current = store.Current(type, id);
        CheckVersion(request, current);
        // Deleting what is not there is no error: the wish is fulfilled.
        return current is null or { IsDeleted: true }
            ? new(204, [])
            : new(204, []) { Version = store.Commit(type, id, null, WriteKind.Delete) };
    }

    public FhirResponse DeleteMatching(FhirRequest request, string type) =>
        search.Single(type, request.Query) is { } match ? Delete(request, type, match.Id) : new(204, []);

    private void CheckVersion(FhirRequest request, StoredVersion? current)
    {
        // Some clients send the tag without the W/ of a weak one.
        if (request.IfMatch is { } tag && (tag.StartsWith('W') ? tag : $"W/{tag}") != current?.ETag)
            throw new FhirFault(options.StaleVersionStatus, "conflict", "If-Match does not name the current version.");
    }

    private static JsonObject Body(FhirRequest request, string type)
    {
        var resource = request.Resource ?? throw FhirFault.Invalid("A resource is required.");
        return ResourceJson.TypeOf(resource) == type ? resource : throw FhirFault.Invalid($"The resource must be of type {type}.");
    }

    private static FhirFault Unknown(string type, string id) => new(404, "not-found", $"{type}/{id} is not known.");

    [GeneratedRegex(@"^[A-Za-z0-9\-.]{1,64}$", RegexOptions.None, 60_000)]
    private static partial Regex Id();
}
