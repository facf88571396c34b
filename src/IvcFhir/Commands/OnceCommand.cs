using System.CommandLine;
using System.Globalization;
using IvcFhir.Core;
using IvcFhir.Hosting;
using IvcFhir.Pull;
using IvcFhir.Report;
using IvcFhir.State;
using Microsoft.Extensions.DependencyInjection;
using Serilog.Events;

namespace IvcFhir.Commands;

/// <summary>One pass over the configured sites.</summary>
internal static class OnceCommand
{
    public static readonly Option<string?> Config = new("--config")
    {
        Description = "A JSON file with the settings (keys: Ledger, Every, Protocol, TimeZone, Answers, Sites).",
        HelpName = "FILE",
    };

    public static Command Create(Terminal terminal)
    {
        var site = new Option<string?>("--site") { Description = "Only this site.", HelpName = "NAME" };
        var command = new Command(
            "once",
            "One pass: pull, validate, map, score, write back, record.\nExample: ivcfhir once --config sites.json --site centre-a"
        )
        {
            Config,
            site,
        };
        command.SetAction((parsed, ct) => RunAsync(parsed.GetValue(Config), parsed.GetValue(site), terminal, ct));
        return command;
    }

    /// <summary>The settings of the sites that are asked for, each with the zone in which its days are days.</summary>
    public static RunSettings Settings(string? config, string? only)
    {
        var settings = Chosen(config, only);
        // Each site's own words count; those of the root, or of a protocol, hold for all.
        var zoneless =
            settings.TimeZone is null && settings.Rules().TimeZone.Length == 0
                ? settings.Sites.FirstOrDefault(site => site.TimeZone is null)
                : null;
        return zoneless is null
            ? settings
            : throw new ConfigurationFault(
                $"TimeZone of the site {zoneless.Name} is not set: on whose days its times lie is never guessed. "
                    + "The form is an IANA name such as Europe/Berlin or UTC, as TimeZone of the site, or at the root "
                    + "for all sites."
            );
    }

    private static RunSettings Chosen(string? config, string? only)
    {
        var settings = SettingsReader.Read(SettingsReader.Configuration(config));
        if (settings.Sites.Count == 0)
            throw new ConfigurationFault(
                "Sites: no site is configured. Each needs Name and FhirBase, in appsettings.json, in --config "
                    + "FILE, or as IVCFHIR_Sites__0__Name."
            );
        if (only is null)
            return settings;
        var sites = settings.Sites.Where(site => site.Name == only).ToList();
        return sites.Count > 0
            ? settings with
            {
                Sites = sites,
            }
            : throw new ConfigurationFault(
                $"--site: '{only}' is not configured. Configured: {string.Join(", ", settings.Sites.Select(site => site.Name))}."
            );
    }

    private static async Task<int> RunAsync(string? config, string? only, Terminal terminal, CancellationToken ct)
    {
        var settings = Settings(config, only);
        var protocol = settings.Rules();
        await using var services = new ServiceCollection().AddStudyRuns(null, LogEventLevel.Warning, settings.Sites).BuildServiceProvider();
        var runs = services.GetRequiredService<StudyRuns>();
        var ledger = Ledger.Open(settings.Ledger);
        using var progress = new ProgressLine(terminal);
        var exit = ExitCode.Done;
        foreach (var site in settings.Sites)
            exit = Math.Max(exit, await PassAsync(runs.For(site, protocol, ledger, settings.Answers), site.Name, progress, terminal, ct));
        return exit;
    }

    private static async Task<int> PassAsync(StudyRun run, string site, ProgressLine progress, Terminal terminal, CancellationToken ct)
    {
        try
        {
            var result = await run.OnceAsync(progress, ct);
            progress.Clear();
            await terminal.Output.WriteLineAsync(Summary(result));
            return result.Failures.Count > 0 || result.Stop is not null ? ExitCode.Failed
                : result.Summary.SetAside ? ExitCode.SetAside
                : ExitCode.Done;
        }
        catch (SiteFault e)
        {
            progress.Clear();
            await terminal.Messages.WriteLineAsync($"{site}: {e.Message}");
            return ExitCode.Failed;
        }
    }

    public static string Summary(PassResult result)
    {
        var (pass, written) = (result.Summary, result.Summary.Written);
        var lines = new List<string>
        {
            $"{result.Site}: pulled {Counts(pass.Pulled)}",
            $"{result.Site}: written {ReportText.Written(written)}",
            $"{result.Site}: issues {Counts(pass.Issues)}",
        };
        if (pass.PassedOver > 0)
            lines.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{result.Site}: not looked at {pass.PassedOver} Observations whose codes no map knows"
                )
            );
        if (result.AwaitingApproval > 0)
            lines.Add(
                $"{result.Site}: {result.AwaitingApproval} written outcomes would change by other rules, maps or "
                    + "settings than they were written by, and stand; see 'ivcfhir explain', then 'ivcfhir approve "
                    + "--because upgrade'"
            );
        lines.AddRange(result.NotUnderstood.Select(line => $"{result.Site}: {line}"));
        if (result.NamingNobody > 0)
            lines.Add(
                $"{result.Site}: {result.NamingNobody} procedures of the study were found, and none names a "
                    + "patient of this site; check FhirBase"
            );
        if (result.Failures.Count > 0)
            lines.Add(
                $"{result.Site}: failed patients "
                    + $"{string.Join(", ", result.Failures.Select(failure => $"{failure.Value} {failure.Key}"))}; they "
                    + "are read again by the next pass"
            );
        if (result.Stop is { } stop)
            lines.Add($"{result.Site}: {stop}");
        return string.Join(Environment.NewLine, lines);
    }

    private static string Counts(IReadOnlyDictionary<string, int> counts) =>
        counts.Count == 0
            ? "none"
            : string.Join(", ", counts.Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Value} {count.Key}")));
}
