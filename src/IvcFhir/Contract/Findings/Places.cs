using System.Globalization;
using System.Text;
using Hl7.Fhir.Model;

namespace IvcFhir.Contract;

/// <summary>
/// Places in one resource. Firely writes <c>[0]</c> behind every name; here only what is a list has an index, as R4's FHIRPath and the
/// model write it: <c>Observation.component[2].value</c>.
/// </summary>
internal sealed class Places(Resource root)
{
    private readonly Dictionary<string, (string Place, Base? Element)> known = new(StringComparer.Ordinal);

    /// <summary>The place as it is told, and the element that stands there; null where none does.</summary>
    public (string Place, Base? Element) At(string location)
    {
        if (!known.TryGetValue(location, out var found))
            known[location] = found = Walk(location);
        return found;
    }

    private (string Place, Base? Element) Walk(string location)
    {
        var place = new StringBuilder(root.TypeName, location.Length);
        Base? element = root;
        foreach (var step in location.Split('.').Skip(1))
        {
            var open = step.IndexOf('[', StringComparison.Ordinal);
            var name = open < 0 ? step : step[..open];
            var index = open < 0 ? 0 : int.Parse(step.AsSpan(open + 1, step.Length - open - 2), CultureInfo.InvariantCulture);
            var value = element is not null && element.TryGetValue(name, out var member) ? member : null;
            place.Append('.').Append(value is null && open >= 0 ? step : name);
            if (value is IReadOnlyList<Base> list)
            {
                place.Append(CultureInfo.InvariantCulture, $"[{index}]");
                element = index < list.Count ? list[index] : null;
            }
            else
            {
                element = value as Base;
            }
        }
        return (place.ToString(), element);
    }
}
