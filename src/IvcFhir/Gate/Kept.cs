using System.Text.Json;
using IvcFhir.Core.Facts;

namespace IvcFhir.Gate;

/// <summary>A resource that is looked at: its head in strings, its bytes in the file.</summary>
internal sealed record Kept(InputFile File, Entry Entry, string Type, string Id, GateFault Fault)
{
    public string Name { get; } = $"{Type}/{Id}";

    public SourceRef Source => new(Name);

    public required Version Version { get; init; }

    /// <summary>The owner as it stands in the resource.</summary>
    public string? Owner { get; init; }

    public IReadOnlyList<string> Named { get; init; } = [];

    /// <summary>
    /// Of a Patient: the others who are the same person, and how (<c>replaced-by</c>, <c>replaces</c>). Who is only mentioned is somebody
    /// else.
    /// </summary>
    public IReadOnlyList<(string Other, string Type)> Links { get; init; } = [];

    /// <summary>Whether what it names is read although no map knows it: a panel tells what its members are.</summary>
    public bool ReadsMembers { get; init; }

    /// <summary>The name under which it is known; null when it has none.</summary>
    public static string? NameOf(in Entry entry, in Head head) =>
        head.Type.Value is { Length: > 0 } type && (head.Id.Value ?? IdOf(entry, head)) is { Length: > 0 } id ? $"{type}/{id}" : null;

    public static Kept? Of(InputFile file, in Entry entry, in Head head)
    {
        if (head.Type.Value is not { } type || (head.Id.Value ?? IdOf(entry, head)) is not { Length: > 0 } id)
            return null;
        return new(file, entry, type, id, head.Fault)
        {
            Version = VersionOf(entry, head),
            Owner = head.Owner.Value,
            Named = head.Named is { } named ? named : [],
            Links = head.Links is { } links ? links.FindAll(link => link.Type is "replaced-by" or "replaces") : [],
            ReadsMembers = head.HasMembers && head.HasKnownCode,
        };
    }

    /// <summary>Of several versions of one resource the one that stands; null when none is surely the newest.</summary>
    public static Kept? Newest(IReadOnlyList<Kept> versions) =>
        Gate.Newest.Of(versions, kept => kept.Version, (one, other) => one.SaysTheSame(other)) is { } newest ? versions[newest] : null;

    /// <summary>Whose it is, as <c>Patient/id</c>; null where it names nobody.</summary>
    /// <param name="nameOf">What a reference names.</param>
    public string? OwnerBy(Func<string, string?> nameOf) => Type == "Patient" ? Name : PatientIn(Owner, nameOf);

    /// <summary>The patient whom a reference names; null when it names none.</summary>
    public static string? PatientIn(string? reference, Func<string, string?> nameOf) =>
        reference is not null && nameOf(reference) is { } name && name.StartsWith("Patient/", StringComparison.Ordinal) ? name : null;

    public static Kept Deleted(InputFile file, in Entry entry, string type, string id) =>
        new(file, entry, type, id, GateFault.None)
        {
            Version = new(entry.Document, entry.Number, entry.LastModified, entry.Version, IsDeletion: true),
        };

    /// <summary>A reference of this resource as <c>Type/id</c>; as it stands where nothing here has that name.</summary>
    public string InOneSpelling(string reference) => Addresses.Of(reference, Entry.Document) ?? reference;

    public byte[] Bytes() => File.Bytes.Slice(Entry.Offset, Entry.Length);

    /// <summary>Whether two say the same, whatever the order of their members.</summary>
    public bool SaysTheSame(Kept other)
    {
        if (Version.IsDeletion || other.Version.IsDeletion)
            return Version.IsDeletion == other.Version.IsDeletion;
        var (one, two) = (Bytes(), other.Bytes());
        if (one.AsSpan().SequenceEqual(two))
            return true;
        if (Fault != GateFault.None || other.Fault != GateFault.None)
            return false;
        using var first = JsonDocument.Parse(one);
        using var second = JsonDocument.Parse(two);
        return JsonElement.DeepEquals(first.RootElement, second.RootElement);
    }

    /// <summary>The resource as it stands, with an id where the Bundle gave it one, and other texts in its references.</summary>
    public JsonElement Read(Func<string, string> rename)
    {
        var json = JsonDocument.Parse(Bytes()).RootElement; // left to the collector, with the bytes it stands on
        var needsId = json.Text("id") is null;
        if (!needsId && !json.NamesAny(reference => rename(reference) != reference))
            return json;
        return Json.Written(writer =>
        {
            writer.WriteStartObject();
            foreach (var member in json.EnumerateObject().Where(member => !needsId || !member.NameEquals("id")))
                member.WriteRenamed(writer, rename);
            if (needsId)
                writer.WriteString("id", Id);
            writer.WriteEndObject();
        });
    }

    private static string? IdOf(in Entry entry, in Head head) => head.Id.IsThere ? null : Addresses.IdOf(entry.FullUrl);

    private static Version VersionOf(in Entry entry, in Head head) =>
        new(
            entry.Document == Document.None ? null : entry.Document,
            entry.Number,
            head.LastUpdated.Value ?? entry.LastModified,
            head.VersionId.Value ?? entry.Version,
            IsDeletion: false
        );
}
