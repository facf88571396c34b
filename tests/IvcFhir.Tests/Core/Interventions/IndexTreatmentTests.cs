using System.Collections.Immutable;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Core;

public sealed class IndexTreatmentTests
{
    private static readonly StudyProtocol s_protocol = StudyProtocol.Default;

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
    [
        InlineData(InterventionResult.Completed, true),
        InlineData(InterventionResult.Successful, true),
        InlineData(InterventionResult.PartiallySuccessful, true)
    ]
    [InlineData(InterventionResult.Stopped, false), InlineData(InterventionResult.Unsuccessful, false)]
    public void Technical_success_is_thrombectomy_and_thrombolysis_completed(InterventionResult result, bool success)
    {
        var facts = Some.TreatedPatient();
        facts = facts with
        {
            Interventions =
            [
                .. facts.Interventions.Select(one => one.Kind == InterventionKind.Thrombolysis ? one with { Result = result } : one),
            ],
        };
        Assert.Equal(new OutcomeValue.YesNo(success), Scored.The(facts, Instrument.TechnicalSuccess).Value);
    }

    [Fact]
    public void A_treatment_that_is_not_recorded_was_not_completed()
    {
        var facts = Some.TreatedPatient();
        facts = facts with { Interventions = [.. facts.Interventions.Where(one => one.Kind != InterventionKind.Thrombolysis)] };
        Assert.Equal(new OutcomeValue.YesNo(false), Scored.The(facts, Instrument.TechnicalSuccess).Value);
    }

    [Fact]
    public void Thrombolysis_that_follows_in_the_same_admission_belongs_to_the_treatment()
    {
        var facts = Some.TreatedPatient() with
        {
            Interventions =
            [
                Some.Intervention(
                    InterventionKind.Thrombectomy,
                    0,
                    "09:00",
                    "10:00",
                    session: "Encounter/1",
                    id: "mat",
                    sites: [VeinSite.Ivc]
                ),
                Some.Intervention(
                    InterventionKind.Thrombolysis,
                    3,
                    "09:00",
                    "09:30",
                    session: "Encounter/1",
                    id: "cdt",
                    sites: [VeinSite.Ivc]
                ),
            ],
        };
        var outcomes = StudyScorer.Score(facts, s_protocol);
        Assert.Equal(new OutcomeValue.YesNo(true), Scored.The(outcomes, Instrument.TechnicalSuccess).Value);
        Assert.Equal(new OutcomeValue.Minutes(60), Scored.The(outcomes, Instrument.ProcedureDuration).Value);
    }

    [Fact]
    public void A_first_attempt_of_unknown_day_leaves_what_depends_on_time_open()
    {
        var facts = Some.TreatedPatient();
        ImmutableArray<Intervention> undated =
        [
            .. facts.Interventions.Select(one => one with { Performed = new(new(new(2018, 3, 1), new(2018, 3, 31)), null, null) }),
        ];
        var outcomes = StudyScorer.Score(facts with { Interventions = undated, Villalta = [Some.Leg(3)] }, s_protocol);
        Assert.True(outcomes.Eligible);
        Assert.Equal(new OutcomeValue.Unanswered(AbsenceReason.DateImprecise, []), Scored.The(outcomes, Instrument.TechnicalSuccess).Value);
        Assert.Contains(outcomes.Issues, issue => issue.Code == IssueCode.DateTooImprecise);
        Assert.DoesNotContain(outcomes.Outcomes, outcome => outcome.Key.Instrument == Instrument.Villalta);
    }

    [Theory]
    [InlineData(2015, true)] // before the filter was placed: no index treatment
    [InlineData(2018, false)] // may have come first
    [InlineData(2019, true)] // surely later
    public void An_attempt_of_unknown_day_matters_only_if_it_may_have_been_the_index_treatment(int year, bool answered)
    {
        var undated = Some.Intervention(InterventionKind.Thrombolysis, sites: [VeinSite.Ivc]) with
        {
            Performed = new(new(new(year, 1, 1), new(year, 12, 31)), null, null),
        };
        var facts = Some.TreatedPatient();
        var outcome = Scored.The(facts with { Interventions = facts.Interventions.Add(undated) }, Instrument.TechnicalSuccess);
        Assert.Equal(answered, outcome.Value is OutcomeValue.YesNo);
    }

    [Fact]
    public void The_index_treatment_is_the_first_under_a_filter()
    {
        var earlier = Some.Intervention(InterventionKind.Thrombolysis, -1000, sites: [VeinSite.Ivc]);
        var facts = Some.TreatedPatient();
        var outcome = Scored.The(facts with { Interventions = facts.Interventions.Add(earlier) }, Instrument.TechnicalSuccess);
        Assert.Equal((new OutcomeValue.YesNo(true), Some.Day(0)), (outcome.Value, outcome.Day));
    }

    [Theory]
    [InlineData(7, true), InlineData(8, false)]
    public void A_stage_of_the_same_session_belongs_to_the_index_treatment_for_seven_days(int day, bool belongs)
    {
        var facts = Some.TreatedPatient();
        facts = facts with
        {
            Interventions =
            [
                .. facts.Interventions.Select(one => one with { Session = "Encounter/1" }),
                Some.Intervention(InterventionKind.Angioplasty, day, session: "Encounter/1", sites: [VeinSite.Ivc]),
            ],
            Findings = [Some.Finding(100, VeinStatus.Patent)],
        };
        var primary = Assert.IsType<OutcomeValue.TimeToLoss>(Scored.The(facts, Instrument.PrimaryPatency, Location.InferiorVenaCava).Value);
        Assert.Equal(belongs ? (100 - day, false) : (day, true), (primary.Days, primary.Lost));
    }

    [Theory]
    [InlineData("", "", 98, false)] // day after day without a session: one course, which ended on day 2
    [InlineData("Encounter/1", "", 98, false)]
    [InlineData("Encounter/1", "Encounter/2", 1, true)] // two admissions are two treatments
    public void Lysis_that_goes_on_the_next_day_is_the_same_treatment(string first, string next, int days, bool lost)
    {
        static string? Session(string name) => name.Length == 0 ? null : name;
        var facts = Some.TreatedPatient();
        facts = facts with
        {
            Interventions =
            [
                .. facts.Interventions.Select(one => one with { Session = Session(first) }),
                Some.Intervention(InterventionKind.Thrombolysis, 1, session: Session(next), sites: [VeinSite.Ivc]),
                Some.Intervention(InterventionKind.Thrombolysis, 2, session: Session(next), sites: [VeinSite.Ivc]),
            ],
            Findings = [Some.Finding(100, VeinStatus.Patent)],
        };
        var primary = Assert.IsType<OutcomeValue.TimeToLoss>(Scored.The(facts, Instrument.PrimaryPatency, Location.InferiorVenaCava).Value);
        Assert.Equal((days, lost), (primary.Days, primary.Lost));
    }

    [Fact]
    public void Lysis_after_a_day_without_it_is_a_reintervention()
    {
        var facts = Some.TreatedPatient();
        facts = facts with
        {
            Interventions = facts.Interventions.Add(Some.Intervention(InterventionKind.Thrombolysis, 2, sites: [VeinSite.Ivc])),
            Findings = [Some.Finding(100, VeinStatus.Patent)],
        };
        Assert.Equal(
            new OutcomeValue.TimeToLoss(2, true, PatencyReason.Reintervention),
            Scored.The(facts, Instrument.PrimaryPatency, Location.InferiorVenaCava).Value
        );
    }

    [Fact]
    public void Without_sessions_the_missing_half_of_the_treatment_is_taken_for_it_and_another_thrombectomy_is_not()
    {
        var facts = Some.TreatedPatient() with
        {
            Interventions =
            [
                Some.Intervention(InterventionKind.Thrombectomy, 0, sites: [VeinSite.Ivc]),
                Some.Intervention(InterventionKind.Thrombolysis, 1, sites: [VeinSite.Ivc]),
            ],
            Findings = [Some.Finding(100, VeinStatus.Patent)],
        };
        Assert.Equal(new OutcomeValue.YesNo(true), Scored.The(facts, Instrument.TechnicalSuccess).Value);
        facts = facts with
        {
            Interventions = facts.Interventions.Add(Some.Intervention(InterventionKind.Thrombectomy, 5, sites: [VeinSite.Ivc])),
        };
        var primary = Scored.The(facts, Instrument.PrimaryPatency, Location.InferiorVenaCava).Value;
        Assert.Equal(new OutcomeValue.TimeToLoss(4, true, PatencyReason.Reintervention), primary);
    }
}
