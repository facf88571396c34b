using System.Text.Json;

namespace IvcFhir.Tests.Support;

/// <summary>Two lists that must agree, and the place that somebody opens where they do not.</summary>
internal static class Lists
{
    public static void Same(IEnumerable<string> expected, IEnumerable<string> found, string place)
    {
        var (wanted, there) = (expected.ToHashSet(StringComparer.Ordinal), found.ToHashSet(StringComparer.Ordinal));

        Assert.True(
            wanted.SetEquals(there),
            $"{place}: lacks [{string.Join(", ", wanted.Except(there))}], names besides [{string.Join(", ", there.Except(wanted))}]."
        );
    }

    /// <summary>What each entry of a list in a file says under a name.</summary>
    public static IEnumerable<string> Strings(string file, string list, string member)
    {
        using var json = Read(file);
        return [.. json.RootElement.GetProperty(list).EnumerateArray().Select(one => one.GetProperty(member).GetString()!)];
    }

    public static JsonDocument Read(string file) => JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, file)));
}
