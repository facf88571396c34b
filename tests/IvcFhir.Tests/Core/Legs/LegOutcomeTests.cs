using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Core;

public sealed class LegOutcomeTests
{
    private static readonly StudyProtocol s_protocol = StudyProtocol.Default;

    [Fact]
    public void Of_two_assessments_in_a_window_the_nearest_to_the_target_counts_and_of_two_equally_near_the_later()
    {
        var facts = Some.TreatedPatient() with { Villalta = [Some.Leg(3, day: 350), Some.Leg(6, day: 380), Some.Leg(9, day: 400)] };
        Assert.Equal(new OutcomeValue.Score(6), Scored.The(facts, Instrument.Villalta, Location.LeftLeg, "month-12").Value);
    }

    [Fact]
    public void An_assessment_that_can_be_scored_goes_before_one_that_cannot()
    {
        var facts = Some.TreatedPatient() with { Villalta = [Some.Leg(3, day: 350), Some.Leg("1111111111.", day: 365)] };
        Assert.Equal(new OutcomeValue.Score(3), Scored.The(facts, Instrument.Villalta, Location.LeftLeg, "month-12").Value);
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
        Assert.Equal(Inclusion.LegNotAffected, Scored.The(outcomes, Instrument.Villalta, Location.RightLeg, "month-12").Inclusion);
        Assert.DoesNotContain(outcomes.Outcomes, outcome => outcome.Key.Instrument == Instrument.PostThromboticSyndrome);
    }

    [Theory]
    [
        InlineData(89, "early", Inclusion.TooEarly),
        InlineData(90, "month-3", Inclusion.Included),
        InlineData(91, "month-3", Inclusion.Included)
    ]
    public void Before_the_earliest_day_a_score_is_no_evidence_of_pts(int day, string visit, Inclusion expected)
    {
        var pts = Scored.The(
            Some.TreatedPatient() with
            {
                Villalta = [Some.Leg(7, day: day)],
            },
            Instrument.PostThromboticSyndrome,
            Location.LeftLeg,
            visit
        );
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
            Scored.The(outcomes, Instrument.Villalta, Location.LeftLeg, "month-12").Value
        );
        Assert.Equal(
            new OutcomeValue.YesNo(true),
            Scored.The(outcomes, Instrument.PostThromboticSyndrome, Location.LeftLeg, "month-12").Value
        );
        Assert.Equal(IssueCode.ItemMissing, Assert.Single(outcomes.Issues).Code);
    }

    [Fact]
    public void A_total_that_the_site_states_is_compared_and_never_used()
    {
        var leg = Some.Leg(7) with { ReportedTotal = Some.Sourced(8, "Observation/total") };
        var outcomes = StudyScorer.Score(Some.TreatedPatient() with { Villalta = [leg] }, s_protocol);
        Assert.Equal(new OutcomeValue.Score(7), Scored.The(outcomes, Instrument.Villalta, Location.LeftLeg, "month-12").Value);
        Assert.Equal(new DataIssue(IssueCode.TotalDiffers, new("Observation/total")), Assert.Single(outcomes.Issues));
    }

    [Fact]
    public void Two_assessments_of_one_leg_and_day_that_differ_are_not_believed()
    {
        var outcomes = StudyScorer.Score(
            Some.TreatedPatient() with
            {
                Vcss = [Some.VcssLeg("1110000000"), Some.VcssLeg("1120000000", id: "other")],
            },
            s_protocol
        );
        Assert.IsType<OutcomeValue.Unanswered>(Scored.The(outcomes, Instrument.Vcss, Location.LeftLeg, "month-12").Value);
        Assert.Equal(IssueCode.ConflictingItems, Assert.Single(outcomes.Issues).Code);
    }
}
