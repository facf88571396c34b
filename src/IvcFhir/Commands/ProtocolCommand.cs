using System.CommandLine;
using IvcFhir.Core;
using IvcFhir.Profiles;
using IvcFhir.Protocols;
using IvcFhir.Report;
using Spectre.Console;
using static System.FormattableString;

namespace IvcFhir.Commands;

/// <summary>What a protocol says, and whether a document is one.</summary>
internal static class ProtocolCommand
{
    public static Command Create(Terminal terminal) =>
        new("protocol", "Shows the rules of a study, or checks a protocol document.\nExample: ivcfhir protocol show iliofemoral-cdt")
        {
            Show(terminal),
            Check(terminal),
        };

    private static Command Show(Terminal terminal)
    {
        var name = new Argument<string>("NAME|FILE")
        {
            Description = $"A shipped protocol ({string.Join(", ", StudyProtocols.Names)}) or the path of a .json file.",
            DefaultValueFactory = _ => StudyProtocols.DefaultName,
        };
        var format = new Option<string>("--format")
        {
            Description = "text or json; json is a document that states every setting.",
            DefaultValueFactory = _ => "text",
        };
        format.AcceptOnlyFromAmong("text", "json");
        var command = new Command(
            "show",
            "Every setting, whether it is the default, and what the sources say.\nExample: ivcfhir protocol "
                + "show iliofemoral-cdt --format json > mine.json"
        )
        {
            name,
            format,
        };
        command.SetAction(parsed =>
        {
            var document = StudyProtocols.Load(parsed.GetValue(name)!);
            if (parsed.GetValue(format) == "json")
                terminal.Output.Write(ProtocolWriter.Write(document));
            else
                WriteText(document, terminal.Output);
            terminal.Output.Flush();
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Check(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "The document." };
        var command = new Command(
            "check",
            "Whether a document is a protocol; every fault is named.\nExample: ivcfhir protocol check mine.json"
        )
        {
            file,
        };
        command.SetAction(parsed =>
        {
            var rules = StudyProtocols.LoadFile(parsed.GetValue(file)!).Rules;
            var changed = ProtocolSettings.All.Count(setting => IsRule(setting) && !ProtocolEvidence.IsDefault(setting, rules));
            terminal.Output.WriteLine(
                Invariant($"{rules.Study}/{rules.Version}, hash {rules.Hash}: a protocol; {changed} settings differ from the default.")
            );
            terminal.Output.Flush();
            return ExitCode.Done;
        });
        return command;
    }

    private static void WriteText(ProtocolDocument document, TextWriter output)
    {
        var rules = document.Rules;
        output.WriteLine($"{rules.Study} {rules.Version}, hash {rules.Hash}: {document.Title}");
        var table = new Table().Border(TableBorder.Simple).AddColumns("rule", "setting", "value", "default", "for it", "against it");
        foreach (var setting in ProtocolSettings.All.Where(IsRule))
        {
            var decision = ProtocolSchema.DecisionOf(setting.Path) ?? "";
            table.AddRow(
                new Text(decision),
                new Text(setting.Path),
                new Text(SettingText.Of(setting, rules)),
                new Text(ProtocolEvidence.IsDefault(setting, rules) ? "yes" : "no"),
                Sources(setting, Stance.Supports, rules),
                Sources(setting, Stance.Contrasts, rules)
            );
        }

        TableReport.ConsoleOn(output).Write(table);
        output.WriteLine($"Evidence {document.Evidence}");
        foreach (var point in ProtocolEvidence.Points)
        {
            output.WriteLine($"{point.Id}: {point.Question}. Default: {point.Default}");
            foreach (var one in ProtocolEvidence.Of(point, rules))
                output.WriteLine(
                    $"  {one.Source.Id} {TestimonyText.Of(one.Stance)}: {one.Says} "
                        + $"[{one.Source.Citation}{(one.Source.Url is { } url ? $", {url}" : "")}]"
                );
        }
    }

    private static Text Sources(ProtocolSetting setting, Stance stance, StudyProtocol rules) =>
        new(
            string.Join(
                ' ',
                ProtocolEvidence
                    .Points.Where(point => point.Id == ProtocolSchema.DecisionOf(setting.Path))
                    .SelectMany(point => ProtocolEvidence.Of(point, rules))
                    .Where(one => one.Stance == stance && (one.Setting is null || one.Setting == setting.Path))
                    .Select(one => one.Source.Id)
            )
        );

    /// <summary>What names the study, and what it published, has no default.</summary>
    private static bool IsRule(ProtocolSetting setting) => setting.Path is not ("id" or "version" or "published");
}
