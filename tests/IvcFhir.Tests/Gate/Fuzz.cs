using System.Diagnostics;
using IvcFhir.Codes;
using IvcFhir.Core;
using IvcFhir.Gate;
using IvcFhir.Hosting;
using IvcFhir.Pull;
using IvcFhir.Validate;

namespace IvcFhir.Tests.Gate;

/// <summary>
/// Runs garbled inputs through the gate and the tolerant reading: files, answers of a site, and now and then a site map or settings. A
/// fault of the program is an exception that names the case.
/// </summary>
internal static class Fuzz
{
    public static readonly TimeSpan Hang = TimeSpan.FromSeconds(1);

    public static FuzzReport Run(int cases, int seed)
    {
        var (sieve, validator, report) = (CodeSieve.Of(ConceptIndex.Load(null)), new RecordValidator(), new FuzzReport());
        for (var number = 0; number < cases; number++)
        {
            var took = Timed(number, seed, sieve, validator, report);
            // A machine that is busy elsewhere is slow once, a hang is one each time.
            if (took > Hang)
                took = Timed(number, seed, sieve, validator, new());
            report.Took(number, took);
        }
        return report;
    }

    private static TimeSpan Timed(int number, int seed, CodeSieve sieve, RecordValidator validator, FuzzReport report)
    {
        var garbled = new Garbled(unchecked(seed + number));
        var started = Stopwatch.GetTimestamp();
        try
        {
            if (number % 16 == 15)
                Configure(garbled.Configuration(), report);
            else if (number % 16 >= 12)
                Answer(garbled.Page(), sieve, report);
            else
                Files(garbled.Document(), sieve, number % 8 == 0 ? validator : null, report);
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"Case {number} of seed {seed}.", e);
        }
        return Stopwatch.GetElapsedTime(started);
    }

    /// <summary>As a target for a fuzzer that finds inputs itself: one kind after the other.</summary>
    public static void All(byte[] bytes, CodeSieve sieve, RecordValidator validator)
    {
        var report = new FuzzReport();
        Files(bytes, sieve, validator, report);
        Answer(bytes, sieve, report);
    }

    /// <summary>The same body is the answer to every search and every read of one patient.</summary>
    private static void Answer(byte[] bytes, CodeSieve sieve, FuzzReport report)
    {
        using var http = new HttpClient(new Same(bytes)) { BaseAddress = new("http://h/fhir/") };
        var source = new SiteSource(
            "fuzz",
            new(
                new(
                    http,
                    new()
                    {
                        AnswerMegabytes = 1,
                        Pages = 4,
                        EmptyPages = 2,
                    }
                ),
                sieve
            ),
            ["a|b"]
        );
        foreach (var patient in (string[])["Patient/1", .. Guarded(() => source.WhoAsync(CancellationToken.None)) ?? []])
            report.Add(Guarded(() => source.PullAsync(patient, CancellationToken.None)));
    }

    private static T? Guarded<T>(Func<Task<T>> ask)
        where T : class
    {
        try
        {
            return ask().Result;
        }
        catch (AggregateException e) when (e.InnerException is SiteFault)
        {
            return null;
        }
    }

    /// <summary>A site map and settings are taken, or refused by the one exception that says what is wrong.</summary>
    private static void Configure(string text, FuzzReport report)
    {
        var path = Path.Combine(Path.GetTempPath(), $"ivcfhir-fuzz-{Environment.ProcessId}.json");
        try
        {
            File.WriteAllText(path, text);
            foreach (var read in (Action[])[() => SiteMap.Load(path), () => SettingsReader.Read(SettingsReader.Configuration(path))])
            {
                try
                {
                    read();
                    report.Resources++;
                }
                catch (ConfigurationFault)
                {
                    report.Issues++;
                }
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Files(byte[] bytes, CodeSieve sieve, RecordValidator? validator, FuzzReport report)
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

/// <summary>A server that says one thing only.</summary>
internal sealed class Same(byte[] body) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromResult(new HttpResponseMessage { Content = new ByteArrayContent(body) });
}

internal sealed class FuzzReport
{
    public int Resources { get; set; }

    public int Issues { get; set; }

    public void Add(PatientRecord? record)
    {
        Resources += record?.Resources.Length ?? 0;
        Issues += record?.Issues.Length ?? 1;
    }

    public int SlowestCase { get; private set; }

    public TimeSpan Slowest { get; private set; }

    // The first cases pay for the compiler.
    public void Took(int number, TimeSpan time)
    {
        if (number > 100 && time > Slowest)
            (SlowestCase, Slowest) = (number, time);
    }
}
