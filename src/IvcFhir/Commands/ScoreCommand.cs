using System.CommandLine;
using IvcFhir.Protocols;
using IvcFhir.WriteBack;

namespace IvcFhir.Commands;

/// <summary>Scores files: the same Observations that a pass would write.</summary>
internal static class ScoreCommand
{
    public static readonly Option<string?> Site = new("--site")
    {
        Description = "The site whose embedded map explains local codes.",
        HelpName = "NAME",
    };

    public static readonly Option<string?> Map = new("--map") { Description = "A site map file for local codes.", HelpName = "FILE" };

    public static readonly Option<string> Protocol = new("--protocol")
    {
        Description = "A shipped protocol or the path of a .json file; see 'ivcfhir protocol show'.",
        HelpName = "NAME|FILE",
        DefaultValueFactory = _ => StudyProtocols.DefaultName,
    };

    public static Command Create(Terminal terminal)
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = "Bundles, single resources, NDJSON, folders of them; - for standard input.",
            Arity = ArgumentArity.OneOrMore,
        };
        var issues = new Option<string?>("--issues")
        {
            Description = "Write what was set aside as OperationOutcomes, one a line.",
            HelpName = "FILE",
        };
        var command = new Command(
            "score",
            "Scores files; scored Observations go to stdout, one a line.\nExample: ivcfhir score extract/ "
                + "--site centre-b --issues issues.ndjson > scored.ndjson"
        )
        {
            paths,
            Site,
            Map,
            FileInput.Base,
            FileInput.Zone,
            FileInput.AnswerFile,
            Protocol,
            issues,
        };
        command.SetAction(
            (parsed, ct) =>
                RunAsync(
                    FileInput.Of(parsed, parsed.GetValue(paths), Site)!,
                    parsed.GetValue(Protocol)!,
                    parsed.GetValue(issues),
                    terminal,
                    ct
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(
        FileInput input,
        string protocolName,
        string? issuesFile,
        Terminal terminal,
        CancellationToken ct
    )
    {
        var protocol = StudyProtocols.Load(protocolName).Rules;
        var scoring = await FileScoring.OpenAsync(input, protocol, terminal, ct);
        var renderer = new OutcomeRenderer(protocol);
        using var issues = new IssueFile(issuesFile, scoring.Source.PlaceOf);
        issues.Write(scoring.Source.Issues);
        var (patients, eligible, outcomes) = (0, 0, 0);
        await foreach (var (_, patient) in scoring.ScoreAsync(all: false, ct))
        {
            var written = patient.Outcomes.Where(outcome => WrittenBack.Includes(outcome.Key)).ToList();
            (patients, eligible, outcomes) = (patients + 1, eligible + (patient.Eligible ? 1 : 0), outcomes + written.Count);
            issues.Write(patient.Issues);
            foreach (var outcome in written)
            {
                await terminal.OutputStream.WriteAsync(ObservationStore.Bytes(renderer.Render(outcome)), ct);
                terminal.OutputStream.WriteByte((byte)'\n');
            }
        }
        await terminal.OutputStream.FlushAsync(ct);
        await terminal.Messages.WriteLineAsync(
            $"{scoring.Source.Read.Values.Sum()} resources, {patients} patients, {eligible} in the study, "
                + $"{outcomes} outcomes, {issues.Count} issues{issues.Summary}"
        );
        return Math.Max(await scoring.TellAsync(terminal, listsIssues: true), issues.SetAside ? ExitCode.SetAside : ExitCode.Done);
    }
}
