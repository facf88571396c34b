using System.Collections.Immutable;
using IvcFhir.Core;
using IvcFhir.Core.Cohort;
using IvcFhir.Core.Facts;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Core;

public sealed class StudyTableTests
{
    private static readonly StudyProtocol s_protocol = StudyProtocol.Default;

    private static StudyTable TableOf(IEnumerable<PatientFacts> patients, StudyProtocol? protocol = null) =>
        StudyTableBuilder.Build(patients.Select(facts => StudyScorer.Score(facts, protocol ?? s_protocol)), protocol ?? s_protocol);

    private static Figure The(StudyTable table, string key) => Assert.Single(table.Figures, figure => figure.Key == key);

    [Fact]
    public void Every_published_figure_is_computed_from_the_synthetic_cohort()
    {
        var table = TableOf(SyntheticCohort.Patients());
        Assert.Equal(FigureKey.All, table.Figures.Select(figure => figure.Key));
        Assert.All(table.Figures, figure => Assert.True(figure.Agrees, figure.ToString()));
        Assert.Equal((37, 37), (table.Patients, table.Eligible));
        Assert.All(table.Figures, figure => Assert.Equal(0, figure.Missing));
    }

    [Theory]
    [
        InlineData(FigureKey.TechnicalSuccess, 36, 37),
        InlineData(FigureKey.ProcedureDuration, 36, 36),
        InlineData(FigureKey.FilterInfrarenal, 33, 36)
    ]
    [
        InlineData(FigureKey.FilterRetrohepatic, 3, 36),
        InlineData(FigureKey.SevereComplications, 0, 37),
        InlineData(FigureKey.IvcPrimaryPatency, 36, 36)
    ]
    [InlineData(FigureKey.IliacPrimaryPatency, 39, 39), InlineData(FigureKey.Villalta, 36, 36), InlineData(FigureKey.Pts, 8, 36)]
    public void Each_figure_has_its_denominator(string key, int n, int of)
    {
        var figure = The(TableOf(SyntheticCohort.Patients()), key);
        Assert.Equal((n, of), (figure.N, figure.Of));
    }

    [Theory]
    [InlineData(FigureKey.IvcPrimaryPatency, 1, 95.0), InlineData(FigureKey.IvcSecondaryPatency, 0, 100.0)]
    [InlineData(FigureKey.IliacPrimaryPatency, 9, 76.923076923), InlineData(FigureKey.IliacSecondaryPatency, 6, 84.615384615)]
    public void Patency_is_the_curve_at_its_end(string key, int events, double percent)
    {
        var figure = The(TableOf(SyntheticCohort.Patients()), key);
        Assert.Equal(events, figure.Events);
        Assert.Equal(percent, (double)figure.Percent!.Value, 1e-8);
        Assert.Equal("Kaplan–Meier, log 95 % CI", figure.Estimator);
    }

    [Fact]
    public void A_curve_starts_at_1_with_all_units_and_carries_its_interval()
    {
        var curve = Assert.Single(TableOf(SyntheticCohort.Patients()).Curves, curve => curve.Key == FigureKey.IvcPrimaryPatency);
        Assert.Equal(new CurvePoint(0, 36, 0, 0, 1, 0, 1, 1), curve.Points[0]);
        var loss = Assert.Single(curve.Points, point => point.Events > 0);
        Assert.Equal((20, 1), (loss.AtRisk, loss.Censored));
        Assert.Equal(0.859128, loss.Lower!.Value, 5e-7);
        Assert.Equal(0.04873397, loss.StandardError!.Value, 5e-9);
    }

    [Fact]
    public void The_order_of_patients_changes_nothing()
    {
        var table = TableOf(SyntheticCohort.Patients());
        var reversed = TableOf(SyntheticCohort.Patients().Reverse());
        Assert.Equal(table.Figures.AsEnumerable(), reversed.Figures);
    }

    [Fact]
    public void One_changed_item_moves_exactly_the_figures_that_depend_on_it()
    {
        var before = TableOf(SyntheticCohort.Patients());
        var after = TableOf(
            SyntheticCohort.Patients().Select(facts => facts.Patient == "Patient/P35" ? facts with { Villalta = [Some.Leg(4)] } : facts)
        );
        Assert.Equal([FigureKey.Villalta, FigureKey.Pts], Moved(before, after));
    }

    [Fact]
    public void One_changed_duplex_moves_exactly_the_figures_that_depend_on_it()
    {
        var before = TableOf(SyntheticCohort.Patients());
        var after = TableOf(
            SyntheticCohort
                .Patients()
                .Select(facts =>
                    facts.Patient == "Patient/P01"
                        ? facts with
                        {
                            Findings =
                            [
                                .. facts.Findings.Select(finding =>
                                    finding.Site == VeinSite.Ivc ? finding with { Status = VeinStatus.Stenosed } : finding
                                ),
                            ],
                        }
                        : facts
                )
        );
        Assert.Equal([FigureKey.IvcPrimaryPatency], Moved(before, after));
    }

    [Fact]
    public void A_missing_answer_is_counted_as_missing_not_as_no()
    {
        var cohort = SyntheticCohort
            .Patients()
            .Select(facts => facts.Patient == "Patient/P05" ? facts with { Filters = [Some.Filter(null)], Villalta = [] } : facts);
        var table = TableOf(cohort);
        Assert.Equal(
            (32, 35, 1),
            (
                The(table, FigureKey.FilterInfrarenal).N,
                The(table, FigureKey.FilterInfrarenal).Of,
                The(table, FigureKey.FilterInfrarenal).Missing
            )
        );
        Assert.Equal(
            (35, 36, 1),
            (The(table, FigureKey.Villalta).N, The(table, FigureKey.Villalta).Of, The(table, FigureKey.Villalta).Missing)
        );
        Assert.Equal((35, 1), (The(table, FigureKey.Pts).Of, The(table, FigureKey.Pts).Missing));
    }

    [Fact]
    public void At_the_last_visit_the_worst_leg_counts()
    {
        var facts = Some.TreatedPatient();
        facts = facts with
        {
            Diagnoses = facts.Diagnoses.Add(new(new("Condition/right"), DiagnosisKind.DeepVeinThrombosis, Side.Right, null)),
            Villalta = [Some.Leg(20, day: 180), Some.Leg(3), Some.Leg(6, side: Side.Right), Some.Leg("...........", day: 730)],
        };
        var outcomes = StudyScorer.Score(facts, s_protocol);
        var member = Assert.Single(StudyTableBuilder.MembersOf(outcomes, s_protocol), member => member.Figure == FigureKey.Villalta);
        Assert.Equal(new FigureAnswer.Value(6), member.Answer);
        Assert.Equal([Location.RightLeg, Location.LeftLeg], member.Outcomes.Select(outcome => outcome.Key.Location));
    }

    [Theory]
    [InlineData(FigureKey.Villalta, "3333300000.", 3, null)] // 15 and more, or 3: which leg is the worst is not known
    [InlineData(FigureKey.Pts, "100........", 3, null)]
    [InlineData(FigureKey.Pts, "100........", 6, true)] // one leg has it, whatever the other
    [InlineData(FigureKey.Pts, "33.........", 3, true)] // decided by the bounds
    public void The_worst_leg_is_known_only_where_every_affected_leg_is_answered(string figure, string right, int left, bool? pts)
    {
        var facts = OfBothLegs(Some.Leg(left), Some.Leg(right, side: Side.Right));
        var member = MemberOf(facts, figure);
        Assert.Equal(pts is { } has ? new FigureAnswer.Property(has) : new FigureAnswer.Missing(), member.Answer);
    }

    [Fact]
    public void A_visit_at_which_an_affected_leg_was_not_seen_gives_way_to_the_last_at_which_both_were()
    {
        var facts = OfBothLegs(Some.Leg(4), Some.Leg(9, side: Side.Right), Some.Leg(2, day: 730));
        Assert.Equal(new FigureAnswer.Value(9), MemberOf(facts, FigureKey.Villalta).Answer);
        Assert.Equal(new FigureAnswer.Property(true), MemberOf(facts, FigureKey.Pts).Answer);
    }

    [Fact]
    public void A_leg_whose_thrombosis_came_later_is_not_waited_for_before_it()
    {
        var facts = OfBothLegs(Some.Leg(4), Some.Leg(9, side: Side.Right));
        facts = facts with
        {
            Diagnoses = [facts.Diagnoses[0], facts.Diagnoses[1] with { Day = Some.Day(500) }],
            Villalta = [.. facts.Villalta, Some.Leg("...........", side: Side.Right, day: 730)],
        };
        Assert.Equal(new FigureAnswer.Value(4), MemberOf(facts, FigureKey.Villalta).Answer);
    }

    private static PatientFacts OfBothLegs(params ImmutableArray<VillaltaAssessment> villalta)
    {
        var facts = Some.TreatedPatient();
        return facts with
        {
            Diagnoses = facts.Diagnoses.Add(new(new("Condition/right"), DiagnosisKind.DeepVeinThrombosis, Side.Right, null)),
            Villalta = villalta,
        };
    }

    private static FigureMember MemberOf(PatientFacts facts, string figure) =>
        Assert.Single(StudyTableBuilder.MembersOf(StudyScorer.Score(facts, s_protocol), s_protocol), member => member.Figure == figure);

    [Fact]
    public void Every_counted_member_leads_to_its_sources()
    {
        var members = SyntheticCohort
            .Patients()
            .SelectMany(facts => StudyTableBuilder.MembersOf(StudyScorer.Score(facts, s_protocol), s_protocol))
            .ToList();
        Assert.All(
            members.Where(member => member.Answer is not FigureAnswer.Missing),
            member => Assert.All(member.Outcomes, outcome => Assert.NotEmpty(outcome.Sources))
        );
        Assert.Equal(37 + 36 * 3 + 37 + 36 * 2 + 39 * 2 + 36 * 3, members.Count);
    }

    [Fact]
    public void A_study_that_published_nothing_agrees_with_nothing()
    {
        var table = TableOf(SyntheticCohort.Patients(), s_protocol with { Published = s_protocol.Published.Clear() });
        Assert.All(table.Figures, figure => Assert.Null(figure.Agrees));
    }

    [Fact]
    public void An_empty_cohort_has_figures_without_values()
    {
        var table = TableOf([]);
        Assert.All(table.Figures, figure => Assert.Equal((0, 0, null, null), (figure.N, figure.Of, figure.Percent, figure.Mean)));
    }

    /// <summary>"None" of nobody is no agreement: a published 0 is agreed with only by patients who were asked.</summary>
    [Fact]
    public void A_figure_without_data_neither_agrees_nor_differs()
    {
        Assert.All(TableOf([]).Figures, figure => Assert.Null(figure.Agrees));
        // Not treated completely: everything of the analysis set is asked of nobody.
        Assert.All(
            TableOf([Some.Patient()]).Figures.Where(figure => figure.Percent is null && figure.Mean is null),
            figure => Assert.Null(figure.Agrees)
        );
        var none = new PublishedFigure("none") { N = 0 };
        var figure = The(TableOf([]), FigureKey.SevereComplications);
        Assert.Null(none.AgreesWith(figure));
        Assert.True(none.AgreesWith(figure with { Of = 3, Percent = 0 }));
        Assert.False(none.AgreesWith(figure with { N = 1, Of = 3, Percent = 100m / 3 }));
        Assert.Null(new PublishedFigure("few").AgreesWith(figure with { Of = 3, Percent = 0 }));
    }

    [Theory]
    [
        InlineData(22.5, "23", true),
        InlineData(22.499, "22", true),
        InlineData(22.5, "22", false),
        InlineData(97.25, "97.3", true),
        InlineData(97.2, "97", true)
    ]
    public void A_figure_agrees_when_it_rounds_half_away_from_zero_to_what_was_printed(double computed, string printed, bool agrees)
    {
        var figure = The(TableOf([]), FigureKey.Pts) with { Percent = (decimal)computed };
        var published = new PublishedFigure(printed)
        {
            Percent = decimal.Parse(printed, System.Globalization.CultureInfo.InvariantCulture),
        };
        Assert.Equal(agrees, published.AgreesWith(figure));
    }

    private static IEnumerable<string> Moved(StudyTable before, StudyTable after) =>
        before.Figures.Zip(after.Figures).Where(pair => pair.First != pair.Second).Select(pair => pair.First.Key);
}
