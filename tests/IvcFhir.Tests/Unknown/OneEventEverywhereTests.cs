using IvcFhir.Core;
using IvcFhir.Core.Explain;
using IvcFhir.Core.Facts;

namespace IvcFhir.Tests.Unknown;

/// <summary>One event is read the same way by every outcome that it concerns, in whatever resource it stands.</summary>
public sealed class OneEventEverywhereTests
{
    [Theory]
    [InlineData(""" "valueCodeableConcept":"sct:1386000","effectiveDateTime":"2021-03-06" """, "yes")]
    [InlineData(""" "valueCodeableConcept":{"text":"Nachblutung"},"effectiveDateTime":"2021-03-06" """, "NotUnderstood")]
    [InlineData(""" "valueCodeableConcept":"local:X","effectiveDateTime":"2021-03-06" """, "NotUnderstood")]
    [InlineData(""" "valueString":"bleeding","effectiveDateTime":"2021-03-06" """, "NotUnderstood")]
    [InlineData(""" "valueCodeableConcept":"sct:1386000","effectiveDateTime":"2021-03-06","status":"preliminary" """, "NotUnderstood")]
    [InlineData(""" "valueCodeableConcept":"sct:1386000","effectiveDateTime":null """, "NotUnderstood")]
    [InlineData(""" "dataAbsentReason":{"text":"asked"},"effectiveDateTime":"2021-03-06" """, "NotUnderstood")]
    [InlineData(""" "valueCodeableConcept":{"text":"keine Komplikationen."},"effectiveDateTime":"2021-03-06" """, "no")]
    [InlineData(""" "valueCodeableConcept":"sct:1386000","effectiveDateTime":"2021-06-06" """, "no")]
    [InlineData(""" "valueCodeableConcept":"sct:1386000","effectiveDateTime":"2021-03-06","status":"entered-in-error" """, "no")]
    public void An_Observation_of_a_complication_that_is_not_read_as_one_opens_or_answers_by_its_code(string members, string expected) =>
        Assert.Equal(
            expected,
            Treated
                .Fully()
                .InStay()
                .With("Observation/x", $""" "code":"study:observation-kind#complication",{members} """)
                .Say(Instrument.SevereComplication)
        );

    [Theory]
    [InlineData("Procedure", """ "code":"sct:397913009","performedDateTime":"2021-03-20" """)]
    [InlineData("Procedure", """ "code":"sct:276977004","performedDateTime":"2021-03-20","bodySite":["sct:64131007"] """)]
    [InlineData(
        "Observation",
        """ "code":"study:observation-kind#vein-finding","effectiveDateTime":"2021-03-20","bodySite":"sct:64131007","valueCodeableConcept":"study:vein-status#patent" """
    )]
    public void An_act_or_an_image_after_the_treatment_earns_no_severe_complication_no(string type, string members) =>
        Assert.Equal("NotRecorded", Treated.Fully().With($"{type}/x", members).Say(Instrument.SevereComplication));

    [Theory]
    [InlineData(""" "code":{"text":"CT"},"effectiveDateTime":"2021-03-06","status":"preliminary","conclusionCode":["sct:1386000"] """)]
    [InlineData(""" "code":{"text":"CT"},"effectiveDateTime":"2021-03-06","conclusionCode":["sct:1386000"] """)]
    public void A_report_that_concludes_an_event_opens_be_it_final_or_not(string members) =>
        Assert.Equal("NotUnderstood", Treated.Fully().InStay().With("DiagnosticReport/x", members).Say(Instrument.SevereComplication));

    [Theory]
    [InlineData("2021-03-16", "2021-03-20", "NotUnderstood")]
    [InlineData("2021-03-03", "2021-03-09", "no")]
    [InlineData("2021-06-16", "2021-06-20", "no")]
    public void Why_somebody_came_back_opens_and_why_somebody_was_treated_does_not(string start, string end, string expected) =>
        Assert.Equal(
            expected,
            Treated
                .Fully()
                .InStay()
                .With(
                    "Encounter/x",
                    $$""" "status":"finished","class":{"code":"EMER"},"period":{"start":"{{start}}","end":"{{end}}"},"reasonCode":["icd:I61.9"] """
                )
                .Say(Instrument.SevereComplication)
        );

    [Fact]
    public void Why_somebody_came_at_a_time_that_nobody_wrote_down_opens() =>
        Assert.Equal(
            "NotUnderstood",
            Treated
                .Fully()
                .InStay()
                .With("Encounter/x", """ "status":"finished","class":{"code":"EMER"},"reasonCode":["icd:I61.9"] """)
                .Say(Instrument.SevereComplication)
        );

    [Theory]
    [InlineData("None")]
    [InlineData("keine Komplikationen")]
    [InlineData("uncomplicated")]
    public void Words_for_none_in_the_field_of_complications_open_nothing(string words) =>
        Assert.Equal(
            "no",
            Treated
                .Fully()
                .InStay()
                .With(
                    "Procedure/more",
                    $$""" "code":"sct:276977004","performedDateTime":"2021-03-04","bodySite":["sct:64131007"],"complication":[{"text":"{{words}}"}] """
                )
                .Say(Instrument.SevereComplication)
        );

    [Fact]
    public void A_complication_that_the_act_names_by_an_unlisted_diagnosis_opens() =>
        Assert.Equal(
            "NotUnderstood",
            Treated
                .Fully()
                .InStay()
                .With("Condition/c", """ "code":"icd:M54.50" """)
                .With(
                    "Procedure/more",
                    """ "code":"sct:276977004","performedDateTime":"2021-03-04","bodySite":["sct:64131007"],"complicationDetail":[{"reference":"Condition/c"}] """
                )
                .Say(Instrument.SevereComplication)
        );

    [Fact]
    public void A_death_before_the_treatment_is_a_contradiction_and_no_survival()
    {
        var facts = Treated.Fully().InStay().Facts() with { Death = new(DayInterval.On(new(2020, 3, 14)), new("Patient/p")) };
        var severe = StudyScorer
            .Score(facts, StudyProtocol.Default)
            .Outcomes.Single(outcome => outcome.Key.Instrument == Instrument.SevereComplication);

        Assert.Equal(AbsenceReason.ItemsInconsistent, Assert.IsType<OutcomeValue.Unanswered>(severe.Value).Reason);
    }

    [Theory]
    [InlineData("icd:I82.220", "2021-07-01", Location.InferiorVenaCava, "NotUnderstood")]
    [InlineData("icd:I82.422", "2021-07-01", Location.LeftIliac, "NotUnderstood")]
    [InlineData("icd:I82.422", "2021-07-01", Location.InferiorVenaCava, "open 184")]
    [InlineData("icd:I82.422", "2021-03-01", Location.LeftIliac, "open 184")]
    [InlineData("icd:I82.422", "2022-07-01", Location.LeftIliac, "NotUnderstood")]
    [InlineData("icd:I82.522", "2021-07-01", Location.LeftIliac, "open 184")]
    public void An_acute_thrombosis_of_a_vein_leaves_its_primary_patency_open(string code, string onset, Location vein, string expected) =>
        Assert.Equal(
            expected,
            Open().With("Condition/x", $""" "code":"{code}","onsetDateTime":"{onset}" """).Say(Instrument.PrimaryPatency, vein)
        );

    [Theory]
    [InlineData("", "NotRecorded")]
    [InlineData(""","outcome":"sct:385670004" """, "NotRecorded")]
    [InlineData(""","outcome":"sct:385669000" """, "lost 184")]
    [InlineData(""","outcome":"sct:385671000" """, "lost 92")]
    public void Between_two_occlusions_a_reintervention_without_a_clear_result_leaves_open_when_secondary_patency_was_lost(
        string outcome,
        string expected
    )
    {
        var chart = Treated
            .Fully()
            .With("Observation/one", Image("2021-06-04", "occluded"))
            .With("Observation/two", Image("2021-09-04", "occluded"))
            .With("Procedure/again", $""" "code":"sct:276977004","performedDateTime":"2021-06-10","bodySite":["sct:64131007"]{outcome} """);

        Assert.Equal(expected, chart.Say(Instrument.SecondaryPatency, Location.InferiorVenaCava));
        Assert.Equal("lost 92", chart.Say(Instrument.PrimaryPatency, Location.InferiorVenaCava));
    }

    [Theory]
    [InlineData(
        "AdverseEvent",
        """ "actuality":"actual","event":"icd:I26.99","date":"2021-09-20" """,
        Instrument.PulmonaryEmbolism,
        "event 200"
    )]
    [InlineData(
        "DiagnosticReport",
        """ "code":{"text":"CT"},"effectiveDateTime":"2021-09-20","conclusionCode":["icd:I26.99"] """,
        Instrument.PulmonaryEmbolism,
        "event 200"
    )]
    [InlineData("Condition", """ "code":"icd:I82.409","onsetDateTime":"2021-09-20" """, Instrument.RecurrentDvt, "NotUnderstood")]
    public void An_event_counts_by_whatever_resource_tells_of_it(string type, string members, Instrument instrument, string expected) =>
        Assert.Equal(expected, Treated.Fully().InStay().With($"{type}/x", members).Say(instrument));

    [Fact]
    public void What_a_record_of_a_bleed_does_not_say_is_not_denied()
    {
        var bleed = Treated
            .Fully()
            .InStay()
            .With("Condition/x", """ "code":"icd:I61.9","onsetDateTime":"2021-03-06" """)
            .Of(Instrument.MajorBleeding)!;

        Assert.Equal(
            ["critical-site 1", "fatal ", "hemoglobin-fall ", "transfusion "],
            bleed.Items.Select(item => $"{item.Item} {item.Grade}").Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [InlineData(
        "Encounter",
        """ "status":"finished","class":{"code":"AMB"},"subject":{"reference":"Patient/p"},"period":{"start":"2021-06-01","end":"2021-06-01"} """,
        "NotAttempted"
    )]
    [InlineData(
        "Observation",
        """ "code":"study:observation-kind#vein-finding","effectiveDateTime":"2021-06-01","bodySite":"sct:64131007","valueCodeableConcept":"study:vein-status#patent" """,
        "NotAttempted"
    )]
    [InlineData("Condition", """ "code":"icd:I82.522","recordedDate":"2021-06-01" """, "NotAttempted")]
    [InlineData(
        "Encounter",
        """ "status":"finished","class":{"code":"AMB"},"subject":{"reference":"Patient/p"},"period":{"start":"2021-02-01","end":"2021-02-01"} """,
        "NotRecorded"
    )]
    [InlineData(
        "Observation",
        """ "code":"study:observation-kind#vein-finding","effectiveDateTime":"2021-03-04","bodySite":"sct:64131007","valueCodeableConcept":"study:vein-status#patent" """,
        "NotRecorded"
    )]
    public void That_no_retrieval_was_attempted_takes_a_record_of_a_later_day(string type, string members, string expected)
    {
        var retrieval = Treated.Fully().With($"{type}/x", members).Of(Instrument.FilterRetrieval)!;

        Assert.Equal(expected, Treated.Fully().With($"{type}/x", members).Say(Instrument.FilterRetrieval));
        Assert.Equal(expected == "NotAttempted", retrieval.Sources.Contains(new($"{type}/x")));
    }

    [Fact]
    public void A_patient_of_whom_nothing_was_recorded_later_is_missing_from_the_rates_of_retrieval() =>
        Assert.Equal("NotRecorded", Treated.Fully().Say(Instrument.FilterRetrieval));

    [Theory]
    [InlineData(""" "code":"cpt:37252","performedDateTime":"2021-03-04" """, "NotAttempted")]
    [InlineData(""" "code":"pcs:067H3DZ","performedDateTime":"2021-05-04" """, "NotAttempted")]
    [InlineData(""" "code":"pcs:06PYXDZ","performedDateTime":"2021-05-04" """, "NotUnderstood")]
    [InlineData(
        """ "code":{"coding":[{"system":"http://snomed.info/sct","code":"999000","display":"Removal of filter from inferior vena cava"}]},"performedDateTime":"2021-05-04" """,
        "NotUnderstood"
    )]
    public void An_unknown_act_opens_retrieval_only_where_it_may_be_one(string members, string expected) =>
        Assert.Equal(
            expected,
            Treated
                .Fully()
                .With("Condition/seen", """ "code":"icd:I82.522","recordedDate":"2021-12-01" """)
                .With("Procedure/x", members)
                .Say(Instrument.FilterRetrieval)
        );

    [Fact]
    public void An_act_without_a_code_at_a_vein_opens_and_throws_nothing() =>
        Assert.Equal(
            "NotUnderstood",
            Treated
                .WithoutLysis()
                .With("Procedure/x", """ "performedDateTime":"2021-03-04","bodySite":["sct:64131007"] """)
                .Say(Instrument.TechnicalSuccess)
        );

    [Theory]
    [InlineData("on-hold", "NotUnderstood")]
    [InlineData("preparation", "NotUnderstood")]
    [InlineData("not-done", "no")]
    public void A_lysis_that_was_never_closed_leaves_technical_success_open(string status, string expected) =>
        Assert.Equal(
            expected,
            Treated
                .WithoutLysis()
                .With("Procedure/cdt", $""" "code":"sct:432948005","performedDateTime":"2021-03-04","status":"{status}" """)
                .Say(Instrument.TechnicalSuccess)
        );

    [Fact]
    public void Gaps_name_what_leaves_a_patency_open()
    {
        var facts = Open()
            .With(
                "Observation/x",
                """ "code":"local:DUPLEX","effectiveDateTime":"2021-06-01","bodySite":"sct:64131007","valueString":"?" """
            )
            .Facts();

        Assert.Contains(
            Gaps.Of(facts, StudyProtocol.Default, new(2022, 6, 1)),
            gap =>
                gap is { Kind: GapKind.NotUnderstood, Instrument: Instrument.PrimaryPatency, Location: Location.InferiorVenaCava }
                && gap.Sources.Contains(new("Observation/x"))
        );
    }

    private static Treated Open() =>
        Treated
            .Fully()
            .With("Observation/cava", Image("2021-09-04", "patent"))
            .With(
                "Observation/left",
                """ "code":"study:observation-kind#vein-finding","effectiveDateTime":"2021-09-04","bodySite":{"coding":[{"system":"http://snomed.info/sct","code":"46027005"},{"system":"http://snomed.info/sct","code":"7771000"}]},"valueCodeableConcept":"study:vein-status#patent" """
            );

    private static string Image(string day, string status) =>
        $""" "code":"study:observation-kind#vein-finding","effectiveDateTime":"{day}","bodySite":"sct:64131007","valueCodeableConcept":"study:vein-status#{status}" """;
}
