using System.CommandLine;
using IvcFhir.Answers;
using IvcFhir.Core;
using IvcFhir.Hosting;
using IvcFhir.State;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Serilog.Events;

namespace IvcFhir.Commands;

/// <summary>The worker: pass after pass until it is stopped.</summary>
internal static class RunCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command(
            "run",
            "The worker: a pass over all sites, again and again, until it is stopped.\nExample: ivcfhir run --config sites.json"
        )
        {
            OnceCommand.Config,
        };
        command.SetAction((parsed, ct) => RunAsync(parsed.GetValue(OnceCommand.Config), ct));
        return command;
    }

    private static async Task<int> RunAsync(string? config, CancellationToken ct)
    {
        var configuration = SettingsReader.Configuration(config);
        var settings = OnceCommand.Settings(config, only: null);
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder
            .Services.AddStudyRuns(configuration, LogEventLevel.Information, settings.Sites)
            .AddSingleton(settings)
            .AddSingleton(settings.Rules())
            .AddSingleton(Ledger.Open(settings.Ledger))
            .AddSingleton<Worker>()
            .AddHostedService(services => services.GetRequiredService<Worker>());
        using var host = builder.Build();
        CheckSites(host.Services, settings);
        return await RunAsync(host, ct);
    }

    /// <summary>
    /// 0 when the worker was told to stop, in whatever phase; 3 when it ended by itself, and the last line of the log says why.
    /// </summary>
    public static async Task<int> RunAsync(IHost host, CancellationToken ct)
    {
        try
        {
            await host.StartAsync(ct);
            await host.WaitForShutdownAsync(ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Told to stop while it was still starting.
        }
        if (host.Services.GetRequiredService<Worker>().Failure is not { } reason)
            return ExitCode.Done;
        Worker.TellEnd(host.Services.GetRequiredService<ILogger<Worker>>(), reason);
        return ExitCode.Failed;
    }

    /// <summary>A site map, or answers, that cannot be read stop the start, not the first pass.</summary>
    private static void CheckSites(IServiceProvider services, RunSettings settings)
    {
        AnswerBook.Load(settings.Answers);
        foreach (var site in settings.Sites)
            services
                .GetRequiredService<StudyRuns>()
                .For(site, services.GetRequiredService<StudyProtocol>(), services.GetRequiredService<Ledger>());
    }
}
