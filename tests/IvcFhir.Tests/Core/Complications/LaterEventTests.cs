using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Core;

/// <summary>Recurrent deep vein thrombosis, pulmonary embolism and death after the index treatment, which ended on day 0.</summary>
public sealed class LaterEventTests
{
    private static readonly PatientFacts Treated = Some.TreatedPatient() with { Findings = [Some.Finding(200, VeinStatus.Patent)] };

    private static readonly StudyProtocol Asking = StudyProtocol.Default with
    {
        Figures = ["recurrent-dvt", "pulmonary-embolism", "death"],
    };

    [Theory]
    [InlineData(-3, null), InlineData(0, null), InlineData(1, 1), InlineData(190, 190)]
    public void A_thrombosis_of_the_other_leg_before_or_on_the_last_day_of_treatment_is_no_recurrence(int onset, int? day)
    {
        var answer = StudyScorer
            .Score(Diagnosed(DiagnosisKind.DeepVeinThrombosis, Some.Day(onset)), StudyProtocol.Default)
            .AnswerTo(Instrument.RecurrentDvt);
        Assert.Equal(day is { } known ? new OutcomeValue.TimeToEvent(known, true) : null, answer);
    }

    [Fact]
    public void A_diagnosis_that_was_only_recorded_later_is_no_event()
    {
        var facts = Treated with
        {
            Diagnoses = [.. Treated.Diagnoses, new(new("Condition/late"), DiagnosisKind.DeepVeinThrombosis, Side.Left, Some.Day(100))],
        };
        Assert.Null(StudyScorer.Score(facts, StudyProtocol.Default).AnswerTo(Instrument.RecurrentDvt));
        Assert.Equal(new OutcomeValue.TimeToEvent(200, false), StudyScorer.Score(facts, Asking).AnswerTo(Instrument.RecurrentDvt));
    }

    [Fact]
    public void A_partial_onset_gives_no_answer_unless_an_event_is_known_before_it()
    {
        var spring = new DayInterval(Some.IndexDay.AddDays(30), Some.IndexDay.AddDays(60));
        var partial = Diagnosed(DiagnosisKind.PulmonaryEmbolism, spring);
        Assert.Equal(
            AbsenceReason.DateImprecise,
            Assert.IsType<OutcomeValue.Unanswered>(Scored.The(partial, Instrument.PulmonaryEmbolism).Value).Reason
        );
        var known = partial with
        {
            Diagnoses = partial.Diagnoses.Add(Onset("Condition/first", DiagnosisKind.PulmonaryEmbolism, Some.Day(20))),
        };
        Assert.Equal(new OutcomeValue.TimeToEvent(20, true), Scored.The(known, Instrument.PulmonaryEmbolism).Value);
    }

    [Fact]
    public void An_embolism_that_is_recorded_as_complication_after_the_treatment_is_one()
    {
        var facts = Treated with
        {
            Complications =
            [
                new(new("Observation/pe"), ComplicationKind.PulmonaryEmbolism, Some.Day(2), null),
                new(new("Observation/during"), ComplicationKind.PulmonaryEmbolism, Some.Day(0), null),
            ],
        };
        var outcome = Scored.The(facts, Instrument.PulmonaryEmbolism);
        Assert.Equal(new OutcomeValue.TimeToEvent(2, true), outcome.Value);
        Assert.DoesNotContain(new SourceRef("Observation/during"), outcome.Sources);
    }

    [Theory]
    [InlineData(null, 200), InlineData(150, 150), InlineData(900, 900)]
    public void Without_an_event_observation_ends_with_the_last_record_and_at_most_with_death(int? death, int end)
    {
        var facts = Treated with { Death = death is { } day ? Some.Sourced(Some.Day(day), "Patient/1") : null };
        var outcome = Scored.The(StudyScorer.Score(facts, Asking), Instrument.RecurrentDvt);
        Assert.Equal((new OutcomeValue.TimeToEvent(end, false), Some.Day(end)), (outcome.Value, outcome.Day!.Value));
    }

    [Fact]
    public void Death_is_a_time_from_the_end_of_treatment_and_a_partial_date_gives_none()
    {
        var outcome = Scored.The(Treated with { Death = Some.Sourced(Some.Day(40), "Patient/1") }, Instrument.Death);
        Assert.Equal((new OutcomeValue.TimeToEvent(40, true), "death/2"), (outcome.Value, outcome.Rule));
        Assert.Contains(new SourceRef("Patient/1"), outcome.Sources);
        var partial = Treated with { Death = Some.Sourced(new DayInterval(Some.IndexDay, Some.IndexDay.AddDays(300)), "Patient/1") };
        Assert.Equal(
            AbsenceReason.DateImprecise,
            Assert.IsType<OutcomeValue.Unanswered>(Scored.The(partial, Instrument.Death).Value).Reason
        );
        var before = Treated with { Death = Some.Sourced(Some.Day(-1), "Patient/1") };
        Assert.Equal(
            AbsenceReason.ItemsInconsistent,
            Assert.IsType<OutcomeValue.Unanswered>(Scored.The(before, Instrument.Death).Value).Reason
        );
    }

    [Fact]
    public void The_living_are_asked_of_death_only_where_a_figure_needs_it()
    {
        Assert.Null(StudyScorer.Score(Treated, StudyProtocol.Default).AnswerTo(Instrument.Death));
        Assert.Equal(new OutcomeValue.TimeToEvent(200, false), StudyScorer.Score(Treated, Asking).AnswerTo(Instrument.Death));
    }

    [Theory]
    [InlineData(29, false, null), InlineData(30, false, null), InlineData(31, false, false), InlineData(200, false, false)]
    [InlineData(29, true, true)] // a severe complication answers, whoever lives
    public void One_of_whom_nobody_knows_whether_he_lives_outlived_the_days_only_where_he_was_seen_later(
        int seen,
        bool severe,
        bool? answer
    )
    {
        var facts = Some.TreatedPatient() with { VitalStatusUnknown = true, Findings = [Some.Finding(seen, VeinStatus.Patent)] };
        if (severe)
            facts = facts with
            {
                Complications =
                [
                    new(new("Observation/bleed"), ComplicationKind.Bleeding, Some.Day(1), new(ComplicationScale.Sir2003, "D")),
                ],
            };

        Assert.Equal(
            answer is { } known ? new OutcomeValue.YesNo(known) : new OutcomeValue.Unanswered(AbsenceReason.NotRecorded, ["death"]),
            Severe(facts, StudyProtocol.Default)
        );
        Assert.Equal(new OutcomeValue.YesNo(severe), Severe(facts, StudyProtocol.Default with { PeriproceduralDeathIsSevere = false }));
        Assert.Equal(new OutcomeValue.YesNo(severe), Severe(facts with { VitalStatusUnknown = false }, StudyProtocol.Default));
        Assert.Equal(
            new OutcomeValue.Unanswered(AbsenceReason.NotRecorded, ["death"]),
            StudyScorer.Score(facts, StudyProtocol.Default).AnswerTo(Instrument.Death)
        );
        Assert.Equal(
            new OutcomeValue.TimeToLoss(seen, false, PatencyReason.LastImaging),
            Scored.The(facts, Instrument.PrimaryPatency, Location.InferiorVenaCava).Value
        );
    }

    private static OutcomeValue? Severe(PatientFacts facts, StudyProtocol protocol) =>
        StudyScorer.Score(facts, protocol).AnswerTo(Instrument.SevereComplication);

    private static PatientFacts Diagnosed(DiagnosisKind kind, DayInterval onset) =>
        Treated with
        {
            Diagnoses = [.. Treated.Diagnoses, Onset("Condition/again", kind, onset)],
        };

    private static Diagnosis Onset(string source, DiagnosisKind kind, DayInterval onset) =>
        new(new(source), kind, Side.Right, onset) { Onset = onset };
}
