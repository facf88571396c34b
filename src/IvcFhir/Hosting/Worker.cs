using IvcFhir.Core;
using IvcFhir.Pull;
using IvcFhir.State;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IvcFhir.Hosting;

/// <summary>Pass after pass over all sites, until stopped. A site that fails waits for its next turn and holds nobody up.</summary>
internal sealed partial class Worker(RunSettings settings, StudyProtocol protocol, Ledger ledger, StudyRuns runs, TimeProvider clock, ILogger<Worker> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var sites = settings.Sites.Select(site => runs.For(site, protocol, ledger)).Zip(settings.Sites).ToList();
        Started(log, sites.Count, settings.Every);
        using var timer = new PeriodicTimer(settings.Every, clock);
        do
        {
            foreach (var (run, site) in sites)
                await PassAsync(run, site.Name, stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task PassAsync(StudyRun run, string site, CancellationToken ct)
    {
        try
        {
            await run.OnceAsync(progress: null, ct);
        }
        catch (Exception e) when (e is SiteFault or LedgerFault)
        {
            SiteFailed(log, site, e.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Sites} sites, a pass every {Every}")]
    private static partial void Started(ILogger log, int sites, TimeSpan every);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Site}: the pass failed: {Reason}")]
    private static partial void SiteFailed(ILogger log, string site, string reason);
}
