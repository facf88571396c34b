using System.CommandLine;
using IvcFhir.Sandbox;
using IvcFhir.Sandbox.Cohort;

namespace IvcFhir.Commands;

/// <summary>A hospital to play with.</summary>
internal static class SandboxCommand
{
    public static Command Create(Terminal terminal)
    {
        var port = new Option<int>("--port") { Description = "The port on loopback; 0 takes a free one.", DefaultValueFactory = _ => 0 };
        var data = new Option<string?>("--data") { Description = "A file or folder of FHIR JSON or NDJSON to load.", HelpName = "PATH" };
        var centre = new Option<string?>("--centre") { Description = "Load one of the synthetic hospitals: A or B." };
        centre.AcceptOnlyFromAmong("A", "B");
        var command = new Command(
            "sandbox",
            "A small FHIR R4 server in memory, on loopback, until it is stopped.\nExample: ivcfhir sandbox --port 8090 --centre A"
        )
        {
            port,
            data,
            centre,
        };
        command.SetAction((parsed, ct) => RunAsync(parsed.GetValue(port), parsed.GetValue(data), parsed.GetValue(centre), terminal, ct));
        return command;
    }

    private static async Task<int> RunAsync(int port, string? data, string? centre, Terminal terminal, CancellationToken ct)
    {
        await using var hospital = await SandboxHospital.StartAsync(
            new() { Name = centre is null ? "sandbox" : $"centre {centre}", Port = port },
            ct
        );
        if (centre is not null)
            hospital.Store.Load(SyntheticCohort.Resources(Enum.Parse<Centre>(centre)));
        var exit = ExitCode.Done;
        if (data is not null)
            exit = await LoadAsync(hospital, data, terminal, ct);
        await terminal.Output.WriteLineAsync(hospital.BaseUrl.AbsoluteUri);
        await terminal.Output.FlushAsync(ct);
        await terminal.Messages.WriteLineAsync($"{hospital.Store.Count} resources; stop with Ctrl+C");
        try
        {
            await Task.Delay(Timeout.Infinite, ct);
        }
        catch (OperationCanceledException)
        {
            // Ctrl+C is how it ends.
        }
        return exit;
    }

    /// <exception cref="FileNotFoundException">There is no file or folder of that name.</exception>
    private static async Task<int> LoadAsync(SandboxHospital hospital, string path, Terminal terminal, CancellationToken ct)
    {
        if (!File.Exists(path) && !Directory.Exists(path))
            throw new FileNotFoundException("There is no file or folder of that name.", path);
        var loaded = await SandboxLoader.LoadAsync(hospital.Store, path, ct);
        if (loaded.Unreadable.IsEmpty)
            return ExitCode.Done;
        await terminal.Messages.WriteLineAsync($"{loaded.Unreadable.Length} files, lines or entries are not FHIR JSON and were not loaded");
        return ExitCode.SetAside;
    }
}
