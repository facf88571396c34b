using System.Text.Json;
using IvcFhir.Sandbox.Cohort;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.EndToEnd;

/// <summary>The figures are computed: one change in one chart moves the figures that rest on it, and no other.</summary>
public sealed class FiguresMoveTests
{
    public static TheoryData<string, string[]> Changes =>
        new()
        {
            { nameof(Change.OneVillaltaItem), ["villalta"] },
            { nameof(Change.OneDuplexFinding), ["ivc-primary-patency", "ivc-secondary-patency"] },
            { nameof(Change.OneDuration), ["procedure-duration"] },
        };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Exactly_the_figures_that_rest_on_a_changed_datum_move(string change, string[] moved)
    {
        await using var site = await TestSite.StartAsync(Centre.A);
        var before = await FiguresAsync(site);
        typeof(Change).GetMethod(change)!.Invoke(null, [site]);
        var after = await FiguresAsync(site);

        Assert.Equal(moved, before.Keys.Where(key => before[key] != after[key]).Order(StringComparer.Ordinal));
    }

    private static async Task<SortedDictionary<string, string>> FiguresAsync(TestSite site)
    {
        await site.OnceAsync();
        var report = await Cli.RunAsync("report", "--format", "json", "--config", site.Config());
        using var json = JsonDocument.Parse(report.Output);
        return new(
            json.RootElement.GetProperty("figures")
                .EnumerateArray()
                .ToDictionary(figure => figure.GetProperty("key").GetString()!, figure => figure.GetRawText()),
            StringComparer.Ordinal
        );
    }
}
