using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using IvcFhir.Core;
using IvcFhir.Core.Cohort;
using IvcFhir.Protocols;
using IvcFhir.Report;

namespace IvcFhir.Commands;

/// <summary>The study's table, from the ledger or straight from files.</summary>
internal static class ReportCommand
{
    public static Command Create(Terminal terminal)
    {
        var from = new Option<string[]>("--from")
        {
            Description = "Files or folders in place of the ledger; - for standard input.",
            HelpName = "PATH",
            AllowMultipleArgumentsPerToken = true,
        };
        var format = new Option<string>("--format")
        {
            Description = "table, json, html, csv or fhir (a MeasureReport).",
            DefaultValueFactory = _ => "table",
        };
        format.AcceptOnlyFromAmong("table", "json", "html", "csv", "fhir");
        var part = new Option<string>("--part")
        {
            Description = $"Which table as CSV: {string.Join(", ", CsvParts.Names)}.",
            DefaultValueFactory = _ => CsvParts.Names[0],
        };
        part.AcceptOnlyFromAmong(CsvParts.Names);
        var suppress = new Option<int?>("--suppress")
        {
            Description = "Withhold counts from 1 to K − 1, and those that would give them away.",
            HelpName = "K",
            CustomParser = LimitOf,
        };
        var protocol = new Option<string?>("--protocol")
        {
            Description = "A shipped protocol or the path of a .json file, in place of the configured one.",
            HelpName = "NAME|FILE",
        };
        var command = new Command(
            "report",
            "The study's table with the published figures beside it.\nExample: ivcfhir report --format html > report.html"
        )
        {
            from,
            format,
            part,
            suppress,
            OnceCommand.Config,
            ScoreCommand.Site,
            ScoreCommand.Map,
            FileInput.Base,
            FileInput.Zone,
            FileInput.AnswerFile,
            protocol,
        };
        command.SetAction(
            async (parsed, ct) =>
            {
                var (report, exit) = FileInput.Of(parsed, parsed.GetValue(from), ScoreCommand.Site) is not { } input
                    ? FromLedger(parsed.GetValue(OnceCommand.Config), parsed.GetValue(protocol), terminal)
                    : await FromFilesAsync(input, parsed.GetValue(protocol), parsed.GetValue(suppress) is not null, terminal, ct);
                var limit = parsed.GetValue(suppress);
                Write(limit is { } k ? Suppression.Apply(report, k) : report, parsed.GetValue(format)!, terminal, parsed.GetValue(part)!);
                return exit();
            }
        );
        return command;
    }

    private static int? LimitOf(ArgumentResult argument)
    {
        if (int.TryParse(argument.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit >= 2)
            return limit;
        argument.AddError("--suppress: the least count that is shown, a whole number of 2 or more, usually 5 or 11.");
        return null;
    }

    public static void Write(StudyReport report, string format, Terminal terminal, string part = "figures")
    {
        switch (format)
        {
            case "json":
                JsonReport.Write(report, terminal.OutputStream);
                break;
            case "html":
                HtmlReport.Write(report, terminal.Output);
                break;
            case "fhir":
                FhirReport.Write(report, TimeProvider.System.GetUtcNow(), terminal.OutputStream);
                break;
            case "csv":
                CsvParts.Write(part, report, terminal.Output);
                break;
            default:
                TableReport.Write(report, terminal.Output);
                break;
        }
        terminal.Output.Flush();
    }

    private static (StudyReport Report, Func<int> Exit) FromLedger(string? config, string? protocol, Terminal terminal)
    {
        var data = StudyData.FromLedger(config, site: null, protocol);
        var tally = new StudyTally(data.Protocol);
        var without = 0;
        foreach (var patient in data.Patients())
        {
            without += patient.Facts is null ? 1 : 0;
            tally.Add(patient.Outcomes);
        }
        return (
            StudyReport.Of(tally.ToTable(), data.Protocol, synthetic: false, [], data.DataCut),
            () => WithoutFacts.Exit(without, terminal)
        );
    }

    private static async Task<(StudyReport Report, Func<int> Exit)> FromFilesAsync(
        FileInput input,
        string? protocolName,
        bool withheld,
        Terminal terminal,
        CancellationToken ct
    )
    {
        var protocol = StudyProtocols.Load(protocolName ?? StudyProtocols.DefaultName).Rules;
        var scoring = await FileScoring.OpenAsync(input, protocol, terminal, ct);
        var tally = new StudyTally(protocol);
        await foreach (var patient in scoring.ScoreAsync(all: false, ct))
            tally.Add(patient.Outcomes);
        var exit = await scoring.TellAsync(terminal, withheld: withheld);
        return (StudyReport.Of(tally.ToTable(), protocol, synthetic: false, [], dataCut: null), () => exit);
    }
}
