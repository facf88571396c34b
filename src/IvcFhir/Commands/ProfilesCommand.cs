using System.CommandLine;
using IvcFhir.Profiles;

namespace IvcFhir.Commands;

/// <summary>The contract for other tools.</summary>
internal static class ProfilesCommand
{
    public static Command Create(Terminal terminal)
    {
        var file = new Option<string?>("--out")
        {
            Description = $"Where to write the package; {FhirPackage.Name}.tgz in this folder unless said otherwise.",
            HelpName = "FILE",
        };
        var pack = new Command(
            "pack",
            "Writes the contract as a FHIR package (.tgz) that SUSHI and validators install.\nExample: ivcfhir "
                + "profiles pack --out contract.tgz"
        )
        {
            file,
        };
        pack.SetAction(
            async (parsed, _) =>
            {
                var path = parsed.GetValue(file) ?? $"{FhirPackage.Name}.tgz";
                await using (var target = File.Create(path))
                    FhirPackage.Write(target);
                await terminal.Output.WriteLineAsync(path);
                return ExitCode.Done;
            }
        );
        return new Command("profiles", "The FHIR contract: what may come in and what goes out.\nExample: ivcfhir profiles pack") { pack };
    }
}
