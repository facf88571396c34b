using System.Collections.Frozen;
using System.Collections.Immutable;
using IvcFhir.Profiles;

namespace IvcFhir.Codes;

/// <summary>Phrases of body sites, matched as whole words, the longest first: "common iliac" is never also "iliac".</summary>
internal sealed class WordIndex
{
    private readonly (string Phrase, ImmutableArray<Meaning> Meanings)[] phrases;
    private readonly ImmutableArray<string> voids;
    private readonly ImmutableArray<(BodyPart Part, ImmutableArray<string> Words)> parts;

    private WordIndex((string, ImmutableArray<Meaning>)[] phrases, Func<string, ImmutableArray<string>> wordsOf)
    {
        (this.phrases, voids) = (phrases, wordsOf("voids"));
        parts =
        [
            (BodyPart.Region, wordsOf("regions")),
            (BodyPart.Veins, wordsOf("veins")),
            (BodyPart.Leg, wordsOf("legs")),
            (BodyPart.Elsewhere, wordsOf("elsewhere")),
            (BodyPart.Other, wordsOf("otherParts")),
        ];
    }

    /// <summary>Codes of SNOMED CT that are a leg.</summary>
    public required FrozenSet<string> LegCodes { get; init; }

    public static WordIndex Load()
    {
        using var file = StudyContract.Read("profiles/maps/body-site-words.json")!;
        var words = file
            .RootElement.GetProperty("words")
            .EnumerateObject()
            .SelectMany(word =>
                word.Value.EnumerateArray()
                    .Select(phrase => (Phrase: Spaced(phrase.GetString()!), Meaning: SiteMapReader.ParseMeaning(word.Name)!.Value))
            );
        return new(
            [
                .. words
                    .GroupBy(word => word.Phrase, word => word.Meaning, StringComparer.Ordinal)
                    .Select(word => (word.Key, word.ToImmutableArray()))
                    .OrderByDescending(word => word.Key.Length)
                    .ThenBy(word => word.Key, StringComparer.Ordinal),
            ],
            member => [.. file.RootElement.GetProperty(member).EnumerateArray().Select(word => Spaced(word.GetString()!))]
        )
        {
            LegCodes = file
                .RootElement.GetProperty("legCodes")
                .EnumerateArray()
                .Select(code => code.GetString()!)
                .ToFrozenSet(StringComparer.Ordinal),
        };
    }

    /// <summary>
    /// The parts of the body that a text names. What names veins of the study is nowhere else; a word that takes the meaning away
    /// ("artery") takes legs and veins.
    /// </summary>
    public BodyPart PartsOf(string text)
    {
        var spaced = Spaced(text);
        var named = parts.Where(one => Holds(spaced, one.Words)).Aggregate(BodyPart.None, (all, one) => all | one.Part);
        if (named.HasFlag(BodyPart.Veins))
            named &= ~(BodyPart.Elsewhere | BodyPart.Other);
        return Holds(spaced, voids) ? named & ~(BodyPart.Leg | BodyPart.Veins) : named;
    }

    /// <summary>
    /// What each phrase of the text means, in the order of the text. Nothing when a word takes the meaning away: the iliac artery is no
    /// vein.
    /// </summary>
    public IReadOnlyList<ImmutableArray<Meaning>> Find(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return [];
        var rest = Spaced(text);
        if (Holds(rest, voids))
            return [];
        var found = new SortedDictionary<int, ImmutableArray<Meaning>>();
        foreach (var (phrase, meanings) in phrases)
        {
            for (var at = rest.IndexOf(phrase, StringComparison.Ordinal); at >= 0; at = rest.IndexOf(phrase, StringComparison.Ordinal))
            {
                found.Add(at, meanings);
                rest = string.Concat(rest.AsSpan(0, at), new string(' ', phrase.Length), rest.AsSpan(at + phrase.Length));
            }
        }
        return [.. found.Values];
    }

    /// <summary>Whether the words stand in the text, whole, one after the other, in any case.</summary>
    public static bool Contains(string text, string words) => Spaced(text).Contains(Spaced(words), StringComparison.Ordinal);

    private static bool Holds(string spaced, ImmutableArray<string> words) =>
        words.Any(word => spaced.Contains(word, StringComparison.Ordinal));

    /// <summary>
    /// Small letters only; a space on either side of each word, so that words are found whole even when they follow each other.
    /// </summary>
    private static string Spaced(string text)
    {
        var words = string.Concat(text.Select(c => char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' '))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return string.Concat(words.Select(word => $" {word} "));
    }
}
