using System.Collections.Immutable;
using IvcFhir.Codes;
using IvcFhir.Core;
using IvcFhir.Core.Explain;
using IvcFhir.Core.Facts;
using IvcFhir.Core.Scores;
using IvcFhir.Explain;
using IvcFhir.Map;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Explain;

/// <summary>The index treatment is on 2018-03-05; the window of month 12 is day 274 to 547.</summary>
public sealed class GapsTests
{
    private static readonly PatientFacts Treated = Some.TreatedPatient();

    [Fact]
    public void A_visit_is_asked_for_only_after_its_window()
    {
        Assert.DoesNotContain(On(547), gap => gap.Visit == "month-12");
        Assert.Contains(On(548), gap => gap.Visit == "month-12");
    }

    [Fact]
    public void Of_a_visit_that_did_not_happen_both_scores_and_the_images_of_each_followed_segment_are_missing() =>
        Assert.Equal(
            [
                (GapKind.NoAssessment, Instrument.Villalta, Location.LeftLeg),
                (GapKind.NoAssessment, Instrument.Vcss, Location.LeftLeg),
                (GapKind.NoImaging, Instrument.PrimaryPatency, Location.InferiorVenaCava),
                (GapKind.NoImaging, Instrument.PrimaryPatency, Location.LeftIliac),
            ],
            On(548).Where(gap => gap.Visit == "month-12").Select(gap => (gap.Kind, gap.Instrument!.Value, gap.Location))
        );

    [Fact]
    public void The_window_says_where_to_look()
    {
        var gap = On(548).First(gap => gap.Visit == "month-12");

        Assert.Equal(new DayInterval(Some.IndexDay.AddDays(274), Some.IndexDay.AddDays(547)), gap.Period);
        Assert.EndsWith(
            "&date=ge2018-12-04&date=le2019-09-03",
            Assert.Single(new GapQueries(ConceptIndex.Load(null)).For(gap)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void No_Villalta_score_is_asked_for_before_a_diagnosis_is_allowed() =>
        Assert.DoesNotContain(On(90), gap => gap is { Visit: "early", Instrument: Instrument.Villalta });

    [Fact]
    public void What_was_recorded_in_the_window_is_not_missing()
    {
        var facts = Treated with
        {
            Villalta = [Some.Leg(5)],
            Vcss = [Some.VcssLeg("2111000003")],
            Findings = [Some.Finding(300, VeinStatus.Patent), Some.Finding(300, VeinStatus.Patent, Some.Iliac(Side.Left))],
        };

        Assert.DoesNotContain(On(548, facts), gap => gap.Visit == "month-12");
    }

    [Fact]
    public void An_item_that_was_left_out_is_missing_with_the_search_for_it()
    {
        var gap = Assert.Single(On(548, Treated with { Villalta = [Some.Leg("21110|11101.")] }), one => one.Kind == GapKind.ItemsMissing);

        Assert.Equal(["calf-compression-pain"], gap.Missing);
        Assert.All(
            new GapQueries(ConceptIndex.Load(null)).For(gap),
            query =>
            {
                Assert.StartsWith("Observation?patient=Patient/1&", query, StringComparison.Ordinal);
                Assert.EndsWith("|calf-compression-pain&date=ge2019-03-05&date=le2019-03-05", query, StringComparison.Ordinal);
            }
        );
    }

    [Fact]
    public void An_ulcer_that_was_not_recorded_is_missing_although_the_total_stands() =>
        Assert.Equal(
            ["ulcer"],
            Assert.Single(On(548, Treated with { Villalta = [Some.Leg(5, ulcer: null)] }), one => one.Kind == GapKind.ItemsMissing).Missing
        );

    [Fact]
    public void Nothing_is_asked_of_a_leg_without_thrombosis() => Assert.DoesNotContain(On(2191), gap => gap.Location == Location.RightLeg);

    [Fact]
    public void Nothing_is_asked_in_a_window_that_death_cut_short_nor_after_it()
    {
        var dead = Treated with { Death = Some.Sourced(Some.Day(547), "Patient/1") };

        Assert.DoesNotContain(On(2191, dead), gap => gap.Visit is "month-12" or "month-24" || gap.Kind == GapKind.FilterInPlace);
        Assert.Contains(On(2191, dead), gap => gap.Visit == "month-6");
    }

    [Fact]
    public void A_segment_is_not_imaged_after_its_final_loss() =>
        Assert.Equal(
            ["early", "month-3", "month-6"],
            On(2191, Treated with { Findings = [Some.Finding(300, VeinStatus.Occluded)] })
                .Where(gap => gap is { Kind: GapKind.NoImaging, Location: Location.InferiorVenaCava })
                .Select(gap => gap.Visit)
        );

    [Fact]
    public void Nothing_is_asked_of_those_who_are_not_counted()
    {
        Assert.Empty(On(2191, Some.Patient()));
        Assert.Empty(
            On(2191, Treated with { Interventions = [.. Treated.Interventions.Where(one => one.Kind != InterventionKind.Thrombolysis)] })
        );
    }

    [Fact]
    public void Position_duration_and_grade_are_asked_for_at_once()
    {
        var facts = Treated with
        {
            Filters = [Some.Filter(position: null)],
            Interventions = [.. Treated.Interventions.Select(one => one with { Performed = new(Some.Day(0), null, null) })],
            Complications = [new(new("Observation/bleed"), ComplicationKind.Bleeding, Some.Day(3), null)],
        };

        Assert.Equal(
            [GapKind.NoDuration, GapKind.NoFilterPosition, GapKind.ComplicationUngraded, GapKind.ItemsMissing],
            On(0, facts).Select(gap => gap.Kind)
        );
    }

    [Fact]
    public void Without_the_day_of_the_treatment_no_visit_can_be_placed() =>
        Assert.Equal(
            [GapKind.DateImprecise],
            On(
                    2191,
                    Treated with
                    {
                        Interventions =
                        [
                            .. Treated.Interventions.Select(one =>
                                one with
                                {
                                    Performed = new(new(Some.IndexDay, Some.IndexDay.AddDays(20)), null, null),
                                }
                            ),
                        ],
                    }
                )
                .Select(gap => gap.Kind)
        );

    [Theory]
    [InlineData(28)]
    [InlineData(29, DwellAdvisory.Review)]
    [InlineData(63, DwellAdvisory.Review)]
    [InlineData(64, DwellAdvisory.Review, DwellAdvisory.PastNineWeeks)]
    public void A_filter_in_place_is_for_review_and_never_overdue_while_nobody_says_that_the_risk_has_passed(
        int day,
        params DwellAdvisory[] advice
    ) => Assert.Equal(advice, On(day).Where(gap => gap.Kind == GapKind.FilterInPlace).SelectMany(gap => gap.Advice));

    [Theory]
    [InlineData(54, DwellAdvisory.Review)]
    [InlineData(55, DwellAdvisory.Overdue)]
    [InlineData(64, DwellAdvisory.Overdue, DwellAdvisory.PastNineWeeks)]
    public void A_filter_that_somebody_tried_to_take_out_is_overdue(int day, params DwellAdvisory[] advice)
    {
        var facts = Treated with
        {
            Interventions =
            [
                .. Treated.Interventions,
                Some.Intervention(InterventionKind.FilterRetrieval, 40, result: InterventionResult.Unsuccessful, id: "attempt"),
            ],
        };
        var gap = Assert.Single(On(day, facts), gap => gap.Kind == GapKind.FilterInPlace);
        Assert.Equal(advice, gap.Advice);
        Assert.Contains(new SourceRef("Procedure/attempt"), gap.Sources);
        Assert.Equal([DwellAdvisory.Review], Assert.Single(On(39, facts), gap => gap.Kind == GapKind.FilterInPlace).Advice); // not tried yet
        var two = facts with { Filters = [.. facts.Filters, Some.Filter(implanted: 1, id: "other")] };
        Assert.DoesNotContain(On(day, two), gap => gap.Advice.Contains(DwellAdvisory.Overdue)); // at which of them it was is not recorded
    }

    [Fact]
    public void A_filter_that_was_surely_placed_after_the_data_cut_is_not_asked_for()
    {
        var later = Some.Filter(implanted: 900, id: "later") with
        {
            Implanted = Some.Sourced(new DayInterval(Some.IndexDay.AddDays(900), Some.IndexDay.AddDays(930)), "Procedure/later"),
        };
        var facts = Treated with { Filters = [Some.Filter() with { Retrieved = Some.Sourced(Some.Day(40), "Procedure/out") }, later] };
        Assert.DoesNotContain(On(899, facts), gap => gap.Kind == GapKind.FilterInPlace);
        Assert.Contains(On(930, facts), gap => gap.Kind == GapKind.FilterInPlace);
    }

    [Fact]
    public void A_filter_that_was_taken_out_is_not_in_place() =>
        Assert.DoesNotContain(
            On(100, Treated with { Filters = [Some.Filter() with { Retrieved = Some.Sourced(Some.Day(40), "Procedure/out") }] }),
            gap => gap.Kind == GapKind.FilterInPlace
        );

    [Fact]
    public void The_protocol_says_from_which_day_on_a_filter_is_for_review()
    {
        var late = StudyProtocol.Default with { Dwell = new(40, 60, 90) };

        Assert.DoesNotContain(Gaps.Of(Treated, late, Some.IndexDay.AddDays(39)), gap => gap.Kind == GapKind.FilterInPlace);
        Assert.Contains(Gaps.Of(Treated, late, Some.IndexDay.AddDays(40)), gap => gap.Kind == GapKind.FilterInPlace);
    }

    [Fact]
    public void Where_everyone_who_was_treated_is_analysed_a_failure_is_asked_for_scores_too()
    {
        var failed = Treated with { Interventions = [.. Treated.Interventions.Where(one => one.Kind != InterventionKind.Thrombolysis)] };
        var gaps = Gaps.Of(failed, StudyProtocol.Default with { AnalysisSet = AnalysisSet.AllTreated }, Some.IndexDay.AddDays(548));

        Assert.Contains(gaps, gap => gap is { Kind: GapKind.NoAssessment, Instrument: Instrument.Villalta, Visit: "month-12" });
        Assert.DoesNotContain(gaps, gap => gap.Kind == GapKind.NoImaging);
    }

    [Fact]
    public void After_a_final_loss_the_leg_is_still_assessed_and_the_vein_no_longer_imaged()
    {
        var gaps = On(548, Treated with { Findings = [Some.Finding(100, VeinStatus.Occluded, Some.Iliac(Side.Left))] })
            .Where(gap => gap.Visit == "month-12")
            .ToList();

        Assert.Contains(gaps, gap => gap is { Kind: GapKind.NoAssessment, Location: Location.LeftLeg });
        Assert.DoesNotContain(gaps, gap => gap is { Kind: GapKind.NoImaging, Location: Location.LeftIliac });
        Assert.Contains(gaps, gap => gap is { Kind: GapKind.NoImaging, Location: Location.InferiorVenaCava });
    }

    [Fact]
    public void A_treatment_after_the_data_cut_asks_for_nothing() => Assert.Empty(On(-1));

    [Fact]
    public void Every_item_of_both_instruments_is_called_by_its_name()
    {
        var facts = Treated with
        {
            Villalta = [Some.Leg("...........", ulcer: false) with { Ulcer = Some.Sourced(false, "Observation/u") }],
            Vcss = [Some.VcssLeg("1.........")],
        };
        var missing = On(548, facts)
            .Where(gap => gap is { Kind: GapKind.ItemsMissing })
            .ToDictionary(gap => gap.Instrument!.Value, gap => gap.Missing);

        Assert.Equal(
            [
                "pain",
                "cramps",
                "heaviness",
                "paresthesia",
                "pruritus",
                "pretibial-edema",
                "skin-induration",
                "hyperpigmentation",
                "redness",
                "venous-ectasia",
                "calf-compression-pain",
            ],
            missing[Instrument.Villalta]
        );
        Assert.Equal(
            [
                "varicose-veins",
                "venous-edema",
                "skin-pigmentation",
                "inflammation",
                "induration",
                "active-ulcer-number",
                "active-ulcer-duration",
                "active-ulcer-size",
                "compression-use",
            ],
            missing[Instrument.Vcss]
        );
    }

    [Fact]
    public void The_order_of_the_facts_does_not_matter()
    {
        var facts = Treated with
        {
            Villalta = [Some.Leg("21110|11101."), Some.Leg(5, day: 183), Some.Leg(3, day: 100)],
            Findings =
            [
                Some.Finding(300, VeinStatus.Patent),
                Some.Finding(730, VeinStatus.Patent),
                Some.Finding(183, VeinStatus.Patent, Some.Iliac(Side.Left)),
            ],
            Complications =
            [
                new(new("Observation/1"), ComplicationKind.Bleeding, Some.Day(3), null),
                new(new("Observation/2"), ComplicationKind.Other, Some.Day(2), null),
            ],
            Filters = [Some.Filter(), Some.Filter(implanted: 1, id: "other")],
        };
        var turned = facts with
        {
            Interventions = [.. facts.Interventions.Reverse()],
            Villalta = [.. facts.Villalta.Reverse()],
            Findings = [.. facts.Findings.Reverse()],
            Complications = [.. facts.Complications.Reverse()],
            Filters = [.. facts.Filters.Reverse()],
        };

        Assert.Equal(On(2191, facts).Select(Text), On(2191, turned).Select(Text));
    }

    private static string Text(Gap gap) =>
        $"{gap.Kind} {gap.Instrument} {gap.Location} {gap.Visit} {gap.Period} {string.Join(',', gap.Missing)} "
        + $"{string.Join(',', gap.Sources)} {gap.DaysInPlace}";

    private static ImmutableArray<Gap> On(int day, PatientFacts? facts = null) =>
        Gaps.Of(facts ?? Treated, StudyProtocol.Default, Some.IndexDay.AddDays(day));
}
