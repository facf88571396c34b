using IvcFhir.Core;
using IvcFhir.Core.Cohort;
using IvcFhir.Core.Facts;
using IvcFhir.Core.Scores;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Core;

/// <summary>The table is made while patients go by: what is kept grows with distinct answers, not with patients.</summary>
public sealed class OnePassTests
{
    private static readonly StudyProtocol s_protocol = StudyProtocol.Default;

    [Fact]
    public void Retrieval_is_three_rates_and_a_death_with_the_filter_moves_only_the_adjusted_one()
    {
        var table = StudyTableBuilder.Build(
            [
                WithFilter("1", RetrievalStatus.Retrieved),
                WithFilter("2", RetrievalStatus.AttemptFailed),
                WithFilter("3", RetrievalStatus.NotAttempted),
                WithFilter("4", RetrievalStatus.NotAttempted, death: 40),
            ],
            s_protocol
        );
        Assert.Equal(
            [(FigureKey.FilterRetrievalSuccess, 1, 2), (FigureKey.FilterRetrievalRate, 1, 4), (FigureKey.FilterRetrievalAdjusted, 1, 3)],
            table.Retrieval.Select(figure => (figure.Key, figure.N, figure.Of))
        );
        Assert.All(table.Retrieval, figure => Assert.Equal("Wilson 95 %", figure.IntervalName));
    }

    [Theory]
    [InlineData(100, 130)] // in a month of which the day is not known
    [InlineData(-1, -1)] // on a day that cannot be right
    public void Who_died_and_nobody_can_say_after_how_long_is_left_out_of_the_adjusted_rate_too(int first, int last)
    {
        var dead = Some.TreatedPatient("2") with
        {
            Death = Some.Sourced(new DayInterval(Some.IndexDay.AddDays(first), Some.IndexDay.AddDays(last)), "Patient/2"),
        };
        var table = StudyTableBuilder.Build(
            [StudyScorer.Score(Some.TreatedPatient("1"), s_protocol), StudyScorer.Score(dead, s_protocol)],
            s_protocol
        );
        Assert.Equal(
            [(FigureKey.FilterRetrievalSuccess, 0, 0), (FigureKey.FilterRetrievalRate, 0, 2), (FigureKey.FilterRetrievalAdjusted, 0, 1)],
            table.Retrieval.Select(figure => (figure.Key, figure.N, figure.Of))
        );
    }

    [Fact]
    public void A_death_lowers_the_incidence_of_loss_below_what_the_curve_says()
    {
        var curve = Cava(Followed("1", 100, lost: false, death: 150), Followed("2", 200, lost: true), Followed("3", 300, lost: false));
        Assert.Equal(0.5, 1 - curve.Points[^1].Survival, 1e-12);
        Assert.Equal(1.0 / 3, curve.Incidence[^1].Loss, 1e-12);
        Assert.Equal(1.0 / 3, curve.Incidence[^1].Death, 1e-12);
    }

    [Fact]
    public void Groups_are_by_site_filter_side_and_period_and_add_up_to_the_curve()
    {
        var table = StudyTableBuilder.Build(
            SyntheticCohort
                .Patients()
                .Select((facts, number) => StudyScorer.Score(facts with { Site = number % 2 == 0 ? "north" : "south" }, s_protocol)),
            s_protocol
        );
        var iliac = Assert.Single(table.Curves, curve => curve.Key == FigureKey.IliacPrimaryPatency);
        Assert.Equal([Stratifier.Site, Stratifier.FilterPosition, Stratifier.Laterality], iliac.Strata.Select(division => division.By));
        Assert.All(
            iliac.Strata,
            division => Assert.Equal((39, 9), (division.Groups.Sum(group => group.Units), division.Groups.Sum(group => group.Lost)))
        );
        // Some patients have two limbs, which the curve takes together; the test does not, and is given only where nothing is clustered.
        Assert.All(
            iliac.Strata,
            division =>
                Assert.True(
                    division is { HasPairs: true, P: null } && division.Groups.All(group => group.Expected is null && group.Lower is null)
                )
        );
        var naive = StudyTableBuilder.Build(
            SyntheticCohort
                .Patients()
                .Select((facts, number) => StudyScorer.Score(facts with { Site = number % 2 == 0 ? "north" : "south" }, s_protocol)),
            s_protocol with
            {
                LimbErrors = LimbErrors.Naive,
            }
        );
        Assert.All(
            Assert.Single(naive.Curves, curve => curve.Key == FigureKey.IliacPrimaryPatency).Strata,
            division => Assert.Equal(9, division.Groups.Sum(group => group.Expected!.Value), 1e-9)
        );
    }

    [Fact]
    public void Periods_are_whole_years_and_as_even_as_they_can_be()
    {
        var curve = Cava([
            .. new[] { 2015, 2015, 2016, 2018, 2019, 2019 }.Select(
                (year, number) => Followed(FormattableString.Invariant($"{number}"), 100 + number, number % 2 == 0, year: year)
            ),
        ]);
        Assert.Equal(
            ["2015–2016", "2018–2019"],
            Assert.Single(curve.Strata, division => division.By == Stratifier.Period).Groups.Select(group => group.Name)
        );
    }

    [Fact]
    public void The_flow_adds_up_and_says_why_answers_are_missing()
    {
        var cohort = SyntheticCohort
            .Patients()
            .Select(facts => facts.Patient == "Patient/P05" ? facts with { Villalta = [Some.Leg("33.........", day: 365)] } : facts)
            .Append(Some.Patient("other"));
        var flow = StudyTableBuilder.Build(cohort.Select(facts => StudyScorer.Score(facts, s_protocol)), s_protocol).Flow!;
        Assert.Equal((38, 37, 1, 0, 36), (flow.Seen, flow.Eligible, flow.Failed, flow.Undecided, flow.Analysed));
        Assert.Equal(
            (FigureKey.Villalta, AbsenceReason.ItemsMissing, 1),
            flow.Missing.Select(one => (one.Figure, one.Reason!.Value, one.Count)).First()
        );
    }

    [Theory]
    [InlineData(1, 1, 1, 1, 1), InlineData(35, 35, 36, 38, 152)]
    public void Counts_describe_a_sample_as_the_values_do(params int[] values)
    {
        var counts = new SortedDictionary<decimal, int>(
            values.GroupBy(value => (decimal)value).ToDictionary(group => group.Key, group => group.Count())
        );
        var (one, other) = (Descriptives.Of(values.Select(value => (double)value))!, Descriptives.OfCounts(counts)!);
        Assert.Equal(one.Sd!.Value, other.Sd!.Value, 1e-12);
        Assert.Equal(one with { Sd = null }, other with { Sd = null });
    }

    private static PatencyCurve Cava(params PatientOutcomes[] patients) =>
        Assert.Single(StudyTableBuilder.Build(patients, s_protocol).Curves, curve => curve.Key == FigureKey.IvcPrimaryPatency);

    private static PatientOutcomes Followed(string id, int days, bool lost, int? death = null, int year = 2018)
    {
        var key = new OutcomeKey(s_protocol.Study, "north", id, Instrument.PrimaryPatency, Location.InferiorVenaCava);
        var loss = new OutcomeValue.TimeToLoss(days, lost, lost ? PatencyReason.Occlusion : PatencyReason.LastImaging);
        var day = DayInterval.On(new DateOnly(year, 6, 1));
        return new(
            "north",
            id,
            Eligible: true,
            [
                new(
                    key with
                    {
                        Instrument = Instrument.TechnicalSuccess,
                        Location = Location.Patient,
                    },
                    new OutcomeValue.YesNo(true),
                    "technical-success/1",
                    day,
                    [],
                    [new("Procedure/1")]
                ),
                new(key, loss, "patency/1", day, [], [new("Observation/1")]),
                .. death is { } died
                    ?
                    [
                        new Outcome(
                            key with
                            {
                                Instrument = Instrument.Death,
                                Location = Location.Patient,
                            },
                            new OutcomeValue.TimeToEvent(died, Happened: true),
                            "death/1",
                            day,
                            [],
                            [new("Patient/1")]
                        ),
                    ]
                    : Array.Empty<Outcome>(),
            ],
            []
        );
    }

    private static PatientOutcomes WithFilter(string id, RetrievalStatus status, int? death = null)
    {
        var patient = Followed(id, 10, lost: false, death);
        var retrieval = new OutcomeValue.Retrieval(status, status == RetrievalStatus.NotAttempted ? 0 : 1);
        return patient with
        {
            Outcomes = patient.Outcomes.Add(
                patient.Outcomes[0] with
                {
                    Key = patient.Outcomes[0].Key with { Instrument = Instrument.FilterRetrieval },
                    Value = retrieval,
                }
            ),
        };
    }
}
