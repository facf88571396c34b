using System.Reflection;
using System.Text.Json.Nodes;

namespace IvcFhir.Tests.Contract;

/// <summary>
/// Tables of mutations: <c>Tables/{name}.txt</c>. A line "base name" says to which example the next lines apply; "has ?code" what could not
/// be checked in it anyway.
/// </summary>
internal static class MutationTable
{
    private static readonly Assembly Own = typeof(MutationTable).Assembly;

    public static IEnumerable<string> Names() =>
        Own.GetManifestResourceNames().Where(name => name.StartsWith("Tables/", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    public static IEnumerable<(string Base, string Has, string Line)> Rows(string table)
    {
        using var reader = new StreamReader(Own.GetManifestResourceStream(table)!);
        var (example, has) = ("", "");
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith("base ", StringComparison.Ordinal))
                (example, has) = (line["base ".Length..], "");
            else if (line.StartsWith("has ", StringComparison.Ordinal))
                has = line["has ".Length..];
            else if (line.Contains("=>", StringComparison.Ordinal))
                yield return (example, has, line);
        }
    }

    public static JsonNode Example(string name) =>
        JsonNode.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "examples", name + ".json")))!;
}
