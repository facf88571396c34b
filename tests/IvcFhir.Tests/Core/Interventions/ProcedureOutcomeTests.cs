using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Core;

public sealed class ProcedureOutcomeTests
{
    private static readonly StudyProtocol s_protocol = StudyProtocol.Default;

    [Fact]
    public void Duration_runs_from_the_first_start_to_the_last_end()
    {
        var outcome = Scored.The(Some.TreatedPatient(), Instrument.ProcedureDuration);
        Assert.Equal(new OutcomeValue.Minutes(70), outcome.Value);
        Assert.Equal(["Procedure/cdt", "Procedure/filter", "Procedure/mat"], outcome.Sources.Select(source => source.Reference));
    }

    [Fact]
    public void An_infusion_that_runs_over_a_day_does_not_stretch_the_duration()
    {
        var facts = Some.TreatedPatient();
        var infusion = Some.Intervention(
            InterventionKind.Thrombolysis,
            0,
            "10:00",
            "12:00",
            lastDay: 2,
            id: "infusion",
            sites: [VeinSite.Ivc]
        );
        var outcomes = StudyScorer.Score(facts with { Interventions = facts.Interventions.Add(infusion) }, s_protocol);
        Assert.Equal(new OutcomeValue.Minutes(70), Scored.The(outcomes, Instrument.ProcedureDuration).Value);
    }

    [Fact]
    public void A_sitting_of_a_later_day_does_not_stand_for_the_one_in_which_the_treatment_began()
    {
        var facts = Some.TreatedPatient() with
        {
            Interventions =
            [
                Some.Intervention(InterventionKind.Thrombectomy, sites: [VeinSite.Ivc]),
                Some.Intervention(InterventionKind.Thrombolysis, 2, "09:00", "09:45", planned: true, sites: [VeinSite.Ivc]),
            ],
        };
        Assert.Equal(
            new OutcomeValue.Unanswered(AbsenceReason.NotRecorded, ["start", "end"]),
            Scored.The(facts, Instrument.ProcedureDuration).Value
        );
    }

    [Fact]
    public void A_start_without_an_end_gives_no_duration()
    {
        var facts = Some.TreatedPatient() with
        {
            Interventions =
            [
                Some.Intervention(InterventionKind.Thrombectomy, 0, "09:00"),
                Some.Intervention(InterventionKind.Thrombolysis),
            ],
        };
        Assert.Equal(
            new OutcomeValue.Unanswered(AbsenceReason.NotRecorded, ["end"]),
            Scored.The(facts, Instrument.ProcedureDuration).Value
        );
    }

    [Fact]
    public void The_position_is_that_of_the_filter_in_place()
    {
        var facts = Some.TreatedPatient() with
        {
            Filters =
            [
                Some.Filter(FilterPosition.Suprarenal, -900, "old"),
                Some.Filter(FilterPosition.Retrohepatic),
                Some.Filter(FilterPosition.Infrarenal, 500, "later"),
            ],
        };
        Assert.Equal(new OutcomeValue.Position(FilterPosition.Retrohepatic), Scored.The(facts, Instrument.FilterPosition).Value);
    }

    [Theory]
    [InlineData(null), InlineData(FilterPosition.Unknown)]
    public void An_unknown_position_is_no_position(FilterPosition? position)
    {
        var outcome = Scored.The(Some.TreatedPatient() with { Filters = [Some.Filter(position)] }, Instrument.FilterPosition);
        Assert.Equal(new OutcomeValue.Unanswered(AbsenceReason.NotRecorded, ["filter-position"]), outcome.Value);
    }

    [Theory]
    [
        InlineData(ComplicationScale.Sir2003, "C", 0, false),
        InlineData(ComplicationScale.Sir2003, "D", 0, true),
        InlineData(ComplicationScale.Sir2017, "2", 0, false)
    ]
    [
        InlineData(ComplicationScale.Sir2017, "3", 0, true),
        InlineData(ComplicationScale.Cirse2017, "2", 0, false),
        InlineData(ComplicationScale.Cirse2017, "4", 0, true)
    ]
    [
        InlineData(ComplicationScale.Sir2017, "3", 30, true),
        InlineData(ComplicationScale.Sir2017, "3", 31, false),
        InlineData(ComplicationScale.Sir2017, "3", -1, false)
    ]
    [InlineData(ComplicationScale.Cirse2017, "3", 0, null), InlineData(ComplicationScale.Sir2003, "7", 0, null)]
    public void Severe_is_derived_from_the_native_grade_within_the_periprocedural_days(
        ComplicationScale scale,
        string grade,
        int day,
        bool? severe
    )
    {
        var complication = new Complication(new("AdverseEvent/1"), ComplicationKind.Bleeding, Some.Day(day), new(scale, grade));
        var outcomes = StudyScorer.Score(Some.TreatedPatient() with { Complications = [complication] }, s_protocol);
        Assert.Equal(severe, Scored.The(outcomes, Instrument.SevereComplication).Value is OutcomeValue.YesNo answer ? answer.Yes : null);
        Assert.Equal(severe is null, outcomes.Issues.Any(issue => issue.Code == IssueCode.ComplicationUngraded));
    }

    /// <summary>Hemoglobin fell by 25 g/L; the grade is minor.</summary>
    [Theory]
    [InlineData(true, true), InlineData(false, false), InlineData(null, null)]
    public void A_bleed_that_is_major_if_blood_was_seen_stays_open_while_nobody_recorded_that(bool? overt, bool? severe)
    {
        var bleed = new Complication(new("AdverseEvent/1"), ComplicationKind.Bleeding, Some.Day(1), new(ComplicationScale.Sir2003, "B"))
        {
            Bleeding = new(false, BleedingSite.Other, overt, 25, 0),
        };
        var value = Scored.The(Some.TreatedPatient() with { Complications = [bleed] }, Instrument.SevereComplication).Value;
        Assert.Equal(severe, (value as OutcomeValue.YesNo)?.Yes);
        Assert.Equal(severe is null ? ["bleeding-overt"] : [], (value as OutcomeValue.Unanswered)?.Missing ?? []);
    }

    [Theory]
    [InlineData(ComplicationScale.Cirse2017, "3", "prolonged-stay"), InlineData(ComplicationScale.Sir2003, "7", "complication-grade")]
    public void What_is_missing_to_judge_a_complication_is_called_by_its_name(ComplicationScale scale, string grade, string missing)
    {
        var complication = new Complication(new("AdverseEvent/1"), ComplicationKind.Other, Some.Day(1), new(scale, grade));
        var value = Scored.The(Some.TreatedPatient() with { Complications = [complication] }, Instrument.SevereComplication).Value;
        Assert.Equal(new OutcomeValue.Unanswered(AbsenceReason.ItemsMissing, [missing]), value);
    }

    [Fact]
    public void A_complication_without_a_grade_leaves_the_question_open_unless_another_is_severe()
    {
        var ungraded = new Complication(new("AdverseEvent/1"), ComplicationKind.Other, Some.Day(1), null);
        var severe = ungraded with { Source = new("AdverseEvent/2"), Grade = new(ComplicationScale.Sir2017, "4") };
        var facts = Some.TreatedPatient();
        Assert.IsType<OutcomeValue.Unanswered>(Scored.The(facts with { Complications = [ungraded] }, Instrument.SevereComplication).Value);
        Assert.Equal(
            new OutcomeValue.YesNo(true),
            Scored.The(facts with { Complications = [ungraded, severe] }, Instrument.SevereComplication).Value
        );
    }
}
