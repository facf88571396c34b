using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using IvcFhir.Sandbox.Search;
using IvcFhir.Sandbox.Storage;

namespace IvcFhir.Sandbox;

/// <summary>
/// The hospital's memory: every version of every resource, kept as JSON text, so that resources which are not valid FHIR can live here as
/// they do in real hospitals. Safe for several threads: one lock around each whole interaction, which is what makes conditional writes and
/// transactions atomic.
/// </summary>
public sealed class FhirStore(TimeProvider clock)
{
    private readonly Dictionary<string, Shelf> shelves = new(StringComparer.Ordinal);
    private List<Slot>? journal;
    private long arrivals;
    private long lastId;
    private long lastTicks;
    private long examined;
    private long committed;

    internal Lock Gate { get; } = new();

    /// <summary>Ends in a slash. References that begin with it point into this store; empty while nothing listens.</summary>
    internal string BaseUrl { get; set; } = "";

    internal DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Current resources, deleted ones not counted.</summary>
    public int Count
    {
        get
        {
            lock (Gate)
                return shelves.Values.Sum(shelf => shelf.Live);
        }
    }

    /// <summary>Resources that searches had to look at so far: the measure of whether the index does its work.</summary>
    public long Examined => Interlocked.Read(ref examined);

    /// <summary>Versions committed so far, deletions included. A pass that wrote nothing leaves it as it was.</summary>
    public long Committed => Interlocked.Read(ref committed);

    /// <summary>Current resources of a type in the order of their first arrival, as copies.</summary>
    public IReadOnlyList<JsonObject> All(string type)
    {
        lock (Gate)
            return [.. ShelfOf(type).Arrived.Where(slot => !slot.Current.IsDeleted).Select(slot => Copy(slot.Current))];
    }

    public JsonObject? Find(string type, string id)
    {
        lock (Gate)
            return Current(type, id) is { IsDeleted: false } version ? Copy(version) : null;
    }

    /// <summary>How many versions a resource has had, a deletion counted too; 0 when it never was.</summary>
    public int VersionsOf(string type, string id)
    {
        lock (Gate)
            return ShelfOf(type).Find(id)?.Versions.Count ?? 0;
    }

    /// <summary>A new version of the resource; one without an id is given one. Nothing but <c>resourceType</c> is required.</summary>
    public void Put(JsonObject resource)
    {
        var type = ResourceJson.TypeOf(resource) ?? throw new ArgumentException("The resource has no resourceType.", nameof(resource));
        lock (Gate)
        {
            var id = ResourceJson.IdOf(resource) ?? NewId(type);
            Commit(type, id, resource, Current(type, id) is null ? WriteKind.Create : WriteKind.Update);
        }
    }

    /// <summary>Puts each resource: ids are kept where present, and a resource with the same id is replaced.</summary>
    public void Load(IEnumerable<JsonObject> resources)
    {
        foreach (var resource in resources)
            Put(resource);
    }

    /// <summary>
    /// Loads a resource, the entries of a Bundle, or NDJSON; what cannot be read is listed in the result, and the rest is loaded.
    /// </summary>
    public LoadResult LoadText(string json) => SandboxLoader.LoadText(this, json);

    internal Shelf ShelfOf(string type)
    {
        if (!shelves.TryGetValue(type, out var shelf))
            shelves.Add(type, shelf = new(type));
        return shelf;
    }

    /// <summary>The newest version, which may be a deletion.</summary>
    internal StoredVersion? Current(string type, string id) => ShelfOf(type).Find(id)?.Current;

    // Counted, not random, so that two runs of one demonstration give the same ids.
    internal string NewId(string type)
    {
        string id;
        do id = (++lastId).ToString(CultureInfo.InvariantCulture);
        while (ShelfOf(type).Find(id) is not null);
        return id;
    }

    internal string NextId(string type)
    {
        lock (Gate)
            return NewId(type);
    }

    internal StoredVersion Commit(string type, string id, JsonObject? resource, WriteKind kind)
    {
        var shelf = ShelfOf(type);
        var slot = shelf.Open(id, () => ++arrivals);
        var at = NextInstant();
        var number = slot.Versions.Count + 1;
        var json = resource is null ? [] : ResourceJson.Stamp(resource, type, id, number, at);
        var version = new StoredVersion(type, id, number, at, kind, json);
        shelf.Push(slot, version, BaseUrl);
        journal?.Add(slot);
        Interlocked.Increment(ref committed);
        return version;
    }

    /// <summary>All of the work or, when it throws, nothing of it.</summary>
    internal T Atomically<T>(Func<T> work)
    {
        lock (Gate)
        {
            journal = [];
            try
            {
                var result = work();
                journal.Clear();
                return result;
            }
            finally
            {
                foreach (var slot in Enumerable.Reverse(journal))
                    ShelfOf(slot.Type).Pop(slot, BaseUrl);
                Interlocked.Add(ref committed, -journal.Count);
                journal = null;
            }
        }
    }

    internal void CountExamined() => Interlocked.Increment(ref examined);

    // Strictly increasing to the microsecond: a poller that asks for what is newer than the last thing seen misses nothing.
    private DateTimeOffset NextInstant()
    {
        var now = Now.UtcTicks;
        lastTicks = Math.Max(now - (now % TimeSpan.TicksPerMicrosecond), lastTicks + TimeSpan.TicksPerMicrosecond);
        return new(lastTicks, TimeSpan.Zero);
    }

    private static JsonObject Copy(StoredVersion version) => JsonNode.Parse(Encoding.UTF8.GetString(version.Json))!.AsObject();
}
