using IvcFhir.Core;
using IvcFhir.Core.Facts;

namespace IvcFhir.Tests.Unknown;

/// <summary>What was set aside, or is not understood, keeps the answer open that it could change, and changes none to another.</summary>
public sealed class UnreadIsNeverNoTests
{
    [Theory]
    [InlineData(""" "code":"sct:432948005","performedDateTime":"2021-03-04","status":"in-progress" """, "NotUnderstood")]
    [InlineData(""" "code":"sct:432948005","performedDateTime":"2021-03-04","status":"unknown" """, "NotUnderstood")]
    [InlineData(""" "code":"sct:432948005","performedString":"in March" """, "NotUnderstood")]
    [InlineData(
        """ "code":"sct:432948005","performedDateTime":"2021-03-04","modifierExtension":[{"url":"http://x/not","valueBoolean":true}] """,
        "NotUnderstood"
    )]
    [InlineData(""" "code":"cpt:37212-ZZ","performedDateTime":"2021-03-04" """, "NotUnderstood")]
    [InlineData(""" "code":{"text":"infusion of alteplase by catheter"},"performedDateTime":"2021-03-05" """, "NotUnderstood")]
    [InlineData(""" "code":"local:LYSIS","performedDateTime":"2021-03-05","bodySite":["sct:64131007"] """, "NotUnderstood")]
    [InlineData(""" "code":"local:LYSIS","performedDateTime":"2021-03-05","bodySite":[{"text":"left arm"}] """, "no")]
    [InlineData(""" "code":"local:XRAY","performedDateTime":"2021-03-05","category":"sct:103693007" """, "no")]
    [InlineData(""" "code":"pcs:06H033Z","performedDateTime":"2021-03-04" """, "NotUnderstood")]
    [InlineData(""" "code":"pcs:0DTJ4ZZ","performedDateTime":"2021-03-04" """, "no")]
    [InlineData(
        """ "code":{"coding":[{"system":"https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets","code":"J2997"}]},"performedDateTime":"2021-03-05" """,
        "NotUnderstood"
    )]
    [InlineData(
        """ "code":{"coding":[{"system":"https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets","code":"J2997"}]},"performedDateTime":"2021-03-05","reasonCode":["icd:I26.99"] """,
        "no"
    )]
    [InlineData(
        """ "code":{"coding":[{"system":"https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets","code":"J2997"}]},"performedDateTime":"2021-05-05" """,
        "no"
    )]
    [InlineData(""" "code":"sct:430193006","performedDateTime":"2021-03-05" """, "no")]
    [InlineData(""" "code":"sct:432948005","performedDateTime":"2021-03-04","status":"not-done" """, "no")]
    [InlineData(""" "code":"sct:432948005","performedDateTime":"2021-03-04","status":"entered-in-error" """, "no")]
    [InlineData(""" "code":"sct:432948005","performedDateTime":"2021-03-04","status":"stopped" """, "no")]
    [InlineData(""" "code":"local:LYSIS","performedDateTime":"2021-06-05" """, "no")]
    public void A_treatment_that_may_be_the_missing_one_leaves_technical_success_open(string members, string expected)
    {
        var chart = Treated.WithoutLysis().With("Procedure/x", members);

        Assert.Equal(expected, chart.Say(Instrument.TechnicalSuccess));
        Assert.Equal(expected == "no" ? "lost 0" : "NotUnderstood", chart.Say(Instrument.PrimaryPatency, Location.LeftIliac));
    }

    [Theory]
    [InlineData(
        "Observation",
        """ "code":"study:observation-kind#vein-finding","effectiveDateTime":"2021-07-01","bodySite":"sct:64131007","valueCodeableConcept":{"text":"blurred"} """
    )]
    [InlineData(
        "Procedure",
        """ "code":"sct:276977004","performedDateTime":"2021-07-01","status":"in-progress","bodySite":["sct:64131007"] """
    )]
    [InlineData("Procedure", """ "code":{"text":"vein work"},"performedDateTime":"2021-07-01" """)]
    public void What_is_unread_before_the_last_image_leaves_primary_patency_open_and_not_that_of_another_vein(string type, string members)
    {
        var chart = Open().With($"{type}/x", members);

        Assert.Equal("open 184", Open().Say(Instrument.PrimaryPatency, Location.InferiorVenaCava));
        Assert.Equal("NotUnderstood", chart.Say(Instrument.PrimaryPatency, Location.InferiorVenaCava));
        if (members.Contains("64131007", StringComparison.Ordinal))
            Assert.Equal("open 184", chart.Say(Instrument.PrimaryPatency, Location.LeftIliac));
    }

    [Theory]
    [InlineData(""" "code":"local:DUPLEX" """, "NotUnderstood")]
    [InlineData(
        """ "code":"local:DUPLEX","category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"imaging"}]}] """,
        "NotUnderstood"
    )]
    [InlineData(
        """ "code":{"text":"flow"},"category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"exam"}]}] """,
        "NotUnderstood"
    )]
    [InlineData(""" "code":"cpt:93970" """, "NotUnderstood")]
    [InlineData(""" "code":"local:DUPLEX","status":"preliminary" """, "NotUnderstood")]
    [InlineData(
        """ "code":"local:PRESSURE","category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"vital-signs"}]}] """,
        "open 184"
    )]
    [InlineData(
        """ "code":"local:BLOOD","category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"laboratory"}]}] """,
        "open 184"
    )]
    [InlineData(
        """ "code":"local:ASK","category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"survey"}]}] """,
        "open 184"
    )]
    [InlineData(""" "code":"local:DUPLEX","status":"entered-in-error" """, "open 184")]
    public void An_observation_that_no_map_knows_opens_the_patency_of_the_vein_at_which_it_stands_unless_its_category_shows_none(
        string members,
        string expected
    )
    {
        var chart = Open()
            .With("Observation/x", $""" {members},"effectiveDateTime":"2021-06-01","bodySite":"sct:64131007","valueString":"?" """);

        Assert.Equal(expected, chart.Say(Instrument.PrimaryPatency, Location.InferiorVenaCava));
        Assert.Equal("open 184", chart.Say(Instrument.PrimaryPatency, Location.LeftIliac));
    }

    [Theory]
    [InlineData("\"bodySite\":\"sct:80891009\"")] // heart
    [InlineData("\"bodySite\":{\"text\":\"left arm\"}")]
    [InlineData("\"bodySite\":{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"7771000\"}]}")]
    [InlineData("\"note\":[{\"text\":\"vena cava\"}]")]
    public void An_observation_that_no_map_knows_and_that_stands_at_no_vein_is_counted_only(string site) =>
        Assert.Equal(
            "open 184",
            Open()
                .With("Observation/x", $""" "code":"local:DUPLEX","effectiveDateTime":"2021-06-01",{site},"valueString":"?" """)
                .Say(Instrument.PrimaryPatency, Location.InferiorVenaCava)
        );

    [Fact]
    public void A_lytic_drug_beside_a_lysis_is_that_ones_and_opens_nothing()
    {
        const string Drug =
            """ "code":{"coding":[{"system":"https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets","code":"J2997"}]},"performedDateTime":"2021-03-04" """;

        var (without, with) = (Treated.Fully().InStay().Outcomes(), Treated.Fully().InStay().With("Procedure/drug", Drug).Outcomes());

        Assert.Equal(without.Outcomes.Select(one => (one.Key, one.Value)), with.Outcomes.Select(one => (one.Key, one.Value)));
    }

    [Fact]
    public void A_report_in_words_leaves_the_last_image_that_was_read_and_says_that_it_is_there()
    {
        const string report = """ "code":"cpt:93970","effectiveDateTime":"2021-12-04","conclusion":"patent" """;

        Assert.Equal(
            "NotUnderstood",
            Treated.Fully().With("DiagnosticReport/d", report).Say(Instrument.PrimaryPatency, Location.LeftIliac)
        );
        var seen = Open().With("DiagnosticReport/d", report).Of(Instrument.PrimaryPatency, Location.LeftIliac)!;
        Assert.True(seen.LaterImageUnread);
        Assert.Contains(new("DiagnosticReport/d"), seen.Sources);
        Assert.False(Open().Of(Instrument.PrimaryPatency, Location.LeftIliac)!.LaterImageUnread);
    }

    [Theory]
    [InlineData("patent", "occluded", "ItemsInconsistent", "ItemsInconsistent")]
    [InlineData("patent", "stenosed", "ItemsInconsistent", "open 184")]
    [InlineData("patent", "partial-thrombus", "open 184", "open 184")]
    public void Images_of_one_vein_and_day_that_contradict_each_other_leave_open_what_they_answer_differently(
        string one,
        string other,
        string primary,
        string secondary
    )
    {
        var chart = Treated.Fully().With("Observation/a", Image("2021-09-04", one)).With("Observation/b", Image("2021-09-04", other));

        Assert.Equal(primary, chart.Say(Instrument.PrimaryPatency, Location.LeftIliac));
        Assert.Equal(secondary, chart.Say(Instrument.SecondaryPatency, Location.LeftIliac));
    }

    [Theory]
    [InlineData("", "NotRecorded")]
    [InlineData(""", "outcome":"sct:385669000" """, "open 194")]
    [InlineData(""", "outcome":"sct:385671000" """, "lost 184")]
    public void A_reintervention_with_no_word_of_its_result_and_no_image_after_it_leaves_secondary_patency_open(
        string outcome,
        string expected
    )
    {
        var chart = Treated
            .Fully()
            .With("Observation/a", Image("2021-09-04", "occluded"))
            .With(
                "Procedure/again",
                $$""" "code":"sct:276977004","performedDateTime":"2021-09-14","bodySite":{{Treated.LeftIliac}}{{outcome}} """
            );

        Assert.Equal(expected, chart.Say(Instrument.SecondaryPatency, Location.LeftIliac));
        Assert.Equal("lost 184", chart.Say(Instrument.PrimaryPatency, Location.LeftIliac));
        Assert.Equal(
            "open 275",
            chart.With("Observation/c", Image("2021-12-04", "patent")).Say(Instrument.SecondaryPatency, Location.LeftIliac)
        );
    }

    [Theory]
    [InlineData("icd:I82.522", "2021-09-04", null)]
    [InlineData("icd:I82.422", "2021-09-04", "NotUnderstood")]
    [InlineData("icd:I82.421", "2021-09-04", "event 184")]
    [InlineData("sct:710167004", "2021-09-04", "event 184")]
    [InlineData("sct:293461000119100", "2021-09-04", null)]
    [InlineData("icd:I82.422", null, "NotUnderstood")]
    public void A_chronic_thrombosis_is_no_event_and_one_without_onset_leaves_the_question_open(
        string code,
        string? onset,
        string? expected
    ) =>
        Assert.Equal(
            expected,
            Treated
                .Fully()
                .With(
                    "Condition/x",
                    $$""" "code":"{{code}}",{{(onset is null ? "" : $"\"onsetDateTime\":\"{onset}\",")}}"recordedDate":"2021-09-05" """
                )
                .Say(Instrument.RecurrentDvt)
        );

    [Fact]
    public void A_thrombosis_of_the_treated_leg_is_new_where_an_image_showed_it_open_between()
    {
        const string again = """ "code":"icd:I82.422","onsetDateTime":"2021-09-04" """;

        Assert.Equal(
            "event 184",
            Treated.Fully().With("Observation/open", Image("2021-06-04", "patent")).With("Condition/x", again).Say(Instrument.RecurrentDvt)
        );
        Assert.Equal(
            "NotUnderstood",
            Treated
                .Fully()
                .With("Observation/closed", Image("2021-06-04", "occluded"))
                .With("Condition/x", again)
                .Say(Instrument.RecurrentDvt)
        );
        Assert.Equal(
            "NotUnderstood",
            Treated.Fully().With("Observation/later", Image("2021-10-04", "patent")).With("Condition/x", again).Say(Instrument.RecurrentDvt)
        );
    }

    [Theory]
    [InlineData(""" "code":"pcs:3E03317","performedDateTime":"2021-03-04","reasonCode":["icd:I26.09"] """, "no")]
    [InlineData(""" "code":"pcs:3E04317","performedDateTime":"2021-03-04","reasonCode":["icd:I63.9"] """, "no")]
    [InlineData(""" "code":"pcs:3E03317","performedDateTime":"2021-03-04" """, "yes")]
    [InlineData(""" "code":"pcs:3E04317","performedDateTime":"2021-03-04" """, "yes")]
    [InlineData(""" "code":"pcs:3E03317","performedDateTime":"2021-03-06","encounter":{"reference":"Encounter/stay"} """, "NotUnderstood")]
    [InlineData(""" "code":"pcs:3E03317","performedDateTime":"2021-03-04","reasonCode":[{"text":"massive PE"}] """, "NotUnderstood")]
    [InlineData(
        """ "code":"pcs:3E03317","performedDateTime":"2021-03-04","reasonReference":[{"display":"Lungenembolie"}] """,
        "NotUnderstood"
    )]
    [InlineData(
        """ "code":"pcs:3E03317","performedDateTime":"2021-03-04","reasonCode":["icd:I26.09"],"bodySite":["sct:64131007"] """,
        "NotUnderstood"
    )]
    [InlineData(
        """ "code":"pcs:3E03317","performedDateTime":"2021-03-04","reasonCode":["icd:I26.09","icd:I82.422"],"bodySite":["sct:64131007"] """,
        "yes"
    )]
    public void A_lytic_counts_as_catheter_directed_where_a_deep_vein_stands_with_it_and_no_other_reason(string members, string expected) =>
        Assert.Equal(
            expected,
            Treated
                .WithoutLysis()
                .With(
                    "Encounter/stay",
                    """ "status":"finished","class":{"code":"IMP"},"subject":{"reference":"Patient/p"},"period":{"start":"2021-03-03","end":"2021-03-09"} """
                )
                .With("Procedure/x", members)
                .Say(Instrument.TechnicalSuccess)
        );

    [Fact]
    public void An_unclear_thrombosis_before_a_known_one_leaves_the_first_open() =>
        Assert.Equal(
            "NotUnderstood",
            Treated
                .Fully()
                .With("Condition/known", """ "code":"icd:I82.421","onsetDateTime":"2021-09-04" """)
                .With("Condition/unclear", """ "code":"icd:I82.421","recordedDate":"2021-06-04" """)
                .Say(Instrument.RecurrentDvt)
        );

    [Fact]
    public void On_the_day_of_the_thrombectomy_a_lytic_stays_open_where_a_diagnosis_in_words_stands_in_the_stay() =>
        Assert.Equal(
            "NotUnderstood",
            Treated
                .WithoutLysis()
                .With("Condition/pe", """ "code":{"text":"Lungenembolie"},"recordedDate":"2021-03-03" """)
                .With("Procedure/x", """ "code":"pcs:3E03317","performedDateTime":"2021-03-04" """)
                .Say(Instrument.TechnicalSuccess)
        );

    [Fact]
    public void On_the_day_of_the_thrombectomy_a_lytic_stays_open_where_an_embolism_stands_in_the_stay() =>
        Assert.Equal(
            "NotUnderstood",
            Treated
                .WithoutLysis()
                .With("Condition/pe", """ "code":"icd:I26.99","onsetDateTime":"2021-03-03" """)
                .With("Procedure/x", """ "code":"pcs:3E03317","performedDateTime":"2021-03-04" """)
                .Say(Instrument.TechnicalSuccess)
        );

    [Theory]
    [InlineData(""" "code":"sct:233439000","performedString":"spring 2021" """, "Retrieved", "DateImprecise")]
    [InlineData(""" "code":"sct:233439000","performedDateTime":"2021-04-04","status":"unknown" """, "NotUnderstood", null)]
    [InlineData(""" "code":{"text":"took it out"},"performedDateTime":"2021-04-04" """, "NotUnderstood", null)]
    [InlineData(""" "code":{"text":"took it out"},"performedDateTime":"2021-01-04" """, "NotAttempted", null)]
    public void A_filter_is_out_on_an_unknown_day_and_may_be_where_a_record_is_not_understood(
        string members,
        string retrieval,
        string? dwell
    )
    {
        var chart = Treated
            .Fully()
            .With("Condition/seen", """ "code":"icd:I82.522","recordedDate":"2021-12-01" """)
            .With("Procedure/x", members);

        Assert.Equal(retrieval, chart.Say(Instrument.FilterRetrieval));
        Assert.Equal(dwell, chart.Say(Instrument.FilterDwell));
    }

    [Fact]
    public void A_result_in_words_that_are_not_understood_is_no_success()
    {
        Assert.Equal(
            "NotUnderstood",
            Treated
                .WithoutLysis()
                .With(
                    "Procedure/cdt",
                    """ "code":"sct:432948005","performedDateTime":"2021-03-04","outcome":{"text":"catheter could not be placed"} """
                )
                .Say(Instrument.TechnicalSuccess)
        );
        Assert.Equal(
            "NotUnderstood",
            Treated
                .Fully()
                .With("Procedure/r", """ "code":"sct:233439000","performedDateTime":"2021-04-04","outcome":{"text":"nicht bergbar"} """)
                .Say(Instrument.FilterRetrieval)
        );
    }

    [Fact]
    public void A_filter_that_was_placed_later_is_not_taken_for_the_one_that_a_retrieval_without_a_name_took_out() =>
        Assert.Equal(
            "NotRecorded",
            Treated
                .Fully()
                .With("Procedure/f2", """ "code":"sct:397913009","performedDateTime":"2021-03-20" """)
                .With("Procedure/r", """ "code":"sct:233439000","performedDateTime":"2021-04-04" """)
                .Say(Instrument.FilterRetrieval)
        );

    [Fact]
    public void Of_two_filters_one_retrieval_does_not_take_out_both()
    {
        var chart = Treated
            .Fully()
            .With("Procedure/f2", """ "code":"sct:397913009","performedDateTime":"2021-03-01" """)
            .With("Procedure/r1", """ "code":"sct:233439000","performedDateTime":"2021-04-04" """);

        Assert.Equal("NotRecorded", chart.Say(Instrument.FilterRetrieval));
        Assert.Null(chart.Say(Instrument.FilterDwell));
        Assert.Contains(chart.Outcomes().Issues, issue => issue is { Code: IssueCode.DeviceAmbiguous, Source.Reference: "Procedure/r1" });
        Assert.Equal(
            "Retrieved",
            chart.With("Procedure/r2", """ "code":"sct:233439000","performedDateTime":"2021-05-04" """).Say(Instrument.FilterRetrieval)
        );
    }

    [Theory]
    [
        InlineData("50", "%", "open 184"),
        InlineData("51", "%", "lost 184"),
        InlineData("0.6", "1", "lost 184"),
        InlineData("0.5", "1", "open 184")
    ]
    [InlineData("0.6", "%", "NotUnderstood"), InlineData("60", "1", "NotUnderstood"), InlineData("110", "%", "NotUnderstood")]
    public void A_stenosis_at_the_root_of_an_Observation_is_read_by_its_unit(string value, string unit, string expected) =>
        Assert.Equal(
            expected,
            Treated
                .Fully()
                .With(
                    "Observation/s",
                    $$"""
                    "code":"study:observation-kind#stenosis","effectiveDateTime":"2021-09-04","bodySite":{"coding":[{"system":"http://snomed.info/sct","code":"46027005"},{"system":"http://snomed.info/sct","code":"7771000"}]},
                    "valueQuantity":{"value":{{value}},"unit":"{{unit}}","system":"http://unitsofmeasure.org","code":"{{unit}}"}
                    """
                )
                .Say(Instrument.PrimaryPatency, Location.LeftIliac)
        );

    [Theory]
    [
        InlineData("2021-03-04T21:00:00-05:00", "2021-03-04"),
        InlineData("2021-03-05T02:00:00Z", "2021-03-05"),
        InlineData("2021-03-04T21:00:00", "2021-03-04")
    ]
    public void Without_a_zone_the_day_of_a_time_is_the_one_that_its_own_offset_writes(string time, string day) =>
        Assert.Equal(
            Support.Recorded.Day(day),
            new Support.Recorded()
                .With("Procedure/x", $$""" "code":"sct:397913009","performedDateTime":"{{time}}" """)
                .Facts()
                .Interventions[0]
                .Performed.Day
        );

    [Fact]
    public void With_a_zone_the_same_instant_has_the_same_day_whatever_offset_writes_it()
    {
        DayInterval DayOf(string time) =>
            new Support.Recorded()
                .InZone("America/New_York")
                .With("Procedure/x", $$""" "code":"sct:397913009","performedDateTime":"{{time}}" """)
                .Facts()
                .Interventions[0]
                .Performed.Day;

        Assert.Equal(DayOf("2021-03-04T21:00:00-05:00"), DayOf("2021-03-05T02:00:00Z"));
        Assert.Equal(Support.Recorded.Day("2021-03-04"), DayOf("2021-03-05T03:00:00+01:00"));
    }

    [Fact]
    public void A_thrombosis_of_the_cava_alone_affects_each_assessed_leg_and_the_diagnosis_is_asked_for()
    {
        var facts = new Support.Recorded()
            .With("Patient/p", "")
            .With("Procedure/filter", """ "code":"sct:397913009","performedDateTime":"2021-03-04" """)
            .With("Procedure/mat", """ "code":"sct:432942006","performedDateTime":"2021-03-04" """)
            .With("Procedure/cdt", """ "code":"sct:432948005","performedDateTime":"2021-03-04" """)
            .Facts() with
        {
            Villalta = [Support.Some.Leg(6) with { Day = Support.Recorded.Day("2021-09-10") }],
        };

        var outcomes = StudyScorer.Score(facts, StudyProtocol.Default);
        Assert.Contains(
            outcomes.Outcomes,
            outcome => outcome is { Key.Instrument: Instrument.PostThromboticSyndrome, Value: OutcomeValue.YesNo { Yes: true } }
        );
        Assert.Contains(
            IvcFhir.Core.Explain.Gaps.Of(facts, StudyProtocol.Default, new(2022, 1, 1)),
            gap => gap.Missing.Contains("thrombosis-side")
        );
        Assert.DoesNotContain(
            StudyScorer.Score(facts, StudyProtocol.Default with { CavaAffectsLegs = false }).Outcomes,
            outcome => outcome.Key.Instrument == Instrument.PostThromboticSyndrome
        );
    }

    private static Treated Open() =>
        Treated
            .Fully()
            .With("Observation/cava", Image("2021-09-04", "patent", "sct:64131007"))
            .With("Observation/left", Image("2021-09-04", "patent"));

    private static string Image(string day, string status, string? site = null) =>
        $$"""
            "code":"study:observation-kind#vein-finding","effectiveDateTime":"{{day}}","valueCodeableConcept":"study:vein-status#{{status}}",
            "bodySite":{{(
                site is null
                    ? """{"coding":[{"system":"http://snomed.info/sct","code":"46027005"},{"system":"http://snomed.info/sct","code":"7771000"}]}"""
                    : $"\"{site}\""
            )}}
            """;
}
