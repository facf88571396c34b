using Hl7.Fhir.Model;
using P = Hl7.Fhir.ElementModel.Types;

namespace IvcFhir.Contract;

/// <summary>
/// Where an invariant of R4 names too much: which of the contained resources is meant, and periods of which nobody can tell whether they
/// run backwards.
/// </summary>
internal static class ContainedAndPeriods
{
    /// <summary>
    /// Whether the ends can be compared. 2020 and 2020-01-01 cannot; Firely takes the empty answer for a broken per-1, and FHIRPath (6.2,
    /// comparison) says that it is no answer.
    /// </summary>
    public static bool CanBeOrdered(Period period) =>
        P.DateTime.TryParse(period.Start ?? "", out var start)
        && P.DateTime.TryParse(period.End ?? "", out var end)
        && start.TryCompareTo(end, out _);

    /// <summary>
    /// The contained resources that break dom-3, dom-4 or dom-5: referred to by nothing, with a version of their own, or with a security
    /// label.
    /// </summary>
    public static IEnumerable<int> Misused(DomainResource container, string key)
    {
        var named = key == "dom-3" ? LocalNames(container).ToHashSet(StringComparer.Ordinal) : [];
        return container
            .Contained.Index()
            .Where(one =>
                key switch
                {
                    "dom-3" => !named.Contains("#" + one.Item.Id) && !LocalNames(one.Item).Contains("#", StringComparer.Ordinal),
                    "dom-4" => one.Item.Meta is { VersionId: not null } or { LastUpdated: not null },
                    _ => one.Item.Meta is { Security.Count: > 0 },
                }
            )
            .Select(one => one.Index);
    }

    /// <summary>All texts below the element that name something within the resource.</summary>
    private static IEnumerable<string> LocalNames(Base element) =>
        element
            .EnumerateElements()
            .SelectMany(member =>
                member.Value switch
                {
                    PrimitiveType { JsonValue: string and ['#', ..] name } => [name],
                    Base one => LocalNames(one),
                    IReadOnlyList<Base> list => list.SelectMany(item =>
                        item is PrimitiveType { JsonValue: string and ['#', ..] name } ? [name] : LocalNames(item)
                    ),
                    _ => [],
                }
            );
}
