using static System.FormattableString;

namespace IvcFhir.Benchmarks;

/// <summary>
/// What <c>score</c> and <c>report --from</c> cost over a bulk export of which one line in a hundred matters, beside a bare scan of its
/// tokens, DuckDB and the SDK's parse in the same run, with one thread and with two. Each is a process of its own. The slope between two
/// sizes leaves the start of a process out: it holds on any machine, the seconds only on this one.
/// </summary>
internal static class ExportBenchmark
{
    private const double GoalOfScan = 2.0,
        GoalOfDuckDb = 3.0,
        PeakGoal = 300e6,
        FirstGoal = 1.0;

    private const int ParsedLines = 20_000,
        FirstResources = 25;

    private static readonly int[] Sizes = [100_000, 500_000, 2_000_000, 5_000_000];

    private static readonly int[] Threads = [1, 2];

    /// <param name="largest">The number of lines of the largest file.</param>
    public static int Run(int largest)
    {
        var folder = Directory.CreateTempSubdirectory("ivcfhir-export-");
        try
        {
            var first = First(folder.FullName);
            var parse = ParseOfALine(folder.FullName);
            List<int> sizes = [.. Sizes.Where(size => size < largest), largest];
            if (sizes.Count == 1)
                sizes.Insert(0, largest / 5);
            var measured = sizes.ConvertAll(lines => Measure(folder.FullName, lines));
            var isReached = Threads.Select(threads => Tell(measured, threads, parse)).ToList();
            var peak = measured.Max(size => size.Values.Max(row => Math.Max(row.Score.Peak, row.Report.Peak)));
            Console.WriteLine(Invariant($"peak of score and report --from: {peak / 1e6:F0} MB (goal under {PeakGoal / 1e6:F0})"));
            return isReached.TrueForAll(reached => reached) && peak < PeakGoal && first <= FirstGoal ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static double First(string folder)
    {
        var path = SyntheticExport.WriteFirst(folder, FirstResources);
        Child.Program(0, "score", path);
        var used = Used.LeastOf(5, () => Child.Program(0, "score", path));
        Console.WriteLine(
            Invariant(
                $"score of {FirstResources} resources, from start to end: {used.Cpu:F2} s CPU (goal at most {FirstGoal:F1}), {used.Wall:F2} s wall, peak {used.Peak / 1e6:F0} MB"
            )
        );
        return used.Cpu;
    }

    /// <summary>Seconds; the start of the process is left out.</summary>
    private static double ParseOfALine(string folder)
    {
        var (few, many) = (SyntheticExport.Write(folder, ParsedLines / 4), SyntheticExport.Write(folder, ParsedLines));
        var seconds = (Child.Part(1, "parse", many, "1").Cpu - Child.Part(1, "parse", few, "1").Cpu) / (ParsedLines - ParsedLines / 4);
        File.Delete(few);
        File.Delete(many);
        return seconds;
    }

    private static Dictionary<int, Row> Measure(string folder, int lines)
    {
        var path = SyntheticExport.Write(folder, lines);
        var rows = new Dictionary<int, Row>();
        var rounds = lines <= 500_000 ? 3 : 1;
        Console.WriteLine(Invariant($"{lines} lines, {new FileInfo(path).Length / 1e6:F0} MB; CPU/wall s"));
        foreach (var threads in Threads)
        {
            var count = Invariant($"{threads}");
            Used Part(string part) => Used.LeastOf(rounds, () => Child.Part(threads, part, path, count));
            var row = new Row(
                lines,
                Part("scan"),
                Part("gate"),
                Part("duckdb"),
                Used.LeastOf(rounds, () => Child.Program(threads, "score", path)),
                Used.LeastOf(rounds, () => Child.Program(threads, "report", "--from", path))
            );
            rows[threads] = row;
            Console.WriteLine(
                Invariant(
                    $"  {threads} thread(s): scan {Text(row.Scan)}, gate {Text(row.Gate)}, DuckDB {Text(row.DuckDb)}, score {Text(row.Score)}, report {Text(row.Report)}; peak MB: DuckDB {row.DuckDb.Peak / 1e6:F0}, score {row.Score.Peak / 1e6:F0}, report {row.Report.Peak / 1e6:F0}"
                )
            );
        }
        File.Delete(path);
        return rows;
    }

    private static string Text(Used used) => Invariant($"{used.Cpu:F2}/{used.Wall:F2}");

    private static bool Tell(List<Dictionary<int, Row>> measured, int threads, double parse)
    {
        var (few, many) = (measured[0][threads], measured[^1][threads]);
        double Slope(Func<Row, Used> of, Func<Used, double> what) => (what(of(many)) - what(of(few))) / (many.Lines - few.Lines);
        double Cpu(Func<Row, Used> of) => Slope(of, used => used.Cpu);
        double Wall(Func<Row, Used> of) => Slope(of, used => used.Wall);
        var (score, report) = (Cpu(row => row.Score) / Cpu(row => row.Scan), Cpu(row => row.Report) / Cpu(row => row.Scan));
        var (scoreDuck, reportDuck) = (Cpu(row => row.Score) / Cpu(row => row.DuckDb), Cpu(row => row.Report) / Cpu(row => row.DuckDb));
        Console.WriteLine(
            Invariant(
                $"{threads} thread(s), slope of CPU: score {score:F2}, report {report:F2}, gate {Cpu(row => row.Gate) / Cpu(row => row.Scan):F2}, the SDK's parse {parse / Cpu(row => row.Scan):F1} times the scan (goal at most {GoalOfScan:F1}); score {scoreDuck:F2}, report {reportDuck:F2} times DuckDB (goal at most {GoalOfDuckDb:F1})"
            )
        );
        Console.WriteLine(
            Invariant(
                $"{threads} thread(s), slope of wall: score {Wall(row => row.Score) / Wall(row => row.Scan):F2}, report {Wall(row => row.Report) / Wall(row => row.Scan):F2} times the scan; score {Wall(row => row.Score) / Wall(row => row.DuckDb):F2}, report {Wall(row => row.Report) / Wall(row => row.DuckDb):F2} times DuckDB"
            )
        );
        return score <= GoalOfScan && report <= GoalOfScan && scoreDuck <= GoalOfDuckDb && reportDuck <= GoalOfDuckDb;
    }

    private sealed record Row(int Lines, Used Scan, Used Gate, Used DuckDb, Used Score, Used Report);
}
