using System.Collections.Immutable;
using System.Text.Json;
using Hl7.Fhir.Model;
using IvcFhir.Core.Facts;
using IvcFhir.Profiles;

namespace IvcFhir.Codes;

/// <summary>
/// Source code → study concept: the contract's ConceptMaps, with the site's own map on top. Built once; reading is safe from many threads.
/// </summary>
internal sealed class ConceptIndex
{
    private readonly SystemNames names = new();
    private readonly Dictionary<(string System, string Code), ImmutableArray<Meaning>> codes = [];
    private readonly HashSet<(string System, string Code)> notUsed = [];
    private readonly List<(string System, string Prefix, Meaning Meaning)> families = [];
    private readonly List<(string Token, Meaning Meaning)> originals = [];
    private readonly WordIndex words = WordIndex.Load();
    private readonly Dictionary<string, ImmutableArray<Meaning>> texts = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> ignoredTexts = new(StringComparer.OrdinalIgnoreCase);
    private readonly SiteMap? site;
    private readonly Lazy<EventEffects> effects;

    private ConceptIndex(SiteMap? site) => (this.site, effects) = (site, new(() => EventEffects.Load(names)));

    /// <summary>What codes say of events.</summary>
    public EventEffects Events => effects.Value;

    public static ConceptIndex Load(SiteMap? site)
    {
        var index = new ConceptIndex(site);
        foreach (var (address, title) in site?.Systems ?? [])
            index.names.Add(address, title);
        foreach (var name in StudyContract.Names("profiles/maps/ConceptMap-"))
            index.LoadMap(name);
        foreach (var code in site?.Codes ?? [])
            index.Add(code.System, code.Code, code.Meaning);
        foreach (var text in site?.Texts ?? [])
            index.texts[text.Text] = index.texts.TryGetValue(text.Text, out var known) ? known.Add(text.Meaning) : [text.Meaning];
        foreach (var ignored in site?.Ignored ?? [])
        {
            if (ignored.Text is { } text)
                index.ignoredTexts.Add(text);
            else
                index.notUsed.Add(index.names.Normalise(ignored.System!, ignored.Code!));
        }

        return index;
    }

    /// <summary>Whether a text has nothing to say to the study, by the site's map.</summary>
    public bool Ignores(string? text) => text is not null && ignoredTexts.Contains(text.Trim());

    /// <summary>Everything that the codings and the text of a concept mean; empty when nothing is known of them.</summary>
    public ImmutableArray<Meaning> MeaningsOf(CodeableConcept? concept) =>
        concept is null ? [] : [.. concept.Coding.SelectMany(coding => MeaningsOf(coding)).Concat(MeaningsOf(concept.Text)).Distinct()];

    public ImmutableArray<Meaning> MeaningsOf(Coding coding)
    {
        if (coding.System is null || coding.Code is null)
            return [];
        if (coding.System.StartsWith(StudyContract.Base, StringComparison.Ordinal))
            return [new(coding.System[(coding.System.LastIndexOf('/') + 1)..], coding.Code, Strength.Proves)];
        var key = names.Normalise(coding.System, coding.Code);
        return codes.TryGetValue(key, out var meanings) ? meanings
            : OfFamily(key) is { IsEmpty: false } family ? family
            : WithModifiers(key);
    }

    /// <summary>What a text means by the site's map, compared whole and without regard to case; empty when unknown.</summary>
    public ImmutableArray<Meaning> MeaningsOf(string? text) =>
        text is not null && texts.TryGetValue(text.Trim(), out var meanings) ? meanings : [];

    /// <summary>The system of a coding in the spelling of the maps.</summary>
    public string SystemOf(Coding coding) => names.Normalise(coding.System ?? "", coding.Code ?? "").System;

    /// <summary>Whether a code is mapped, or is known and not used on purpose.</summary>
    public bool Knows(Coding coding) =>
        coding is { System: not null, Code: not null }
        && (
            MeaningsOf(coding).Any(meaning => meaning.Strength != Strength.Proves || StudyConcepts.Contains(meaning))
            || notUsed.Contains(names.Normalise(coding.System, coding.Code))
        );

    /// <summary>
    /// Whether what a concept says is known: mapped, listed with its effect, of a public system whose other codes are known to be none, or
    /// ignored by the site.
    /// </summary>
    public bool IsUnderstood(CodeableConcept? concept) =>
        concept is not null
        && (
            Ignores(concept.Text)
            || !MeaningsOf(concept.Text).IsEmpty
            || concept.Coding.Exists(coding => Knows(coding) || Events.IsListedSystem(coding))
        );

    /// <summary>Whether a code is known and not used on purpose, by the contract or by the site's map.</summary>
    public bool IsNotUsed(Coding coding) =>
        coding is { System: { } system, Code: { } code } && notUsed.Contains(names.Normalise(system, code));

    /// <summary>
    /// What a code would mean without its modifiers, where one of them is unknown, so that the whole is; empty otherwise.
    /// </summary>
    public ImmutableArray<Meaning> BehindModifiers(Coding coding)
    {
        if (
            coding.System is null
            || coding.Code is null
            || !MeaningsOf(coding).IsEmpty
            || coding.System.StartsWith(StudyContract.Base, StringComparison.Ordinal)
        )
            return [];
        var (system, code) = names.Normalise(coding.System, coding.Code);
        return code.IndexOf('-', StringComparison.Ordinal) is > 0 and var end ? codes.GetValueOrDefault((system, code[..end]), []) : [];
    }

    /// <summary>
    /// The one study concept of a kind that a code proves; null when it proves none, or two that differ, or when another code rules it out.
    /// </summary>
    public T? Find<T>(CodeableConcept? concept)
        where T : struct, Enum => Single<T>(MeaningsOf(concept));

    /// <inheritdoc cref="Find{T}"/>
    public static T? Single<T>(IReadOnlyCollection<Meaning> meanings)
        where T : struct, Enum
    {
        var excluded = meanings
            .Where(meaning => meaning.Strength == Strength.Excludes)
            .Select(meaning => meaning.As<T>())
            .OfType<T>()
            .ToHashSet();
        var proven = meanings
            .Where(meaning => meaning.Strength == Strength.Proves)
            .Select(meaning => meaning.As<T>())
            .OfType<T>()
            .Where(value => !excluded.Contains(value))
            .Distinct()
            .ToList();
        return proven is [var value] ? value : null;
    }

    /// <summary>The sides of a modifier without a system, such as <c>LT</c>: what any code system's modifier of that name means.</summary>
    public IEnumerable<Side> ModifierSides(string modifier) =>
        codes
            .Where(code => code.Key.Code.Equals(modifier.Trim(), StringComparison.OrdinalIgnoreCase))
            .SelectMany(code => code.Value)
            .Select(meaning => meaning.As<Side>())
            .OfType<Side>()
            .Distinct();

    /// <summary>Phrases of a text ("left common iliac vein") that name a segment or a side, in their order.</summary>
    public IReadOnlyList<ImmutableArray<Meaning>> Words(string? text) => words.Find(text);

    /// <summary>The parts of the body that a text names.</summary>
    public BodyPart PartsOf(string text) => words.PartsOf(text);

    /// <summary>Whether a code is a leg.</summary>
    public bool IsLeg(Coding coding) =>
        coding.Code is { } code && words.LegCodes.Contains(code) && SystemOf(coding) == SystemNames.Titles["SNOMED CT"];

    /// <summary>The corroborations that the site's text rules find in a text of an element.</summary>
    public IEnumerable<Corroboration> Corroborated(RuledText element, string? text) =>
        text is null
            ? []
            : (site?.Rules ?? [])
                .Where(rule => rule.In.Contains(element) && WordIndex.Contains(text, rule.Words))
                .Select(rule => rule.Corroborates);

    /// <summary>The UCUM code of a unit text of the site, or null.</summary>
    public string? UcumOf(string unit) => site?.Units.GetValueOrDefault(unit.Trim());

    /// <summary>Search tokens of the codes that may stand for a concept, candidates included, in ordinal order.</summary>
    public IReadOnlyList<string> TokensFor<T>(params ReadOnlySpan<T> values)
        where T : struct, Enum
    {
        var tokens = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var value in values)
        {
            tokens.Add($"{StudyContract.CodeSystem(StudyCode.SystemOf<T>())}|{StudyCode.Of(value)}");
            tokens.UnionWith(
                originals
                    .Where(o => o.Meaning.Strength != Strength.Excludes && o.Meaning.As<T>() is { } known && known.Equals(value))
                    .Select(o => o.Token)
            );
        }
        return [.. tokens];
    }

    /// <summary>
    /// Search tokens under which a record may hold a concept. A server compares system and code as they are stored, and codes of public
    /// systems are stored under many spellings of the system: they are searched without it, with each modifier that may follow. Codes of
    /// the site's own are searched with their system: elsewhere they mean something else.
    /// </summary>
    public IReadOnlyList<string> SearchTokensFor<T>(params ReadOnlySpan<T> values)
        where T : struct, Enum
    {
        var tokens = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var token in TokensFor(values))
        {
            var (system, code) = (token[..token.LastIndexOf('|')], token[(token.LastIndexOf('|') + 1)..]);
            if (!names.IsPublic(system))
            {
                tokens.Add(token);
                continue;
            }
            tokens.Add(code);
            tokens.UnionWith(
                originals
                    .Where(other =>
                        other.Token.StartsWith($"{system}|", StringComparison.Ordinal)
                        && other.Meaning.As<Side>() is not null
                        && IsModifier(other.Token)
                    )
                    .Select(modifier => $"{code}-{modifier.Token[(system.Length + 1)..]}")
            );
        }
        return [.. tokens];
    }

    /// <summary>Two characters: modifiers of CPT and HCPCS.</summary>
    private static bool IsModifier(string token) => token.Length - token.LastIndexOf('|') == 3;

    private ImmutableArray<Meaning> OfFamily((string System, string Code) key)
    {
        var fitting = families
            .Where(family => family.System == key.System && key.Code.StartsWith(family.Prefix, StringComparison.Ordinal))
            .ToList();
        return fitting.Count == 0
            ? []
            :
            [
                .. fitting
                    .Where(family => family.Prefix.Length == fitting.Max(other => other.Prefix.Length))
                    .Select(family => family.Meaning),
            ];
    }

    /// <summary>
    /// <c>37187-LT</c> is 37187 on the left. A modifier that no map knows may change the meaning, so that the code stays unknown.
    /// </summary>
    private ImmutableArray<Meaning> WithModifiers((string System, string Code) key)
    {
        var parts = key.Code.Split('-');
        if (parts.Length < 2 || !codes.TryGetValue((key.System, parts[0]), out var meanings))
            return [];
        var modifiers = parts.Skip(1).Select(part => codes.GetValueOrDefault((key.System, part.ToUpperInvariant()), [])).ToList();
        return modifiers.Exists(modifier => modifier.IsEmpty)
            ? []
            : [.. meanings.Concat(modifiers.SelectMany(modifier => modifier)).Distinct()];
    }

    private void LoadMap(string name)
    {
        using var map = StudyContract.Read(name)!;
        foreach (var group in map.RootElement.Items("group"))
        {
            var source = group.Text("source")!;
            var target = group.Text("target");
            foreach (var element in group.Items("element"))
            {
                if (target is null)
                    notUsed.Add(names.Normalise(source, element.Text("code")!));
                foreach (var to in element.Items("target").Where(to => to.Text("code") is not null))
                    Add(source, element.Text("code")!, MeaningOf(target![(target!.LastIndexOf('/') + 1)..], to));
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
        var key = names.Normalise(system, code);
        if (key.Code.EndsWith('-'))
            families.Add((key.System, key.Code[..^1], meaning));
        else
            codes[key] = codes.TryGetValue(key, out var known) ? [.. known.Add(meaning).Distinct()] : [meaning];
    }
}
