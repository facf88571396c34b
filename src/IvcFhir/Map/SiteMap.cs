using System.Collections.Immutable;
using System.Text.Json;
using IvcFhir.Profiles;
using IvcFhir.Pull;

namespace IvcFhir.Map;

/// <summary>What a site's local codes and texts mean. A file <c>maps/sites/{site}.json</c>, embedded or given by path.</summary>
internal sealed record SiteMap(string Site, ImmutableArray<SiteCode> Codes, ImmutableArray<SiteText> Texts)
{
    /// <param name="nameOrPath">The name of an embedded map, or the path of a file that ends in <c>.json</c>.</param>
    /// <exception cref="ConfigurationFault">There is no such map, or it is not a site map.</exception>
    public static SiteMap Load(string nameOrPath)
    {
        try
        {
            using var file = nameOrPath.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? FromPath(nameOrPath) : Embedded(nameOrPath);
            return Read(nameOrPath, file.RootElement);
        }
        catch (JsonException e)
        {
            throw new ConfigurationFault($"Site map '{nameOrPath}' is not JSON (line {e.LineNumber + 1}).");
        }
    }

    /// <summary><c>vein-status#occluded</c> → that concept; null when the text has not that form.</summary>
    public static Meaning? ParseMeaning(string text) =>
        text.Split('#') is [{ Length: > 0 } system, { Length: > 0 } code] ? new(system, code, Strength.Proves) : null;

    private static JsonDocument FromPath(string path) => File.Exists(path)
        ? JsonDocument.Parse(File.ReadAllText(path))
        : throw new ConfigurationFault($"Site map '{path}' does not exist.");

    private static JsonDocument Embedded(string name) => StudyContract.Read($"profiles/maps/sites/{name}.json")
        ?? throw new ConfigurationFault($"There is no site map '{name}'. Embedded: {string.Join(", ", EmbeddedNames)}; or give the path of a file that ends in .json.");

    private static IEnumerable<string> EmbeddedNames => StudyContract.Names("profiles/maps/sites/").Select(name => Path.GetFileNameWithoutExtension(name));

    private static SiteMap Read(string name, JsonElement map)
    {
        var codes = map.Items("codes").Select((entry, i) =>
            new SiteCode(Required(name, entry, $"codes[{i}].system"), Required(name, entry, $"codes[{i}].code"), Means(name, entry, $"codes[{i}].means")));
        var texts = map.Items("texts").Select((entry, i) =>
            new SiteText(Required(name, entry, $"texts[{i}].text").Trim(), Means(name, entry, $"texts[{i}].means")));
        return new(Required(name, map, "site"), [.. codes], [.. texts]);
    }

    private static Meaning Means(string name, JsonElement entry, string path)
    {
        var text = Required(name, entry, path);
        return ParseMeaning(text) is { } meaning && StudyConcepts.Contains(meaning)
            ? meaning
            : throw new ConfigurationFault($"Site map '{name}': {path} is '{text}', which is no study concept. The form is CodeSystem#code, e.g. villalta-item#pain, grade#2, vein-status#occluded.");
    }

    private static string Required(string name, JsonElement entry, string path) => entry.Text(path[(path.LastIndexOf('.') + 1)..])
        ?? throw new ConfigurationFault($"Site map '{name}': {path} is missing or no text.");
}

internal readonly record struct SiteCode(string System, string Code, Meaning Meaning);

internal readonly record struct SiteText(string Text, Meaning Meaning);
