using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Core.Scores;
using IvcFhir.Tests.Support;
using static System.FormattableString;

namespace IvcFhir.Tests.Core;

/// <summary>What is asked of a filter: retrieval, dwell, mechanical findings (clinical 4.2, 4.3).</summary>
public sealed class FilterOutcomeTests
{
    private static readonly PatientFacts Treated = Some.TreatedPatient();

    private static readonly ImmutableArray<Instrument> s_findings =
    [
        Instrument.FilterTilt,
        Instrument.FilterMigration,
        Instrument.FilterPenetration,
        Instrument.FilterFracture,
        Instrument.CavalThrombus,
    ];

    [Theory]
    [InlineData(15, false), InlineData(15.1, true), InlineData(-15, false), InlineData(-15.1, true)]
    public void A_filter_is_tilted_above_15_degrees_and_the_angle_is_kept(double degrees, bool tilted) =>
        Assert.Equal(
            new OutcomeValue.Measured((decimal)degrees, MeasuredUnit.Degrees, tilted),
            Value(With(Tilt(40, (decimal)degrees)), Instrument.FilterTilt)
        );

    [Theory]
    [InlineData(20, false), InlineData(20.1, true), InlineData(-20, false), InlineData(-20.1, true)]
    public void A_filter_has_migrated_above_20_millimetres_and_the_direction_is_kept(double millimetres, bool migrated) =>
        Assert.Equal(
            new OutcomeValue.Measured((decimal)millimetres, MeasuredUnit.Millimetres, migrated),
            Value(With(Migration(40, (decimal)millimetres)), Instrument.FilterMigration)
        );

    [Theory]
    [InlineData(3, false, false), InlineData(3.1, true, false), InlineData(5, true, false), InlineData(5.1, true, true)]
    public void A_strut_penetrates_above_3_or_above_5_millimetres_as_the_protocol_says(double millimetres, bool sir, bool preserve)
    {
        var facts = With(Strut(40, (decimal)millimetres));
        Assert.Equal(
            new OutcomeValue.Measured((decimal)millimetres, MeasuredUnit.Millimetres, sir),
            Value(facts, Instrument.FilterPenetration)
        );
        Assert.Equal(
            new OutcomeValue.Measured((decimal)millimetres, MeasuredUnit.Millimetres, preserve),
            Scored
                .The(
                    StudyScorer.Score(facts, StudyProtocol.Default with { PenetrationThreshold = PenetrationThreshold.Preserve }),
                    Instrument.FilterPenetration
                )
                .Value
        );
    }

    [Fact]
    public void The_worst_finding_counts_and_all_of_them_are_sources()
    {
        var outcome = Scored.The(With(Tilt(0, 4), Tilt(40, -18), Tilt(90, 12)), Instrument.FilterTilt);
        Assert.Equal(new OutcomeValue.Measured(-18, MeasuredUnit.Degrees, true), outcome.Value);
        Assert.Equal((Some.Day(40), FilterFindings.Rule), (outcome.Day!.Value, outcome.Rule));
        Assert.Superset(
            new HashSet<SourceRef> { new("Observation/tilt-0"), new("Observation/tilt-40"), new("Observation/tilt-90") },
            outcome.Sources.ToHashSet()
        );
    }

    [Theory]
    [InlineData(-1, false), InlineData(0, true), InlineData(60, true), InlineData(61, false)]
    public void A_finding_counts_from_the_day_of_placement_to_the_day_of_retrieval(int day, bool counts) =>
        Assert.Equal(counts, Has(Retrieved(60, With(Tilt(day, 20))), Instrument.FilterTilt));

    [Fact]
    public void A_partial_date_leaves_the_question_open_only_where_the_finding_would_be_the_worst()
    {
        var unclear = new FilterFinding.Tilt(
            new("Observation/unclear"),
            new(Some.IndexDay.AddDays(-10), Some.IndexDay.AddDays(10)),
            ImagingModality.Unstated,
            20
        );
        var open = StudyScorer.Score(With(Tilt(40, 12), unclear), StudyProtocol.Default);
        Assert.Equal(
            AbsenceReason.DateImprecise,
            Assert.IsType<OutcomeValue.Unanswered>(Scored.The(open, Instrument.FilterTilt).Value).Reason
        );
        Assert.Contains(new DataIssue(IssueCode.DateTooImprecise, new("Observation/unclear")), open.Issues);
        Assert.Equal(new OutcomeValue.Measured(25, MeasuredUnit.Degrees, true), Value(With(Tilt(40, 25), unclear), Instrument.FilterTilt));
    }

    [Fact]
    public void Fracture_and_thrombus_are_the_worst_that_was_ever_seen()
    {
        var facts = With(
            new FilterFinding.Fracture(new("Observation/f1"), Some.Day(20), ImagingModality.Radiography, Present: true),
            new FilterFinding.Fracture(new("Observation/f2"), Some.Day(40), ImagingModality.Radiography, Present: false),
            new FilterFinding.Thrombus(new("Observation/t1"), Some.Day(20), ImagingModality.Duplex, CavalThrombusExtent.NonOcclusive),
            new FilterFinding.Thrombus(new("Observation/t2"), Some.Day(40), ImagingModality.Duplex, CavalThrombusExtent.None)
        );
        Assert.Equal(new OutcomeValue.YesNo(true), Value(facts, Instrument.FilterFracture));
        Assert.Equal(new OutcomeValue.Thrombus(CavalThrombusExtent.NonOcclusive), Value(facts, Instrument.CavalThrombus));
    }

    [Fact]
    public void A_chart_without_measurements_is_asked_of_the_retrieval_only() =>
        Assert.Equal([Instrument.FilterRetrieval], Asked(Treated).Where(instrument => instrument is >= Instrument.LysisGrade));

    [Fact]
    public void A_protocol_whose_figures_need_a_finding_asks_for_it_all_the_same()
    {
        var rules = StudyProtocol.Default with { Figures = ["filter-tilt", "filter-penetration"] };
        var outcomes = StudyScorer.Score(Treated, rules);
        Assert.Equal(
            [Instrument.FilterTilt, Instrument.FilterPenetration],
            outcomes
                .Outcomes.Where(outcome => outcome.Value is OutcomeValue.Unanswered { Reason: AbsenceReason.NotRecorded })
                .Select(outcome => outcome.Key.Instrument)
                .Intersect(s_findings)
        );
        var without = Treated with { Filters = [], Interventions = Treated.Interventions[1..] };
        Assert.Empty(
            StudyScorer
                .Score(without, rules with { Filter = FilterRequirement.NotRequired })
                .Outcomes.Select(outcome => outcome.Key.Instrument)
                .Intersect(s_findings)
        );
    }

    [Theory]
    [
        InlineData(28, null),
        InlineData(29, "review"),
        InlineData(54, "review"),
        InlineData(55, "overdue"),
        InlineData(63, "overdue"),
        InlineData(64, "past-nine-weeks")
    ]
    public void A_retrieved_filter_has_a_dwell_with_the_last_advice_on_it(int days, string? advice)
    {
        var outcome = Scored.The(Retrieved(days, Treated), Instrument.FilterDwell);
        Assert.Equal((new OutcomeValue.DayCount(days), advice, FilterDwell.Rule), (outcome.Value, outcome.Qualifier, outcome.Rule));
        Assert.Equal(Some.Day(days), outcome.Day);
    }

    [Fact]
    public void A_filter_in_place_has_no_dwell_and_a_partial_date_gives_none()
    {
        Assert.False(Has(Treated, Instrument.FilterDwell));
        var partial = Treated with
        {
            Filters =
            [
                Treated.Filters[0] with
                {
                    Retrieved = Some.Sourced(new DayInterval(Some.IndexDay.AddDays(30), Some.IndexDay.AddDays(60)), "Procedure/out"),
                },
            ],
        };
        Assert.Equal(AbsenceReason.DateImprecise, Assert.IsType<OutcomeValue.Unanswered>(Value(partial, Instrument.FilterDwell)).Reason);
    }

    [Fact]
    public void Attempts_are_counted_and_one_before_the_placement_was_at_another_filter()
    {
        var facts = Treated with
        {
            Interventions =
            [
                .. Treated.Interventions,
                Some.Intervention(InterventionKind.FilterRetrieval, -30, result: InterventionResult.Successful, id: "old"),
                Some.Intervention(InterventionKind.FilterRetrieval, 60, result: InterventionResult.Unsuccessful, id: "first"),
                Some.Intervention(InterventionKind.FilterRetrieval, 70, result: InterventionResult.Stopped, id: "second"),
            ],
        };
        var outcome = Scored.The(facts, Instrument.FilterRetrieval);
        Assert.Equal(new OutcomeValue.Retrieval(RetrievalStatus.AttemptFailed, 2), outcome.Value);
        Assert.DoesNotContain(new SourceRef("Procedure/old"), outcome.Sources);
        Assert.Equal(Some.Day(70), outcome.Day);
    }

    [Fact]
    public void The_retrieval_of_a_filter_that_was_placed_later_is_not_that_of_the_index_filter()
    {
        var later = Some.Filter(implanted: 400, id: "later") with { Retrieved = Some.Sourced(Some.Day(430), "Procedure/out") };
        var facts = Treated with
        {
            Filters = [Treated.Filters[0], later],
            Interventions =
            [
                .. Treated.Interventions,
                Some.Intervention(InterventionKind.FilterPlacement, 400, id: "later"),
                Some.Intervention(InterventionKind.FilterRetrieval, 430, result: InterventionResult.Successful, id: "out"),
            ],
        };
        Assert.Equal(new OutcomeValue.Retrieval(RetrievalStatus.NotAttempted, 0), Value(facts, Instrument.FilterRetrieval));
        Assert.False(Has(facts, Instrument.FilterDwell));
    }

    [Fact]
    public void A_worse_finding_never_gives_a_better_answer_and_order_never_matters() =>
        Prop.ForAll(
                Gen.Choose(-400, 400).ArrayOf().Resize(6).ToArbitrary(),
                Gen.Choose(-400, 400).ToArbitrary(),
                (tenths, more) =>
                {
                    var findings = tenths.Select((one, place) => (FilterFinding)Tilt(place, one / 10m)).ToList();
                    var before = Worst(With([.. findings]));
                    var after = Worst(With([.. findings, Tilt(50, more / 10m)]));
                    var turned = Worst(With([Tilt(50, more / 10m), .. findings.AsEnumerable().Reverse()]));
                    return (before is null || (Math.Abs(after!.Value) >= Math.Abs(before.Value) && (after.Beyond || !before.Beyond)))
                        && after == turned;
                }
            )
            .QuickCheckThrowOnFailure();

    private static OutcomeValue.Measured? Worst(PatientFacts facts) =>
        StudyScorer.Score(facts, StudyProtocol.Default).AnswerTo(Instrument.FilterTilt) as OutcomeValue.Measured;

    private static FilterFinding.Tilt Tilt(int day, decimal degrees) =>
        new(new(Invariant($"Observation/tilt-{day}")), Some.Day(day), ImagingModality.ComputedTomography, degrees);

    private static FilterFinding.Migration Migration(int day, decimal millimetres) =>
        new(new("Observation/migration"), Some.Day(day), ImagingModality.ComputedTomography, millimetres);

    private static FilterFinding.Penetration Strut(int day, decimal millimetres) =>
        new(new("Observation/strut"), Some.Day(day), ImagingModality.ComputedTomography, millimetres);

    private static PatientFacts With(params ImmutableArray<FilterFinding> findings) => Treated with { FilterFindings = findings };

    private static PatientFacts Retrieved(int day, PatientFacts facts) =>
        facts with
        {
            Filters = [facts.Filters[0] with { Retrieved = Some.Sourced(Some.Day(day), "Procedure/out") }],
        };

    private static OutcomeValue Value(PatientFacts facts, Instrument instrument) => Scored.The(facts, instrument).Value;

    private static bool Has(PatientFacts facts, Instrument instrument) => Asked(facts).Contains(instrument);

    private static IEnumerable<Instrument> Asked(PatientFacts facts) =>
        StudyScorer.Score(facts, StudyProtocol.Default).Outcomes.Select(outcome => outcome.Key.Instrument);
}
