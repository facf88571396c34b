using System.Text;

namespace IvcFhir.Contract;

/// <summary>
/// Where in the definitions an issue arose, as Firely tells it: <c>ElementDefinition trace:
/// Observation(http://…/villalta-item).component[grade].value->Quantity.unit</c>. It names profiles, elements and slices, and nothing of
/// the resource.
/// </summary>
/// <param name="Profile">The innermost profile; null where R4 itself speaks.</param>
/// <param name="Element">Id of the element in that profile's snapshot: <c>Observation.component:grade.value</c>; a choice has no
/// <c>[x]</c>.</param>
/// <param name="Type">The innermost type met on the way.</param>
internal readonly record struct DefinitionTrace(string? Profile, string Element, string Type)
{
    private const string Arrow = "->";

    /// <summary>Of the innermost definition of a data type that the way ends in: <c>Quantity.unit</c>.</summary>
    public string InType { get; private init; } = "";

    public bool EndsInSlice { get; private init; }

    public static DefinitionTrace Of(string? diagnostics)
    {
        var text = diagnostics?["ElementDefinition trace: ".Length..] ?? "";
        var (profile, element, inType, slice) = ((string?)null, new StringBuilder(), new StringBuilder(), false);
        foreach (var part in text.Split(Arrow))
        {
            var (type, url, way) = Head(part);
            if (url is not null)
            {
                profile = url;
                element.Clear().Append(type);
            }
            else if (element.Length == 0)
            {
                element.Append(type);
            }
            inType.Clear().Append(type);
            slice = Append(way, element);
            Append(way, inType);
        }
        var innermost = inType.ToString();
        return new(profile, element.ToString(), innermost.Split('.', ':')[0]) { InType = innermost, EndsInSlice = slice };
    }

    /// <summary><c>Type(url).rest</c>, or <c>Type.rest</c>, or <c>url#anchor.rest</c> for an element that refers to another.</summary>
    private static (string Type, string? Url, string Way) Head(string part)
    {
        if (part.IndexOf('(', StringComparison.Ordinal) is var open and >= 0 && part.IndexOf(')', open) is var close and >= 0)
            return (part[..open], part[(open + 1)..close], part[(close + 1)..]);
        if (part.StartsWith("http", StringComparison.Ordinal) || part.StartsWith('#'))
            return ("", null, "");
        var end = part.IndexOfAny(['.', '[']);
        return end < 0 ? (part, null, "") : (part[..end], null, part[end..]);
    }

    /// <summary><c>.name</c> stays, <c>[slice]</c> becomes <c>:slice</c>, <c>[x]</c> falls away.</summary>
    private static bool Append(string way, StringBuilder path)
    {
        var slice = false;
        foreach (var part in way.Replace("[x]", "", StringComparison.Ordinal).Split('['))
        {
            slice = part.EndsWith(']') && path.Length > 0;
            path.Append(part.Contains(']', StringComparison.Ordinal) ? ":" + part.Replace("]", "", StringComparison.Ordinal) : part);
        }
        return slice;
    }
}
