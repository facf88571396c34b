using IvcFhir.Sandbox;

namespace IvcFhir.Tests.Sandbox;

public sealed class PagingTests
{
    private static string[] Observations(int n) => [.. Chart.Numbers(n + 1).Skip(1).Select(i => Chart.Observation($"o{i}", "p"))];

    private static Task<Visit> SmallPages(int n) => Visit.StartAsync(new SandboxOptions { DefaultPageSize = 2 }, Observations(n));

    [Fact]
    public async Task Pages_hold_every_match_once_in_order_and_tell_the_total()
    {
        await using var visit = await SmallPages(5);
        var first = await visit.GetAsync("Observation?patient=p");
        Assert.Equal((5, 2), (first.Total, first.Entries.Count()));
        Assert.Equal("o1 o2 o3 o4 o5", await visit.IdsAsync("Observation?patient=p"));
    }

    [Theory]
    [InlineData("_count=1", 1)]
    [InlineData("_count=2", 2)]
    [InlineData("_count=50", 2)]
    public async Task A_client_may_ask_for_smaller_pages_but_not_for_larger_ones(string count, int size)
    {
        await using var visit = await SmallPages(5);
        Assert.Equal(size, (await visit.GetAsync($"Observation?{count}")).Entries.Count());
    }

    [Theory]
    [InlineData("_count=0")]
    [InlineData("_summary=count")]
    public async Task A_client_may_ask_for_the_total_alone(string how)
    {
        await using var visit = await SmallPages(5);
        var answer = await visit.GetAsync($"Observation?{how}");
        Assert.Equal((5, 0), (answer.Total, answer.Entries.Count()));
        Assert.Null(answer.Next);
    }

    [Fact]
    public async Task A_next_link_is_opaque_and_may_be_followed_again()
    {
        await using var visit = await SmallPages(5);
        var next = (await visit.GetAsync("Observation?patient=p")).Next!;
        Assert.StartsWith(visit.Hospital.BaseUrl.ToString(), next, StringComparison.Ordinal);
        Assert.DoesNotContain("patient", next);
        Assert.NotEqual(next, (await visit.GetAsync("Observation?patient=p")).Next);
        Assert.Equal((await visit.GetAsync(next)).Ids("match"), (await visit.GetAsync(next)).Ids("match"));
    }

    [Fact]
    public async Task What_happens_between_two_pages_moves_neither()
    {
        await using var visit = await SmallPages(3);
        var first = await visit.GetAsync("Observation?patient=p");
        await visit.SendAsync("DELETE", "Observation/o1");
        await visit.SendAsync("PUT", "Observation/o3", Chart.Observation("o3", "other"));
        await visit.SendAsync("POST", "Observation", Chart.Observation("x", "p"));
        var second = await visit.GetAsync(first.Next!);
        Assert.Equal((3, "o3"), (second.Total, string.Join(' ', second.Ids("match"))));
        Assert.Equal("1", (string?)second.Entries.Single()["resource"]!["meta"]!["versionId"]);
    }

    [Fact]
    public async Task A_page_that_is_not_held_is_gone()
    {
        await using var visit = await SmallPages(3);
        var answer = await visit.GetAsync("Observation?_page=0123");
        Assert.Equal((410, "expired"), (answer.Status, answer.Issue));
    }

    [Fact]
    public async Task Each_page_brings_the_includes_of_its_own_matches()
    {
        await using var visit = await Visit.StartAsync(
            new() { DefaultPageSize = 1 },
            Chart.Patient("a"),
            Chart.Patient("b"),
            Chart.Observation("oa", "a"),
            Chart.Observation("ob", "b")
        );
        var first = await visit.GetAsync("Observation?_include=Observation:patient");
        var second = await visit.GetAsync(first.Next!);
        Assert.Equal(("a", "b"), (first.Ids("include").Single(), second.Ids("include").Single()));
    }
}
