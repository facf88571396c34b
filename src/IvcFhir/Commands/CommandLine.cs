using System.CommandLine;
using IvcFhir.Pull;
using IvcFhir.Sandbox;
using IvcFhir.State;

namespace IvcFhir.Commands;

/// <summary>All commands, and the one place where a fault becomes a message and an exit code.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] args, Stream input, Stream outputStream, TextWriter output, TextWriter messages)
    {
        var terminal = new Terminal(input, outputStream, output, messages);
        var root = new RootCommand(
            """
            Scores the outcomes of IVC thrombosis from hospitals' FHIR servers, writes them back, and reports them.
            Results go to stdout, progress and messages to stderr.
            Exit codes: 0 done, 1 done with data set aside, 2 usage or configuration, 3 a site, the store or the program failed.
            Example: ivcfhir demo
            """
        )
        {
            DemoCommand.Create(terminal),
            RunCommand.Create(terminal),
            OnceCommand.Create(terminal),
            ScoreCommand.Create(terminal),
            ValidateCommand.Create(terminal),
            ReportCommand.Create(terminal),
            CodesCommand.Create(terminal),
            ExplainCommand.Create(terminal),
            GapsCommand.Create(terminal),
            AnswerCommand.Create(terminal),
            ApproveCommand.Create(terminal),
            ProtocolCommand.Create(terminal),
            ProfilesCommand.Create(terminal),
            SandboxCommand.Create(terminal),
        };
        var parsed = root.Parse(args.Length == 0 ? ["--help"] : args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                await messages.WriteLineAsync(error.Message);
            await messages.WriteLineAsync("Try: ivcfhir --help");
            return ExitCode.Usage;
        }
        return await GuardedAsync(() => parsed.InvokeAsync(Invocation(output, messages)), messages);
    }

    /// <summary>
    /// One who is told to stop has time for the writes that run (<see cref="SiteClient.WriteGrace"/>); the default would end the program
    /// under them after 2 s.
    /// </summary>
    private static InvocationConfiguration Invocation(TextWriter output, TextWriter messages) =>
        new()
        {
            EnableDefaultExceptionHandler = false,
            Output = output,
            Error = messages,
            ProcessTerminationTimeout = SiteClient.WriteGrace + TimeSpan.FromSeconds(7),
        };

    private static async Task<int> GuardedAsync(Func<Task<int>> command, TextWriter messages)
    {
        try
        {
            return await command();
        }
        catch (Exception e) when (ExitCodeOf(e) is not null)
        {
            await messages.WriteLineAsync(
                e is FileNotFoundException { FileName: { } file } ? $"There is no file or folder '{file}'." : e.Message
            );
            return ExitCodeOf(e)!.Value;
        }
        catch (OperationCanceledException)
        {
            await messages.WriteLineAsync("Stopped.");
            return ExitCode.Failed;
        }
        catch (Exception e)
        {
            await messages.WriteLineAsync($"A bug of this program: {UnexpectedFault.Told(e)}.");
            return ExitCode.Failed;
        }
    }

    /// <summary>Null for a bug: its message may quote a patient's data, and is not shown.</summary>
    private static int? ExitCodeOf(Exception e) =>
        e switch
        {
            ConfigurationFault or FileNotFoundException => ExitCode.Usage,
            SiteFault or LedgerFault or SandboxPortInUseException or IOException or UnauthorizedAccessException => ExitCode.Failed,
            _ => null,
        };
}
