using System.CommandLine;
using IvcFhir.Contract;
using IvcFhir.Gate;
using IvcFhir.Hosting;
using IvcFhir.Profiles;

namespace IvcFhir.Commands;

/// <summary>Judges files by FHIR R4 and the profiles of the contract.</summary>
internal static class ValidateCommand
{
    private static readonly TimeSpan TerminologyTimeout = TimeSpan.FromSeconds(20);

    public static Command Create(Terminal terminal)
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = "Bundles, single resources, NDJSON, folders of them; - for standard input.",
            Arity = ArgumentArity.OneOrMore,
        };
        var profile = new Option<string?>("--profile")
        {
            Description = "A profile to be met besides those in meta.profile; by the entries of a Bundle, unless it is for Bundles.",
            HelpName = "URL",
        };
        var tx = new Option<string?>("--tx")
        {
            Description = "FHIR base of a terminology server; it is told codes and nothing else.",
            HelpName = "URL",
        };
        var package = new Option<string?>("--package")
        {
            Description = "A FHIR package (.tgz) whose profiles join the contract's: a registry's or a nation's.",
            HelpName = "FILE",
        };
        var format = new Option<string>("--format")
        {
            Description =
                "text: one finding a line; json: one object a line; outcome: one OperationOutcome a line for each resource with findings.",
            DefaultValueFactory = _ => "text",
        };
        format.AcceptOnlyFromAmong("text", "json", "outcome");
        var command = new Command(
            "validate",
            "Judges files by FHIR R4 and the profiles. Exit codes: 0 valid, 1 errors found, 2 usage.\nExample: "
                + "ivcfhir validate extract/ --format json > findings.ndjson"
        )
        {
            paths,
            profile,
            tx,
            package,
            format,
        };
        command.SetAction(
            (parsed, ct) =>
                RunAsync(
                    parsed.GetValue(paths)!,
                    parsed.GetValue(profile),
                    parsed.GetValue(tx),
                    parsed.GetValue(package),
                    FindingFormat.Named(parsed.GetValue(format)!),
                    terminal,
                    ct
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(
        string[] paths,
        string? profile,
        string? tx,
        string? package,
        FindingFormat format,
        Terminal terminal,
        CancellationToken ct
    )
    {
        using var http = tx is null ? null : new HttpClient { BaseAddress = AddressOf(tx), Timeout = TerminologyTimeout };
        var validator = new ContractValidator(
            http is null ? null : new TerminologyServer(http),
            package is null ? null : PackageDefinitions.Open(package)
        );
        if (profile is not null && !validator.Knows(profile))
            throw new ConfigurationFault(
                $"--profile {profile}: there is no such profile. The contract's stand below "
                    + $"{StudyContract.StructureDefinition("")}; others come by --package FILE.tgz"
            );
        var tally = new FindingTally();
        var (passedOver, found) = (new List<string>(), false);
        foreach (var item in FhirFiles.Documents(paths, terminal.Input, passedOver))
        {
            ct.ThrowIfCancellationRequested();
            found |= item is FileItem.Resource;
            var judged = Judge(item, validator, profile);
            tally.Add(judged);
            if (judged.Findings.Count > 0)
                await format.WriteAsync(judged, terminal.Output);
        }
        await format.EndAsync(tally, terminal.Output);
        await FileScoring.TellAsync(passedOver, isEmpty: !found && tally.Errors == 0, paths, terminal);
        await terminal.Messages.WriteLineAsync(tally.Summary);
        return tally.Errors > 0 ? ExitCode.SetAside : ExitCode.Done;
    }

    private static Uri AddressOf(string tx) =>
        Uri.TryCreate(tx.TrimEnd('/') + "/", UriKind.Absolute, out var address) && address.Scheme is ("http" or "https")
            ? address
            : throw new ConfigurationFault("--tx: not the address of a server; it begins with http:// or https://");

    private static JudgedItem Judge(FileItem item, ContractValidator validator, string? profile)
    {
        if (item is not FileItem.Resource document)
            return new(item.Where, null, [ModelFindings.Unreadable]);
        var (resource, found) = InstanceReader.Read(document.Utf8);
        return new(item.Where, resource, resource is null ? found : validator.Validate(resource, found, profile));
    }
}
