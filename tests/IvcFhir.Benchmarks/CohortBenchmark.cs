using System.Diagnostics;
using IvcFhir.Codes;
using IvcFhir.Core;
using IvcFhir.Core.Cohort;
using IvcFhir.Core.Facts;
using IvcFhir.Core.Scores;
using IvcFhir.Map;
using IvcFhir.Validate;
using static System.FormattableString;

namespace IvcFhir.Benchmarks;

/// <summary>
/// One pass over synthetic patients through the table: what is kept, and how long it takes beside a table of a tenth of them.
/// Memory may not grow with patients: ten times as many may keep at most five times as much (limbs imaged on days of their own are what
/// grows, up to all pairs of days). The ratios hold on any machine, the numbers only on this one.
/// </summary>
internal static class CohortBenchmark
{
    /// <summary>Followed up to five years, each limb on days of its own: the worst case for what is kept.</summary>
    private const int Days = 1826;

    private const double Goal = 5;

    public static async Task<int> RunAsync(int patients)
    {
        var templates = await TemplatesAsync();
        Run(templates, 2_000);
        var (few, many) = (Run(templates, patients / 10), Run(templates, patients));
        foreach (var run in new[] { few, many })
            Console.WriteLine(
                Invariant(
                    $"{run.Patients, 9} patients: {run.Pass:F1} s for the pass ({run.Patients / run.Pass:F0} patients/s), {run.Table:F1} s for the table, {run.Kept / 1e6:F0} MB kept, peak working set {run.Peak / 1e6:F0} MB"
                )
            );
        var (kept, time) = ((double)many.Kept / few.Kept, (many.Pass + many.Table) / (few.Pass + few.Table));
        Console.WriteLine(
            Invariant($"ten times the patients: {kept:F1} times the memory kept (goal at most {Goal:F0}), {time:F1} times the time")
        );
        return kept <= Goal ? 0 : 1;
    }

    private static Measured Run(PatientOutcomes[] templates, int patients)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var tally = new StudyTally(StudyProtocol.Default);
        var started = Stopwatch.GetTimestamp();
        for (var number = 0; number < patients; number++)
            tally.Add(Another(templates[number % templates.Length], number));
        var pass = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        started = Stopwatch.GetTimestamp();
        var table = tally.ToTable();
        var made = Stopwatch.GetElapsedTime(started).TotalSeconds;
        if (table.Patients != patients)
            throw new InvalidOperationException("Patients were lost.");
        using var self = Process.GetCurrentProcess();
        return new(patients, pass, made, kept, self.PeakWorkingSet64);
    }

    // Every question of the study, with follow-up, scores, minutes, years and deaths of its own. The numbers are fixed by the patient's, so
    // that runs are alike.
    private static PatientOutcomes Another(PatientOutcomes template, int number)
    {
        var random = new Random(number);
        return template with
        {
            Patient = Invariant($"Patient/{number}"),
            Site = Invariant($"site-{number % 40}"),
            Outcomes =
            [
                .. template.Outcomes.Select(outcome =>
                    outcome with
                    {
                        Value = outcome.Value switch
                        {
                            OutcomeValue.TimeToLoss time => time with { Days = random.Next(Days), Lost = random.Next(4) == 0 },
                            OutcomeValue.Score => new OutcomeValue.Score(random.Next(31)),
                            OutcomeValue.Minutes => new OutcomeValue.Minutes(random.Next(20, 600)),
                            var other => other,
                        },
                    }
                ),
                .. Death(template, random),
            ],
        };
    }

    private static IEnumerable<Outcome> Death(PatientOutcomes template, Random random)
    {
        var pattern = template.Outcomes[0];
        if (random.Next(10) == 0)
            yield return pattern with
            {
                Key = pattern.Key with { Instrument = Instrument.Death },
                Value = new OutcomeValue.TimeToEvent(random.Next(Days), Happened: true),
            };
    }

    private static async Task<PatientOutcomes[]> TemplatesAsync()
    {
        var folder = Directory.CreateTempSubdirectory("ivcfhir-cohort-");
        try
        {
            var (validator, mapper) = (new RecordValidator(), new RecordMapper(ConceptIndex.Load(null), StudyProtocol.Default));
            var records = await ScoringBenchmark.RecordsAsync(folder.FullName);
            return
            [
                .. records
                    .Select(record => StudyScorer.Score(mapper.Map(validator.Check(record)), StudyProtocol.Default))
                    .Where(patient => patient.Eligible),
            ];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private sealed record Measured(int Patients, double Pass, double Table, long Kept, long Peak);
}
