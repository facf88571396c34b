using System.Diagnostics;
using IvcFhir.Codes;
using IvcFhir.Gate;
using IvcFhir.Validate;

namespace IvcFhir.Tests.Gate;

/// <summary>Runs garbled inputs through the gate and the tolerant reading. A fault of the program is an exception that names the case.</summary>
internal static class Fuzz
{
    public static FuzzReport Run(int cases, int seed)
    {
        var (sieve, validator, report) = (CodeSieve.Of(ConceptIndex.Load(null)), new RecordValidator(), new FuzzReport());
        for (var number = 0; number < cases; number++)
        {
            var bytes = new Garbled(unchecked(seed + number)).Document();
            var started = Stopwatch.GetTimestamp();
            try
            {
                One(bytes, sieve, number % 8 == 0 ? validator : null, report);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Case {number} of seed {seed}.", e);
            }
            report.Took(number, Stopwatch.GetElapsedTime(started));
        }
        return report;
    }

    private static void One(byte[] bytes, CodeSieve sieve, RecordValidator? validator, FuzzReport report)
    {
        using var source = FolderSource.Of("fuzz", InputFile.Of("f", InputBytes.Of(bytes)), sieve);
        report.Resources += source.Read.Values.Sum();
        report.Issues += source.Issues.Count;
        foreach (var patient in source.WhoAsync(CancellationToken.None).Result)
        {
            var record = source.PullAsync(patient, CancellationToken.None).Result;
            report.Issues += validator is null ? record.Issues.Length : validator.Check(record).Issues.Length;
        }
    }
}

internal sealed class FuzzReport
{
    public int Resources { get; set; }

    public int Issues { get; set; }

    public int SlowestCase { get; private set; }

    public TimeSpan Slowest { get; private set; }

    // The first cases pay for the compiler.
    public void Took(int number, TimeSpan time)
    {
        if (number > 100 && time > Slowest)
            (SlowestCase, Slowest) = (number, time);
    }
}
