using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Core.Scores;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Core;

public sealed class ClinicalRuleTests
{
    [Theory]
    [InlineData(LysisBounds.Mewissen, 49.99, LysisGradeClass.I), InlineData(LysisBounds.Mewissen, 50, LysisGradeClass.II)]
    [InlineData(LysisBounds.Mewissen, 99.9, LysisGradeClass.II), InlineData(LysisBounds.Mewissen, 100, LysisGradeClass.III)]
    [
        InlineData(LysisBounds.Cavent, 49.99, LysisGradeClass.I),
        InlineData(LysisBounds.Cavent, 90, LysisGradeClass.II),
        InlineData(LysisBounds.Cavent, 90.01, LysisGradeClass.III)
    ]
    [InlineData(LysisBounds.Above95, 95, LysisGradeClass.II), InlineData(LysisBounds.Above95, 95.01, LysisGradeClass.III)]
    [InlineData(LysisBounds.Mewissen, -10, LysisGradeClass.I)]
    public void Lysis_grades_have_the_bounds_of_their_author(LysisBounds bounds, double percent, LysisGradeClass expected) =>
        Assert.Equal(expected, LysisGrade.GradeOf((decimal)percent, bounds));

    [Fact]
    public void Lysis_is_summed_over_the_segments()
    {
        ThrombusScore[] segments = [new(VeinSite.Ivc, 3, 0), new(Some.Iliac(Side.Left), 3, 1)];
        var graded = Assert.IsType<LysisResult.Graded>(LysisGrade.Of(segments, LysisBounds.Mewissen));
        Assert.Equal(500m / 6, graded.Percent, 10);
        Assert.Equal((LysisGradeClass.II, true, false), (graded.Grade, graded.IsSuccess, graded.Progressed));
    }

    [Fact]
    public void Without_thrombus_there_is_no_lysis_and_more_thrombus_is_progression()
    {
        Assert.IsType<LysisResult.Undefined>(LysisGrade.Of([new(VeinSite.Ivc, 0, 0)], LysisBounds.Mewissen));
        Assert.True(Assert.IsType<LysisResult.Graded>(LysisGrade.Of([new(VeinSite.Ivc, 1, 2)], LysisBounds.Mewissen)).Progressed);
        Assert.IsType<LysisResult.Rejected>(LysisGrade.Of([new(VeinSite.Ivc, 4, 0)], LysisBounds.Mewissen));
    }

    [Theory]
    [InlineData(19.9, 1.0, false), InlineData(20.0, 1.0, true), InlineData(20.1, 1.0, true)]
    [InlineData(0.0, 1.9, false), InlineData(0.0, 2.0, true), InlineData(0.0, 3.0, true)]
    public void Major_bleeding_has_its_thresholds_included(double fall, double units, bool major)
    {
        var bleeding = new Bleeding(Fatal: false, BleedingSite.Other, Overt: true, (decimal)fall, (decimal)units);
        Assert.Equal(major, MajorBleeding.Judge(bleeding) is BleedingResult.Major);
    }

    [Theory]
    [
        InlineData(BleedingSite.Other, false),
        InlineData(BleedingSite.Intracranial, true),
        InlineData(BleedingSite.Intraspinal, true),
        InlineData(BleedingSite.Intraocular, true)
    ]
    [
        InlineData(BleedingSite.Retroperitoneal, true),
        InlineData(BleedingSite.IntraArticular, true),
        InlineData(BleedingSite.Pericardial, true)
    ]
    [InlineData(BleedingSite.IntramuscularWithCompartmentSyndrome, true)]
    public void A_critical_site_is_major(BleedingSite site, bool major) =>
        Assert.Equal(major, MajorBleeding.Judge(new(false, site, true, 0, 0)) is BleedingResult.Major);

    [Fact]
    public void A_fall_of_hemoglobin_without_overt_bleeding_is_no_bleed()
    {
        Assert.IsType<BleedingResult.NotMajor>(MajorBleeding.Judge(new(false, BleedingSite.Other, Overt: false, 40, 3)));
        var unknown = Assert.IsType<BleedingResult.Undecided>(MajorBleeding.Judge(new(false, BleedingSite.Other, Overt: null, 40, 0)));
        Assert.Equal([BleedingCriterion.HemoglobinFall], unknown.Missing);
    }

    [Fact]
    public void What_was_not_recorded_of_a_bleed_is_not_no()
    {
        var unknown = Assert.IsType<BleedingResult.Undecided>(MajorBleeding.Judge(new(null, null, true, 5, null)));
        Assert.Equal([BleedingCriterion.Fatal, BleedingCriterion.CriticalSite, BleedingCriterion.Transfusion], unknown.Missing);
        Assert.IsType<BleedingResult.Major>(MajorBleeding.Judge(new(true, null, null, null, null)));
    }

    [Theory]
    [InlineData(ComplicationScale.Sir2003, "ABCDEF", "nnyyyy", "nnnyyy")]
    [InlineData(ComplicationScale.Sir2017, "12345", "nyyyy", "nnyyy")]
    [InlineData(ComplicationScale.Cirse2017, "123456", "nnyyyy", "nn?yyy")]
    public void Each_scale_has_its_major_and_its_severe_grades(ComplicationScale scale, string grades, string major, string severe)
    {
        var protocol = StudyProtocol.Default;
        var complications = grades
            .Select(grade => new Complication(new("AdverseEvent/1"), ComplicationKind.Other, Some.Day(0), new(scale, grade.ToString())))
            .ToList();
        Assert.Equal(major, string.Concat(complications.Select(one => Answer(ComplicationScales.IsMajor(one.Grade!.Value)))));
        Assert.Equal(severe, string.Concat(complications.Select(one => Answer(SevereComplications.IsSevere(one, protocol)))));
        Assert.Equal(
            major,
            string.Concat(
                complications.Select(one =>
                    Answer(SevereComplications.IsSevere(one, protocol with { SevereMeaning = SevereMeaning.Major }))
                )
            )
        );
        Assert.True(ComplicationScales.IsDeath(complications[^1].Grade!.Value));
        Assert.False(ComplicationScales.IsDeath(complications[^2].Grade!.Value));
    }

    [Theory]
    [InlineData(47, false), InlineData(48, false), InlineData(49, true)]
    public void Grade_3_of_cirse_is_severe_when_the_stay_was_prolonged_by_more_than_48_hours(int hours, bool severe)
    {
        var complication = new Complication(
            new("AdverseEvent/1"),
            ComplicationKind.Other,
            Some.Day(0),
            new(ComplicationScale.Cirse2017, "3")
        )
        {
            ProlongedStayHours = hours,
        };
        Assert.Equal(severe, SevereComplications.IsSevere(complication, StudyProtocol.Default));
    }

    [Fact]
    public void A_major_bleed_is_severe_whatever_its_grade()
    {
        var bleed = new Complication(new("AdverseEvent/1"), ComplicationKind.Bleeding, Some.Day(0), new(ComplicationScale.Sir2003, "B"))
        {
            Bleeding = new(false, BleedingSite.Retroperitoneal, true, null, null),
        };
        Assert.True(SevereComplications.IsSevere(bleed, StudyProtocol.Default));
    }

    [Theory]
    [
        InlineData(28, ""),
        InlineData(29, "Review"),
        InlineData(54, "Review"),
        InlineData(55, "Overdue"),
        InlineData(63, "Overdue"),
        InlineData(64, "Overdue PastNineWeeks")
    ]
    public void Advice_on_a_filter_in_place_follows_its_days(int days, string advice)
    {
        Assert.Equal(advice, string.Join(' ', FilterDwell.Advice(days, retrievable: true, riskPassed: true)));
        Assert.Empty(FilterDwell.Advice(days, retrievable: false, riskPassed: true));
        Assert.DoesNotContain(DwellAdvisory.Overdue, FilterDwell.Advice(days, retrievable: true, riskPassed: false));
    }

    [Fact]
    public void Dwell_is_counted_in_calendar_days_from_the_placement()
    {
        var filter = Some.Filter() with { Retrieved = Some.Sourced(Some.Day(101), "Procedure/out") };
        Assert.Equal(101, FilterDwell.Days(filter));
        Assert.Equal(40, FilterDwell.DaysInPlace(filter, Some.IndexDay.AddDays(40)));
        Assert.Null(FilterDwell.DaysInPlace(filter, Some.IndexDay.AddDays(101)));
        Assert.Null(FilterDwell.Days(Some.Filter()));
        Assert.Null(
            FilterDwell.Days(
                filter with
                {
                    Implanted = Some.Sourced(new DayInterval(Some.IndexDay, Some.IndexDay.AddDays(1)), "Procedure/in"),
                }
            )
        );
    }

    [Theory]
    [
        InlineData(null, RetrievalStatus.NotAttempted),
        InlineData(InterventionResult.Unsuccessful, RetrievalStatus.AttemptFailed),
        InlineData(InterventionResult.Stopped, RetrievalStatus.AttemptFailed)
    ]
    [
        InlineData(InterventionResult.Completed, RetrievalStatus.Retrieved),
        InlineData(InterventionResult.Successful, RetrievalStatus.Retrieved)
    ]
    public void A_retrieval_is_attempted_or_not_and_successful_or_not(InterventionResult? result, RetrievalStatus expected)
    {
        var facts = Some.TreatedPatient();
        if (result is { } known)
            facts = facts with
            {
                Interventions = facts.Interventions.Add(Some.Intervention(InterventionKind.FilterRetrieval, 60, result: known)),
            };
        Assert.Equal(expected, FilterRetrievals.Of(facts.Interventions, facts.Filters, [], Some.IndexDay).Status);
    }

    [Theory]
    [InlineData(15, false), InlineData(15.1, true), InlineData(-16, true)]
    public void A_filter_is_tilted_above_15_degrees(double degrees, bool tilted) =>
        Assert.Equal(tilted, FilterFindings.IsTilted((decimal)degrees));

    [Theory]
    [InlineData(20, false), InlineData(20.1, true), InlineData(-23, true)]
    public void A_filter_has_migrated_above_20_millimetres_up_or_down(double millimetres, bool migrated) =>
        Assert.Equal(migrated, FilterFindings.HasMigrated((decimal)millimetres));

    [Theory]
    [InlineData(3, false, false), InlineData(3.1, true, false), InlineData(5, true, false), InlineData(5.1, true, true)]
    public void Penetration_has_two_thresholds(double millimetres, bool sir, bool preserve)
    {
        Assert.Equal(sir, FilterFindings.Penetrates((decimal)millimetres, PenetrationThreshold.Sir));
        Assert.Equal(preserve, FilterFindings.Penetrates((decimal)millimetres, PenetrationThreshold.Preserve));
    }

    [Theory]
    [
        InlineData(FilterPosition.Infrarenal, FilterPosition.Infrarenal),
        InlineData(FilterPosition.Retrohepatic, FilterPosition.Suprarenal),
        InlineData(FilterPosition.Suprahepatic, FilterPosition.Suprarenal)
    ]
    [
        InlineData(FilterPosition.Infrahepatic, FilterPosition.Suprarenal),
        InlineData(FilterPosition.Iliac, FilterPosition.Iliac),
        InlineData(FilterPosition.Unknown, FilterPosition.Unknown)
    ]
    public void A_registry_of_two_places_takes_retrohepatic_as_suprarenal(FilterPosition position, FilterPosition expected) =>
        Assert.Equal(expected, FilterPositionRule.ForTwoPlaceRegistry(position));

    [Theory]
    [InlineData("5@180", false)] // one visit is not enough
    [InlineData("5@180 5@269", false)] // 89 days apart
    [InlineData("5@180 5@270", true)] // 90
    [InlineData("5@180 4@270 5@271", true)] // need not follow each other
    [InlineData("5@180 4@365", false)]
    [InlineData("4u@180", true)] // one ulcer
    [InlineData("5@180 .@365", null)] // the second may be one
    [InlineData("4@180 .@365", false)] // it could not make two
    [InlineData("5?@180", null)] // an ulcer may have been there
    public void Two_visits_at_5_points_three_months_apart_or_one_ulcer(string visits, bool? expected)
    {
        var result = PtsTwoVisits.Decide([.. visits.Split(' ').Select(Visit)], 90);
        Assert.Equal(expected, result is PtsResult.Decided decided ? decided.Yes : null);
    }

    [Fact]
    public void The_two_rules_of_pts_disagree_about_the_same_patient()
    {
        var facts = Some.TreatedPatient() with { Villalta = [Some.Leg(6, day: 365)] };
        var twoVisits = StudyProtocol.Default with { PtsDefinition = PtsDefinition.TwoVisits };
        Assert.Equal(new OutcomeValue.YesNo(true), Pts(facts, StudyProtocol.Default, "month-12").Value);
        Assert.Equal(new OutcomeValue.YesNo(false), Pts(facts, twoVisits, "month-12").Value);
        facts = facts with { Villalta = facts.Villalta.Add(Some.Leg(7, day: 730)) };
        var confirmed = Pts(facts, twoVisits, "month-24");
        Assert.Equal((new OutcomeValue.YesNo(true), PtsTwoVisits.Rule), (confirmed.Value, confirmed.Rule));
        Assert.Contains(new SourceRef("Observation/villalta-Left-365"), confirmed.Sources);
    }

    /// <summary>The first visit was in a month of which the day is not known: days 180 to 210.</summary>
    [Theory]
    [InlineData(299, null, AbsenceReason.DateImprecise)] // 89 to 119 days apart
    [InlineData(300, true, null)] // at least 90
    public void Two_visits_are_apart_only_where_they_are_wherever_in_a_partial_date_the_day_was(
        int second,
        bool? expected,
        AbsenceReason? reason
    )
    {
        var month = Some.Leg(6, day: 180) with { Day = new(Some.IndexDay.AddDays(180), Some.IndexDay.AddDays(210)) };
        var facts = Some.TreatedPatient() with { Villalta = [month, Some.Leg(7, day: second)] };
        var value = Pts(facts, StudyProtocol.Default with { PtsDefinition = PtsDefinition.TwoVisits }, "month-12").Value;
        Assert.Equal(expected, (value as OutcomeValue.YesNo)?.Yes);
        Assert.Equal(reason, (value as OutcomeValue.Unanswered)?.Reason);
    }

    [Theory]
    [InlineData(280, 369, false)] // 89 days apart
    [InlineData(280, 370, true)]
    public void Two_occasions_of_one_window_are_two_although_one_of_them_stands_for_the_visit(int first, int second, bool expected)
    {
        var facts = Some.TreatedPatient() with { Villalta = [Some.Leg(6, day: first), Some.Leg(7, day: second)] };
        var pts = Pts(facts, StudyProtocol.Default with { PtsDefinition = PtsDefinition.TwoVisits }, "month-12");
        Assert.Equal(new OutcomeValue.YesNo(expected), pts.Value);
        Assert.Contains(new SourceRef("Observation/villalta-Left-280"), pts.Sources);
    }

    [Fact]
    public void An_ulcer_between_two_visits_makes_the_syndrome_by_the_rule_of_two_visits()
    {
        var facts = Some.TreatedPatient() with { Villalta = [Some.Leg(3, day: 365), Some.Leg(2, ulcer: true, day: 500)] };
        var pts = Pts(facts, StudyProtocol.Default with { PtsDefinition = PtsDefinition.TwoVisits }, "month-12");
        Assert.Equal((new OutcomeValue.YesNo(true), "severe"), (pts.Value, pts.Qualifier));
    }

    [Fact]
    public void The_vcss_is_scored_in_the_protocols_version_with_or_without_compression()
    {
        var original = Some.VcssLeg("1110000002") with { Version = VcssVersion.Original2000 };
        var facts = Some.TreatedPatient() with { Vcss = [original] };
        var revised = StudyScorer.Score(facts, StudyProtocol.Default);
        Assert.DoesNotContain(revised.Outcomes, outcome => outcome.Key.Instrument == Instrument.Vcss);
        Assert.Equal(IssueCode.OtherInstrumentVersion, Assert.Single(revised.Issues).Code);
        var outcome = Scored.The(
            StudyScorer.Score(
                facts,
                StudyProtocol.Default with
                {
                    VcssVersion = VcssVersion.Original2000,
                    VcssIncludesCompression = false,
                }
            ),
            Instrument.Vcss,
            Location.LeftLeg,
            "month-12"
        );
        Assert.Equal((new OutcomeValue.Score(3), "vcss-original/1", 5), (outcome.Value, outcome.Rule, outcome.OtherTotal));
    }

    [Theory]
    [InlineData(7, false), InlineData(8, true)]
    public void From_8_points_the_revised_vcss_says_severe_disease(int total, bool severe) =>
        Assert.Equal(severe, total >= Vcss.SevereDisease);

    [Theory]
    [InlineData(30, true), InlineData(31, false)]
    public void A_death_in_the_periprocedural_days_is_a_severe_complication_by_the_protocols_rule(int day, bool severe)
    {
        var facts = Some.TreatedPatient() with { Death = Some.Sourced(Some.Day(day), "Patient/1") };
        var outcomes = StudyScorer.Score(facts, StudyProtocol.Default);
        Assert.Equal(new OutcomeValue.YesNo(severe), Scored.The(outcomes, Instrument.SevereComplication).Value);
        Assert.Equal(day, outcomes.DaysToDeath);
        var tolerant = StudyScorer.Score(facts, StudyProtocol.Default with { PeriproceduralDeathIsSevere = false });
        Assert.Equal(new OutcomeValue.YesNo(false), Scored.The(tolerant, Instrument.SevereComplication).Value);
    }

    private static Outcome Pts(PatientFacts facts, StudyProtocol protocol, string visit) =>
        Scored.The(StudyScorer.Score(facts, protocol), Instrument.PostThromboticSyndrome, Location.LeftLeg, visit);

    // "5u@180" is a total of 5 with an ulcer at day 180; "?" an ulcer that was not recorded; "." an assessment of which only the absence of
    // an ulcer is known.
    private static LegVisit Visit(string text)
    {
        var (grades, at) = (text.Split('@')[0], text.Split('@')[1]);
        var day = int.Parse(at, System.Globalization.CultureInfo.InvariantCulture);
        bool? ulcer =
            grades.EndsWith('u') ? true
            : grades.EndsWith('?') ? null
            : false;
        return new(day, day, grades == "." ? Some.Leg("...........", ulcer, day: day) : Some.Leg(grades[0] - '0', ulcer, day: day));
    }

    private static char Answer(bool? answer) =>
        answer switch
        {
            true => 'y',
            false => 'n',
            null => '?',
        };
}
