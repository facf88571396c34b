using System.Text.RegularExpressions;

namespace IvcFhir.Pull;

/// <summary>
/// What may be asked of a site by a reference that stands in data: <c>Type/id</c> by FHIR R4's rule for ids (datatypes.html#id), below
/// FhirBase, and nothing else.
/// A text from data never chooses a host, leaves the base, or adds a parameter.
/// </summary>
internal static partial class SiteAddress
{
    /// <summary>Whether a reference without its version is <c>Type/id</c> and may stand in an address.</summary>
    public static bool IsRequestable(string? reference) => reference?.Split('/') is [var type, var id] && Type().IsMatch(type) && IsId(id);

    /// <summary>
    /// 1 to 64 letters, digits, '-' and '.'. R4 allows <c>.</c> and <c>..</c> too, which an address would take for a folder.
    /// </summary>
    public static bool IsId(string? id) => id is not null and not ("." or "..") && Id().IsMatch(id);

    /// <summary>
    /// Where the next page is asked for: on the origin of FhirBase, or laid on FhirBase where the link names the internal base that the
    /// Bundle's <c>self</c> link names too, by its whole address (in any spelling) or by its path.
    /// Null where it is no address or leads elsewhere: the token would go there.
    /// </summary>
    public static Uri? Next(Uri fhirBase, string? self, string next)
    {
        if (InternalBase(self) is { } inner && Below(inner, next) is { } rest)
            next = fhirBase.AbsoluteUri + rest;
        return
            Uri.TryCreate(fhirBase, next, out var address) && Origin(address) == Origin(fhirBase) && address.UserInfo == fhirBase.UserInfo
            ? address
            : null;
    }

    /// <summary>
    /// The base that a search's <c>self</c> link names, which behind a gateway is not the one that was asked; null where it names none.
    /// </summary>
    public static string? InternalBase(string? self)
    {
        if (!Uri.TryCreate(self, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            return null;
        var path = address.GetLeftPart(UriPartial.Path).TrimEnd('/');
        if (path.EndsWith("/_search", StringComparison.Ordinal))
            path = path[..^"/_search".Length];
        var cut = path.LastIndexOf('/');
        return cut > 0 && Type().IsMatch(path[(cut + 1)..]) ? path[..(cut + 1)] : null;
    }

    /// <summary>What of an address stands below the base; null where it stands elsewhere.</summary>
    private static string? Below(string inner, string next)
    {
        if (!Uri.TryCreate(new Uri(inner), next, out var address) || address.Scheme is not ("http" or "https"))
            return null;
        var (below, whole) = (WithoutScheme(inner), WithoutScheme(address.AbsoluteUri));
        return whole.StartsWith(below, StringComparison.Ordinal) ? whole[below.Length..]
            : whole.StartsWith(below.TrimEnd('/') + "?", StringComparison.Ordinal) ? whole[(below.Length - 1)..]
            : null;
    }

    /// <summary>Whoever ends TLS before the server changes it, and the default port with it.</summary>
    private static string WithoutScheme(string address) => address[address.IndexOf("://", StringComparison.Ordinal)..];

    private static string Origin(Uri address) => address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);

    [GeneratedRegex(@"^[A-Z][A-Za-z]{1,63}\z", RegexOptions.None, Patterns.Milliseconds)]
    private static partial Regex Type();

    [GeneratedRegex(@"^[A-Za-z0-9\-.]{1,64}\z", RegexOptions.None, Patterns.Milliseconds)]
    private static partial Regex Id();
}
