using IvcFhir.Core;
using IvcFhir.Core.Cohort;
using IvcFhir.Core.Facts;
using IvcFhir.Protocols;
using IvcFhir.Tests.Support;
using SyntheticCohort = IvcFhir.Tests.Core.SyntheticCohort;

namespace IvcFhir.Tests.Protocols;

/// <summary>The same patients under another study: nothing of the first is built in.</summary>
public sealed class SecondProtocolTests
{
    private static readonly StudyProtocol Rules = StudyProtocols.Load("iliofemoral-cdt").Rules;

    private static StudyTable TableOf(IEnumerable<PatientFacts> patients) =>
        StudyTableBuilder.Build(patients.Select(facts => StudyScorer.Score(facts, Rules)), Rules);

    private static Figure The(StudyTable table, string key) => table.Figures.Single(figure => figure.Key == key);

    [Fact]
    public void The_table_has_its_own_figures_and_nothing_published_beside_them()
    {
        var table = TableOf(SyntheticCohort.Patients());
        Assert.Equal(
            [
                "technical-success",
                "lysis-success",
                "clinical-success",
                "severe-complications",
                "major-bleeding",
                "iliac-primary-patency",
                "iliac-assisted-primary-patency",
                "iliac-secondary-patency",
                "pts",
                "villalta",
                "vcss",
                "recurrent-dvt",
                "pulmonary-embolism",
                "death",
            ],
            table.Figures.Select(figure => figure.Key)
        );
        Assert.All(table.Figures, figure => Assert.Null(figure.Agrees));
        Assert.Equal("Technical success (thrombolysis completed)", table.Figures[0].Label);
        Assert.Equal(("iliofemoral-cdt", Rules.Hash), (table.Study, table.ProtocolHash));
    }

    [Fact]
    public void Limbs_are_the_unit_and_a_failure_is_a_loss_at_once()
    {
        var table = TableOf(SyntheticCohort.Patients());
        var patency = The(table, FigureKey.IliacPrimaryPatency);
        Assert.Equal((40, 40, 10), (patency.N, patency.Of, patency.Events));
        Assert.Equal("log-log 95 %, limbs clustered by patient", patency.IntervalName);
        // Three right legs were treated and never assessed: missing, not absent.
        Assert.Equal(
            (37, 40, 3),
            (The(table, FigureKey.Villalta).N, The(table, FigureKey.Villalta).Of, The(table, FigureKey.Villalta).Missing)
        );
    }

    [Fact]
    public void Post_thrombotic_syndrome_takes_two_visits()
    {
        var once = The(TableOf(SyntheticCohort.Patients()), FigureKey.Pts);
        var twice = The(
            TableOf(
                SyntheticCohort
                    .Patients()
                    .Select(facts =>
                        facts with
                        {
                            Villalta = [.. facts.Villalta, .. facts.Villalta.Select(leg => leg with { Day = Some.Day(548) })],
                        }
                    )
            ),
            FigureKey.Pts
        );
        Assert.Equal((0, 37, 3), (once.N, once.Of, once.Missing));
        Assert.Equal((9, 37), (twice.N, twice.Of));
        Assert.Contains("two visits", once.Label, StringComparison.Ordinal);
    }

    [Fact]
    public void No_filter_is_asked_for_and_none_is_missed()
    {
        var facts = Some.TreatedPatient() with
        {
            Filters = [],
            Interventions = [.. Some.TreatedPatient().Interventions.Where(one => one.Kind != InterventionKind.FilterPlacement)],
        };
        var outcomes = StudyScorer.Score(facts, Rules);
        Assert.True(outcomes.Eligible);
        Assert.DoesNotContain(outcomes.Outcomes, outcome => outcome.Key.Instrument == Instrument.FilterPosition);
        Assert.False(StudyScorer.Score(facts, StudyProtocol.Default).Eligible);
    }

    [Fact]
    public void Who_had_no_thrombolysis_or_no_thrombosis_of_the_leg_does_not_belong()
    {
        var facts = Some.TreatedPatient();
        Assert.False(
            StudyScorer
                .Score(
                    facts with
                    {
                        Interventions = [.. facts.Interventions.Where(one => one.Kind != InterventionKind.Thrombolysis)],
                    },
                    Rules
                )
                .Eligible
        );
        Assert.False(StudyScorer.Score(facts with { Diagnoses = [] }, Rules).Eligible);
        Assert.False(StudyScorer.Score(facts with { Diagnoses = [facts.Diagnoses[0] with { Day = Some.Day(30) }] }, Rules).Eligible);
    }

    [Theory]
    [
        InlineData(VeinStatus.Patent, 200, 100, false),
        InlineData(VeinStatus.Occluded, 200, 100, false),
        InlineData(VeinStatus.Occluded, 50, 50, true)
    ]
    public void A_patient_is_followed_until_the_first_limb_is_lost_or_no_longer_seen(VeinStatus right, int day, int expected, bool lost)
    {
        var rules = StudyProtocol.Default with { IliacUnit = UnitOfAnalysis.Patient };
        var treated = Some.TreatedPatient();
        var facts = treated with
        {
            Interventions =
            [
                .. treated.Interventions.Select(one =>
                    one.Sites.IsEmpty ? one : one with { Sites = [.. one.Sites, Some.Iliac(Side.Right)] }
                ),
            ],
            Findings =
            [
                Some.Finding(100, VeinStatus.Patent, Some.Iliac(Side.Left), "l"),
                Some.Finding(day, right, Some.Iliac(Side.Right), "r"),
            ],
        };
        var member = Assert.Single(
            StudyTableBuilder.MembersOf(StudyScorer.Score(facts, rules), rules),
            member => member.Figure == FigureKey.IliacPrimaryPatency
        );
        Assert.Equal(new FigureAnswer.FollowUp(expected, lost), member.Answer);
        Assert.Equal(2, member.Outcomes.Length);
    }
}
