using System.Diagnostics;
using System.Text;
using IvcFhir.Commands;

namespace IvcFhir.Tests.Support;

/// <summary>What a command left behind.</summary>
internal sealed record CliResult(int Exit, string Output, string Messages);

/// <summary>The program as a user runs it: in this process, or as a process of its own that can be killed.</summary>
internal static class Cli
{
    public static Task<CliResult> RunAsync(params string[] args) => RunWithInputAsync("", args);

    public static async Task<CliResult> RunWithInputAsync(string input, params string[] args)
    {
        using var output = new MemoryStream();
        using var writer = new StreamWriter(output, new UTF8Encoding(false)) { AutoFlush = true };
        using var messages = new StringWriter();
        var exit = await CommandLine.RunAsync(args, new MemoryStream(Encoding.UTF8.GetBytes(input)), output, writer, messages);
        return new(exit, Encoding.UTF8.GetString(output.ToArray()), messages.ToString());
    }

    /// <summary>A process of its own. The caller ends it by its id.</summary>
    public static Process Start(params string[] args) => Start(new Dictionary<string, string>(StringComparer.Ordinal), args);

    /// <inheritdoc cref="Start(string[])"/>
    public static Process Start(IReadOnlyDictionary<string, string> environment, params string[] args)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "ivcfhir.dll");
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(program);
        foreach (var arg in args)
            start.ArgumentList.Add(arg);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    public static async Task<CliResult> FinishAsync(Process process)
    {
        using (process)
        {
            var (output, messages) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync();
            return new(process.ExitCode, await output, await messages);
        }
    }
}
