using System.CommandLine;
using IvcFhir.Core;
using IvcFhir.Core.Cohort;
using IvcFhir.Report;
using IvcFhir.State;

namespace IvcFhir.Commands;

/// <summary>The study's table, from the ledger or straight from files.</summary>
internal static class ReportCommand
{
    public static Command Create(Terminal terminal)
    {
        var from = new Option<string[]>("--from") { Description = "Files or folders in place of the ledger; - for standard input.", HelpName = "PATH", AllowMultipleArgumentsPerToken = true };
        var format = new Option<string>("--format") { Description = "table, json, html or csv.", DefaultValueFactory = _ => "table" };
        format.AcceptOnlyFromAmong("table", "json", "html", "csv");
        var command = new Command("report", "The study's table with the published figures beside it.\nExample: ivcfhir report --format html > report.html") { from, format, OnceCommand.Config, ScoreCommand.Site, ScoreCommand.Map };
        command.SetAction(async (parsed, ct) =>
        {
            var paths = parsed.GetValue(from) is { Length: > 0 } given ? given : null;
            var report = paths is null
                ? FromLedger(parsed.GetValue(OnceCommand.Config))
                : await FromFilesAsync(paths, parsed.GetValue(ScoreCommand.Site), parsed.GetValue(ScoreCommand.Map), terminal, ct);
            Write(report, parsed.GetValue(format)!, terminal);
            return ExitCode.Done;
        });
        return command;
    }

    public static void Write(StudyReport report, string format, Terminal terminal)
    {
        switch (format)
        {
            case "json":
                JsonReport.Write(report, terminal.OutputStream);
                break;
            case "html":
                HtmlReport.Write(report, terminal.Output);
                break;
            case "csv":
                CsvReport.Write(report, terminal.Output);
                break;
            default:
                TableReport.Write(report, terminal.Output);
                break;
        }
        terminal.Output.Flush();
    }

    private static StudyReport FromLedger(string? config)
    {
        var settings = SettingsOf(config);
        if (!File.Exists(settings.Ledger))
            throw new ConfigurationFault($"Ledger: there is no '{settings.Ledger}'. Run 'ivcfhir once' first, or give files with --from.");
        var ledger = Ledger.Open(settings.Ledger);
        var protocol = StudyProtocol.Default with { TimeZone = settings.TimeZone };
        return new(StudyTableBuilder.Build(ledger.Outcomes(), protocol), Synthetic: false, [], ledger.DataCut());
    }

    private static Hosting.RunSettings SettingsOf(string? config) => Hosting.SettingsReader.Read(Hosting.SettingsReader.Configuration(config));

    private static async Task<StudyReport> FromFilesAsync(string[] paths, string? site, string? map, Terminal terminal, CancellationToken ct)
    {
        var scoring = await FileScoring.OpenAsync(paths, site, map, StudyProtocol.Default, terminal.Input, ct);
        var patients = new List<PatientOutcomes>();
        await foreach (var patient in scoring.ScoreAsync(ct))
            patients.Add(patient);
        return new(StudyTableBuilder.Build(patients, StudyProtocol.Default), Synthetic: false, [], DataCut: null);
    }
}
