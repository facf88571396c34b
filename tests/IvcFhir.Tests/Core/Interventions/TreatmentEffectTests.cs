using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Core.Scores;
using IvcFhir.Tests.Support;
using static System.FormattableString;

namespace IvcFhir.Tests.Core;

/// <summary>
/// Lysis grade from images before and after treatment, and clinical success (clinical 5.6, 5.7). Treatment is on day 0 from 09:10 to 10:10.
/// </summary>
public sealed class TreatmentEffectTests
{
    private static readonly VeinSite Left = Some.Iliac(Side.Left);

    [Theory]
    [
        InlineData("3>0 3>1", LysisGradeClass.II, 83.33),
        InlineData("3>0 3>0", LysisGradeClass.III, 100),
        InlineData("3>2 3>2", LysisGradeClass.I, 33.33)
    ]
    [InlineData("2>1 2>1", LysisGradeClass.II, 50), InlineData("1>2 1>1", LysisGradeClass.I, -50)]
    public void The_grade_is_over_all_segments(string scores, LysisGradeClass grade, double percent)
    {
        var outcome = Lysis(Pairs(scores));
        Assert.Equal(new OutcomeValue.Lysis(grade, (decimal)percent), outcome.Value);
        Assert.Equal(
            (percent < 0 ? "progressed" : null, LysisGrade.Rule, Some.Day(0)),
            (outcome.Qualifier, outcome.Rule, outcome.Day!.Value)
        );
        Assert.Contains(new SourceRef("Observation/after-0"), outcome.Sources);
    }

    [Theory]
    [
        InlineData(LysisBounds.Mewissen, LysisGradeClass.II),
        InlineData(LysisBounds.Above95, LysisGradeClass.II),
        InlineData(LysisBounds.Cavent, LysisGradeClass.III)
    ]
    public void Eleven_of_twelve_points_cleared_is_grade_III_for_CaVenT_only(LysisBounds bounds, LysisGradeClass grade)
    {
        var facts = Pairs("3>0 3>0 3>0 3>1");
        Assert.Equal(
            new OutcomeValue.Lysis(grade, 91.67m),
            Scored.The(StudyScorer.Score(facts, StudyProtocol.Default with { LysisBounds = bounds }), Instrument.LysisGrade).Value
        );
    }

    [Fact]
    public void Without_thrombus_before_there_is_nothing_to_clear() => Assert.Equal(AbsenceReason.Undefined, Absent(Pairs("0>0")).Reason);

    [Fact]
    public void A_segment_scored_at_one_end_only_is_missing_and_never_zero()
    {
        Assert.Equal(
            ["left-common-iliac-after"],
            Absent(Thrombus(Before(VeinSite.Ivc, 3), Before(Left, 3), After(VeinSite.Ivc, 0))).Missing
        );
        Assert.Equal(
            ["left-common-iliac-before"],
            Absent(Thrombus(Before(VeinSite.Ivc, 3), After(Left, 0), After(VeinSite.Ivc, 0))).Missing
        );
    }

    [Theory]
    [InlineData("", null)] // a day of treatment without a word on which side it lies
    [InlineData("09:00", true)]
    [InlineData("09:30", null)] // during treatment: neither
    [InlineData("10:10", false)]
    public void An_image_of_the_day_of_treatment_counts_by_its_instant_and_is_never_guessed(string time, bool? before)
    {
        var image = new ThrombusExtent(
            new("Observation/x"),
            VeinSite.Ivc,
            Some.Day(0),
            1,
            ImagingPhase.Unstated,
            ImagingModality.Venography
        )
        {
            At = Some.At(time, 0),
        };
        var other = before == true ? After(VeinSite.Ivc, 0) : Before(VeinSite.Ivc, 2);
        var patient = StudyScorer.Score(Thrombus(image, other), StudyProtocol.Default);
        var value = Scored.The(patient, Instrument.LysisGrade).Value;
        Assert.Equal(before is null, value is OutcomeValue.Unanswered { Reason: AbsenceReason.ItemsMissing });
        if (before is { } known)
            Assert.Equal(new OutcomeValue.Lysis(known ? LysisGradeClass.III : LysisGradeClass.II, known ? 100 : 50), value);
        Assert.Equal(time.Length == 0, patient.Issues.Contains(new(IssueCode.DateTooImprecise, new("Observation/x"))));
    }

    /// <summary>Scored 3 on the day before and 1 on the day after; then 67 % are cleared.</summary>
    [Theory]
    [InlineData(3, -1, 1, false)] // 3 before or 3 after, where it is the nearest
    [InlineData(0, 0, 0, true)] // both sides say themselves where they lie
    public void An_image_that_may_be_the_nearest_leaves_the_grade_open_where_it_would_change_it(
        int score,
        int before,
        int after,
        bool graded
    )
    {
        var unclear = new ThrombusExtent(
            new("Observation/unclear"),
            VeinSite.Ivc,
            Some.Day(0),
            score,
            ImagingPhase.Unstated,
            ImagingModality.Venography
        );
        var facts = Thrombus(
            unclear,
            new ThrombusExtent(
                new("Observation/b"),
                VeinSite.Ivc,
                Some.Day(before),
                3,
                ImagingPhase.BeforeTreatment,
                ImagingModality.Duplex
            ),
            new ThrombusExtent(new("Observation/a"), VeinSite.Ivc, Some.Day(after), 1, ImagingPhase.AfterTreatment, ImagingModality.Duplex)
        );
        var outcome = Lysis(facts);
        Assert.Equal(
            graded ? new OutcomeValue.Lysis(LysisGradeClass.II, 66.67m) : new OutcomeValue.Unanswered(AbsenceReason.DateImprecise, []),
            outcome.Value
        );
        Assert.Equal(!graded, outcome.Sources.Contains(unclear.Source));
    }

    [Theory]
    [InlineData(-15, 7, false), InlineData(-14, 7, true), InlineData(-1, 8, false), InlineData(-1, 1, true)]
    public void Images_count_from_14_days_before_to_7_days_after(int before, int after, bool graded)
    {
        var facts = Thrombus(
            new ThrombusExtent(new("Observation/b"), VeinSite.Ivc, Some.Day(before), 3, ImagingPhase.Unstated, ImagingModality.Duplex),
            new ThrombusExtent(new("Observation/a"), VeinSite.Ivc, Some.Day(after), 0, ImagingPhase.Unstated, ImagingModality.Duplex)
        );
        Assert.Equal(graded, Lysis(facts).Value is OutcomeValue.Lysis);
    }

    [Fact]
    public void The_image_nearest_to_the_treatment_counts_and_two_that_disagree_are_not_believed()
    {
        var nearest = Thrombus(
            Before(VeinSite.Ivc, 3),
            new ThrombusExtent(new("Observation/early"), VeinSite.Ivc, Some.Day(-5), 1, ImagingPhase.Unstated, ImagingModality.Duplex),
            After(VeinSite.Ivc, 0),
            new ThrombusExtent(new("Observation/late"), VeinSite.Ivc, Some.Day(5), 3, ImagingPhase.Unstated, ImagingModality.Duplex)
        );
        Assert.Equal(new OutcomeValue.Lysis(LysisGradeClass.III, 100), Lysis(nearest).Value);
        var twice = Thrombus(Before(VeinSite.Ivc, 3), Before(VeinSite.Ivc, 2, "again"), After(VeinSite.Ivc, 0));
        Assert.Equal(AbsenceReason.ItemsInconsistent, Absent(twice).Reason);
    }

    [Fact]
    public void More_thrombus_after_never_gives_a_better_grade_and_order_never_matters() =>
        Prop.ForAll(
                Gen.Choose(0, 15).ArrayOf().Resize(5).ToArbitrary(),
                Gen.Choose(0, 4).ToArbitrary(),
                (pairs, which) =>
                {
                    if (pairs.Length == 0)
                        return true;
                    var scores = pairs.Select(one => (Before: one / 4, After: one % 4)).ToList();
                    var worse = scores
                        .Select((one, place) => place == which % scores.Count ? (one.Before, After: Math.Min(3, one.After + 1)) : one)
                        .ToList();
                    var (grade, lower) = (GradeOf(Pairs(scores)), GradeOf(Pairs(worse)));
                    var turned = Pairs(scores);
                    return (grade is null && lower is null)
                        || (
                            lower!.Grade <= grade!.Grade
                            && lower.Percent <= grade.Percent
                            && GradeOf(turned with { Thrombus = [.. turned.Thrombus.Reverse()] }) == grade
                        );
                }
            )
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("y@3", true), InlineData("n@3", false), InlineData("n@1 y@3", true), InlineData("y@30", true)]
    [InlineData("y@31", null), InlineData("y@-1", null)]
    public void Clinical_success_is_the_last_response_of_the_periprocedural_days(string responses, bool? expected)
    {
        var facts = Some.TreatedPatient() with { Responses = [.. responses.Split(' ').Select(Response)] };
        Assert.Equal(
            expected,
            StudyScorer.Score(facts, StudyProtocol.Default).AnswerTo(Instrument.ClinicalSuccess) is OutcomeValue.YesNo answer
                ? answer.Yes
                : null
        );
        Assert.Equal(
            expected is not null,
            StudyScorer.Score(facts, StudyProtocol.Default).AnswerTo(Instrument.ClinicalSuccess) is not null
        );
    }

    [Fact]
    public void Two_responses_of_one_day_that_disagree_are_not_believed() =>
        Assert.Equal(
            AbsenceReason.ItemsInconsistent,
            Assert
                .IsType<OutcomeValue.Unanswered>(
                    Scored
                        .The(Some.TreatedPatient() with { Responses = [Response("y@3"), Response("n@3")] }, Instrument.ClinicalSuccess)
                        .Value
                )
                .Reason
        );

    private static ClinicalResponse Response(string text) =>
        new(new($"Observation/{text}"), Some.Day(int.Parse(text[2..], System.Globalization.CultureInfo.InvariantCulture)), text[0] == 'y');

    private static OutcomeValue.Lysis? GradeOf(PatientFacts facts) => Lysis(facts).Value as OutcomeValue.Lysis;

    private static OutcomeValue.Unanswered Absent(PatientFacts facts) => Assert.IsType<OutcomeValue.Unanswered>(Lysis(facts).Value);

    private static IvcFhir.Core.Outcome Lysis(PatientFacts facts) => Scored.The(facts, Instrument.LysisGrade);

    private static PatientFacts Thrombus(params ImmutableArray<ThrombusExtent> images) => Some.TreatedPatient() with { Thrombus = images };

    private static PatientFacts Pairs(string scores) => Pairs([.. scores.Split(' ').Select(pair => (pair[0] - '0', pair[2] - '0'))]);

    private static PatientFacts Pairs(IReadOnlyList<(int Before, int After)> scores) =>
        Thrombus([
            .. scores.SelectMany(
                (pair, place) =>
                    new[]
                    {
                        Before(SiteOf(place), pair.Before, Invariant($"{place}")),
                        After(SiteOf(place), pair.After, Invariant($"{place}")),
                    }
            ),
        ]);

    private static VeinSite SiteOf(int place) => place == 0 ? VeinSite.Ivc : new((VeinSegment)place, Side.Left);

    private static ThrombusExtent Before(VeinSite site, int score, string id = "x") =>
        new(new($"Observation/before-{id}"), site, Some.Day(0), score, ImagingPhase.BeforeTreatment, ImagingModality.Venography);

    private static ThrombusExtent After(VeinSite site, int score, string id = "x") =>
        new(new($"Observation/after-{id}"), site, Some.Day(0), score, ImagingPhase.AfterTreatment, ImagingModality.Venography);
}
