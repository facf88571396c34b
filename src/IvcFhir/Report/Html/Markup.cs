using System.Globalization;
using System.Xml.Linq;

namespace IvcFhir.Report;

/// <summary>Elements of the page. Built as a tree, so that text is escaped and the page is well-formed by construction.</summary>
internal static class Markup
{
    private static readonly XNamespace SvgNamespace = "http://www.w3.org/2000/svg";

    public static XElement Html(string name, params object?[] content) => new(name, content);

    public static XElement Svg(string name, params object?[] content) => new(SvgNamespace + name, content);

    public static XAttribute Attr(string name, string value) => new(name, value);

    public static XAttribute Class(string name) => new("class", name);

    /// <summary>The text, with each range that stands in it, such as <c>(86–100)</c>, kept on one line.</summary>
    public static IEnumerable<object> Unbroken(string text)
    {
        while (text.IndexOf('(', StringComparison.Ordinal) is >= 0 and var open && text.IndexOf(')', open) is >= 0 and var close)
        {
            yield return text[..open];
            var range = text[open..(close + 1)];
            yield return range.Any(char.IsAsciiDigit) ? Html("span", Class("range"), range) : range;
            text = text[(close + 1)..];
        }
        yield return text;
    }

    /// <summary>What may be wider than a phone, in a part that scrolls by itself, by the keyboard also.</summary>
    /// <param name="label">By which a screen reader names the part; no two are alike on a page.</param>
    public static XElement Scrolling(string label, XElement wide) =>
        Html("div", Class("scroll"), Attr("role", "region"), Attr("tabindex", "0"), Attr("aria-label", label), wide);

    /// <param name="anchor">Which part of the text stands at x: start, middle or end.</param>
    public static XElement Label(double x, double y, string anchor, string text, string? style = null) =>
        Svg("text", style is null ? null : Class(style), At("x", x), At("y", y), Attr("text-anchor", anchor), text);

    /// <summary>A coordinate to a tenth of a unit: finer is not seen, and the page stays small.</summary>
    public static XAttribute At(string name, double value) => new(name, Coordinate(value));

    public static string Coordinate(double value) =>
        Math.Round((decimal)value, 1, MidpointRounding.AwayFromZero).ToString("0.#", CultureInfo.InvariantCulture);
}
