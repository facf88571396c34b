namespace IvcFhir.Gate;

/// <summary>What holds for all resources of one Bundle, array or line. It is whole only after the last entry was read.</summary>
/// <param name="known">Bases that are known without the document: those of the site that sent it.</param>
internal sealed class Document(IEnumerable<string>? known = null)
{
    /// <summary>Of a resource that stands alone: it has no names and no bases.</summary>
    public static readonly Document None = new();

    /// <summary>
    /// Names that mean something in here only: <c>urn:uuid:…</c> and each other <c>fullUrl</c> → <c>Type/id</c>; null where two resources
    /// have the name.
    /// </summary>
    public Dictionary<string, string?> Names { get; } = new(StringComparer.Ordinal);

    /// <summary>The bases of the <c>fullUrl</c>s and of the <c>self</c> link, as <see cref="Addresses"/> compares them.</summary>
    public HashSet<string> Bases { get; } = new(known ?? [], StringComparer.Ordinal);

    public bool IsBundle { get; set; }

    public bool IsHistory { get; set; }

    /// <summary>
    /// Whether something of the Bundle itself could not be read: a link, the total, an entry. Of the answer to a search it cannot be said
    /// then that it is whole.
    /// </summary>
    public bool IsDoubtful { get; set; }

    /// <summary>Of the answer to a search: the address that was asked, as the server understood it.</summary>
    public string? Self { get; set; }

    /// <summary>Of the answer to a search: where the next page is, as it stands there.</summary>
    public string? Next { get; set; }

    /// <summary>Of the answer to a search: how many there are, by the server's own meaning of it.</summary>
    public int? Total { get; set; }

    public bool HasUnreadTotal { get; set; }
}

/// <summary>One resource, or the word that one was deleted, and where it stands.</summary>
/// <param name="Number">Its place among the entries, from 1; 0 for one that stands alone.</param>
/// <param name="Offset">Of the bytes of the resource in the file.</param>
internal readonly record struct Entry(Place Place, Document Document, int Number, long Offset, int Length)
{
    /// <summary>The address under which the Bundle names it.</summary>
    public string? FullUrl { get; init; }

    /// <summary>What was deleted, as the request names it; null for a resource.</summary>
    public string? Deleted { get; init; }

    /// <summary>Of a history: when the entry came to be, where the resource does not say so.</summary>
    public string? LastModified { get; init; }

    public string? Version { get; init; }

    /// <summary><c>match</c>, <c>include</c> or <c>outcome</c> in the answer to a search.</summary>
    public string? Mode { get; init; }
}

/// <summary>Takes what a scan finds. The bytes stand only while it is called.</summary>
internal interface IFound // FileRecords, FhirFiles
{
    void Resource(in Entry entry, in Head head, ReadOnlySpan<byte> json);

    void Deleted(in Entry entry);

    /// <summary>A line, entry or document that is nothing.</summary>
    void Broken(Place place, GateFault fault);

    /// <summary>The end of a Bundle or array.</summary>
    void Ended(Document document);
}
