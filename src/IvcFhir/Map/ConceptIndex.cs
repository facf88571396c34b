using System.Collections.Immutable;
using System.Text.Json;
using Hl7.Fhir.Model;
using IvcFhir.Profiles;
using IvcFhir.Pull;

namespace IvcFhir.Map;

/// <summary>Source code → study concept: the contract's ConceptMaps, with the site's own map on top. Built once; reading is safe from many threads.</summary>
internal sealed class ConceptIndex
{
    private readonly Dictionary<(string System, string Code), ImmutableArray<Meaning>> codes = [];
    private readonly Dictionary<string, string> aliases = new(StringComparer.Ordinal);
    private readonly List<(string System, string Prefix, Meaning Meaning)> families = [];
    private readonly List<(string Token, Meaning Meaning)> originals = [];
    private readonly WordIndex words;
    private readonly Dictionary<string, Meaning> texts = new(StringComparer.OrdinalIgnoreCase);

    private ConceptIndex(WordIndex words) => this.words = words;

    public static ConceptIndex Load(SiteMap? site)
    {
        var index = new ConceptIndex(WordIndex.Load());
        index.LoadAliases();
        foreach (var name in StudyContract.Names("profiles/maps/ConceptMap-"))
            index.LoadMap(name);
        foreach (var code in site?.Codes ?? [])
            index.Add(code.System, code.Code, code.Meaning);
        foreach (var text in site?.Texts ?? [])
            index.texts[text.Text] = text.Meaning;
        return index;
    }

    /// <summary>Everything that the codings and the text of a concept mean; empty when nothing is known of them.</summary>
    public ImmutableArray<Meaning> MeaningsOf(CodeableConcept? concept)
    {
        if (concept is null)
            return [];
        var coded = concept.Coding.SelectMany(coding => MeaningsOf(coding));
        return [.. (concept.Text is { } text && texts.TryGetValue(text.Trim(), out var meaning) ? coded.Append(meaning) : coded).Distinct()];
    }

    public ImmutableArray<Meaning> MeaningsOf(Coding coding)
    {
        if (coding.System is null || coding.Code is null)
            return [];
        if (coding.System.StartsWith(StudyContract.Base, StringComparison.Ordinal))
            return [new(coding.System[(coding.System.LastIndexOf('/') + 1)..], coding.Code, Strength.Proves)];
        var key = Normalise(coding.System, coding.Code);
        return codes.TryGetValue(key, out var meanings)
            ? meanings
            : [.. families.Where(family => family.System == key.System && key.Code.StartsWith(family.Prefix, StringComparison.Ordinal)).Select(family => family.Meaning)];
    }

    /// <summary>What a text means by the site's map, compared whole and without regard to case; null when unknown.</summary>
    public Meaning? MeaningOf(string text) => texts.TryGetValue(text.Trim(), out var meaning) ? meaning : null;

    /// <summary>The one study concept of a kind that a code proves; null when it proves none, or two that differ.</summary>
    public T? Find<T>(CodeableConcept? concept)
        where T : struct, Enum
    {
        T? found = null;
        foreach (var meaning in MeaningsOf(concept))
        {
            if (meaning.Strength != Strength.Proves || meaning.As<T>() is not { } value)
                continue;
            if (found is { } other && !other.Equals(value))
                return null;
            found = value;
        }
        return found;
    }

    /// <summary>Words of a body site ("left common iliac vein") that name a segment or a side.</summary>
    public IEnumerable<Meaning> Words(CodeableConcept concept) =>
        words.Find(concept.Text).Concat(concept.Coding.SelectMany(coding => words.Find(coding.Display)));

    /// <summary>Search tokens of the codes that may stand for a concept, candidates included, in ordinal order.</summary>
    public IReadOnlyList<string> TokensFor<T>(params ReadOnlySpan<T> values)
        where T : struct, Enum
    {
        var tokens = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var value in values)
        {
            tokens.Add($"{StudyContract.CodeSystem(StudyCode.SystemOf<T>())}|{StudyCode.Of(value)}");
            tokens.UnionWith(originals.Where(o => o.Meaning.Strength != Strength.Excludes && o.Meaning.As<T>() is { } known && known.Equals(value)).Select(o => o.Token));
        }
        return [.. tokens];
    }

    /// <summary>The forms in which a system's name arrives, as the contract's NamingSystems list them; the preferred one is what the maps use.</summary>
    private void LoadAliases()
    {
        foreach (var name in StudyContract.Names("profiles/generated/NamingSystem-"))
        {
            using var system = StudyContract.Read(name)!;
            var ids = system.RootElement.Items("uniqueId").ToList();
            var preferred = ids.First(id => id.Member("preferred") is { ValueKind: JsonValueKind.True }).Text("value")!;
            foreach (var id in ids)
                aliases[id.Text("type") == "oid" ? $"urn:oid:{id.Text("value")}" : id.Text("value")!.TrimEnd('/')] = preferred;
        }
    }

    private void LoadMap(string name)
    {
        using var map = StudyContract.Read(name)!;
        foreach (var group in map.RootElement.Items("group"))
        {
            if (group.Text("target") is not { } target)
                continue; // known and not used
            var system = target[(target.LastIndexOf('/') + 1)..];
            foreach (var element in group.Items("element"))
            {
                foreach (var to in element.Items("target").Where(to => to.Text("code") is not null))
                    Add(group.Text("source")!, element.Text("code")!, MeaningOf(system, to));
            }
        }
    }

    private static Meaning MeaningOf(string system, JsonElement target)
    {
        var strength = target.Text("equivalence") switch
        {
            "inexact" => Strength.Candidate,
            "disjoint" => Strength.Excludes,
            _ => Strength.Proves,
        };
        var needs = target.Items("dependsOn").Select(needed => StudyCode.Parse<Corroboration>(needed.Text("value") ?? "")).FirstOrDefault();
        return new(system, target.Text("code")!, strength, strength == Strength.Candidate ? needs ?? Corroboration.SecondStatement : null);
    }

    private void Add(string system, string code, Meaning meaning)
    {
        originals.Add(($"{system}|{code}", meaning));
        var key = Normalise(system, code);
        if (key.Code.EndsWith('-'))
            families.Add((key.System, key.Code[..^1], meaning));
        else
            codes[key] = codes.TryGetValue(key, out var known) ? [.. known.Add(meaning).Distinct()] : [meaning];
    }

    /// <summary>One spelling for each system; ICD codes without the dot and in capitals, as both spellings arrive.</summary>
    private (string System, string Code) Normalise(string system, string code)
    {
        var known = aliases.GetValueOrDefault(system.TrimEnd('/'), system.TrimEnd('/'));
        return (known, known.Contains("icd", StringComparison.OrdinalIgnoreCase) ? code.Replace(".", "", StringComparison.Ordinal).ToUpperInvariant() : code.Trim());
    }
}
