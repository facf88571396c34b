using System.Collections.Concurrent;
using System.Collections.Frozen;
using Hl7.Fhir.Model;
using IvcFhir.Profiles;

namespace IvcFhir.Contract;

/// <summary>
/// What a profile's elements and conditions mean for the study: whether a fault makes the resource unfit for scoring. An element bears
/// meaning when the profile marks it or what holds it as supported, demands it, or says that it modifies. Extensions bear none: the
/// contract's own are for what is written, and none is read from what comes in.
/// </summary>
internal sealed class ElementMeaning(DefinitionResolver definitions)
{
    /// <summary>
    /// R4's own conditions by which a resource contradicts itself: a value beside the reason why there is none, or beside another of the
    /// same code.
    /// </summary>
    private static readonly FrozenSet<string> Contradictions = FrozenSet.Create(StringComparer.Ordinal, "obs-6", "obs-7");

    private static readonly string[] Elsewhere = ["memberOf(", "resolve()", "conformsTo("];

    private readonly ConcurrentDictionary<string, Meanings> known = new(StringComparer.Ordinal);

    /// <param name="element">Without <c>[x]</c>.</param>
    /// <param name="key">Of a condition; null for any other rule.</param>
    public bool IsBorne(FindingCode code, string profile, string element, string? key) =>
        Of(profile) is var meanings
        && key switch
        {
            null when code == FindingCode.ReferenceOfOtherType => meanings.Supported.Contains(element)
                && meanings.Demanded.Contains(element), // Any other link is not followed, and that is all.
            null => meanings.Supported.Contains(element),
            _ => Contradictions.Contains(key) || (meanings.OwnConditions.Contains(key) && meanings.Supported.Contains(element)),
        };

    /// <summary>Whether the condition is the profile's, and not one of R4's that its snapshot repeats.</summary>
    public bool IsOwnCondition(string profile, string key) => Of(profile).OwnConditions.Contains(key);

    /// <summary>
    /// Whether a condition asks a terminology server or another resource: where it is not met, it may only have had no answer.
    /// </summary>
    public bool AsksElsewhere(string profile, string key) => Of(profile).ConditionsElsewhere.Contains(key);

    private Meanings Of(string profile) => known.GetOrAdd(profile, Read);

    private Meanings Read(string profile)
    {
        if (definitions.ResolveByCanonicalUri(profile) is not StructureDefinition { Snapshot: { } snapshot } definition)
            return new([], [], [], []);
        var isOurs = profile.StartsWith(StudyContract.Base, StringComparison.Ordinal) && definition.Type != "Extension";
        var conditions = snapshot.Element.SelectMany(element => element.Constraint).ToList();
        return new(
            isOurs ? Supported(snapshot.Element) : [],
            [.. snapshot.Element.Where(element => element.Min > 0).Select(Id)],
            [
                .. conditions
                    .Where(one => one.Source is not null && !one.Source.StartsWith(Canonicals.Core, StringComparison.Ordinal))
                    .Select(one => one.Key!),
            ],
            [
                .. conditions
                    .Where(one => Elsewhere.Any(function => one.Expression!.Contains(function, StringComparison.Ordinal)))
                    .Select(one => one.Key!),
            ]
        );
    }

    private static HashSet<string> Supported(IEnumerable<ElementDefinition> elements)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var element in elements)
        {
            var id = Id(element);
            if (
                !id.Contains('.', StringComparison.Ordinal)
                || element.MustSupport == true
                || element.IsModifier == true
                || element.Min > 0
                || IsBelow(id, found)
            )
                found.Add(id);
        }
        return found;
    }

    /// <summary>
    /// Below a supported element that is not the root; or a slice of one, for which SUSHI does not repeat what the profile says of the
    /// element.
    /// </summary>
    private static bool IsBelow(string id, HashSet<string> found)
    {
        var parent = id[..id.LastIndexOf('.')];
        return (parent.Contains('.', StringComparison.Ordinal) && found.Contains(parent))
            || (id.Contains(':', StringComparison.Ordinal) && found.Contains(Unsliced(id)));
    }

    private static string Unsliced(string id) => string.Join('.', id.Split('.').Select(part => part.Split(':')[0]));

    private static string Id(ElementDefinition element) => element.ElementId!.Replace("[x]", "", StringComparison.Ordinal);

    private sealed record Meanings(
        HashSet<string> Supported,
        HashSet<string> Demanded,
        HashSet<string> OwnConditions,
        HashSet<string> ConditionsElsewhere
    );
}
