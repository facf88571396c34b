using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Unknown;

/// <summary>
/// The same record in another form gives the same outcomes and issues: its lines shuffled and split over files, doubled, beside versions
/// that were replaced, under other ids, on other days.
/// </summary>
public sealed partial class SameRecordOtherwiseTests
{
    /// <summary>
    /// The Gregorian calendar repeats its weekdays and leap years after so many years, so that every interval of days keeps its length.
    /// </summary>
    private const int Years = 28;

    private static readonly string[] Charts = ["centre-a", "centre-b", "filter-and-lysis"];

    public static TheoryData<string, int> Seeded => [.. from chart in Charts from seed in Enumerable.Range(1, 3) select (chart, seed)];

    [Theory]
    [MemberData(nameof(Seeded))]
    public async Task Shuffled_split_doubled_and_superseded(string chart, int seed)
    {
        var random = new Random(seed);
        var lines = Lines(chart).ToList();
        // Each resource says when it was last changed, so that a version that was replaced is known as one.
        var newest = lines.ConvertAll(line =>
            With(line, resource => resource["meta"] = new JsonObject { ["lastUpdated"] = "2024-05-05T05:05:05Z" })
        );
        var older = newest
            .Where(_ => random.Next(3) == 0)
            .Select(line =>
                With(
                    line,
                    resource =>
                    {
                        resource["meta"]!["lastUpdated"] = "2023-01-01T00:00:00Z";
                        resource["status"] = resource["status"] is null ? null : "entered-in-error";
                    }
                )
            )
            .ToList();
        var all = newest.Concat(newest.Where(_ => random.Next(3) == 0)).Concat(older).ToArray();
        random.Shuffle(all);

        Assert.Equal(
            await Scored(chart, [newest]),
            await Scored(chart, [.. all.GroupBy(_ => random.Next(5)).Select(part => part.AsEnumerable())])
        );
    }

    [Theory]
    [InlineData("centre-a"), InlineData("centre-b"), InlineData("filter-and-lysis")]
    public async Task Under_other_ids(string chart)
    {
        var ids = Lines(chart)
            .Select(line => JsonNode.Parse(line)!["id"]!.GetValue<string>())
            .Distinct(StringComparer.Ordinal)
            .ToDictionary(id => id, id => $"x{id.Length}{string.Concat(id.Reverse())}", StringComparer.Ordinal);
        var renamed = Lines(chart)
            .Select(line =>
                Id()
                    .Replace(
                        line,
                        match =>
                            match.Groups["before"].Value
                            + (ids.TryGetValue(match.Groups["id"].Value, out var other) ? other : match.Groups["id"].Value)
                            + match.Groups["after"].Value
                    )
            );

        var expected = (await Scored(chart, [Lines(chart)])).Select(one =>
            Reference()
                .Replace(
                    one,
                    match =>
                        $"{match.Groups["type"].Value}/{(ids.TryGetValue(match.Groups["id"].Value, out var other) ? other : match.Groups["id"].Value)}"
                )
        );
        Assert.Equal(expected.Order(StringComparer.Ordinal), await Scored(chart, [renamed]));
    }

    [Theory]
    [InlineData("centre-a"), InlineData("centre-b"), InlineData("filter-and-lysis")]
    public async Task On_other_days(string chart)
    {
        var shifted = Lines(chart)
            .Select(line =>
                Year()
                    .Replace(
                        line,
                        match =>
                            (int.Parse(match.Groups["year"].Value, CultureInfo.InvariantCulture) - Years).ToString(
                                CultureInfo.InvariantCulture
                            ) + match.Groups["rest"].Value
                    )
            );

        Assert.Equal(await Scored(chart, [Lines(chart)]), await Scored(chart, [shifted]));
    }

    /// <summary>
    /// Each answer with its question, and each issue with its resource; without identifiers, which name the patient, and days.
    /// </summary>
    private static async Task<IReadOnlyList<string>> Scored(string chart, IReadOnlyList<IEnumerable<string>> files)
    {
        var folder = Directory.CreateTempSubdirectory("ivcfhir-same-");
        try
        {
            foreach (var (number, lines) in files.Index())
                await File.WriteAllLinesAsync(
                    Path.Combine(folder.FullName, $"{number}.ndjson"),
                    lines,
                    TestContext.Current.CancellationToken
                );
            var issues = Path.Combine(folder.FullName, "issues");
            var scored = await Cli.RunAsync([
                "score",
                .. Directory.GetFiles(folder.FullName, "*.ndjson"),
                "--map",
                Path.Combine(Folder(chart), "map.json"),
                "--issues",
                issues,
            ]);
            Assert.InRange(scored.Exit, 0, 1);
            return
            [
                .. scored
                    .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                    .Select(Answer)
                    .Concat(File.ReadLines(issues).Select(Issue))
                    .Order(StringComparer.Ordinal),
            ];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Answer(string line)
    {
        var observation = JsonNode.Parse(line)!.AsObject();
        return string.Join(
            ' ',
            observation
                .Where(member =>
                    member.Key is "code" or "subject" or "bodySite" or "component" or "dataAbsentReason"
                    || member.Key.StartsWith("value", StringComparison.Ordinal)
                )
                .Select(member => member.Value!.ToJsonString())
                .Append(
                    string.Join(' ', observation["extension"]!.AsArray().Select(one => one!.ToJsonString()).Order(StringComparer.Ordinal))
                )
        );
    }

    private static string Issue(string line)
    {
        var issue = JsonNode.Parse(line)!["issue"]![0]!;
        return $"{issue["details"]!["coding"]![0]!["code"]} {issue["diagnostics"]!.GetValue<string>().Split(' ')[0]} "
            + $"{issue["expression"]?.ToJsonString()}";
    }

    private static string Folder(string chart) => Path.Combine(AppContext.BaseDirectory, "Golden", chart);

    private static IEnumerable<string> Lines(string chart) =>
        File.ReadLines(Path.Combine(Folder(chart), "input", "charts.ndjson")).Where(line => line.Length > 0);

    private static string With(string line, Action<JsonObject> change)
    {
        var resource = JsonNode.Parse(line)!.AsObject();
        change(resource);
        if (resource["status"] is null)
            resource.Remove("status");
        return resource.ToJsonString();
    }

    [GeneratedRegex(
        "(?<before>\"id\":\\s*\"|\"reference\":\\s*\"[A-Za-z]+/)(?<id>[A-Za-z0-9.-]+)(?<after>\")",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Id();

    [GeneratedRegex("(?<type>[A-Z][A-Za-z]+)/(?<id>[A-Za-z0-9.-]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reference();

    [GeneratedRegex("(?<=\")(?<year>19\\d\\d|20\\d\\d)(?<rest>(-\\d\\d)?(-\\d\\d)?(T[0-9:.+Z-]+)?\")", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Year();
}
