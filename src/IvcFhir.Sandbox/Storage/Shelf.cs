using System.Text.Json;
using IvcFhir.Sandbox.Search;

namespace IvcFhir.Sandbox.Storage;

/// <summary>
/// All resources of one type: by id, in order of arrival, and by the indexed search parameters of <see cref="SearchTable"/>.
/// </summary>
internal sealed class Shelf(string type)
{
    private readonly Dictionary<string, Slot> byId = new(StringComparer.Ordinal);
    private readonly List<Slot> arrived = [];
    private readonly Dictionary<IndexKey, HashSet<Slot>> index = [];

    public IReadOnlyList<Slot> Arrived => arrived;

    public int Live { get; private set; }

    public Slot? Find(string id) => byId.GetValueOrDefault(id);

    public IReadOnlyCollection<Slot> Lookup(IndexKey key) => index.TryGetValue(key, out var slots) ? slots : [];

    public Slot Open(string id, Func<long> sequence)
    {
        if (byId.TryGetValue(id, out var known))
            return known;
        var slot = new Slot(type, id, sequence());
        byId.Add(id, slot);
        arrived.Add(slot);
        return slot;
    }

    public void Push(Slot slot, StoredVersion version, string baseUrl)
    {
        if (slot.Versions.Count > 0)
            Unindex(slot, baseUrl);
        slot.Versions.Add(version);
        Index(slot, baseUrl);
    }

    /// <summary>
    /// Takes the last version back, as if it had never been: only a transaction that failed does this, newest write first.
    /// </summary>
    public void Pop(Slot slot, string baseUrl)
    {
        Unindex(slot, baseUrl);
        slot.Versions.RemoveAt(slot.Versions.Count - 1);
        if (slot.Versions.Count > 0)
        {
            Index(slot, baseUrl);
            return;
        }

        byId.Remove(slot.Id);
        arrived.RemoveAt(arrived.Count - 1); // newest first, so it is the last
    }

    private void Index(Slot slot, string baseUrl)
    {
        if (slot.Current.IsDeleted)
            return;
        Live++;
        foreach (var key in KeysOf(slot.Current, baseUrl))
        {
            if (!index.TryGetValue(key, out var slots))
                index.Add(key, slots = new(1));
            slots.Add(slot);
        }
    }

    private void Unindex(Slot slot, string baseUrl)
    {
        if (slot.Current.IsDeleted)
            return;
        Live--;
        foreach (var key in KeysOf(slot.Current, baseUrl))
        {
            if (index.TryGetValue(key, out var slots) && slots.Remove(slot) && slots.Count == 0)
                index.Remove(key);
        }
    }

    private static List<IndexKey> KeysOf(StoredVersion version, string baseUrl)
    {
        using var json = JsonDocument.Parse(version.Json);
        return SearchTable.KeysOf(version.Type, json.RootElement, baseUrl);
    }
}
