using System.Collections.Immutable;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Core;

public sealed class StudyScorerTests
{
    private static readonly StudyProtocol s_protocol = StudyProtocol.Default;

    internal static Outcome The(PatientOutcomes patient, Instrument instrument, Location location = Location.Patient, string visit = "") =>
        Assert.Single(patient.Outcomes, outcome => outcome.Key.Instrument == instrument && outcome.Key.Location == location && outcome.Key.Visit == visit);

    private static Outcome The(PatientFacts facts, Instrument instrument, Location location = Location.Patient, string visit = "") =>
        The(StudyScorer.Score(facts, s_protocol), instrument, location, visit);

    [Fact]
    public void A_patient_with_only_a_filter_is_not_of_the_study()
    {
        var outcomes = StudyScorer.Score(Some.Patient() with { Filters = [Some.Filter()] }, s_protocol);
        Assert.False(outcomes.Eligible);
        Assert.Empty(outcomes.Outcomes);
    }

    [Fact]
    public void A_patient_without_a_filter_is_not_of_the_study_unless_the_protocol_says_so()
    {
        var facts = Some.TreatedPatient() with { Filters = [] };
        facts = facts with { Interventions = [.. facts.Interventions.Where(one => one.Kind != InterventionKind.FilterPlacement)] };
        Assert.False(StudyScorer.Score(facts, s_protocol).Eligible);
        Assert.True(StudyScorer.Score(facts, s_protocol with { Filter = FilterRequirement.NotRequired }).Eligible);
    }

    [Fact]
    public void A_filter_placed_after_the_treatment_protected_nothing()
    {
        var facts = Some.TreatedPatient() with { Filters = [Some.Filter(implanted: 400)] };
        facts = facts with { Interventions = [.. facts.Interventions.Where(one => one.Kind != InterventionKind.FilterPlacement)] };
        Assert.False(StudyScorer.Score(facts, s_protocol).Eligible);
        Assert.True(StudyScorer.Score(facts, s_protocol with { Filter = FilterRequirement.AnyTime }).Eligible);
    }

    [Theory]
    [InlineData(InterventionResult.Completed, true), InlineData(InterventionResult.Successful, true), InlineData(InterventionResult.PartiallySuccessful, true)]
    [InlineData(InterventionResult.Stopped, false), InlineData(InterventionResult.Unsuccessful, false)]
    public void Technical_success_is_thrombectomy_and_thrombolysis_completed(InterventionResult result, bool success)
    {
        var facts = Some.TreatedPatient();
        facts = facts with { Interventions = [.. facts.Interventions.Select(one => one.Kind == InterventionKind.Thrombolysis ? one with { Result = result } : one)] };
        Assert.Equal(new OutcomeValue.YesNo(success), The(facts, Instrument.TechnicalSuccess).Value);
    }

    [Fact]
    public void A_treatment_that_is_not_recorded_was_not_completed()
    {
        var facts = Some.TreatedPatient();
        facts = facts with { Interventions = [.. facts.Interventions.Where(one => one.Kind != InterventionKind.Thrombolysis)] };
        Assert.Equal(new OutcomeValue.YesNo(false), The(facts, Instrument.TechnicalSuccess).Value);
    }

    [Fact]
    public void Duration_runs_from_the_first_start_to_the_last_end()
    {
        var outcome = The(Some.TreatedPatient(), Instrument.ProcedureDuration);
        Assert.Equal(new OutcomeValue.Minutes(70), outcome.Value);
        Assert.Equal(["Procedure/cdt", "Procedure/filter", "Procedure/mat"], outcome.Sources.Select(source => source.Reference));
    }

    [Fact]
    public void An_infusion_that_runs_over_a_day_does_not_stretch_the_duration()
    {
        var facts = Some.TreatedPatient();
        var infusion = Some.Intervention(InterventionKind.Thrombolysis, 0, "10:00", "12:00", lastDay: 2, id: "infusion", sites: [VeinSite.Ivc]);
        var outcomes = StudyScorer.Score(facts with { Interventions = facts.Interventions.Add(infusion) }, s_protocol);
        Assert.Equal(new OutcomeValue.Minutes(70), The(outcomes, Instrument.ProcedureDuration).Value);
    }

    [Fact]
    public void The_end_of_the_treatment_is_day_0()
    {
        var facts = Some.TreatedPatient() with { Findings = [Some.Finding(100, VeinStatus.Patent)] };
        var infusion = Some.Intervention(InterventionKind.Thrombolysis, 0, "10:00", "12:00", lastDay: 2, id: "infusion", sites: [VeinSite.Ivc]);
        facts = facts with { Interventions = facts.Interventions.Add(infusion) };
        Assert.Equal(new OutcomeValue.TimeToLoss(98, false, PatencyReason.LastImaging), The(facts, Instrument.PrimaryPatency, Location.InferiorVenaCava).Value);
    }

    [Fact]
    public void Thrombolysis_that_follows_in_the_same_admission_belongs_to_the_treatment()
    {
        var facts = Some.TreatedPatient() with
        {
            Interventions =
            [
                Some.Intervention(InterventionKind.Thrombectomy, 0, "09:00", "10:00", session: "Encounter/1", id: "mat", sites: [VeinSite.Ivc]),
                Some.Intervention(InterventionKind.Thrombolysis, 3, "09:00", "09:30", session: "Encounter/1", id: "cdt", sites: [VeinSite.Ivc]),
            ],
        };
        var outcomes = StudyScorer.Score(facts, s_protocol);
        Assert.Equal(new OutcomeValue.YesNo(true), The(outcomes, Instrument.TechnicalSuccess).Value);
        Assert.Equal(new OutcomeValue.Minutes(60), The(outcomes, Instrument.ProcedureDuration).Value);
    }

    [Fact]
    public void A_start_without_an_end_gives_no_duration()
    {
        var facts = Some.TreatedPatient() with
        {
            Interventions = [Some.Intervention(InterventionKind.Thrombectomy, 0, "09:00"), Some.Intervention(InterventionKind.Thrombolysis)],
        };
        Assert.Equal(new OutcomeValue.Unanswered(AbsenceReason.NotRecorded, ["end"]), The(facts, Instrument.ProcedureDuration).Value);
    }

    [Fact]
    public void The_position_is_that_of_the_filter_in_place()
    {
        var facts = Some.TreatedPatient() with
        {
            Filters = [Some.Filter(FilterPosition.Suprarenal, -900, "old"), Some.Filter(FilterPosition.Retrohepatic), Some.Filter(FilterPosition.Infrarenal, 500, "later")],
        };
        Assert.Equal(new OutcomeValue.Position(FilterPosition.Retrohepatic), The(facts, Instrument.FilterPosition).Value);
    }

    [Theory]
    [InlineData(null), InlineData(FilterPosition.Unknown)]
    public void An_unknown_position_is_no_position(FilterPosition? position)
    {
        var outcome = The(Some.TreatedPatient() with { Filters = [Some.Filter(position)] }, Instrument.FilterPosition);
        Assert.Equal(new OutcomeValue.Unanswered(AbsenceReason.NotRecorded, ["filter-position"]), outcome.Value);
    }

    [Theory]
    [InlineData(ComplicationScale.Sir2003, "C", 0, false), InlineData(ComplicationScale.Sir2003, "D", 0, true), InlineData(ComplicationScale.Sir2017, "2", 0, false)]
    [InlineData(ComplicationScale.Sir2017, "3", 0, true), InlineData(ComplicationScale.Cirse2017, "2", 0, false), InlineData(ComplicationScale.Cirse2017, "4", 0, true)]
    [InlineData(ComplicationScale.Sir2017, "3", 30, true), InlineData(ComplicationScale.Sir2017, "3", 31, false), InlineData(ComplicationScale.Sir2017, "3", -1, false)]
    [InlineData(ComplicationScale.Cirse2017, "3", 0, null), InlineData(ComplicationScale.Sir2003, "7", 0, null)]
    public void Severe_is_derived_from_the_native_grade_within_the_periprocedural_days(ComplicationScale scale, string grade, int day, bool? severe)
    {
        var complication = new Complication(new("AdverseEvent/1"), ComplicationKind.Bleeding, Some.Day(day), new(scale, grade));
        var outcomes = StudyScorer.Score(Some.TreatedPatient() with { Complications = [complication] }, s_protocol);
        Assert.Equal(severe, The(outcomes, Instrument.SevereComplication).Value is OutcomeValue.YesNo answer ? answer.Yes : null);
        Assert.Equal(severe is null, outcomes.Issues.Any(issue => issue.Code == IssueCode.ComplicationUngraded));
    }

    [Fact]
    public void A_complication_without_a_grade_leaves_the_question_open_unless_another_is_severe()
    {
        var ungraded = new Complication(new("AdverseEvent/1"), ComplicationKind.Other, Some.Day(1), null);
        var severe = ungraded with { Source = new("AdverseEvent/2"), Grade = new(ComplicationScale.Sir2017, "4") };
        var facts = Some.TreatedPatient();
        Assert.IsType<OutcomeValue.Unanswered>(The(facts with { Complications = [ungraded] }, Instrument.SevereComplication).Value);
        Assert.Equal(new OutcomeValue.YesNo(true), The(facts with { Complications = [ungraded, severe] }, Instrument.SevereComplication).Value);
    }

    [Fact]
    public void Of_two_assessments_in_a_window_the_nearest_to_the_target_counts_and_of_two_equally_near_the_later()
    {
        var facts = Some.TreatedPatient() with { Villalta = [Some.Leg(3, day: 350), Some.Leg(6, day: 380), Some.Leg(9, day: 400)] };
        Assert.Equal(new OutcomeValue.Score(6), The(facts, Instrument.Villalta, Location.LeftLeg, "month-12").Value);
    }

    [Fact]
    public void An_assessment_that_can_be_scored_goes_before_one_that_cannot()
    {
        var facts = Some.TreatedPatient() with { Villalta = [Some.Leg(3, day: 350), Some.Leg("1111111111.", day: 365)] };
        Assert.Equal(new OutcomeValue.Score(3), The(facts, Instrument.Villalta, Location.LeftLeg, "month-12").Value);
    }

    [Fact]
    public void A_date_that_spans_two_windows_is_set_aside()
    {
        var spanning = Some.Leg(3) with { Day = new(Some.IndexDay.AddDays(270), Some.IndexDay.AddDays(280)) };
        var outcomes = StudyScorer.Score(Some.TreatedPatient() with { Villalta = [spanning] }, s_protocol);
        Assert.DoesNotContain(outcomes.Outcomes, outcome => outcome.Key.Instrument == Instrument.Villalta);
        Assert.Equal(IssueCode.DateTooImprecise, Assert.Single(outcomes.Issues).Code);
    }

    [Fact]
    public void A_leg_without_thrombosis_has_a_score_that_is_not_counted_and_no_pts()
    {
        var outcomes = StudyScorer.Score(Some.TreatedPatient() with { Villalta = [Some.Leg(7, side: Side.Right)] }, s_protocol);
        Assert.Equal(Inclusion.LegNotAffected, The(outcomes, Instrument.Villalta, Location.RightLeg, "month-12").Inclusion);
        Assert.DoesNotContain(outcomes.Outcomes, outcome => outcome.Key.Instrument == Instrument.PostThromboticSyndrome);
    }

    [Theory]
    [InlineData(89, "early", Inclusion.TooEarly), InlineData(90, "month-3", Inclusion.Included), InlineData(91, "month-3", Inclusion.Included)]
    public void Before_the_earliest_day_a_score_is_no_evidence_of_pts(int day, string visit, Inclusion expected)
    {
        var pts = The(Some.TreatedPatient() with { Villalta = [Some.Leg(7, day: day)] }, Instrument.PostThromboticSyndrome, Location.LeftLeg, visit);
        Assert.Equal(expected, pts.Inclusion);
        Assert.Equal("mild", pts.Qualifier);
        Assert.Contains(new SourceRef("Condition/dvt"), pts.Sources);
    }

    [Fact]
    public void A_missing_item_leaves_the_score_open_and_may_still_decide_pts()
    {
        var outcomes = StudyScorer.Score(Some.TreatedPatient() with { Villalta = [Some.Leg("33333|33333.")] }, s_protocol);
        Assert.Equal(
            new OutcomeValue.Unanswered(AbsenceReason.ItemsMissing, ["calf-compression-pain"]),
            The(outcomes, Instrument.Villalta, Location.LeftLeg, "month-12").Value);
        Assert.Equal(new OutcomeValue.YesNo(true), The(outcomes, Instrument.PostThromboticSyndrome, Location.LeftLeg, "month-12").Value);
        Assert.Equal(IssueCode.ItemMissing, Assert.Single(outcomes.Issues).Code);
    }

    [Fact]
    public void A_total_that_the_site_states_is_compared_and_never_used()
    {
        var leg = Some.Leg(7) with { ReportedTotal = Some.Sourced(8, "Observation/total") };
        var outcomes = StudyScorer.Score(Some.TreatedPatient() with { Villalta = [leg] }, s_protocol);
        Assert.Equal(new OutcomeValue.Score(7), The(outcomes, Instrument.Villalta, Location.LeftLeg, "month-12").Value);
        Assert.Equal(new DataIssue(IssueCode.TotalDiffers, new("Observation/total")), Assert.Single(outcomes.Issues));
    }

    [Fact]
    public void Two_assessments_of_one_leg_and_day_that_differ_are_not_believed()
    {
        var outcomes = StudyScorer.Score(Some.TreatedPatient() with { Vcss = [Some.VcssLeg("1110000000"), Some.VcssLeg("1120000000", id: "other")] }, s_protocol);
        Assert.IsType<OutcomeValue.Unanswered>(The(outcomes, Instrument.Vcss, Location.LeftLeg, "month-12").Value);
        Assert.Equal(IssueCode.ConflictingItems, Assert.Single(outcomes.Issues).Code);
    }

    [Fact]
    public void Patency_is_asked_of_the_cava_and_of_each_treated_iliac_vein()
    {
        var facts = Some.TreatedPatient() with { Findings = [Some.Finding(200, VeinStatus.Occluded, Some.Iliac(Side.Left)), Some.Finding(200, VeinStatus.Occluded, Some.Iliac(Side.Right))] };
        var outcomes = StudyScorer.Score(facts, s_protocol);
        Assert.Equal(new OutcomeValue.Unanswered(AbsenceReason.NotRecorded, ["imaging"]), The(outcomes, Instrument.PrimaryPatency, Location.InferiorVenaCava).Value);
        var left = The(outcomes, Instrument.SecondaryPatency, Location.LeftIliac);
        Assert.Equal((new OutcomeValue.TimeToLoss(200, true, PatencyReason.Occlusion), "occlusion"), (left.Value, left.Qualifier));
        Assert.DoesNotContain(outcomes.Outcomes, outcome => outcome.Key.Location == Location.RightIliac);
    }

    [Theory]
    [InlineData(TechnicalFailureRule.Excluded, Inclusion.NotInAnalysisSet), InlineData(TechnicalFailureRule.LossAtTimeZero, Inclusion.Included)]
    public void A_technical_failure_is_excluded_from_patency_or_a_loss_at_time_zero(TechnicalFailureRule rule, Inclusion expected)
    {
        var facts = Some.TreatedPatient();
        facts = facts with { Interventions = [.. facts.Interventions.Where(one => one.Kind != InterventionKind.Thrombolysis)] };
        var outcome = The(StudyScorer.Score(facts, s_protocol with { TechnicalFailure = rule }), Instrument.PrimaryPatency, Location.InferiorVenaCava);
        Assert.Equal(new OutcomeValue.TimeToLoss(0, true, PatencyReason.TechnicalFailure), outcome.Value);
        Assert.Equal(expected, outcome.Inclusion);
    }

    [Fact]
    public void A_first_attempt_of_unknown_day_leaves_what_depends_on_time_open()
    {
        var facts = Some.TreatedPatient();
        ImmutableArray<Intervention> undated = [.. facts.Interventions.Select(one => one with { Performed = new(new(new(2018, 3, 1), new(2018, 3, 31)), null, null) })];
        var outcomes = StudyScorer.Score(facts with { Interventions = undated, Villalta = [Some.Leg(3)] }, s_protocol);
        Assert.True(outcomes.Eligible);
        Assert.Equal(new OutcomeValue.Unanswered(AbsenceReason.DateImprecise, []), The(outcomes, Instrument.TechnicalSuccess).Value);
        Assert.Contains(outcomes.Issues, issue => issue.Code == IssueCode.DateTooImprecise);
        Assert.DoesNotContain(outcomes.Outcomes, outcome => outcome.Key.Instrument == Instrument.Villalta);
    }

    [Theory]
    [InlineData(2015, true)] // before the filter was placed: no index treatment
    [InlineData(2018, false)] // may have come first
    [InlineData(2019, true)] // surely later
    public void An_attempt_of_unknown_day_matters_only_if_it_may_have_been_the_index_treatment(int year, bool answered)
    {
        var undated = Some.Intervention(InterventionKind.Thrombolysis, sites: [VeinSite.Ivc]) with { Performed = new(new(new(year, 1, 1), new(year, 12, 31)), null, null) };
        var facts = Some.TreatedPatient();
        var outcome = The(facts with { Interventions = facts.Interventions.Add(undated) }, Instrument.TechnicalSuccess);
        Assert.Equal(answered, outcome.Value is OutcomeValue.YesNo);
    }

    [Fact]
    public void The_index_treatment_is_the_first_under_a_filter()
    {
        var earlier = Some.Intervention(InterventionKind.Thrombolysis, -1000, sites: [VeinSite.Ivc]);
        var facts = Some.TreatedPatient();
        var outcome = The(facts with { Interventions = facts.Interventions.Add(earlier) }, Instrument.TechnicalSuccess);
        Assert.Equal((new OutcomeValue.YesNo(true), Some.Day(0)), (outcome.Value, outcome.Day));
    }

    [Theory]
    [InlineData(7, true), InlineData(8, false)]
    public void A_stage_of_the_same_session_belongs_to_the_index_treatment_for_seven_days(int day, bool belongs)
    {
        var facts = Some.TreatedPatient();
        facts = facts with
        {
            Interventions = [.. facts.Interventions.Select(one => one with { Session = "Encounter/1" }), Some.Intervention(InterventionKind.Angioplasty, day, session: "Encounter/1", sites: [VeinSite.Ivc])],
            Findings = [Some.Finding(100, VeinStatus.Patent)],
        };
        var primary = Assert.IsType<OutcomeValue.TimeToLoss>(The(facts, Instrument.PrimaryPatency, Location.InferiorVenaCava).Value);
        Assert.Equal(belongs ? (100 - day, false) : (day, true), (primary.Days, primary.Lost));
    }

    [Fact]
    public void Without_sessions_the_missing_half_of_the_treatment_is_taken_for_it_and_another_thrombectomy_is_not()
    {
        var facts = Some.TreatedPatient() with
        {
            Interventions = [Some.Intervention(InterventionKind.Thrombectomy, 0, sites: [VeinSite.Ivc]), Some.Intervention(InterventionKind.Thrombolysis, 1, sites: [VeinSite.Ivc])],
            Findings = [Some.Finding(100, VeinStatus.Patent)],
        };
        Assert.Equal(new OutcomeValue.YesNo(true), The(facts, Instrument.TechnicalSuccess).Value);
        facts = facts with { Interventions = facts.Interventions.Add(Some.Intervention(InterventionKind.Thrombectomy, 5, sites: [VeinSite.Ivc])) };
        var primary = The(facts, Instrument.PrimaryPatency, Location.InferiorVenaCava).Value;
        Assert.Equal(new OutcomeValue.TimeToLoss(4, true, PatencyReason.Reintervention), primary);
    }

    [Fact]
    public void A_later_treatment_of_an_unnamed_vein_or_side_is_set_aside_and_reported()
    {
        var facts = Some.TreatedPatient();
        facts = facts with
        {
            Interventions =
            [
                .. facts.Interventions,
                Some.Intervention(InterventionKind.Thrombolysis, 300),
                Some.Intervention(InterventionKind.StentPlacement, 310, sites: [Some.Iliac(Side.Unstated)]),
            ],
            Findings = [Some.Finding(400, VeinStatus.Patent), Some.Finding(400, VeinStatus.Occluded, Some.Iliac(Side.Unstated), "sideless")],
        };
        var outcomes = StudyScorer.Score(facts, s_protocol);
        Assert.Equal([IssueCode.SideUnstated, IssueCode.SideUnstated, IssueCode.SiteUnstated], outcomes.Issues.Select(issue => issue.Code).Order());
        Assert.Equal(new OutcomeValue.TimeToLoss(400, false, PatencyReason.LastImaging), The(outcomes, Instrument.PrimaryPatency, Location.InferiorVenaCava).Value);
    }

    [Fact]
    public void A_finding_of_unknown_day_is_not_used()
    {
        var partial = Some.Finding(200, VeinStatus.Occluded) with { Day = new(Some.IndexDay.AddDays(180), Some.IndexDay.AddDays(210)) };
        var outcomes = StudyScorer.Score(Some.TreatedPatient() with { Findings = [Some.Finding(400, VeinStatus.Patent), partial] }, s_protocol);
        Assert.Equal(new OutcomeValue.TimeToLoss(400, false, PatencyReason.LastImaging), The(outcomes, Instrument.PrimaryPatency, Location.InferiorVenaCava).Value);
        Assert.Equal(new DataIssue(IssueCode.DateTooImprecise, partial.Source), Assert.Single(outcomes.Issues));
    }
}
