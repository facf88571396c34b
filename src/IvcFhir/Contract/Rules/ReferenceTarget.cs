using System.Runtime.CompilerServices;
using Hl7.Fhir.Model;

namespace IvcFhir.Contract;

/// <summary>What a reference says about the type of its target without asking a server.</summary>
internal static class ReferenceTarget
{
    /// <summary>
    /// A Bundle's entries by every name under which a reference may mean them; looked up once for each reference, so not searched.
    /// </summary>
    private static readonly ConditionalWeakTable<Bundle, Dictionary<string, string>> Entries = [];

    /// <summary>The type of what a reference names; null where it does not tell.</summary>
    public static string? TypeOf(PocoNode node) =>
        node.Poco is ResourceReference reference
            ? TypeInAddress(reference.Reference) ?? TypeWithin(node, reference.Reference) ?? reference.Type
            : null;

    /// <summary>
    /// <c>[base/]Type/id[/_history/version]</c>. A fragment names what the resource contains, and that may be of any type.
    /// </summary>
    public static string? TypeInAddress(string? reference)
    {
        if (reference is null || reference.Contains('#', StringComparison.Ordinal))
            return null;
        var parts = reference.Split('/');
        var end = parts.Length > 3 && parts[^2] == "_history" ? parts.Length - 2 : parts.Length;
        return end >= 2 && ModelInfo.IsKnownResource(parts[end - 2]) ? parts[end - 2] : null;
    }

    /// <summary>The type of a contained resource or of an entry of the same Bundle; null where it is neither.</summary>
    public static string? TypeWithin(PocoNode from, string? reference)
    {
        if (string.IsNullOrEmpty(reference))
            return null;
        DomainResource? container = null;
        for (var node = from.Parent; node is not null; node = node.Parent)
        {
            if (node.Poco is Bundle bundle && reference[0] != '#')
                return Entries.GetValue(bundle, Named).GetValueOrDefault(reference);
            container = node.Poco as DomainResource ?? container;
            if (node.Poco is Bundle)
                break;
        }
        return reference switch
        {
            "#" => container?.TypeName,
            ['#', .. var id] => container?.Contained.Find(resource => resource.Id == id)?.TypeName,
            _ => null,
        };
    }

    private static Dictionary<string, string> Named(Bundle bundle)
    {
        var types = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in bundle.Entry.Where(entry => entry.Resource is not null))
        {
            if (entry.FullUrl is { } url)
                types.TryAdd(url, entry.Resource!.TypeName);
            if (entry.Resource!.Id is { } id)
                types.TryAdd($"{entry.Resource.TypeName}/{id}", entry.Resource.TypeName);
        }
        return types;
    }
}
