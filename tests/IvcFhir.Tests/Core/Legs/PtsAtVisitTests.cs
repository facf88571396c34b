using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Core.Scores;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Core;

/// <summary>
/// What counts at a visit beside the assessment that stands for it: an ulcer, or 5 points in what was recorded (clinical 1.3, 1.6). Day 365
/// is the target of the window month-12, days 274 to 547.
/// </summary>
public sealed class PtsAtVisitTests
{
    private const string Two = "20000000000";
    private const string Seven = "33100000000";

    private static readonly StudyProtocol s_one = StudyProtocol.Default;
    private static readonly StudyProtocol s_two = StudyProtocol.Default with { PtsDefinition = PtsDefinition.TwoVisits };

    [Theory]
    [InlineData("11.........", true)]
    [InlineData("...........", true)] // nothing but the ulcer
    [InlineData("00000000000", true)]
    [InlineData("333333.....", true)]
    public void An_ulcer_beside_the_assessment_of_the_visit_is_severe_under_both_rules(string grades, bool? ulcer) =>
        Assert.All(
            [s_one, s_two],
            rules =>
            {
                foreach (var day in new[] { 274, 364, 380, 547 })
                {
                    var scored = Score(rules, Some.Leg(Two), Some.Leg(grades, ulcer, day: day, id: "other"));
                    var pts = Pts(scored);
                    Assert.Equal(
                        (new OutcomeValue.YesNo(true), "severe", false, Some.Day(day)),
                        (pts.Value, pts.Qualifier, pts.AtLeast, pts.Day)
                    );
                    Assert.Contains(new SourceRef($"Observation/other-Left-{day}-ulcer"), pts.Sources);
                    Assert.Contains(new SourceRef("Observation/villalta-Left-365"), pts.Sources);
                    Assert.Equal(1, pts.Items.Single(item => item.Item == Villalta.UlcerCode).Grade);
                    Assert.Equal(Inclusion.Included, pts.Inclusion);
                    Assert.Equal((new OutcomeValue.Score(2), "none"), (TheVillalta(scored).Value, TheVillalta(scored).Qualifier));
                    Assert.Empty(scored.Issues);
                }
            }
        );

    [Theory]
    [InlineData("5 of three items", "311........", false, "mild", true)]
    [InlineData("4 of three items", "211........", false, null, false)]
    [InlineData("10 of four items", "3331.......", false, "moderate", true)]
    [InlineData("15 of five items", "33333......", false, "severe", false)]
    [InlineData("5 of ten items", "3110000000.", false, "mild", false)]
    [InlineData("5 of eleven items", "31100000000", false, "mild", false)]
    [InlineData("5, the ulcer not recorded", "31100000000", null, "mild", true)]
    [InlineData("4, the ulcer not recorded", "211........", null, null, false)]
    public void Five_points_of_what_was_recorded_count_beside_the_assessment_of_the_visit(
        string _,
        string grades,
        bool? ulcer,
        string? severity,
        bool atLeast
    )
    {
        var pts = Pts(Score(s_one, Some.Leg(Two), Some.Leg(grades, ulcer, day: 400, id: "other")));
        Assert.Equal((new OutcomeValue.YesNo(severity is not null), severity ?? "none", atLeast), (pts.Value, pts.Qualifier, pts.AtLeast));
        Assert.Equal(severity is not null, pts.Sources.Contains(new SourceRef("Observation/other-Left-400")));
    }

    [Theory]
    [InlineData(280, 369, false)] // 89 days apart
    [InlineData(280, 370, true)]
    public void By_two_visits_a_positive_assessment_that_cannot_be_scored_is_one_of_the_two(int first, int second, bool expected)
    {
        var pts = Pts(Score(s_two, Some.Leg("311........", day: first, id: "other"), Some.Leg(Seven, day: second)));
        Assert.Equal(new OutcomeValue.YesNo(expected), pts.Value);
        Assert.Contains(new SourceRef($"Observation/other-Left-{first}"), pts.Sources);
    }

    [Fact]
    public void By_two_visits_an_ulcer_of_an_earlier_window_is_there_although_another_assessment_stands_for_it()
    {
        var scored = Score(s_two, Some.Leg(Two, day: 183), Some.Leg("...........", ulcer: true, day: 200, id: "ulcer"), Some.Leg(Two));
        Assert.Equal((new OutcomeValue.YesNo(true), "severe"), ValueOf(scored));
        Assert.Contains(new SourceRef("Observation/ulcer-Left-200"), Pts(scored).Sources);
        Assert.Equal(Some.Day(365), Pts(scored).Day);
    }

    [Fact]
    public void What_stands_for_the_visit_keeps_its_class_unless_an_ulcer_outdoes_it()
    {
        Assert.Equal("mild", Pts(Score(s_one, Some.Leg(Seven), Some.Leg("3333.......", day: 400))).Qualifier);
        Assert.Equal("severe", Pts(Score(s_one, Some.Leg(Seven), Some.Leg("...........", ulcer: true, day: 400))).Qualifier);
    }

    [Fact]
    public void An_ulcer_of_another_leg_or_another_visit_says_nothing() =>
        Assert.All(
            [s_one, s_two],
            rules =>
            {
                Assert.Equal(
                    new OutcomeValue.YesNo(false),
                    Pts(Score(rules, Some.Leg(Two), Some.Leg("...........", ulcer: true, Side.Right, 380))).Value
                );
                Assert.Equal(
                    new OutcomeValue.YesNo(false),
                    Pts(Score(rules, Some.Leg(Two), Some.Leg("...........", ulcer: true, day: 548))).Value
                );
            }
        );

    [Fact]
    public void An_ulcer_of_the_same_day_counts_where_the_other_did_not_ask_for_it() =>
        Assert.All(
            [s_one, s_two],
            rules =>
                Assert.Equal(
                    (new OutcomeValue.YesNo(true), "severe"),
                    ValueOf(Score(rules, Some.Leg(Two, ulcer: null), Some.Leg("2..........", ulcer: true, id: "other")))
                )
        );

    [Theory]
    [InlineData("11.........", "pain,cramps,ulcer")]
    [InlineData("2..........", "ulcer")]
    public void Two_of_one_day_that_disagree_about_an_ulcer_leave_it_open_and_the_total_as_it_is(string grades, string disputed) =>
        Assert.All(
            [s_one, s_two],
            rules =>
            {
                var scored = Score(rules, Some.Leg(Two), Some.Leg(grades, ulcer: true, id: "other"));
                var answer = Assert.IsType<OutcomeValue.Unanswered>(Pts(scored).Value);
                Assert.Equal(AbsenceReason.ItemsInconsistent, answer.Reason);
                Assert.Equal(disputed.Split(',').Order(StringComparer.Ordinal), answer.Missing);
                Assert.Equal(new OutcomeValue.Score(2), TheVillalta(scored).Value);
                Assert.Equal(new DataIssue(IssueCode.ConflictingItems, new("Observation/other-Left-365")), Assert.Single(scored.Issues));
            }
        );

    [Fact]
    public void A_disputed_ulcer_leaves_a_positive_leg_positive_and_its_class_the_least() =>
        Assert.Equal(
            (new OutcomeValue.YesNo(true), "mild", true),
            Pts(Score(s_one, Some.Leg(Seven), Some.Leg("...........", ulcer: true, id: "other"))) is var pts
                ? (pts.Value, pts.Qualifier, pts.AtLeast)
                : default
        );

    [Fact]
    public void An_ulcer_that_another_of_its_day_denies_is_not_believed() =>
        Assert.All(
            [s_one, s_two],
            rules =>
            {
                Assert.Equal(
                    new OutcomeValue.YesNo(false),
                    Pts(
                        Score(
                            rules,
                            Some.Leg(Two),
                            Some.Leg(Two, ulcer: true, day: 380),
                            Some.Leg(Two, ulcer: false, day: 380, id: "other")
                        )
                    ).Value
                );
                var scored = Score(
                    rules,
                    Some.Leg(Two),
                    Some.Leg("1..........", ulcer: true, day: 380),
                    Some.Leg(".1.........", ulcer: false, day: 380, id: "other")
                );
                Assert.Equal(new OutcomeValue.YesNo(false), Pts(scored).Value);
                Assert.Equal(new DataIssue(IssueCode.ConflictingItems, new("Observation/villalta-Left-380")), Assert.Single(scored.Issues));
            }
        );

    [Fact]
    public void A_contradiction_about_the_visit_leaves_it_open_unless_something_else_answers_it() =>
        Assert.All(
            [s_one, s_two],
            rules =>
            {
                VillaltaAssessment[] contradiction = [Some.Leg(Two), Some.Leg(Seven, id: "other")];
                Assert.Equal(
                    AbsenceReason.ItemsInconsistent,
                    Assert.IsType<OutcomeValue.Unanswered>(Pts(Score(rules, contradiction)).Value).Reason
                );
                var scored = Score(rules, [.. contradiction, Some.Leg("...........", ulcer: true, day: 380, id: "ulcer")]);
                Assert.Equal((new OutcomeValue.YesNo(true), "severe"), ValueOf(scored));
                Assert.IsType<OutcomeValue.Unanswered>(TheVillalta(scored).Value);
            }
        );

    /// <summary>A window on both sides of the first day on which a diagnosis is allowed (90).</summary>
    [Theory]
    [InlineData(100, 80, false, Inclusion.Included)] // too early to count beside one that is not
    [InlineData(80, 100, true, Inclusion.Included)]
    [InlineData(80, 70, true, Inclusion.TooEarly)]
    public void An_ulcer_before_a_diagnosis_is_allowed_is_none_for_a_visit_that_counts(
        int complete,
        int ulcer,
        bool expected,
        Inclusion inclusion
    )
    {
        var rules = s_one with { Visits = [new("early", 0, 30, 59), new("quarter", 60, 91, 136)] };
        var pts = Scored.The(
            Score(rules, Some.Leg(Two, day: complete), Some.Leg("...........", ulcer: true, day: ulcer)),
            Instrument.PostThromboticSyndrome,
            Location.LeftLeg,
            "quarter"
        );
        Assert.Equal((new OutcomeValue.YesNo(expected), inclusion), (pts.Value, pts.Inclusion));
    }

    [Fact]
    public void The_order_of_the_assessments_changes_nothing() =>
        Assert.All(
            [s_one, s_two],
            rules =>
            {
                VillaltaAssessment[] legs =
                [
                    Some.Leg(Two),
                    Some.Leg("...........", ulcer: true, day: 380),
                    Some.Leg("311........", day: 350),
                    Some.Leg("...........", ulcer: true, day: 300),
                ];
                Assert.Equal(ValueOf(Score(rules, legs)), ValueOf(Score(rules, [.. legs.Reverse()])));
                Assert.Equal(Pts(Score(rules, legs)).Sources, Pts(Score(rules, [.. legs.Reverse()])).Sources);
            }
        );

    private static PatientOutcomes Score(StudyProtocol rules, params VillaltaAssessment[] legs) =>
        StudyScorer.Score(Some.TreatedPatient() with { Villalta = [.. legs] }, rules);

    private static Outcome Pts(PatientOutcomes scored) =>
        Scored.The(scored, Instrument.PostThromboticSyndrome, Location.LeftLeg, "month-12");

    private static (OutcomeValue, string?) ValueOf(PatientOutcomes scored) => (Pts(scored).Value, Pts(scored).Qualifier);

    private static Outcome TheVillalta(PatientOutcomes scored) => Scored.The(scored, Instrument.Villalta, Location.LeftLeg, "month-12");
}
