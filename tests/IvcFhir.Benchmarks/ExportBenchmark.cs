using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Hl7.Fhir.Serialization;
using IvcFhir.Codes;
using IvcFhir.Commands;
using IvcFhir.Gate;
using IvcFhir.Sandbox.Cohort;
using static System.FormattableString;

namespace IvcFhir.Benchmarks;

/// <summary>
/// What <c>score</c> costs over a bulk export of which one line in a hundred matters, beside a bare scan of its tokens and the SDK's parse of the same lines in the same run.
/// The slope between two sizes leaves the start of the program out: it holds on any machine, the seconds only on this one.
/// </summary>
internal static class ExportBenchmark
{
    private const double Goal = 2.0;

    private const int ParsedLines = 20_000;

    public static async Task<int> RunAsync(int lines)
    {
        var folder = Directory.CreateTempSubdirectory("ivcfhir-export-");
        try
        {
            await MeasureAsync(Write(folder.FullName, 5_000));
            var few = await MeasureAsync(Write(folder.FullName, lines / 5));
            var many = await MeasureAsync(Write(folder.FullName, lines));
            var slope = (many.Score - few.Score) / (many.Scan - few.Scan);
            Console.WriteLine(Invariant($"slope of score: {slope:F2} times the bare token scan (goal at most {Goal:F1}), of the gate alone {(many.Gate - few.Gate) / (many.Scan - few.Scan):F2}; the SDK's parse: {many.Parse / many.Scan:F1} times"));
            return slope <= Goal ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<(double Scan, double Gate, double Parse, double Score)> MeasureAsync((string Path, int Lines) export)
    {
        var scan = Cpu(() => ScanTokens(export.Path));
        var parse = Cpu(() => Parse(export.Path)) * Math.Max(1, (double)export.Lines / ParsedLines);
        var sieve = CodeSieve.Of(ConceptIndex.Load(null));
        var gate = Cpu(() => FolderSource.OpenAsync("bench", [export.Path], Stream.Null, sieve, CancellationToken.None).Result.Dispose());
        var before = Environment.CpuUsage.TotalTime;
        var started = Stopwatch.GetTimestamp();
        await CommandLine.RunAsync(["score", export.Path], Stream.Null, Stream.Null, TextWriter.Null, TextWriter.Null);
        var (wall, score) = (Stopwatch.GetElapsedTime(started).TotalSeconds, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(Invariant($"{export.Lines,9} lines, {new FileInfo(export.Path).Length / 1e6:F0} MB: scan {scan:F2} s, gate {gate:F2} s, SDK's parse {parse:F1} s, score {score:F2} s CPU ({wall:F2} s wall), peak {self.PeakWorkingSet64 / 1e6:F0} MB"));
        return (scan, gate, parse, score);
    }

    private static double Cpu(Action action)
    {
        var before = Environment.CpuUsage.TotalTime;
        action();
        return (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    }

    private static void ScanTokens(string path)
    {
        var tokens = 0L;
        var (buffer, held) = (new byte[1 << 20], 0);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        while (file.Read(buffer, held, buffer.Length - held) is > 0 and var read)
        {
            ReadOnlySpan<byte> rest = buffer.AsSpan(0, held + read);
            while (rest.IndexOf((byte)'\n') is >= 0 and var end)
            {
                var reader = new Utf8JsonReader(rest[..end]);
                while (reader.Read())
                    tokens++;
                rest = rest[(end + 1)..];
            }
            held = rest.Length;
            rest.CopyTo(buffer);
        }
        GC.KeepAlive(tokens);
    }

    private static void Parse(string path)
    {
        var deserializer = new FhirJsonDeserializer();
        foreach (var line in File.ReadLines(path).Take(ParsedLines))
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(line));
            deserializer.TryDeserializeResource(ref reader, out _, out _);
        }
    }

    /// <summary>Patients of the synthetic cohort, each under new names, and between their resources the laboratory of others.</summary>
    private static (string Path, int Lines) Write(string folder, int lines)
    {
        var path = Path.Combine(folder, Invariant($"{lines}.ndjson"));
        var relevant = SyntheticCohort.Resources(Centre.A).Select(resource => resource.ToJsonString()).ToList();
        using var file = new StreamWriter(path, append: false, new UTF8Encoding(false), 1 << 20);
        for (var (line, at) = (0, 0); line < lines; line++)
        {
            if (line % 100 == 0)
                file.Write(Renamed(relevant[at % relevant.Count], at++ / relevant.Count));
            else
                file.Write(Laboratory(line));
            file.Write('\n');
        }
        return (path, lines);
    }

    private static string Renamed(string resource, int round) => round == 0 ? resource
        : resource.Replace("\"a-", Invariant($"\"r{round}-a-"), StringComparison.Ordinal).Replace("/a-", Invariant($"/r{round}-a-"), StringComparison.Ordinal);

    private static string Laboratory(int line) => Invariant($$"""
        {"resourceType":"Observation","id":"lab-{{line}}","meta":{"versionId":"1","lastUpdated":"2020-03-0{{1 + line % 9}}T10:15:00.000+01:00","profile":["http://hl7.org/fhir/us/core/StructureDefinition/us-core-observation-lab"]},"status":"final","category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"laboratory","display":"Laboratory"}],"text":"Laboratory"}],"code":{"coding":[{"system":"http://loinc.org","code":"{{2000 + line % 700}}-{{line % 10}}","display":"A quantity in serum or plasma"},{"system":"urn:oid:1.2.999.7","code":"LAB{{line % 1500}}"}],"text":"A quantity"},"subject":{"reference":"Patient/l{{line / 40}}"},"encounter":{"reference":"Encounter/e{{line / 25}}"},"effectiveDateTime":"2020-03-0{{1 + line % 9}}T09:00:00+01:00","issued":"2020-03-0{{1 + line % 9}}T10:15:00.000+01:00","performer":[{"reference":"Organization/lab"}],"valueQuantity":{"value":{{line % 97}}.{{line % 10}},"unit":"mmol/L","system":"http://unitsofmeasure.org","code":"mmol/L"},"interpretation":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation","code":"N"}]}],"referenceRange":[{"low":{"value":3.5,"unit":"mmol/L"},"high":{"value":99.0,"unit":"mmol/L"},"text":"3.5-99"}]}
        """);
}
