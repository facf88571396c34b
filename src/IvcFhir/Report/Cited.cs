using System.Xml.Linq;
using IvcFhir.Profiles;
using static IvcFhir.Report.Markup;

namespace IvcFhir.Report;

/// <summary>
/// A source as the page cites it: a link where its address is known. A link is followed by the reader; the page itself fetches nothing.
/// </summary>
internal static class Cited
{
    public static XElement Source(EvidenceSource source) =>
        source.Url is { } url
            ? Html("a", Attr("href", url.AbsoluteUri), Attr("rel", "noreferrer"), source.Citation)
            : Html("cite", source.Citation);
}
