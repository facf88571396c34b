using System.Text.RegularExpressions;
using IvcFhir.Map;

namespace IvcFhir.Commands;

/// <param name="SetAside">Of an ambiguous code: how often nothing corroborated it.</param>
internal readonly record struct CodeCount(int Seen, int SetAside);

/// <summary>
/// Sightings of one site, counted. What does not look like a code is withheld: sites have put free text there. So is a code without a
/// system: it may be any word, and no map could say what it means. So is what the chart says of the person.
/// </summary>
internal sealed partial class CodeTally(string site)
{
    public const string Withheld = "(not shown: no code)";

    public string Site { get; } = site;

    public Dictionary<Sighting, CodeCount> Counts { get; } = [];

    /// <summary>Most frequent first, then in ordinal order.</summary>
    public IEnumerable<(Sighting Sighting, CodeCount Count)> Sorted =>
        Counts
            .OrderBy(entry => entry.Key.Kind)
            .ThenByDescending(entry => entry.Value.Seen)
            .ThenBy(entry => entry.Key.Element, StringComparer.Ordinal)
            .ThenBy(entry => entry.Key.System, StringComparer.Ordinal)
            .ThenBy(entry => entry.Key.Code, StringComparer.Ordinal)
            .Select(entry => (entry.Key, entry.Value));

    public void Add(IEnumerable<Sighting> sightings, bool setAside, PersonalData person)
    {
        foreach (var sighting in sightings)
        {
            var shown = sighting with
            {
                System = sighting.System is null || IsCode(sighting.System, person) ? sighting.System : Withheld,
                Code = IsShown(sighting, person) ? sighting.Code : Withheld,
            };
            var count = Counts.GetValueOrDefault(shown);
            Counts[shown] = new(count.Seen + 1, count.SetAside + (setAside && sighting.Kind == SightingKind.Ambiguous ? 1 : 0));
        }
    }

    private static bool IsShown(Sighting sighting, PersonalData person) =>
        IsCode(sighting.Code, person) && (sighting.System is not null || sighting.Code.Length == 0 || sighting.Kind == SightingKind.Unit);

    private static bool IsCode(string text, PersonalData person) => CodeLike().IsMatch(text) && !person.IsIn(text);

    [GeneratedRegex(@"^[A-Za-z0-9_.:/#^+\-{}%\[\]|~*=?&]{0,128}$", RegexOptions.CultureInvariant, Patterns.Milliseconds)]
    private static partial Regex CodeLike();
}
