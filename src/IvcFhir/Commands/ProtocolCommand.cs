using System.CommandLine;
using IvcFhir.Core;
using IvcFhir.Protocols;
using IvcFhir.Report;
using Spectre.Console;
using static System.FormattableString;

namespace IvcFhir.Commands;

/// <summary>What a protocol says, and whether a document is one.</summary>
internal static class ProtocolCommand
{
    public static Command Create(Terminal terminal) => new("protocol", "Shows the rules of a study, or checks a protocol document.\nExample: ivcfhir protocol show iliofemoral-cdt")
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
        var format = new Option<string>("--format") { Description = "text or json; json is a document that states every setting.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        var command = new Command("show", "Every setting, whether it is the default, and what the sources say.\nExample: ivcfhir protocol show iliofemoral-cdt --format json > mine.json") { name, format };
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
        var command = new Command("check", "Whether a document is a protocol; every fault is named.\nExample: ivcfhir protocol check mine.json") { file };
        command.SetAction(parsed =>
        {
            var rules = StudyProtocols.LoadFile(parsed.GetValue(file)!).Rules;
            var changed = ProtocolSettings.All.Count(setting => IsRule(setting) && !IsDefault(setting, rules));
            terminal.Output.WriteLine(Invariant($"{rules.Study}/{rules.Version}, hash {rules.Hash}: a protocol; {changed} settings differ from the default."));
            terminal.Output.Flush();
            return ExitCode.Done;
        });
        return command;
    }

    private static void WriteText(ProtocolDocument document, TextWriter output)
    {
        var rules = document.Rules;
        output.WriteLine($"{rules.Study} {rules.Version}, hash {rules.Hash}: {document.Title}");
        var sources = document.Citations.ToDictionary(citation => citation.Decision, citation => string.Join(' ', citation.Sources.Select(source => source.Split(' ')[0])), StringComparer.Ordinal);
        var table = new Table().Border(TableBorder.Simple).AddColumns("rule", "setting", "value", "default", "sources");
        foreach (var setting in ProtocolSettings.All.Where(IsRule))
        {
            var decision = ProtocolSchema.DecisionOf(setting.Path) ?? "";
            table.AddRow(
                new Text(decision), new Text(setting.Path), new Text(SettingText.Of(setting, rules)),
                new Text(IsDefault(setting, rules) ? "yes" : "no"), new Text(sources.GetValueOrDefault(decision, "")));
        }

        TableReport.ConsoleOn(output).Write(table);
        foreach (var citation in document.Citations)
            output.WriteLine($"{citation.Decision}: {citation.Says} [{string.Join("; ", citation.Sources)}]");
    }

    /// <summary>What names the study, and what it published, has no default.</summary>
    private static bool IsRule(ProtocolSetting setting) => setting.Path is not ("id" or "version" or "published");

    private static bool IsDefault(ProtocolSetting setting, StudyProtocol rules) =>
        string.Equals(setting.Get(rules).ToJsonString(), setting.Get(StudyProtocol.Default).ToJsonString(), StringComparison.Ordinal);
}
