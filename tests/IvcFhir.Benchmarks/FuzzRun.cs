using System.Diagnostics;
using IvcFhir.Tests.Gate;
using static System.FormattableString;

namespace IvcFhir.Benchmarks;

/// <summary>
/// The fuzz test of the gate, with as many cases as are wanted. Ends with 1 where one took a second; a crash names its case.
/// </summary>
internal static class FuzzRun
{
    public static int Run(int cases, int seed)
    {
        var started = Stopwatch.GetTimestamp();
        var report = Fuzz.Run(cases, seed);
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(
            Invariant(
                $"{cases} cases from seed {seed} in {Stopwatch.GetElapsedTime(started).TotalMinutes:F1} min: {report.Resources} resources, {report.Issues} issues, no crash"
            )
        );
        Console.WriteLine(
            Invariant(
                $"slowest: case {report.SlowestCase} with {report.Slowest.TotalMilliseconds:F0} ms; peak working set {self.PeakWorkingSet64 / 1e6:F0} MB"
            )
        );
        return report.Slowest < TimeSpan.FromSeconds(1) ? 0 : 1;
    }
}
