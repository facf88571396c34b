using System.Text.RegularExpressions;
using IvcFhir.Map;

namespace IvcFhir.Commands;

/// <param name="SetAside">Of an ambiguous code: how often nothing corroborated it.</param>
internal readonly record struct CodeCount(int Seen, int SetAside);

/// <summary>
/// Sightings of one site, counted. What does not look like a code is withheld: sites have put free text there. So is a code without a system: it may be any word, and no map could
/// say what it means.
/// </summary>
internal sealed partial class CodeTally(string site)
{
    public const string Withheld = "(not shown: no code)";

    public string Site { get; } = site;

    public Dictionary<Sighting, CodeCount> Counts { get; } = [];

    /// <summary>Most frequent first, then in ordinal order.</summary>
    public IEnumerable<(Sighting Sighting, CodeCount Count)> Sorted => Counts
        .OrderBy(entry => entry.Key.Kind).ThenByDescending(entry => entry.Value.Seen)
        .ThenBy(entry => entry.Key.Element, StringComparer.Ordinal).ThenBy(entry => entry.Key.System, StringComparer.Ordinal).ThenBy(entry => entry.Key.Code, StringComparer.Ordinal)
        .Select(entry => (entry.Key, entry.Value));

    public void Add(IEnumerable<Sighting> sightings, bool setAside)
    {
        foreach (var sighting in sightings)
        {
            var shown = sighting with { System = sighting.System is { } system && !CodeLike().IsMatch(system) ? Withheld : sighting.System, Code = IsShown(sighting) ? sighting.Code : Withheld };
            var count = Counts.GetValueOrDefault(shown);
            Counts[shown] = new(count.Seen + 1, count.SetAside + (setAside && sighting.Kind == SightingKind.Ambiguous ? 1 : 0));
        }
    }

    private static bool IsShown(Sighting sighting) =>
        CodeLike().IsMatch(sighting.Code) && (sighting.System is not null || sighting.Kind is SightingKind.Unit or SightingKind.Text);

    [GeneratedRegex(@"^[A-Za-z0-9_.:/#^+\-{}%\[\]|~*=?&]{0,128}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CodeLike();
}
