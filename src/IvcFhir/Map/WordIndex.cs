using System.Collections.Immutable;
using IvcFhir.Profiles;

namespace IvcFhir.Map;

/// <summary>Phrases of body sites, matched as whole words, the longest first: "common iliac" is never also "iliac".</summary>
internal sealed class WordIndex
{
    private readonly (string Phrase, Meaning Meaning)[] phrases;
    private readonly ImmutableArray<string> voids;

    private WordIndex((string, Meaning)[] phrases, ImmutableArray<string> voids) => (this.phrases, this.voids) = (phrases, voids);

    public static WordIndex Load()
    {
        using var file = StudyContract.Read("profiles/maps/body-site-words.json")!;
        return new(
            [.. file.RootElement.GetProperty("words").EnumerateObject()
                .SelectMany(word => word.Value.EnumerateArray().Select(phrase => (Phrase: phrase.GetString()!, Meaning: SiteMapReader.ParseMeaning(word.Name)!.Value)))
                .OrderByDescending(word => word.Phrase.Length).ThenBy(word => word.Phrase, StringComparer.Ordinal)],
            [.. file.RootElement.GetProperty("voids").EnumerateArray().Select(word => word.GetString()!)]);
    }

    /// <summary>Nothing when a word of the text takes the meaning away: the iliac artery is no vein.</summary>
    public IEnumerable<Meaning> Find(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return [];
        var rest = Spaced(text);
        if (voids.Any(word => rest.Contains(Spaced(word), StringComparison.Ordinal)))
            return [];
        var found = new List<Meaning>();
        foreach (var (phrase, meaning) in phrases)
        {
            var spaced = Spaced(phrase);
            if (!rest.Contains(spaced, StringComparison.Ordinal))
                continue;
            rest = rest.Replace(spaced, "  ", StringComparison.Ordinal);
            found.Add(meaning);
        }
        return found;
    }

    /// <summary>Whether the words stand in the text, whole, one after the other, in any case.</summary>
    public static bool Contains(string text, string words) => Spaced(text).Contains(Spaced(words), StringComparison.Ordinal);

    /// <summary>Small letters only; a space on either side of each word, so that words are found whole even when they follow each other.</summary>
    private static string Spaced(string text)
    {
        var words = string.Concat(text.Select(c => char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return string.Concat(words.Select(word => $" {word} "));
    }
}
