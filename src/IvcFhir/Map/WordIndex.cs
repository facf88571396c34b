using IvcFhir.Profiles;

namespace IvcFhir.Map;

/// <summary>Phrases of body sites, matched as whole words, the longest first: "common iliac" is never also "iliac".</summary>
internal sealed class WordIndex
{
    private readonly (string Phrase, Meaning Meaning)[] phrases;

    private WordIndex((string, Meaning)[] phrases) => this.phrases = phrases;

    public static WordIndex Load()
    {
        using var file = StudyContract.Read("profiles/maps/body-site-words.json")!;
        return new([.. file.RootElement.GetProperty("words").EnumerateObject()
            .SelectMany(word => word.Value.EnumerateArray().Select(phrase => (Phrase: $" {phrase.GetString()} ", Meaning: SiteMap.ParseMeaning(word.Name)!.Value)))
            .OrderByDescending(word => word.Phrase.Length).ThenBy(word => word.Phrase, StringComparer.Ordinal)]);
    }

    public IEnumerable<Meaning> Find(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            yield break;
        var rest = $" {string.Concat(text.Select(c => char.IsLetter(c) ? char.ToLowerInvariant(c) : ' '))} ".Replace(" ", "  ", StringComparison.Ordinal);
        foreach (var (phrase, meaning) in phrases)
        {
            var spaced = phrase.Replace(" ", "  ", StringComparison.Ordinal)[1..^1];
            if (!rest.Contains(spaced, StringComparison.Ordinal))
                continue;
            rest = rest.Replace(spaced, "  ", StringComparison.Ordinal);
            yield return meaning;
        }
    }
}
