using System.Diagnostics;
using IvcFhir.Codes;
using IvcFhir.Core;
using IvcFhir.Core.Cohort;
using IvcFhir.Gate;
using IvcFhir.Map;
using IvcFhir.Pull;
using IvcFhir.Sandbox.Cohort;
using IvcFhir.Validate;
using static System.FormattableString;

namespace IvcFhir.Benchmarks;

/// <summary>
/// How many patients one core scores in a second, and how that stands to parsing the same patients' resources in the same run:
/// the ratio holds on any machine, the number only on this one.
/// </summary>
internal static class ScoringBenchmark
{
    private const int Rounds = 7;

    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("ivcfhir-scoring-");
        try
        {
            var records = await RecordsAsync(folder.FullName);
            var validator = new RecordValidator();
            var mapper = new RecordMapper(ConceptIndex.Load(null), StudyProtocol.Default);
            var protocol = StudyProtocol.Default;
            var facts = records.ConvertAll(record => mapper.Map(validator.Check(record)));
            var outcomes = facts.ConvertAll(one => StudyScorer.Score(one, protocol));
            var parsing = Median(4, () => records.ForEach(record => validator.Check(record)));
            var scoring = Median(400, () => facts.ForEach(one => StudyScorer.Score(one, protocol)));
            var table = Median(400, () => StudyTableBuilder.Build(outcomes, protocol));
            var resources = records.Sum(record => record.Resources.Length);
            Console.WriteLine(Invariant($"{records.Count} patients, {resources} resources, one thread, median of {Rounds} rounds"));
            Console.WriteLine(
                Invariant(
                    $"parsing and model validation: {records.Count / parsing, 10:F0} patients/s ({resources / parsing:F0} resources/s)"
                )
            );
            Console.WriteLine(Invariant($"scoring:                      {records.Count / scoring, 10:F0} patients/s per core"));
            Console.WriteLine(Invariant($"table of all figures:         {records.Count / table, 10:F0} patients/s per core"));
            Console.WriteLine(
                Invariant(
                    $"scoring takes {scoring / parsing:P2} of the time of parsing the same patients ({parsing / scoring:F0} times faster)"
                )
            );
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    internal static async Task<List<PatientRecord>> RecordsAsync(string folder)
    {
        var path = Path.Combine(folder, "charts.ndjson");
        await File.WriteAllLinesAsync(path, SyntheticCohort.Resources(Centre.A).Select(resource => resource.ToJsonString()));
        var source = await FolderSource.OpenAsync("centre-a", [path], Stream.Null, CodeSieve.Everything, CancellationToken.None);
        var records = new List<PatientRecord>();
        foreach (var patient in await source.WhoAsync(CancellationToken.None))
            records.Add(await source.PullAsync(patient, CancellationToken.None));
        return records;
    }

    /// <returns>Seconds of one run; the first round warms up and does not count.</returns>
    private static double Median(int times, Action run)
    {
        var rounds = new List<double>();
        for (var round = 0; round <= Rounds; round++)
        {
            var started = Stopwatch.GetTimestamp();
            for (var time = 0; time < times; time++)
                run();
            if (round > 0)
                rounds.Add(Stopwatch.GetElapsedTime(started).TotalSeconds / times);
        }

        return rounds.Order().ElementAt(Rounds / 2);
    }
}
