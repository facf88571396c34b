using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IvcFhir.Codes;
using IvcFhir.Core.Facts;

namespace IvcFhir.Tests.Cohort;

/// <summary>The study's code systems as they follow from the names in the core, and the site maps of the repository.</summary>
internal static partial class StudyWords
{
    private static readonly ImmutableArray<string> ObservationKinds =
    [
        "villalta-assessment",
        "villalta-ulcer",
        "villalta-total",
        "vcss-assessment",
        "vcss-total",
        "vein-finding",
        "filter-position",
        "complication",
    ];

    private static readonly ImmutableDictionary<string, Type> Enums = typeof(VillaltaItem)
        .Assembly.GetTypes()
        .Where(type => type.IsEnum && type.Namespace == typeof(VillaltaItem).Namespace)
        .ToImmutableDictionary(type => Kebab(type.Name));

    public static ImmutableArray<string> Codes(string system) =>
        system switch
        {
            "observation-kind" => ObservationKinds,
            "sir-2003-grade" => ["A", "B", "C", "D", "E", "F"],
            "grade" => ["0", "1", "2", "3"],
            "present" => ["yes", "no"],
            _ => [.. Enum.GetNames(Enums[system]).Select(Kebab)],
        };

    /// <summary><c>PretibialEdema</c> becomes <c>pretibial-edema</c>; digits are a word of their own.</summary>
    public static string Kebab(string name) => string.Join('-', Word().Matches(name).Select(word => word.Value.ToLowerInvariant()));

    public static (IReadOnlyDictionary<(string System, string Code), string> Codes, IReadOnlyDictionary<string, string> Texts) SiteMap(
        string site
    )
    {
        var map = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository(), "profiles", "maps", "sites", site + ".json")))!;
        return (
            map["codes"]!.AsArray().ToDictionary(entry => (Text(entry, "system"), Text(entry, "code")), entry => Text(entry, "means")),
            map["texts"]!.AsArray().ToDictionary(entry => Text(entry, "text"), entry => Text(entry, "means"), StringComparer.Ordinal)
        );
    }

    private static string Text(JsonNode? node, string name) => node![name]!.GetValue<string>();

    private static string Repository([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", ".."));

    [GeneratedRegex("[A-Z][a-z]*|[0-9]+", RegexOptions.None, 1000)]
    private static partial Regex Word();
}
