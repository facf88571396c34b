using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace IvcFhir.Benchmarks;

/// <summary>What one child process used.</summary>
/// <param name="Cpu">Seconds of processor time, user and system, from start to end.</param>
/// <param name="Wall">Seconds.</param>
/// <param name="Peak">The largest resident size, in bytes.</param>
internal readonly record struct Used(double Cpu, double Wall, long Peak)
{
    /// <summary>The one with the least processor time: whatever else the machine does only adds to it.</summary>
    public static Used LeastOf(int rounds, Func<Used> run) => Enumerable.Range(0, rounds).Select(_ => run()).MinBy(used => used.Cpu);
}

/// <summary>
/// A command as a process of its own, so that its processor time and its peak are its own. On Linux: other systems have no such count of
/// ended children.
/// </summary>
internal static partial class Child
{
    private const int Children = -1;

    private static readonly string Here = AppContext.BaseDirectory;

    /// <summary>The folder of the program that is measured: the one that was built with this, or one that was published.</summary>
    public static string ProgramFolder { get; set; } = Here;

    /// <summary>The program, with its own runtime settings.</summary>
    /// <param name="threads">How many processors the runtime may see; 0 for all.</param>
    public static Used Program(int threads, params ReadOnlySpan<string> arguments) =>
        Run(Path.Combine(ProgramFolder, "ivcfhir.dll"), threads, arguments, okay: code => code <= 1);

    /// <summary>A part of this benchmark, by the program's runtime settings.</summary>
    public static Used Part(int threads, params ReadOnlySpan<string> arguments) =>
        Run(Path.Combine(Here, "IvcFhir.Benchmarks.dll"), threads, ["child", .. arguments], okay: code => code == 0);

    private static Used Run(string assembly, int threads, ReadOnlySpan<string> arguments, Func<int, bool> okay)
    {
        var start = new ProcessStartInfo(
            Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet"
        )
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { "exec", "--runtimeconfig", Path.Combine(Here, "ivcfhir.runtimeconfig.json"), assembly },
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        if (threads > 0)
            start.Environment["DOTNET_PROCESSOR_COUNT"] = threads.ToString(CultureInfo.InvariantCulture);
        start.Environment["DOTNET_TC_DelaySingleProcMultiplier"] = "1"; // else a process with one processor stays in unoptimised code for its first second, and that is all that is measured
        var (before, started) = (CpuOfChildren(), Stopwatch.GetTimestamp());
        using var child = Process.Start(start)!;
        var output = child.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        var messages = child.StandardError.ReadToEndAsync();
        var peak = PeakOf(child);
        var wall = Stopwatch.GetElapsedTime(started).TotalSeconds;
        output.GetAwaiter().GetResult();
        if (!okay(child.ExitCode))
            throw new InvalidOperationException(
                $"{Path.GetFileName(assembly)} ended with {child.ExitCode}: {messages.GetAwaiter().GetResult()}"
            );
        return new(CpuOfChildren() - before, wall, peak);
    }

    /// <summary>
    /// Waits for the end. The system forgets the peak of a process with the process, so that it is asked again and again.
    /// </summary>
    private static long PeakOf(Process child)
    {
        var peak = 0L;
        while (!child.WaitForExit(10))
            peak = Math.Max(peak, PeakNow(child.Id));
        child.WaitForExit();
        return peak;
    }

    private static long PeakNow(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status")
                .FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null
                ? 0
                : 1024
                    * long.Parse(
                        line["VmHWM:".Length..^"kB".Length],
                        NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
                        CultureInfo.InvariantCulture
                    );
        }
        catch (IOException)
        {
            return 0; // it has just ended
        }
    }

    private static double CpuOfChildren()
    {
        var usage = new long[18];
        if (ResourceUsage(Children, usage) != 0)
            throw new InvalidOperationException("The processor time of children cannot be read.");
        return usage[0] + usage[2] + (usage[1] + usage[3]) / 1e6;
    }

    [DllImport("libc", EntryPoint = "getrusage")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int ResourceUsage(int who, [Out] long[] usage);
}
