using System.CommandLine;
using IvcFhir.State;
using IvcFhir.WriteBack;

namespace IvcFhir.Commands;

/// <summary>
/// Lets the answers change that stand at a site and were written by other rules, maps or settings. The next pass writes them.
/// </summary>
internal static class ApproveCommand
{
    private const string Upgrade = "upgrade";

    public static Command Create(Terminal terminal)
    {
        var because = new Option<string>("--because")
        {
            Description = $"Why they may change: {Upgrade}, by new rules, maps or settings.",
            HelpName = "REASON",
            Required = true,
        };
        because.AcceptOnlyFromAmong(Upgrade);
        var command = new Command(
            "approve",
            "Lets written answers change that the rules, maps or settings of today answer otherwise; the next "
                + "pass does it.\nExample: ivcfhir approve --because upgrade --config sites.json --site centre-a"
        )
        {
            because,
            OnceCommand.Config,
            ExplainCommand.Site,
        };
        command.SetAction((parsed, _) => RunAsync(parsed.GetValue(OnceCommand.Config), parsed.GetValue(ExplainCommand.Site), terminal));
        return command;
    }

    private static async Task<int> RunAsync(string? config, string? only, Terminal terminal)
    {
        var settings = OnceCommand.Settings(config, only);
        var protocol = settings.Rules();
        var ledger = Ledger.Open(settings.Ledger);
        foreach (var site in settings.Sites)
        {
            var approved = ledger.Approve(site.Name, protocol.Study, RulesFingerprint.Of(protocol, site.Map, site.TimeZone));
            await terminal.Output.WriteLineAsync(
                approved > 0
                    ? $"{site.Name}: approved; of {approved} outcomes that were written by others "
                        + "the next pass changes those that these rules answer otherwise"
                    : $"{site.Name}: nothing to approve; what stands was written by these rules"
            );
        }
        return ExitCode.Done;
    }
}
