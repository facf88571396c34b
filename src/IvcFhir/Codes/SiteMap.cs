using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using IvcFhir.Profiles;

namespace IvcFhir.Codes;

/// <summary>
/// What a site's local codes, flowsheet ids, value texts and units mean. A file <c>maps/sites/{site}.json</c>, embedded or given by path.
/// </summary>
/// <param name="Units">Unit text → UCUM code, without regard to case.</param>
internal sealed record SiteMap(
    string Site,
    ImmutableArray<SiteCode> Codes,
    ImmutableArray<SiteText> Texts,
    FrozenDictionary<string, string> Units,
    ImmutableArray<SiteTextRule> Rules
)
{
    /// <summary>Codes and texts that have nothing to say to the study.</summary>
    public ImmutableArray<SiteIgnored> Ignored { get; init; } = [];

    /// <summary>Address of the site → title of the public system (<see cref="SystemNames.Titles"/>).</summary>
    public ImmutableArray<KeyValuePair<string, string>> Systems { get; init; } = [];

    /// <param name="nameOrPath">The name of an embedded map, or the path of a file that ends in <c>.json</c>.</param>
    /// <exception cref="ConfigurationFault">There is no such map, or it is not a site map.</exception>
    public static SiteMap Load(string nameOrPath)
    {
        try
        {
            using var file = nameOrPath.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? FromPath(nameOrPath) : Embedded(nameOrPath);
            return file.RootElement.IsAllText()
                ? new SiteMapReader(nameOrPath).Read(file.RootElement)
                : throw new ConfigurationFault(
                    $"Site map '{nameOrPath}' holds half of a surrogate pair (\\ud800 to \\udfff), which is no text."
                );
        }
        catch (JsonException e)
        {
            throw new ConfigurationFault($"Site map '{nameOrPath}' is not JSON (line {e.LineNumber + 1}).");
        }
    }

    private static JsonDocument FromPath(string path) =>
        File.Exists(path) ? JsonDocument.Parse(File.ReadAllText(path)) : throw new ConfigurationFault($"Site map '{path}' does not exist.");

    private static JsonDocument Embedded(string name) =>
        StudyContract.Read($"profiles/maps/sites/{name}.json")
        ?? throw new ConfigurationFault(
            $"There is no site map '{name}'. Embedded: {string.Join(", ", EmbeddedNames)}; or give the path of a file that ends in .json."
        );

    private static IEnumerable<string> EmbeddedNames =>
        StudyContract.Names("profiles/maps/sites/").Select(name => Path.GetFileNameWithoutExtension(name));
}

internal readonly record struct SiteCode(string System, string Code, Meaning Meaning);

/// <summary>Either a code or a text.</summary>
internal readonly record struct SiteIgnored(string? System, string? Code, string? Text);

internal readonly record struct SiteText(string Text, Meaning Meaning);

/// <summary>Words in a text of a Procedure that corroborate a candidate code.</summary>
internal readonly record struct SiteTextRule(string Words, ImmutableArray<RuledText> In, Corroboration Corroborates);

/// <summary>Which text of a Procedure a rule reads.</summary>
internal enum RuledText
{
    /// <summary><c>Procedure.code</c>: its text and the displays of its codings.</summary>
    Code,

    /// <summary><c>Procedure.note.text</c>.</summary>
    Note,
}
