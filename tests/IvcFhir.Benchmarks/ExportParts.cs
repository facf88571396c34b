using System.Text;
using System.Text.Json;
using DuckDB.NET.Data;
using Hl7.Fhir.Serialization;
using IvcFhir.Codes;
using IvcFhir.Gate;
using IvcFhir.Profiles;
using static System.FormattableString;

namespace IvcFhir.Benchmarks;

/// <summary>
/// What <c>score</c> is held against, each in a process of its own: a bare scan of the tokens, the gate alone, the SDK's parse, and the
/// question of one score as SQL.
/// </summary>
internal static class ExportParts
{
    public static void Run(string part, string path, int threads)
    {
        switch (part)
        {
            case "scan":
                Scan(path, threads);
                break;
            case "gate":
                FolderSource
                    .OpenAsync("bench", [path], Stream.Null, CodeSieve.Of(ConceptIndex.Load(null)), CancellationToken.None)
                    .GetAwaiter()
                    .GetResult()
                    .Dispose();
                break;
            case "parse":
                Parse(path);
                break;
            case "duckdb":
                Ask(path, threads);
                break;
            default:
                throw new ArgumentException($"There is no part '{part}'.", nameof(part));
        }
    }

    /// <summary>As many parts of the file as threads, cut at the ends of lines.</summary>
    private static void Scan(string path, int threads)
    {
        var length = new FileInfo(path).Length;
        Parallel.For(
            0,
            threads,
            new ParallelOptions { MaxDegreeOfParallelism = threads },
            part => ScanTokens(path, length * part / threads, length * (part + 1) / threads)
        );
    }

    /// <summary>The lines that begin behind <paramref name="from"/> and not behind <paramref name="to"/>.</summary>
    private static void ScanTokens(string path, long from, long to)
    {
        var tokens = 0L;
        var (buffer, held, at, isWithin) = (new byte[1 << 20], 0, from, from == 0);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1) { Position = from };
        while (at <= to && file.Read(buffer, held, buffer.Length - held) is > 0 and var read)
        {
            ReadOnlySpan<byte> rest = buffer.AsSpan(0, held + read);
            while (at <= to && rest.IndexOf((byte)'\n') is >= 0 and var end)
            {
                var reader = new Utf8JsonReader(rest[..end]);
                while (isWithin && reader.Read())
                    tokens++;
                (isWithin, at) = (true, at + end + 1);
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
        foreach (var line in File.ReadLines(path))
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(line));
            deserializer.TryDeserializeResource(ref reader, out _, out _);
        }
    }

    /// <summary>How many assessments each patient has: only the three columns that it needs are read.</summary>
    private static void Ask(string path, int threads)
    {
        using var database = new DuckDBConnection("DataSource=:memory:");
        database.Open();
        using var command = database.CreateCommand();
        command.CommandText = Invariant(
            $$"""
            SET threads = {{threads}};
            SELECT subject.reference, count(*) FROM read_ndjson('{{path}}', columns = {
                resourceType: 'VARCHAR', code: 'STRUCT(coding STRUCT(system VARCHAR, code VARCHAR)[])', subject: 'STRUCT(reference VARCHAR)'})
            WHERE resourceType = 'Observation' AND list_contains(list_transform(code.coding, lambda coding: coding.code), '{{StudyCode.Of(
                ObservationKind.VillaltaAssessment
            )}}')
            GROUP BY ALL;
            """
        );
        var patients = 0;
        using var rows = command.ExecuteReader();
        while (rows.Read())
            patients++;
        if (patients == 0)
            throw new InvalidOperationException("The question found nobody.");
    }
}
