using System.Collections.Immutable;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Core.Scores;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Core;

/// <summary>Worst native grade on each scale, and major bleeding by the ISTH (clinical 5.1 to 5.5).</summary>
public sealed class ComplicationOutcomeTests
{
    private static readonly PatientFacts Treated = Some.TreatedPatient();

    [Fact]
    public void The_worst_grade_of_each_scale_is_kept_as_recorded_and_scales_are_never_converted()
    {
        var facts = Complicated(
            Graded("a", ComplicationScale.Sir2003, "B"),
            Graded("b", ComplicationScale.Sir2003, "D", ComplicationKind.FilterMigration),
            Graded("c", ComplicationScale.Cirse2017, "2")
        );
        var outcome = Scored.The(facts, Instrument.ComplicationSir2003);
        Assert.Equal(
            (
                new OutcomeValue.Graded(new(ComplicationScale.Sir2003, "D"), ComplicationKind.FilterMigration),
                "major",
                ComplicationScales.Rule
            ),
            (outcome.Value, outcome.Qualifier, outcome.Rule)
        );
        Assert.Superset(new HashSet<SourceRef> { new("Observation/a"), new("Observation/b") }, outcome.Sources.ToHashSet());
        Assert.Equal("minor", Scored.The(facts, Instrument.ComplicationCirse2017).Qualifier);
        Assert.Null(StudyScorer.Score(facts, StudyProtocol.Default).AnswerTo(Instrument.ComplicationSir2017));
    }

    [Fact]
    public void A_complication_that_was_graded_on_two_scales_has_a_grade_on_both_and_is_severe_by_either()
    {
        var twice = Graded("a", ComplicationScale.Sir2003, "B") with { FurtherGrades = [new(ComplicationScale.Cirse2017, "4")] };
        Assert.Equal(new OutcomeValue.YesNo(true), Scored.The(Complicated(twice), Instrument.SevereComplication).Value);
        Assert.Equal(
            new OutcomeValue.Graded(new(ComplicationScale.Cirse2017, "4"), ComplicationKind.Other),
            Scored.The(Complicated(twice), Instrument.ComplicationCirse2017).Value
        );
        var onlySir = StudyProtocol.Default with { ComplicationScales = [ComplicationScale.Sir2003] };
        Assert.Equal(
            new OutcomeValue.YesNo(false),
            Scored.The(StudyScorer.Score(Complicated(twice), onlySir), Instrument.SevereComplication).Value
        );
    }

    [Theory]
    [InlineData(-1, false), InlineData(0, true), InlineData(30, true), InlineData(31, false)]
    public void A_complication_counts_in_the_periprocedural_days(int day, bool counts) =>
        Assert.Equal(
            counts,
            StudyScorer
                .Score(Complicated(Graded("a", ComplicationScale.Sir2017, "3", day: day)), StudyProtocol.Default)
                .AnswerTo(Instrument.ComplicationSir2017)
                is not null
        );

    [Fact]
    public void A_partial_date_leaves_the_grade_open_only_where_it_would_be_the_worst()
    {
        var unclear = Graded("a", ComplicationScale.Sir2003, "E") with { Day = new(Some.IndexDay.AddDays(20), Some.IndexDay.AddDays(50)) };
        Assert.IsType<OutcomeValue.Unanswered>(
            Scored.The(Complicated(unclear, Graded("b", ComplicationScale.Sir2003, "B")), Instrument.ComplicationSir2003).Value
        );
        Assert.IsType<OutcomeValue.Graded>(
            Scored.The(Complicated(unclear, Graded("b", ComplicationScale.Sir2003, "F")), Instrument.ComplicationSir2003).Value
        );
    }

    [Theory]
    [InlineData(19.99, 1, false), InlineData(20, 1, true), InlineData(0, 2, true), InlineData(0, 1, false)]
    public void A_bleed_is_major_from_20_grams_per_litre_or_two_units(double fall, int units, bool major)
    {
        var outcome = Scored.The(Complicated(Bleed(new(false, BleedingSite.Other, true, (decimal)fall, units))), Instrument.MajorBleeding);
        Assert.Equal((new OutcomeValue.YesNo(major), MajorBleeding.Rule), (outcome.Value, outcome.Rule));
        Assert.Equal(
            ["fatal 0", "critical-site 0", $"hemoglobin-fall {(fall >= 20 ? 1 : 0)}", $"transfusion {(units >= 2 ? 1 : 0)}"],
            outcome.Items.Select(item => $"{item.Item} {item.Grade}")
        );
    }

    [Fact]
    public void A_bleed_of_which_too_little_is_recorded_is_undecided()
    {
        var outcome = Scored.The(Complicated(Bleed(new(false, BleedingSite.Other, true, null, 0))), Instrument.MajorBleeding);
        Assert.Equal(["hemoglobin-fall"], Assert.IsType<OutcomeValue.Unanswered>(outcome.Value).Missing);
        Assert.Null(outcome.Items[2].Grade);
    }

    [Fact]
    public void A_bleed_that_its_scale_calls_death_was_fatal() =>
        Assert.Equal(
            new OutcomeValue.YesNo(true),
            Scored.The(Complicated(Graded("a", ComplicationScale.Sir2003, "F", ComplicationKind.Bleeding)), Instrument.MajorBleeding).Value
        );

    [Theory]
    [InlineData("A", false)] // death is another grade of the same scale
    [InlineData("X", null)] // no grade of the scale
    public void A_bleed_with_a_grade_below_death_was_not_fatal(string grade, bool? major)
    {
        var bleed = Graded("a", ComplicationScale.Sir2003, grade, ComplicationKind.Bleeding) with
        {
            Bleeding = new(null, BleedingSite.Other, true, 19, 1),
        };
        var value = Scored.The(Complicated(bleed), Instrument.MajorBleeding).Value;
        Assert.Equal(major, (value as OutcomeValue.YesNo)?.Yes);
        Assert.Equal(major is null ? ["fatal"] : [], (value as OutcomeValue.Unanswered)?.Missing ?? []);
    }

    [Fact]
    public void Without_a_bleed_the_question_is_asked_only_where_a_figure_needs_it_and_answered_no()
    {
        Assert.Null(StudyScorer.Score(Treated, StudyProtocol.Default).AnswerTo(Instrument.MajorBleeding));
        Assert.Equal(
            new OutcomeValue.YesNo(false),
            StudyScorer.Score(Treated, StudyProtocol.Default with { Figures = ["major-bleeding"] }).AnswerTo(Instrument.MajorBleeding)
        );
    }

    private static PatientFacts Complicated(params ImmutableArray<Complication> complications) =>
        Treated with
        {
            Complications = complications,
        };

    private static Complication Bleed(Bleeding bleeding) =>
        new(new("Observation/bleed"), ComplicationKind.Bleeding, Some.Day(1), null) { Bleeding = bleeding };

    private static Complication Graded(
        string id,
        ComplicationScale scale,
        string grade,
        ComplicationKind kind = ComplicationKind.Other,
        int day = 1
    ) => new(new($"Observation/{id}"), kind, Some.Day(day), new(scale, grade));
}
