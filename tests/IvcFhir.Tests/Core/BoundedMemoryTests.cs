using IvcFhir.Core;
using IvcFhir.Core.Cohort;
using IvcFhir.Core.Scores;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Core;

/// <summary>Runs while no other test does: the only memory that can be measured is the memory of the whole process.</summary>
[CollectionDefinition(nameof(MeasuredAlone), DisableParallelization = true)]
public sealed class MeasuredAlone;

/// <summary>The table is made while patients go by: what is kept grows with distinct answers, not with patients.</summary>
[Collection(nameof(MeasuredAlone))]
public sealed class BoundedMemoryTests
{
    private static readonly StudyProtocol s_protocol = StudyProtocol.Default;

    [Fact]
    public void Two_hundred_thousand_patients_fit_in_bounded_memory()
    {
        var tally = new StudyTally(s_protocol);
        var templates = SyntheticCohort
            .Patients()
            .Select(facts => StudyScorer.Score(facts, s_protocol))
            .Take(6)
            .Select(OfFourQuestions)
            .ToArray();
        Feed(tally, templates, 0, 2_000);
        var before = Kept();
        Feed(tally, templates, 2_000, 200_000);
        var kept = Kept() - before;

        Assert.True(kept < 40_000_000, FormattableString.Invariant($"{kept} bytes were kept"));
        Assert.Equal(200_000, tally.ToTable().Patients);
    }

    // Twice, with finalizers in between: what earlier tests left behind is gone before the first measurement, not between the two.
    private static long Kept()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static PatientOutcomes OfFourQuestions(PatientOutcomes patient) =>
        patient with
        {
            Outcomes =
            [
                .. patient.Outcomes.Where(outcome =>
                    outcome.Key.Instrument
                        is Instrument.TechnicalSuccess
                            or Instrument.FilterPosition
                            or Instrument.PrimaryPatency
                            or Instrument.Villalta
                ),
            ],
        };

    // Every patient another follow-up over five years, the limbs of one patient on the same day, as they are imaged.
    private static void Feed(StudyTally tally, PatientOutcomes[] templates, int from, int to)
    {
        for (var number = from; number < to; number++)
        {
            var template = templates[number % templates.Length];
            tally.Add(
                template with
                {
                    Patient = FormattableString.Invariant($"Patient/{number}"),
                    Outcomes =
                    [
                        .. template.Outcomes.Select(outcome =>
                            outcome.Value is OutcomeValue.TimeToLoss time
                                ? outcome with
                                {
                                    Value = time with { Days = number * 7919 % 1826 },
                                }
                                : outcome
                        ),
                    ],
                }
            );
        }
    }
}
