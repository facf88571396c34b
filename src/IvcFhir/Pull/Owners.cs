using System.Text.Json;
using IvcFhir.Core.Facts;

namespace IvcFhir.Pull;

/// <summary>
/// The patient whose record is read, and those who were merged with that one: what belongs to one of them belongs to the record.
/// </summary>
internal sealed class Owners(string patient, SiteClient client)
{
    private readonly HashSet<string> joined = new(StringComparer.Ordinal) { patient };
    private readonly HashSet<string> others = new(StringComparer.Ordinal);

    public string Patient => patient;

    /// <summary>
    /// What a search by this patient returned and names no patient: not used, unless something of the record refers to it.
    /// </summary>
    public HashSet<SourceRef> Unowned { get; } = [];

    /// <summary>Notes a row without a patient. A Device may stand alone, and so may what is only included.</summary>
    public void Nobodys(JsonElement resource, bool isMatch)
    {
        if (isMatch && !RawResources.IsOwn(resource) && RawResources.From(resource) is { Type: not "Device" } raw)
            Unowned.Add(raw.Source);
    }

    /// <summary>Takes in those whom the patient's own resource names as merged.</summary>
    public void Join(JsonElement self) => joined.UnionWith(Ownership.JoinedTo(self));

    /// <summary>
    /// Whether what belongs to this one belongs to the record; of one who is not known yet the site is asked, for only one of two merged
    /// records may say so.
    /// </summary>
    public async Task<bool> IncludeAsync(string owner, CancellationToken ct)
    {
        if (joined.Contains(owner))
            return true;
        if (!SiteAddress.IsRequestable(owner) || !others.Add(owner))
            return false;
        var other = await client.ReadAsync(owner, ct);
        return other is { } person && Ownership.OwnerOf(person) == owner
            && Ownership.JoinedTo(person).Contains(patient, StringComparer.Ordinal) && joined.Add(owner);
    }
}
