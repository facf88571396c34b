using IvcFhir.Sandbox.Cohort;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.EndToEnd;

public sealed class ScoreEqualsOnceTests
{
    [Theory]
    [InlineData(Centre.A)]
    [InlineData(Centre.B)]
    public async Task Files_give_the_Observations_that_a_pass_writes_in_any_order_of_input(Centre centre)
    {
        await using var site = await TestSite.StartAsync(centre);
        await site.OnceAsync();
        var written = site.Written();
        var lines = SyntheticCohort.Resources(centre).Select(resource => resource.ToJsonString()).ToArray();
        string[] options = site.Map is null ? [] : ["--site", site.Map];

        foreach (var seed in new[] { 0, 1, 2 })
        {
            new Random(seed).Shuffle(lines);
            var map = centre == Centre.A ? Path.Combine(site.Folder, "centre-a.json") : null;
            if (map is not null)
                await File.WriteAllTextAsync(map, """{ "site": "centre-a", "codes": [], "texts": [] }""");
            var scored = await Cli.RunWithInputAsync(
                string.Join('\n', lines),
                ["score", "-", .. options, .. map is null ? Array.Empty<string>() : ["--map", map]]
            );

            Assert.Equal(1, scored.Exit);
            Assert.Equal(written, ScoredObservations.FromNdjson(scored.Output));
        }
    }

    [Theory]
    [InlineData("centre-a")]
    [InlineData("centre-b")]
    [InlineData("filter-and-lysis")]
    public async Task The_golden_charts_give_the_golden_Observations(string name)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Golden", name);
        var scored = await Cli.RunAsync("score", Path.Combine(folder, "input"), "--map", Path.Combine(folder, "map.json"));

        var expected = await File.ReadAllTextAsync(Path.Combine(folder, "expected.ndjson"));
        Assert.Equal(ScoredObservations.FromNdjson(expected), ScoredObservations.FromNdjson(scored.Output));
        Assert.NotEmpty(scored.Output);
    }
}
