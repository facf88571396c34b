using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace IvcFhir.Gate;

/// <summary>
/// References in one spelling. <c>Type/id</c> names a resource; an address does so where its base is known to be that of the site or of the
/// document; a name of the document does so in it.
/// </summary>
internal static partial class Addresses
{
    /// <summary>A longer text names nothing: what servers take for an address ends long before.</summary>
    private const int Longest = 2048;

    /// <summary>What the reference names, as <c>Type/id</c>; null when nothing here does.</summary>
    public static string? Of(string reference, Document document)
    {
        if (document.Names.TryGetValue(reference, out var named))
            return named; // null where two have the name: nobody guesses
        if (reference.Length > Longest)
            return null;
        if (Local().Match(reference) is { Success: true } local)
            return local.Groups["ref"].Value;
        return Split(reference) is { } address && document.Bases.Contains(address.Base) ? address.Reference : null;
    }

    /// <summary>What an address names, whatever the base: only for what an entry says of itself.</summary>
    public static string? In(string address) => Split(address)?.Reference;

    /// <summary>What an address names that stands below one of these bases, as <c>Type/id</c>; null when it does not.</summary>
    public static string? Below(string reference, IReadOnlySet<string> bases) =>
        Split(reference) is { } address && bases.Contains(address.Base) ? address.Reference : null;

    /// <summary>Whether it is the address of a resource, whatever the base.</summary>
    public static bool IsAddress(string reference) => Split(reference) is not null;

    /// <summary>
    /// Learns what an entry's own address tells: a base where it ends with the resource's type and id, else a name. An address that ends
    /// with another type and id contradicts its resource (R4, bundle.html#bundle-unique) and tells nothing.
    /// </summary>
    /// <returns>The base; null where it tells none.</returns>
    public static string? Learn(Document document, string fullUrl, string reference)
    {
        if (Split(fullUrl) is { } address)
        {
            if (address.Reference == reference)
                document.Bases.Add(address.Base);
            return address.Reference == reference ? address.Base : null;
        }
        if (
            fullUrl.Length <= Longest
            && !Local().IsMatch(fullUrl)
            && !document.Names.TryAdd(fullUrl, reference)
            && document.Names[fullUrl] != reference
        )
            document.Names[fullUrl] = null;
        return null;
    }

    /// <summary>The base of a site, as bases are compared; null when it is no address.</summary>
    public static string? BaseOf(Uri site) => Split($"{site.AbsoluteUri.TrimEnd('/')}/Any/1")?.Base;

    /// <summary>The base of a search: what stands before the type that was searched.</summary>
    public static string? BaseOfSearch(string self)
    {
        var path = self.Split('?', '#')[0].TrimEnd('/');
        path = path.EndsWith("/_search", StringComparison.Ordinal) ? path[..^"/_search".Length] : path;
        return Split($"{path}/1")?.Base;
    }

    /// <summary>An id for a resource without one: the last part of its own address, where that is an id.</summary>
    public static string? IdOf(string? fullUrl) =>
        fullUrl is { Length: <= Longest } && LastPart().Match(fullUrl) is { Success: true } part ? part.Value : null;

    /// <summary>
    /// Without scheme, default port, case of the host and last slash, for a gateway changes each of them; an address of IPv6 and what is
    /// percent-encoded in one spelling (RFC 5952, RFC 3986).
    /// </summary>
    private static (string Base, string Reference)? Split(string address)
    {
        if (address.Length > Longest || Absolute().Match(address) is not { Success: true } match)
            return null;
        return ($"{HostOf(match)}{PathOf(match)}", match.Groups["ref"].Value);
    }

    private static string HostOf(Match match)
    {
        var host = match.Groups["host"].Value.ToLowerInvariant();
        var end = host.IndexOf(']', StringComparison.Ordinal);
        return end > 0 && IPAddress.TryParse(host.AsSpan(1, end - 1), out var address) ? $"[{address}]{host[(end + 1)..]}" : host;
    }

    private static string PathOf(Match match)
    {
        var path = match.Groups["path"].Value.TrimEnd('/');
        return Encoded().IsMatch(path) ? Encoded().Replace(path, part => InOneSpelling(part.Value)) : path;
    }

    /// <summary>Letters and digits need no code, and a code has capitals.</summary>
    private static string InOneSpelling(string part) =>
        part[0] != '%' ? Uri.EscapeDataString(part)
        : (char)byte.Parse(part.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) is var c
        && (char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '~')
            ? c.ToString()
        : part.ToUpperInvariant();

    private const string Reference = @"(?<ref>[A-Z][A-Za-z]{1,63}/[^/?#\s\\:]{1,255})(/_history/[^/?#\s\\]+)?/?";

    [GeneratedRegex($"^{Reference}$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Patterns.Milliseconds)]
    private static partial Regex Local();

    [GeneratedRegex(
        @"^(?i:https?)://(?<host>(\[[0-9A-Fa-f:.]{2,45}\]|[^/?#\s\\@:\[\]]+)(:(?!80/|443/)\d+)?)(:80|:443)?(?<path>(/[^?#\s\\]*?)?)/+"
            + Reference
            + "$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        Patterns.Milliseconds
    )]
    private static partial Regex Absolute();

    [GeneratedRegex(@"%[0-9A-Fa-f]{2}|[^\x00-\x7F]+", RegexOptions.CultureInvariant, Patterns.Milliseconds)]
    private static partial Regex Encoded();

    [GeneratedRegex(@"[A-Za-z0-9\-._]{1,255}\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Patterns.Milliseconds)]
    private static partial Regex LastPart();
}
