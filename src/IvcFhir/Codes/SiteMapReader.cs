using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using IvcFhir.Profiles;

namespace IvcFhir.Codes;

/// <summary>
/// Checks a site map as <c>profiles/maps/site-map.schema.json</c> describes it, and what a schema cannot say: that each meaning is a
/// concept of the study, and that no code or text means two things. Every fault names the entry and the form that is expected.
/// </summary>
internal sealed class SiteMapReader(string name)
{
    public static readonly ImmutableArray<string> Members =
    [
        "$schema",
        "comment",
        "site",
        "codes",
        "texts",
        "ignore",
        "systems",
        "units",
        "rules",
    ];
    public static readonly ImmutableArray<string> CodeMembers = ["comment", "system", "code", "means", "needs"];
    public static readonly ImmutableArray<string> TextMembers = ["comment", "text", "means"];
    public static readonly ImmutableArray<string> IgnoredMembers = ["comment", "system", "code", "text", "because"];
    public static readonly ImmutableArray<string> UnitMembers = ["comment", "unit", "ucum"];
    public static readonly ImmutableArray<string> RuleMembers = ["comment", "words", "in", "corroborates"];

    /// <summary><c>vein-status#occluded</c> → that concept; null when the text has not that form.</summary>
    public static Meaning? ParseMeaning(string text) =>
        text.Split('#') is [{ Length: > 0 } system, { Length: > 0 } code] ? new(system, code, Strength.Proves) : null;

    /// <exception cref="ConfigurationFault">The first thing that is wrong.</exception>
    public SiteMap Read(JsonElement map)
    {
        CheckMembers(map, "", Members);
        ImmutableArray<SiteCode> codes = [.. Entries(map, "codes", CodeMembers).Select(entry => CodeOf(entry.Entry, entry.Path))];
        ImmutableArray<SiteText> texts =
        [
            .. Entries(map, "texts", TextMembers)
                .Select(entry => new SiteText(Required(entry.Entry, entry.Path, "text").Trim(), Means(entry.Entry, entry.Path))),
        ];
        var units = Entries(map, "units", UnitMembers)
            .Select(entry => KeyValuePair.Create(Required(entry.Entry, entry.Path, "unit").Trim(), Ucum(entry.Entry, entry.Path)))
            .ToList();
        CheckUnique(codes.Select(code => (Key: $"{code.System}|{code.Code}", code.Meaning)), "codes");
        CheckUnique(texts.Select(text => (text.Text, text.Meaning)), "texts");
        if (units.GroupBy(unit => unit.Key, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw Fault($"units: '{twice.Key}' stands twice.");
        return new(
            Required(map, "", "site"),
            codes,
            texts,
            units.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase),
            [.. Entries(map, "rules", RuleMembers).Select(entry => RuleOf(entry.Entry, entry.Path))]
        )
        {
            Ignored = [.. Entries(map, "ignore", IgnoredMembers).Select(entry => IgnoredOf(entry.Entry, entry.Path))],
            Systems = [.. SystemsOf(map)],
        };
    }

    /// <summary>A code with its system, or a text; and why.</summary>
    private SiteIgnored IgnoredOf(JsonElement entry, string path)
    {
        Required(entry, path, "because");
        if (entry.Member("text") is null)
            return new(Required(entry, path, "system"), Required(entry, path, "code"), null);
        return entry.Member("system") is null && entry.Member("code") is null
            ? new(null, null, Required(entry, path, "text").Trim())
            : throw Fault($"{path} has both a text and a code; write two entries.");
    }

    private IEnumerable<KeyValuePair<string, string>> SystemsOf(JsonElement map)
    {
        if (map.Member("systems") is not { } systems)
            yield break;
        if (systems.ValueKind != JsonValueKind.Object)
            throw Fault("systems is no object of address and title.");
        foreach (var system in systems.EnumerateObject())
        {
            var title = system.Value.TextOrNull();
            yield return title is not null && SystemNames.Titles.ContainsKey(title)
                ? new(system.Name, title)
                : throw Fault(
                    $"systems.{system.Name} is '{title}'. Allowed: "
                        + $"{string.Join(", ", SystemNames.Titles.Keys.Order(StringComparer.Ordinal))}."
                );
        }
    }

    private SiteCode CodeOf(JsonElement entry, string path)
    {
        var meaning = Means(entry, path);
        if (entry.Member("needs") is not null)
            meaning = meaning with
            {
                Strength = Strength.Candidate,
                Needs = OneOf<Corroboration>(Required(entry, path, "needs"), $"{path}.needs"),
            };
        return new(Required(entry, path, "system"), Required(entry, path, "code"), meaning);
    }

    private SiteTextRule RuleOf(JsonElement entry, string path)
    {
        ImmutableArray<RuledText> elements = entry.Member("in") is null
            ? [RuledText.Code]
            :
            [
                .. entry
                    .Items("in")
                    .Select(
                        (element, i) =>
                            OneOf<RuledText>(element.ValueKind == JsonValueKind.String ? element.GetString()! : "", $"{path}.in[{i}]")
                    ),
            ];
        if (elements.IsEmpty)
            throw Fault($"{path}.in is a list of {Allowed<RuledText>()}.");
        return new(
            Required(entry, path, "words"),
            elements,
            OneOf<Corroboration>(Required(entry, path, "corroborates"), $"{path}.corroborates")
        );
    }

    private Meaning Means(JsonElement entry, string path)
    {
        var text = Required(entry, path, "means");
        return ParseMeaning(text) is { } meaning && StudyConcepts.Contains(meaning)
            ? meaning
            : throw Fault(
                $"{path}.means is '{text}', which is no study concept. The form is CodeSystem#code, e.g. "
                    + "villalta-item#pain, grade#2, vein-status#occluded."
            );
    }

    private string Ucum(JsonElement entry, string path)
    {
        var ucum = Required(entry, path, "ucum");
        return Units.Known.Contains(ucum)
            ? ucum
            : throw Fault($"{path}.ucum is '{ucum}'. Units that are read: {string.Join(", ", Units.Known.Order(StringComparer.Ordinal))}.");
    }

    private IEnumerable<(JsonElement Entry, string Path)> Entries(JsonElement map, string member, ImmutableArray<string> allowed)
    {
        if (map.Member(member) is { ValueKind: not JsonValueKind.Array })
            throw Fault($"{member} is not a list.");
        return map.Items(member)
            .Select(
                (entry, i) =>
                {
                    CheckMembers(entry, $"{member}[{i}]", allowed);
                    return (entry, $"{member}[{i}]");
                }
            );
    }

    private void CheckMembers(JsonElement element, string path, ImmutableArray<string> allowed)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw Fault($"{(path.Length == 0 ? "the whole" : path)} is no object.");
        foreach (var member in element.EnumerateObject().Where(member => !allowed.Contains(member.Name)))
            throw Fault($"{Joined(path, member.Name)} is no member. Allowed here: {string.Join(", ", allowed)}.");
    }

    private void CheckUnique(IEnumerable<(string Key, Meaning Meaning)> entries, string member)
    {
        var twice = entries
            .GroupBy(entry => (Key: entry.Key.ToUpperInvariant(), entry.Meaning.System))
            .FirstOrDefault(group =>
                group.Select(entry => entry.Meaning.Code).Distinct(StringComparer.Ordinal).Count() > 1 && group.Key.System != "side"
            );
        if (twice is not null)
            throw Fault(
                $"{member}: '{twice.First().Key}' means "
                    + $"{string.Join(" and ", twice.Select(entry => $"{entry.Meaning.System}#{entry.Meaning.Code}"))}."
            );
    }

    private T OneOf<T>(string code, string path)
        where T : struct, Enum => StudyCode.Parse<T>(code) ?? throw Fault($"{path} is '{code}'. Allowed: {Allowed<T>()}.");

    private static string Allowed<T>()
        where T : struct, Enum => string.Join(", ", Enum.GetValues<T>().Select(StudyCode.Of));

    private string Required(JsonElement entry, string path, string member) =>
        entry.Text(member) is { Length: > 0 } text ? text : throw Fault($"{Joined(path, member)} is missing or no text.");

    private static string Joined(string path, string member) => path.Length == 0 ? member : $"{path}.{member}";

    private ConfigurationFault Fault(string what) => new($"Site map '{name}': {what}");
}
