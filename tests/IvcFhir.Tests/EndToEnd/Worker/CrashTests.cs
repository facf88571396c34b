using System.Diagnostics;
using IvcFhir.Sandbox;
using IvcFhir.Sandbox.Cohort;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.EndToEnd;

/// <summary>Killed at the worst moments, the worker ends in the state that an undisturbed run reaches.</summary>
public sealed class CrashTests
{
    [Theory]
    [InlineData(FaultMoment.BeforeCommit, 0)]
    [InlineData(FaultMoment.BeforeCommit, 37)]
    [InlineData(FaultMoment.AfterCommit, 0)]
    [InlineData(FaultMoment.AfterCommit, 120)]
    public async Task A_worker_killed_between_two_writes_loses_and_doubles_nothing(FaultMoment moment, int writesBefore)
    {
        await using var undisturbed = await TestSite.StartSmallAsync();
        Assert.Equal(1, (await undisturbed.OnceAsync()).Exit);

        await using var site = await TestSite.StartSmallAsync();
        var hang = site.Faults.Add(
            new(new Fault.Hang())
            {
                WritesOnly = true,
                Moment = moment,
                Skip = writesBefore,
                Times = int.MaxValue,
            }
        );
        await KillWhenHangingAsync(site, hang);
        hang.Dispose();
        var again = await site.OnceAsync();

        Assert.Equal(1, again.Exit);
        Assert.Equal(undisturbed.Written(), site.Written());
        Assert.All(site.Versions(), version => Assert.Equal(1, version.Value));
        Assert.Contains(" 0 created, 0 updated", (await site.OnceAsync()).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_killed_while_correcting_leaves_each_answer_corrected_once()
    {
        await using var site = await TestSite.StartSmallAsync();
        await site.OnceAsync();
        Change.OneVillaltaItem(site);
        var hang = site.Faults.Add(new(new Fault.Hang()) { WritesOnly = true, Moment = FaultMoment.AfterCommit });
        await KillWhenHangingAsync(site, hang);
        hang.Dispose();

        await site.OnceAsync();

        Assert.All(site.Versions(), version => Assert.InRange(version.Value, 1, 2));
        Assert.Contains(site.Versions(), version => version.Value == 2);
        Assert.Contains(" 0 created, 0 updated", (await site.OnceAsync()).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_never_arrived_is_found_and_not_written_again()
    {
        await using var site = await TestSite.StartSmallAsync();
        site.Faults.Add(TestSite.LostAnswer(times: 3));

        var first = await site.OnceAsync();
        var second = await site.OnceAsync();

        Assert.Equal(3, first.Exit);
        Assert.Equal(1, second.Exit);
        Assert.All(site.Versions(), version => Assert.Equal(1, version.Value));
    }

    /// <summary>Starts the program as a process of its own and kills it, by its id, once the hospital holds a write back.</summary>
    private static async Task KillWhenHangingAsync(TestSite site, ActiveFault hang)
    {
        using var worker = Cli.Start("once", "--config", site.Config());
        try
        {
            await hang.FirstHit.WaitAsync(TimeSpan.FromSeconds(60));
        }
        finally
        {
            using var process = Process.GetProcessById(worker.Id);
            process.Kill();
            await worker.WaitForExitAsync();
        }
    }
}
