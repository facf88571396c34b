namespace IvcFhir.Sandbox.Storage;

internal enum WriteKind
{
    Create,
    Update,
    Delete,
}

/// <summary>One version of one resource, for ever as it was committed. A deletion is a version too, without content.</summary>
internal sealed record StoredVersion(string Type, string Id, int Version, DateTimeOffset LastUpdated, WriteKind Kind, byte[] Json)
{
    public bool IsDeleted => Kind == WriteKind.Delete;

    public string Reference => $"{Type}/{Id}";

    public string ETag => FormattableString.Invariant($"W/\"{Version}\"");
}

/// <summary>
/// All versions of one resource, oldest first. <see cref="Sequence"/> is the order of first arrival: the stable order of every listing.
/// </summary>
internal sealed class Slot(string type, string id, long sequence)
{
    public string Type { get; } = type;

    public string Id { get; } = id;

    public long Sequence { get; } = sequence;

    public List<StoredVersion> Versions { get; } = [];

    public StoredVersion Current => Versions[^1];
}
