using System.CommandLine;
using IvcFhir.Codes;
using IvcFhir.Core;
using IvcFhir.Gate;
using IvcFhir.Hosting;
using IvcFhir.Map;
using IvcFhir.Pull;
using IvcFhir.Validate;
using Microsoft.Extensions.DependencyInjection;
using Serilog.Events;

namespace IvcFhir.Commands;

/// <summary>
/// Code by code, what a site sends that is not understood. Codes and systems are printed, never a display or a text: those have held
/// patients' data.
/// </summary>
internal static class CodesCommand
{
    public static Command Create(Terminal terminal)
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description =
                "Bundles, single resources, NDJSON, folders of them; - for standard input. Without one, the configured site is read.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var format = new Option<string>("--format") { Description = "table or json.", DefaultValueFactory = _ => "table" };
        format.AcceptOnlyFromAmong("table", "json");
        var all = new Option<bool>("--all") { Description = "Also codes of vital signs, laboratory and social history." };
        var selected = new Option<bool>("--selected")
        {
            Description =
                "Of a configured site only the patients that its settings select; without it every patient, for "
                + "a procedure that no map knows selects nobody.",
        };
        var command = new Command(
            "codes",
            """
            Lists codes that no map knows and codes that need corroboration, with counts, and an entry for the site map to fill in.
            Exit code 1: there are some.
            Example: ivcfhir codes extract/ --site centre-b
            Example: ivcfhir codes --config sites.json --site centre-a --format json
            """
        )
        {
            paths,
            ScoreCommand.Site,
            ScoreCommand.Map,
            FileInput.Base,
            FileInput.Zone,
            OnceCommand.Config,
            format,
            all,
            selected,
        };
        command.SetAction(
            async (parsed, ct) =>
            {
                var tally = FileInput.Of(parsed, parsed.GetValue(paths), ScoreCommand.Site) is { } input
                    ? await CollectAsync(
                        input.Name,
                        await FileScoring.OpenAsync(input, CodeSieve.Everything, terminal, ct),
                        ConceptIndex.Load(input.Map),
                        StudyProtocol.Default,
                        parsed.GetValue(all),
                        ct
                    )
                    : await FromSiteAsync(
                        parsed.GetValue(ScoreCommand.Site),
                        parsed.GetValue(OnceCommand.Config),
                        parsed.GetValue(selected),
                        parsed.GetValue(all),
                        ct
                    );
                CodesReport.Write(tally, parsed.GetValue(format) == "json", terminal);
                return tally.Counts.Count > 0 ? ExitCode.SetAside : ExitCode.Done;
            }
        );
        return command;
    }

    private static async Task<CodeTally> FromSiteAsync(string? site, string? config, bool selected, bool all, CancellationToken ct)
    {
        if (site is null)
            throw new ConfigurationFault("codes: give files or folders, or --site NAME of a configured site.");
        var settings = OnceCommand.Settings(config, site);
        var chosen = selected ? settings.Sites[0] : settings.Sites[0] with { Patients = PatientSelection.AllPatients };
        await using var services = new ServiceCollection().AddStudyRuns(null, LogEventLevel.Warning, [chosen]).BuildServiceProvider();
        var protocol = settings.Rules();
        var source = services.GetRequiredService<StudyRuns>().Source(chosen, protocol);
        return await CollectAsync(chosen.Name, source, StudyRuns.Concepts(chosen), protocol, all, ct);
    }

    private static async Task<CodeTally> CollectAsync(
        string site,
        IPatientSource source,
        ConceptIndex concepts,
        StudyProtocol protocol,
        bool all,
        CancellationToken ct
    )
    {
        var (validator, mapper, survey, tally) = (
            new RecordValidator(),
            new RecordMapper(concepts, protocol),
            new CodeSurvey(concepts, all),
            new CodeTally(site)
        );
        foreach (var patient in await source.WhoAsync(ct))
        {
            var pulled = await source.PullAsync(patient, ct);
            var (record, person) = (validator.Check(pulled), PersonalData.Of(pulled));
            var setAside = mapper
                .Map(record)
                .Issues.Where(issue => issue.Code == IssueCode.AmbiguousCode)
                .Select(issue => issue.Source)
                .ToHashSet();
            foreach (var resource in record.Resources)
                tally.Add(survey.Of(resource.Resource), setAside.Contains(resource.Source), person);
        }
        return tally;
    }
}
