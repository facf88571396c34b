using System.Collections.Immutable;
using IvcFhir.Core;
using IvcFhir.Core.Cohort;
using IvcFhir.Core.Explain;
using IvcFhir.Core.Facts;
using IvcFhir.Core.Scores;
using IvcFhir.Explain;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Explain;

/// <summary>What the other rules would have said; every answer here is worked out by hand from clinical.md.</summary>
public sealed class AlternativesTests
{
    private static readonly PatientFacts Treated = Some.TreatedPatient();

    [Fact]
    public void An_ulcer_with_eight_points_is_8_or_15_or_23_points_and_severe_in_all() =>
        Assert.Equal(
            ["category-only 8 points (severe)", "at-least-15 15 points, items 8 (severe)", "add-15 23 points, items 8 (severe)"],
            Said(Treated with { Villalta = [Some.Leg(8, ulcer: true)] }, "ulcer-rule", Instrument.Villalta, Location.LeftLeg, "month-12")
        );

    [Fact]
    public void An_ulcer_without_points_is_0_or_15_or_15_points() =>
        Assert.Equal(
            ["category-only 0 points (severe)", "at-least-15 15 points, items 0 (severe)", "add-15 15 points, items 0 (severe)"],
            Said(Treated with { Villalta = [Some.Leg(0, ulcer: true)] }, "ulcer-rule", Instrument.Villalta, Location.LeftLeg, "month-12")
        );

    [Fact]
    public void One_visit_at_five_points_is_PTS_by_one_visit_and_not_by_two() =>
        Assert.Equal(
            ["single-visit yes (mild)", "two-visits no (none)"],
            Said(
                Treated with
                {
                    Villalta = [Some.Leg(5)],
                },
                "pts-definition",
                Instrument.PostThromboticSyndrome,
                Location.LeftLeg,
                "month-12"
            )
        );

    [Fact]
    public void A_second_visit_at_five_points_three_months_before_is_PTS_by_both() =>
        Assert.Equal(
            ["single-visit yes (mild)", "two-visits yes (mild)"],
            Said(
                Treated with
                {
                    Villalta = [Some.Leg(5), Some.Leg(6, day: 183)],
                },
                "pts-definition",
                Instrument.PostThromboticSyndrome,
                Location.LeftLeg,
                "month-12"
            )
        );

    [Fact]
    public void A_score_at_day_100_counts_from_three_months_and_not_from_six()
    {
        var alternatives = Of(Treated with { Villalta = [Some.Leg(5, day: 100)] }, Key(Instrument.Villalta, Location.LeftLeg, "month-3"));

        Assert.Equal(
            [("day-90", (Inclusion?)Inclusion.Included, false), ("day-180", Inclusion.TooEarly, true)],
            alternatives.Where(one => one.Decision == "D3").Select(one => (one.Choice, one.Outcome?.Inclusion, one.Differs))
        );
    }

    [Fact]
    public void Eleven_of_twelve_points_cleared_is_grade_II_or_III()
    {
        var images = new[]
        {
            VeinSite.Ivc,
            Some.Iliac(Side.Left),
            Some.Iliac(Side.Right),
            new(VeinSegment.CommonFemoral, Side.Left),
        }.SelectMany(
            (site, place) =>
                new[]
                {
                    new ThrombusExtent(
                        new("Observation/before"),
                        site,
                        Some.Day(0),
                        3,
                        ImagingPhase.BeforeTreatment,
                        ImagingModality.Venography
                    ),
                    new ThrombusExtent(
                        new("Observation/after"),
                        site,
                        Some.Day(0),
                        place == 0 ? 1 : 0,
                        ImagingPhase.AfterTreatment,
                        ImagingModality.Venography
                    ),
                }
        );
        Assert.Equal(
            ["mewissen II (91.67 % cleared)", "cavent III (91.67 % cleared)", "above-95 II (91.67 % cleared)"],
            Said(Treated with { Thrombus = [.. images] }, "lysis-bounds", Instrument.LysisGrade, Location.Patient, "")
        );
    }

    [Fact]
    public void A_strut_of_four_millimetres_penetrates_by_one_limit_and_not_by_the_other() =>
        Assert.Equal(
            ["sir 4 mm (beyond the limit)", "preserve 4 mm (within the limit)"],
            Said(
                Treated with
                {
                    FilterFindings =
                    [
                        new FilterFinding.Penetration(new("Observation/strut"), Some.Day(40), ImagingModality.ComputedTomography, 4),
                    ],
                },
                "penetration-threshold",
                Instrument.FilterPenetration,
                Location.Patient,
                ""
            )
        );

    [Fact]
    public void Compression_is_three_of_eight_points()
    {
        var facts = Treated with { Vcss = [Some.VcssLeg("2111000003")] };

        Assert.Equal(
            ["yes 8 points, 5 without compression", "no 5 points, 8 with compression"],
            Said(facts, "vcss-includes-compression", Instrument.Vcss, Location.LeftLeg, "month-12")
        );
        Assert.Equal(
            ["original-2000 not asked", "revised-2010 8 points, 5 without compression"],
            Said(facts, "vcss-version", Instrument.Vcss, Location.LeftLeg, "month-12")
        );
    }

    [Fact]
    public void A_stenosis_is_a_loss_where_restenosis_counts_and_the_segment_stays_open_where_it_does_not()
    {
        var facts = Treated with { Findings = [Some.Finding(183, VeinStatus.Stenosed), Some.Finding(730, VeinStatus.Patent)] };

        Assert.Equal(
            ["yes lost on day 183 (restenosis)", "no open up to day 730"],
            Said(facts, "restenosis-ends-primary-patency", Instrument.PrimaryPatency, Location.InferiorVenaCava)
        );
        Assert.Equal(
            [
                "primary-patency lost on day 183 (restenosis)",
                "assisted-primary-patency open up to day 730",
                "secondary-patency open up to day 730",
            ],
            Said(facts, "patency", Instrument.PrimaryPatency, Location.InferiorVenaCava)
        );
    }

    [Fact]
    public void A_technical_failure_is_left_out_or_lost_at_time_zero()
    {
        var facts = Treated with { Interventions = [.. Treated.Interventions.Where(one => one.Kind != InterventionKind.Thrombolysis)] };
        var alternatives = Of(facts, Key(Instrument.PrimaryPatency, Location.InferiorVenaCava)).Where(one => one.Decision == "D6");

        Assert.Equal(
            [("excluded", (Inclusion?)Inclusion.NotInAnalysisSet, true), ("loss-at-time-zero", Inclusion.Included, false)],
            alternatives.Select(one => (one.Choice, one.Outcome?.Inclusion, one.Standing))
        );
    }

    [Theory]
    [InlineData("C", "severe no", "major yes")]
    [InlineData("B", "severe no", "major no")]
    [InlineData("D", "severe yes", "major yes")]
    public void Grade_C_is_major_and_not_severe(string grade, params string[] expected)
    {
        var complication = new Complication(
            new("Observation/bleed"),
            ComplicationKind.Bleeding,
            Some.Day(3),
            new(ComplicationScale.Sir2003, grade)
        );

        Assert.Equal(
            expected,
            Said(Treated with { Complications = [complication] }, "severe-meaning", Instrument.SevereComplication, Location.Patient)
        );
    }

    [Fact]
    public void A_retrohepatic_filter_is_suprarenal_where_a_registry_knows_two_places() =>
        Assert.Equal(
            ["as-recorded retrohepatic", "infrarenal-or-suprarenal suprarenal"],
            Said(
                Treated with
                {
                    Filters = [Some.Filter(FilterPosition.Retrohepatic)],
                },
                "filter-places",
                Instrument.FilterPosition,
                Location.Patient
            )
        );

    [Fact]
    public void The_protocol_itself_stands_among_the_choices_once_and_never_differs() =>
        Assert.All(
            Enum.GetValues<Instrument>(),
            instrument =>
                Assert.All(
                    ProtocolVariants.Of(instrument, StudyProtocol.Default).GroupBy(variant => variant.Setting, StringComparer.Ordinal),
                    setting => Assert.Equal(StudyProtocol.Default, Assert.Single(setting, variant => variant.Standing).Protocol)
                )
        );

    [Fact]
    public void A_figure_is_counted_anew_under_each_rule()
    {
        PatientFacts[] patients =
        [
            Some.TreatedPatient("1") with
            {
                Villalta = [Some.Leg(5)],
            },
            Some.TreatedPatient("2") with
            {
                Villalta = [Some.Leg(4)],
            },
            Some.TreatedPatient("3") with
            {
                Villalta = [Some.Leg(6), Some.Leg(7, day: 183)],
            },
        ];
        var alternatives = FigureAlternatives.Of(FigureKey.Pts, patients, StudyProtocol.Default);

        Assert.Equal(
            [("single-visit", 2, 3), ("two-visits", 1, 3)],
            alternatives.Where(one => one.Decision == "D2").Select(one => (one.Choice, one.Figure.N, one.Figure.Of))
        );
        Assert.Equal(
            ["Wilson 95 %", "Clopper–Pearson 95 %", "Wald 95 %"],
            alternatives.Where(one => one.Decision == "D11").Select(one => one.Figure.IntervalName)
        );
    }

    [Fact]
    public void Technical_failures_enter_a_curve_or_stay_out_of_it()
    {
        PatientFacts[] patients =
        [
            Some.TreatedPatient("1") with
            {
                Findings = [Some.Finding(365, VeinStatus.Patent)],
            },
            Some.TreatedPatient("2") with
            {
                Interventions = [.. Treated.Interventions.Where(one => one.Kind != InterventionKind.Thrombolysis)],
            },
        ];
        var alternatives = FigureAlternatives.Of(FigureKey.IvcPrimaryPatency, patients, StudyProtocol.Default);

        Assert.Equal(
            [("excluded", 1, (int?)0), ("loss-at-time-zero", 2, 1)],
            alternatives.Where(one => one.Decision == "D6").Select(one => (one.Choice, one.Figure.N, one.Figure.Events))
        );
        Assert.Equal(3, alternatives.Count(one => one.Decision == "D11"));
    }

    [Fact]
    public void A_figure_of_limbs_is_told_by_limb_and_by_patient_with_errors_of_both_kinds()
    {
        VeinSite[] veins = [Some.Iliac(Side.Left), Some.Iliac(Side.Right)];
        PatientFacts Both(string id, int left, int right) =>
            Some.TreatedPatient(id) with
            {
                Interventions = [.. Treated.Interventions.Select(one => one.Sites.IsEmpty ? one : one with { Sites = [.. veins] })],
                Findings = [Some.Finding(left, VeinStatus.Occluded, veins[0], "l"), Some.Finding(right, VeinStatus.Patent, veins[1], "r")],
            };
        var standing = StudyTableBuilder
            .Build(
                new[] { Both("1", 100, 300), Both("2", 200, 400) }.Select(facts => StudyScorer.Score(facts, StudyProtocol.Default)),
                StudyProtocol.Default
            )
            .Figures.Single(figure => figure.Key == FigureKey.IliacPrimaryPatency);
        var alternatives = FigureAlternatives.Of(
            FigureKey.IliacPrimaryPatency,
            [Both("1", 100, 300), Both("2", 200, 400)],
            StudyProtocol.Default
        );

        Assert.Equal(
            [
                ("iliac-unit", "limb", 4, true),
                ("iliac-unit", "patient", 2, false),
                ("limb-errors", "naive", 4, false),
                ("limb-errors", "clustered", 4, true),
            ],
            alternatives.Where(one => one.Decision == "D7").Select(one => (one.Setting, one.Choice, one.Figure.N, one.Standing))
        );
        Assert.All(
            alternatives.Where(one => one.Standing),
            one => Assert.Equal((standing.N, standing.Lower, standing.Upper), (one.Figure.N, one.Figure.Lower, one.Figure.Upper))
        );
        Assert.NotEqual(standing.Lower, alternatives.Single(one => one.Choice == "naive").Figure.Lower);
    }

    [Theory]
    [InlineData("ivc-mat-cdt"), InlineData("iliofemoral-cdt")]
    public void The_standing_choice_of_a_figure_is_the_figure_itself(string name)
    {
        var protocol = IvcFhir.Protocols.StudyProtocols.Load(name).Rules;
        var patients = IvcFhir.Tests.Core.SyntheticCohort.Patients().ToList();
        var table = StudyTableBuilder.Build(patients.Select(facts => StudyScorer.Score(facts, protocol)), protocol);
        foreach (var figure in table.Figures.Concat(table.OtherReadings))
        {
            var standing = FigureAlternatives
                .Of(figure.Key, patients, protocol)
                .Where(one => one.Standing && !(one.Decision == "D6" && figure.Key != FigureKey.BaseOf(figure.Key)));

            Assert.All(
                standing,
                one =>
                    Assert.Equal(
                        (figure.N, figure.Of, figure.Missing, figure.Percent, figure.Mean, figure.Lower, figure.Upper),
                        (
                            one.Figure.N,
                            one.Figure.Of,
                            one.Figure.Missing,
                            one.Figure.Percent,
                            one.Figure.Mean,
                            one.Figure.Lower,
                            one.Figure.Upper
                        )
                    )
            );
        }
    }

    [Fact]
    public void The_patients_of_a_figure_go_by_once()
    {
        var passes = 0;
        IEnumerable<PatientFacts> Patients()
        {
            passes++;
            yield return Treated;
        }

        Assert.NotEmpty(FigureAlternatives.Of(FigureKey.IliacPrimaryPatency, Patients(), StudyProtocol.Default));
        Assert.Equal(1, passes);
    }

    private static IEnumerable<string> Said(
        PatientFacts facts,
        string setting,
        Instrument instrument,
        Location location,
        string visit = ""
    ) =>
        Of(facts, Key(instrument, location, visit))
            .Where(one => one.Setting == setting)
            .Select(one => $"{one.Choice} {(one.Outcome is { } outcome ? AnswerText.Of(outcome) : "not asked")}");

    private static ImmutableArray<Alternative> Of(PatientFacts facts, OutcomeKey key) => Alternatives.Of(facts, StudyProtocol.Default, key);

    private static OutcomeKey Key(Instrument instrument, Location location, string visit = "") =>
        new(StudyProtocol.Default.Study, Treated.Site, Treated.Patient, instrument, location, visit);
}
