using IvcFhir.Core;
using IvcFhir.Pull;
using IvcFhir.State;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IvcFhir.Hosting;

/// <summary>Pass after pass over all sites, until stopped. A site that fails waits for its next turn and holds nobody up.</summary>
internal sealed partial class Worker(
    RunSettings settings,
    StudyProtocol protocol,
    Ledger ledger,
    StudyRuns runs,
    TimeProvider clock,
    IHostApplicationLifetime lifetime,
    ILogger<Worker> log
) : BackgroundService
{
    /// <summary>Why the worker ended although nobody told it to; null while it runs and after it was told.</summary>
    public string? Failure { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await PassesAsync(stoppingToken);
        }
        catch (Exception e) when (!(e is OperationCanceledException && stoppingToken.IsCancellationRequested))
        {
            // Told here and not by the host, whose log of it would carry the message, and which would end the program with 0.
            Failure = e is LedgerFault or SiteFault ? e.Message : UnexpectedFault.Told(e);
            lifetime.StopApplication();
        }
    }

    private async Task PassesAsync(CancellationToken ct)
    {
        var sites = settings.Sites.Select(site => runs.For(site, protocol, ledger, settings.Answers)).Zip(settings.Sites).ToList();
        Started(log, sites.Count, settings.Every);
        using var timer = new PeriodicTimer(settings.Every, clock);
        do
        {
            foreach (var (run, site) in sites)
                await PassAsync(run, site.Name, ct);
        } while (await timer.WaitForNextTickAsync(ct));
    }

    private async Task PassAsync(StudyRun run, string site, CancellationToken ct)
    {
        try
        {
            await run.OnceAsync(progress: null, ct);
        }
        catch (Exception e) when (e is SiteFault or LedgerFault or ConfigurationFault)
        {
            SiteFailed(log, site, e.Message);
        }
        catch (Exception e) when (e is not OutOfMemoryException && !(e is OperationCanceledException && ct.IsCancellationRequested))
        {
            SiteFailed(log, site, UnexpectedFault.Told(e));
        }
    }

    /// <summary>The last line of the log of a worker that had to end.</summary>
    public static void TellEnd(ILogger log, string reason) => Ended(log, reason);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The worker ends: {Reason}")]
    private static partial void Ended(ILogger log, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Sites} sites, a pass every {Every}")]
    private static partial void Started(ILogger log, int sites, TimeSpan every);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Site}: the pass failed: {Reason}")]
    private static partial void SiteFailed(ILogger log, string site, string reason);
}
