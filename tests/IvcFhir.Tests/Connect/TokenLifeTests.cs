using System.Net;
using IvcFhir.Sandbox;
using IvcFhir.Tests.Connect.Support;
using IvcFhir.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace IvcFhir.Tests.Connect;

/// <summary>What becomes of a pass when tokens end, are forgotten, or are refused in its middle.</summary>
public sealed class TokenLifeTests
{
    [Fact]
    public async Task Sixteen_callers_over_a_long_time_share_tokens_of_five_seconds()
    {
        const int Seconds = 120;
        using var key = ClientKey.Ec("key-1");
        var desk = Guarded.Desk(() => key.Jwks);
        desk.Lifetime = TimeSpan.FromSeconds(5);
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var site = await Guarded.StartAsync(new Demand.OAuth(desk), new() { Clock = clock });
        await using var callers = new Callers(site, Guarded.Smart(site.Secret("key.json", key.Jwk)), clock);
        for (var second = 0; second < Seconds; second++, clock.Advance(TimeSpan.FromSeconds(1)))
            Assert.All(await callers.GetAsync("Patient/a-01", 16), status => Assert.Equal(HttpStatusCode.OK, status));

        Assert.InRange(desk.Asked, 2, (int)Math.Ceiling(Seconds / 4.0) + 1);
        Assert.Equal((1, desk.Asked), (desk.MostAtOnce, desk.Given));
    }

    [Fact]
    public async Task A_token_that_ends_between_two_pages_is_renewed_and_nothing_is_lost()
    {
        await using var undisturbed = await Guarded.StartAsync(demand: null);
        await undisturbed.OnceAsync();
        using var key = ClientKey.Ec("key-1");
        var desk = Guarded.Desk(() => key.Jwks);
        await using var site = await Guarded.StartAsync(new Demand.OAuth(desk), new() { DefaultPageSize = 1 });
        var forgets = After(site, "Observation", 1, desk.Forget);

        var result = await site.OnceAsync(more: Guarded.Smart(site.Secret("key.json", key.Jwk)));

        Assert.True(result.Exit is 0 or 1, result.Messages);
        Assert.Equal(undisturbed.Written(), site.Written());
        Assert.Equal((1, 2, 1), (forgets.Count, desk.Given, desk.MostAtOnce));
    }

    [Fact]
    public async Task A_key_that_is_changed_during_a_pass_is_in_force_at_once()
    {
        using var old = ClientKey.Ec("old");
        using var next = ClientKey.Rsa("new");
        var jwks = old.Jwks;
        var desk = Guarded.Desk(() => Volatile.Read(ref jwks));
        await using var site = await Guarded.StartAsync(new Demand.OAuth(desk));
        After(
            site,
            "Condition",
            1,
            () =>
            {
                site.Secret("key.json", next.Jwk);
                Volatile.Write(ref jwks, next.Jwks);
                desk.Forget();
            }
        );

        var result = await site.OnceAsync(more: Guarded.Smart(site.Secret("key.json", old.Jwk)));

        Assert.True(result.Exit is 0 or 1, result.Messages);
        Assert.NotEmpty(site.Written());
        Assert.Equal((2, null), (desk.Given, desk.LastRefusal));
    }

    [Fact]
    public async Task A_storm_of_refusals_costs_one_token_and_the_refusals_stand()
    {
        using var key = ClientKey.Ec("key-1");
        var desk = Guarded.Desk(() => key.Jwks);
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var site = await Guarded.StartAsync(new Demand.OAuth(desk), new() { Clock = clock });
        site.Faults.Add(new(new Fault.Answer(401)) { Path = "Observation", Times = int.MaxValue });
        await using var callers = new Callers(site, Guarded.Smart(site.Secret("key.json", key.Jwk)), clock);
        for (var turn = 0; turn < 20; turn++)
        {
            Assert.All(await callers.GetAsync("Observation/1", 16), status => Assert.Equal(HttpStatusCode.Unauthorized, status));
            Assert.All(await callers.GetAsync("Patient/a-01", 16), status => Assert.Equal(HttpStatusCode.OK, status));
        }

        Assert.InRange(desk.Asked, 2, 4);
    }

    [Fact]
    public async Task A_site_that_refuses_all_fails_its_pass_with_two_tokens()
    {
        using var key = ClientKey.Ec("key-1");
        var desk = Guarded.Desk(() => key.Jwks);
        await using var site = await Guarded.StartAsync(new Demand.OAuth(desk));
        site.Faults.Add(new(new Fault.Answer(401)) { Path = "P", Times = int.MaxValue });

        var result = await site.OnceAsync(more: Guarded.Smart(site.Secret("key.json", key.Jwk)));

        Assert.Equal(3, result.Exit);
        Assert.Contains("The site answers 401: no or no valid credentials.", result.Messages, StringComparison.Ordinal);
        Assert.InRange(desk.Asked, 2, 3);
    }

    [Fact]
    public async Task A_key_whose_file_goes_away_is_a_fault_of_the_site()
    {
        using var key = ClientKey.Ec("key-1");
        var desk = Guarded.Desk(() => key.Jwks);
        await using var site = await Guarded.StartAsync(new Demand.OAuth(desk));
        var settings = Guarded.Smart(site.Secret("key.json", key.Jwk));
        After(
            site,
            "Condition",
            1,
            () =>
            {
                File.Delete(Path.Combine(site.Folder, "key.json"));
                desk.Forget();
            }
        );

        var result = await site.OnceAsync(more: settings);

        Assert.Equal(3, result.Exit);
        Assert.Contains("failed patients", result.Output, StringComparison.Ordinal);
        Assert.Contains("Unauthorized", result.Output, StringComparison.Ordinal);
    }

    /// <summary>The work is done while the hospital answers such a request, so many times.</summary>
    private static ActiveFault After(TestSite site, string path, int times, Action work) =>
        site.Faults.Add(
            new(
                new Fault.Edit(bundle =>
                {
                    work();
                    return bundle;
                })
            )
            {
                Path = path,
                Skip = 1,
                Times = times,
            }
        );
}
