namespace IvcFhir.Gate;

/// <summary>
/// The bases of absolute references that whoever gives the files names: a line of a bulk export stands alone and says none. What they name
/// is taken in any document, beside that document's own.
/// </summary>
internal sealed class KnownBases
{
    public static readonly KnownBases None = new([]);

    private readonly HashSet<string> bases;

    private KnownBases(HashSet<string> bases) => this.bases = bases;

    /// <summary>Null when one of them is no http(s) address.</summary>
    public static KnownBases? Of(IEnumerable<string> addresses)
    {
        var known = addresses.Select(BaseOf).ToList();
        return known.Contains(null) ? null : new([.. known.OfType<string>()]);
    }

    /// <summary>What the reference names, as <c>Type/id</c>, by its document or by a base that was named; null when neither does.</summary>
    public string? NameOf(string reference, Document document) =>
        Addresses.Of(reference, document) ?? (bases.Count > 0 ? Addresses.Below(reference, bases) : null);

    /// <summary>Whether it is the address of a resource below a base that nobody named.</summary>
    public bool IsBeyond(string reference, Document document) => Addresses.IsAddress(reference) && NameOf(reference, document) is null;

    private static string? BaseOf(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? Addresses.BaseOf(uri) : null;
}
