using IvcFhir.Core;
using IvcFhir.Core.Cohort;
using IvcFhir.Core.Facts;

namespace IvcFhir.Tests.Unknown;

/// <summary>
/// What no map knows, or stands under a modifier that nobody understands, opens every question that it could answer. The treatment is of 4
/// March 2021; the patient was seen until 4 September.
/// </summary>
public sealed class ReadByAllTests
{
    private const string Modifier = ""","modifierExtension":[{"url":"http://x/not","valueBoolean":true}] """;

    private static readonly StudyProtocol Asking = StudyProtocol.Default with
    {
        Figures = [.. StudyProtocol.Default.Figures, FigureKey.MajorBleeding, FigureKey.RecurrentDvt, FigureKey.PulmonaryEmbolism],
    };

    [Theory]
    [InlineData("Condition", """ "code":{"text":"Hirnblutung"},"onsetDateTime":"2021-03-05" """)]
    [InlineData("Condition", """ "code":"local:HB17","onsetDateTime":"2021-03-05" """)]
    [InlineData("Condition", """ "onsetDateTime":"2021-03-05" """)]
    [InlineData(
        "Condition",
        """ "code":{"coding":[{"system":"http://hl7.org/fhir/sid/icd-9-cm","code":"431"}]},"onsetDateTime":"2021-03-05" """
    )]
    [InlineData("AdverseEvent", """ "actuality":"actual","event":{"text":"Blutung"},"date":"2021-03-05" """)]
    public void An_event_in_words_may_be_a_bleed_a_thrombosis_or_an_embolism(string type, string members)
    {
        var chart = Seen().With($"{type}/x", members);

        Assert.Equal("NotUnderstood", chart.Say(Instrument.SevereComplication));
        Assert.Equal("NotUnderstood", chart.Say(Instrument.MajorBleeding));
        Assert.Equal("NotUnderstood", chart.Say(Instrument.RecurrentDvt));
        Assert.Equal("NotUnderstood", chart.Say(Instrument.PulmonaryEmbolism));
    }

    [Theory]
    [InlineData("Condition", """ "code":{"text":"Lungenembolie"},"onsetDateTime":"2021-07-01" """, "NotUnderstood")]
    [InlineData("Condition", """ "code":{"text":"Lungenembolie"},"onsetDateTime":"2020-07-01" """, "none 184")]
    [InlineData(
        "Condition",
        """ "code":"icd:I26.99","onsetDateTime":"2021-07-01","modifierExtension":[{"url":"http://x/not","valueBoolean":true}] """,
        "NotUnderstood"
    )]
    [InlineData(
        "Condition",
        """ "code":"icd:E11.9","onsetDateTime":"2021-07-01","modifierExtension":[{"url":"http://x/not","valueBoolean":true}] """,
        "none 184"
    )]
    [InlineData("Condition", """ "code":"icd:I26.99","encounter":{"reference":"Encounter/stay"} """, "NotUnderstood")] // nobody says that it was brought along
    [InlineData(
        "Condition",
        """ "code":"icd:I26.99","onsetDateTime":"2021-03-01","encounter":{"reference":"Encounter/stay"} """,
        "none 184"
    )]
    [InlineData("Procedure", """ "code":"sct:80146002","performedDateTime":"2021-03-04","complication":["icd:I26.99"] """, "NotUnderstood")]
    [InlineData(
        "Encounter",
        """ "status":"finished","class":{"code":"IMP"},"subject":{"reference":"Patient/p"},"period":{"start":"2021-07-01","end":"2021-07-09"},"reasonCode":["icd:I26.99"] """,
        "NotUnderstood"
    )]
    [InlineData(
        "Encounter",
        """ "status":"finished","class":{"code":"IMP"},"subject":{"reference":"Patient/p"},"period":{"start":"2020-07-01","end":"2020-07-09"},"reasonCode":["icd:I26.99"] """,
        "none 184"
    )]
    public void That_there_was_no_embolism_takes_that_nothing_may_be_one(string type, string members, string expected) =>
        Assert.Equal(expected, Seen().With($"{type}/x", members).Say(Instrument.PulmonaryEmbolism));

    [Theory]
    [InlineData("Condition", """ "code":"icd:I82.220","onsetDateTime":"2021-07-01" """)]
    [InlineData(
        "Condition",
        """ "code":{"coding":[{"system":"http://fhir.de/CodeSystem/bfarm/icd-10-gm","code":"I82.2"}]},"onsetDateTime":"2021-07-01" """
    )]
    [InlineData("DiagnosticReport", """ "code":{"text":"CT"},"effectiveDateTime":"2021-07-01","conclusionCode":["icd:I82.220"] """)]
    public void A_thrombosis_of_the_cava_is_one_event_for_its_patency_and_for_recurrence(string type, string members)
    {
        var chart = Seen().With($"{type}/x", members);

        Assert.Equal("NotUnderstood", chart.Say(Instrument.PrimaryPatency, Location.InferiorVenaCava));
        Assert.Equal("NotUnderstood", chart.Say(Instrument.RecurrentDvt));
    }

    [Theory]
    [InlineData("icd:I61.9", "2021-03-04T08:00:00Z", "no")]
    [InlineData("icd:I61.9", "2021-03-04T10:00:00Z", "yes")]
    public void What_began_before_the_first_act_by_its_time_of_day_is_old(string code, string onset, string expected)
    {
        var chart = Treated
            .Untreated()
            .InStay()
            .With(
                "Procedure/mat",
                $$""" "code":"sct:276977004","performedPeriod":{"start":"2021-03-04T09:00:00Z","end":"2021-03-04T09:40:00Z"},"bodySite":{{Treated.LeftIliac}} """
            )
            .With(
                "Procedure/cdt",
                """ "code":"sct:432948005","performedPeriod":{"start":"2021-03-04T09:40:00Z","end":"2021-03-04T10:20:00Z"} """
            )
            .With("Condition/x", $""" "code":"{code}","onsetDateTime":"{onset}","encounter":{"{"}"reference":"Encounter/stay"{"}"} """);

        Assert.Equal(expected, chart.Say(Instrument.SevereComplication));
    }

    [Theory]
    [InlineData(
        "Observation",
        """ "code":{"coding":[{"system":"http://loinc.org","code":"718-7"}]},"effectiveDateTime":"2021-03-05","valueQuantity":{"value":7,"system":"http://unitsofmeasure.org","code":"g/dL"} """,
        Instrument.SevereComplication
    )]
    [InlineData(
        "Observation",
        """ "code":"study:observation-kind#complication","effectiveDateTime":"2021-03-05","valueCodeableConcept":"study:complication-kind#bleeding" """,
        Instrument.SevereComplication
    )]
    [InlineData("Procedure", """ "code":"sct:233439000","performedDateTime":"2021-06-05" """, Instrument.FilterRetrieval)]
    public void What_stands_under_an_unknown_modifier_opens_what_it_would_have_answered_and_nothing_else(
        string type,
        string members,
        Instrument instrument
    )
    {
        var chart = Seen().With($"{type}/x", members.TrimEnd() + Modifier);

        Assert.Equal("NotUnderstood", chart.Say(instrument));
        Assert.Equal("open 184", chart.Say(Instrument.PrimaryPatency, Location.InferiorVenaCava));
    }

    [Theory]
    [InlineData(""" "performedDateTime":"2021-06-05" """, "NotUnderstood")]
    [InlineData(""" "performedDateTime":"2021-06-05","category":"sct:103693007" """, "open 184")]
    [InlineData(
        """ "code":{"text":"Phlebographie"},"performedDateTime":"2021-06-05","category":"sct:103693007","bodySite":["sct:64131007"] """,
        "open 184"
    )]
    [InlineData(""" "code":{"text":"Phlebographie"},"performedDateTime":"2021-06-05","bodySite":["sct:64131007"] """, "NotUnderstood")]
    [InlineData(""" "code":"local:PTA","performedDateTime":"2021-06-05","bodySite":[{"text":"V. iliaca communis"}] """, "NotUnderstood")]
    [InlineData(""" "code":"local:PTA","performedDateTime":"2021-06-05","bodySite":[{"text":"Right knee"}] """, "open 184")]
    [InlineData(""" "code":"local:PTA","performedDateTime":"2021-06-05","bodySite":["sct:72696002"] """, "open 184")] // a public code, and no vein of the study
    [InlineData(""" "code":"cpt:37187","performedDateTime":"2021-06-05","bodySite":[{"text":"V. iliaca communis"}] """, "NotUnderstood")]
    public void An_act_that_no_map_knows_opens_by_its_site_and_category(string members, string expected) =>
        Assert.Equal(expected, Seen().With("Procedure/x", members).Say(Instrument.PrimaryPatency, Location.InferiorVenaCava));

    [Theory]
    [InlineData(""" "code":"local:US","category":[{"coding":[{"code":"imaging"}]}],"bodySite":{"text":"vena cava"} """, "NotUnderstood")]
    [InlineData(
        """ "code":"local:US","category":[{"coding":[{"code":"imaging"}]}],"bodySite":{"text":"left iliofemoral segment"} """,
        "NotUnderstood"
    )]
    [InlineData(""" "code":"local:US","category":[{"coding":[{"code":"imaging"}]}],"bodySite":{"text":"hepatic artery"} """, "open 184")]
    [InlineData(""" "code":"local:BP","category":[{"coding":[{"code":"vital-signs"}]}],"bodySite":{"text":"vena cava"} """, "open 184")]
    public void An_image_at_veins_that_are_named_loosely_may_be_of_any(string members, string expected) =>
        Assert.Equal(
            expected,
            Seen()
                .With("Observation/x", members + ""","effectiveDateTime":"2021-07-04","valueString":"occluded" """)
                .Say(Instrument.PrimaryPatency, Location.InferiorVenaCava)
        );

    [Theory]
    [InlineData(""" "code":"local:PTA","bodySite":["sct:32153003"] """, "NotUnderstood")]
    [InlineData(""" "code":{"text":"Venoplasty"},"bodySite":[{"text":"renal segment of vena cava"}] """, "NotUnderstood")]
    [InlineData(""" "code":{"text":"Removal of IVC filter"},"bodySite":[{"text":"right jugular vein"}] """, "NotUnderstood")]
    [InlineData(""" "code":"cpt:34421" """, "NotUnderstood")]
    [InlineData(""" "code":"local:FNA","bodySite":[{"text":"Thyroid"}] """, "open 184")]
    [InlineData(""" "code":"local:LINE","bodySite":[{"text":"Right internal jugular vein"}] """, "open 184")]
    [InlineData(""" "code":{"text":"Appendectomy"},"bodySite":[{"text":"Abdomen"}] """, "open 184")]
    public void An_act_opens_where_its_site_is_no_other_part_of_the_body(string members, string expected) =>
        Assert.Equal(
            expected,
            Seen()
                .With("Procedure/x", members + ""","performedDateTime":"2021-07-04" """)
                .Say(Instrument.PrimaryPatency, Location.InferiorVenaCava)
        );

    [Theory]
    [InlineData("IMP", "NotUnderstood")]
    [InlineData("EMER", "NotUnderstood")]
    [InlineData("AMB", "no")]
    public void What_somebody_came_back_to_hospital_for_in_words_may_be_a_complication(string type, string expected) =>
        Assert.Equal(
            expected,
            Seen()
                .With(
                    "Encounter/x",
                    $$""" "status":"finished","class":{"code":"{{type}}"},"subject":{"reference":"Patient/p"},"period":{"start":"2021-03-20","end":"2021-03-22"},"reasonCode":[{"text":"severe bleeding"}] """
                )
                .Say(Instrument.SevereComplication)
        );

    [Theory]
    [InlineData("problem-list-item", "no")]
    [InlineData("encounter-diagnosis", "NotUnderstood")]
    public void A_problem_list_without_an_onset_is_counted_only_also_where_it_names_a_visit(string category, string expected) =>
        Assert.Equal(
            expected,
            Seen()
                .With(
                    "Encounter/x",
                    """ "status":"finished","class":{"code":"AMB"},"subject":{"reference":"Patient/p"},"period":{"start":"2021-03-25","end":"2021-03-25"} """
                )
                .With(
                    "Condition/x",
                    $$""" "code":{"text":"Low back pain"},"recordedDate":"2021-03-25","encounter":{"reference":"Encounter/x"},"category":[{"coding":[{"code":"{{category}}"}]}] """
                )
                .Say(Instrument.SevereComplication)
        );

    [Theory]
    [InlineData(false, "no")]
    [InlineData(true, "NotUnderstood")]
    public void One_hemoglobin_whose_unit_cannot_be_read_is_no_fall(bool another, string expected)
    {
        const string Value =
            """ "code":{"coding":[{"system":"http://loinc.org","code":"718-7"}]},"valueQuantity":{"value":9.1,"unit":"furlong"} """;
        var chart = Seen().With("Observation/x", Value + ""","effectiveDateTime":"2021-03-05" """);

        Assert.Equal(
            expected,
            (another ? chart.With("Observation/y", Value + ""","effectiveDateTime":"2021-03-02" """) : chart).Say(
                Instrument.SevereComplication
            )
        );
    }

    [Theory]
    [InlineData("Procedure", """ "code":"sct:80146002","performedDateTime":"2010-03-04","complication":[{"text":"clot in the lung"}] """)]
    [InlineData("Condition", """ "code":"icd:I26.99","encounter":{"reference":"Encounter/old"} """)]
    [InlineData("Condition", """ "code":{"text":"clot in the lung"},"encounter":{"reference":"Encounter/old"} """)]
    public void What_belongs_to_an_act_or_a_stay_of_long_before_is_no_later_event(string type, string members)
    {
        var chart = Seen()
            .With(
                "Encounter/old",
                """ "status":"finished","class":{"code":"IMP"},"subject":{"reference":"Patient/p"},"period":{"start":"2010-03-03","end":"2010-03-09"} """
            )
            .With($"{type}/x", members);

        Assert.Equal("none 184", chart.Say(Instrument.PulmonaryEmbolism));
        Assert.Equal("none 184", chart.Say(Instrument.RecurrentDvt));
    }

    [Theory]
    [InlineData(
        "DiagnosticReport",
        """ "code":{"text":"CT"},"effectiveDateTime":"2021-07-01","conclusionCode":["icd:I26.99"] """,
        Instrument.PulmonaryEmbolism
    )]
    [InlineData(
        "DiagnosticReport",
        """ "code":{"text":"CT"},"effectiveDateTime":"2021-07-01","contained":[{"resourceType":"Observation","id":"o","status":"final","code":"study:observation-kind#vein-finding","effectiveDateTime":"2021-07-01","bodySite":"sct:64131007","valueCodeableConcept":"study:vein-status#occluded"}],"result":[{"reference":"#o"}] """,
        Instrument.PrimaryPatency
    )]
    public void A_report_under_an_unknown_modifier_opens_what_it_and_what_it_contains_would_have_answered(
        string type,
        string members,
        Instrument instrument
    ) =>
        Assert.Equal(
            "NotUnderstood",
            Seen()
                .With($"{type}/x", members.TrimEnd() + Modifier)
                .Say(instrument, instrument == Instrument.PrimaryPatency ? Location.InferiorVenaCava : Location.Patient)
        );

    [Fact]
    public void A_lytic_under_an_unknown_modifier_may_have_been_given() =>
        Assert.Equal(
            "NotUnderstood",
            Treated
                .WithoutLysis()
                .With(
                    "MedicationAdministration/x",
                    """ "status":"completed","medicationCodeableConcept":{"text":"alteplase"},"effectiveDateTime":"2021-03-04" """.TrimEnd()
                        + Modifier
                )
                .Say(Instrument.TechnicalSuccess)
        );

    [Theory]
    [InlineData("08:00:00Z", "no")]
    [InlineData("10:00:00Z", "yes")]
    public void An_adverse_event_of_before_the_first_act_is_old_by_its_time_of_day(string time, string expected)
    {
        var chart = Treated
            .Untreated()
            .InStay()
            .With(
                "Procedure/mat",
                $$""" "code":"sct:276977004","performedPeriod":{"start":"2021-03-04T09:00:00Z","end":"2021-03-04T09:40:00Z"},"bodySite":{{Treated.LeftIliac}} """
            )
            .With(
                "Procedure/cdt",
                """ "code":"sct:432948005","performedPeriod":{"start":"2021-03-04T09:40:00Z","end":"2021-03-04T10:20:00Z"} """
            )
            .With("AdverseEvent/x", $""" "actuality":"actual","event":"icd:I61.9","date":"2021-03-04T{time}" """);

        Assert.Equal(expected, chart.Say(Instrument.SevereComplication));
    }

    [Fact]
    public void An_Observation_that_cannot_be_read_at_all_may_be_a_bleed()
    {
        var chart = Seen()
            .With(
                "Observation/x",
                """ "code":"study:observation-kind#complication","status":"nonsense","valueCodeableConcept":{"text":1,"coding":7} """
            );

        if (chart.Facts().Issues.Any(issue => issue is { Code: IssueCode.InvalidResource, Source.Reference: "Observation/x" }))
            Assert.Equal("NotUnderstood", chart.Say(Instrument.SevereComplication));
        else
            Assert.Equal("NotUnderstood", chart.Say(Instrument.MajorBleeding));
    }

    [Theory]
    [InlineData(""" "valueQuantity":["x"] """)]
    [InlineData(""" "valueQuantity":{"value":"abc"} """)]
    [InlineData(""" "valueQuantity":{"value":7,"unit":"g/dL"} """)]
    public void A_hemoglobin_whose_value_cannot_be_read_may_be_the_low_one(string value)
    {
        const string Code = """ "code":{"coding":[{"system":"http://loinc.org","code":"718-7"}]},"effectiveDateTime":"2021-03-0""";
        var chart = Seen()
            .With("Observation/before", Code + """2","valueQuantity":{"value":14,"system":"http://unitsofmeasure.org","code":"g/dL"} """)
            .With("Observation/x", $"{Code}5\",{value}");

        Assert.Equal("NotUnderstood", chart.Say(Instrument.SevereComplication));
    }

    [Theory]
    [InlineData("exp", "2021-12-01", "NotUnderstood")] // seen later
    [InlineData("exp", "2021-03-05", "yes")]
    public void Somebody_who_left_a_stay_as_dead_and_was_seen_later_is_a_contradiction(string disposition, string seen, string expected)
    {
        var chart = Treated
            .Fully()
            .InStay()
            .With(
                "Encounter/x",
                $$""" "status":"finished","class":{"code":"IMP"},"subject":{"reference":"Patient/p"},"period":{"start":"2021-03-06","end":"2021-03-08"},"hospitalization":{"dischargeDisposition":{"coding":[{"code":"{{disposition}}"}]} } """
            )
            .With(
                "Observation/seen",
                $""" "code":"study:observation-kind#vein-finding","effectiveDateTime":"{seen}","bodySite":"sct:64131007","valueCodeableConcept":"study:vein-status#patent" """
            );

        Assert.Equal(expected, chart.Say(Instrument.SevereComplication));
    }

    [Fact]
    public void A_death_under_an_unknown_modifier_may_be_one() =>
        Assert.Equal(
            "NotUnderstood",
            Treated
                .Fully()
                .InStay()
                .With(
                    "Encounter/x",
                    """ "status":"finished","class":{"code":"IMP"},"subject":{"reference":"Patient/p"},"period":{"start":"2021-03-06","end":"2021-03-08"},"hospitalization":{"dischargeDisposition":{"coding":[{"code":"exp"}]}} """.TrimEnd()
                        + Modifier
                )
                .Say(Instrument.SevereComplication)
        );

    [Fact]
    public void A_patient_of_whom_it_is_said_that_nobody_knows_whether_they_live_is_not_alive() =>
        Assert.True(
            Treated
                .OfPatient(
                    """ "_deceasedBoolean":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/data-absent-reason","valueCode":"unknown"}]} """
                )
                .Facts()
                .VitalStatusUnknown
        );

    [Theory]
    [InlineData(""","hasMember":[{"reference":"Observation/gone"}] """, "NotUnderstood")]
    [InlineData(""","hasMember":[{"reference":"Observation/cava"}] """, "open 184")]
    public void A_panel_at_a_vein_whose_members_are_not_there_may_have_shown_it_closed(string members, string expected) =>
        Assert.Equal(
            expected,
            Seen()
                .With(
                    "Observation/x",
                    """ "code":"local:DUPLEX","effectiveDateTime":"2021-07-04","bodySite":"sct:64131007" """.TrimEnd() + members
                )
                .Say(Instrument.PrimaryPatency, Location.InferiorVenaCava)
        );

    [Fact]
    public void What_may_make_a_patient_one_of_the_study_is_asked_for()
    {
        var facts = Treated
            .Empty()
            .With("Procedure/mat", $$""" "code":"sct:276977004","performedDateTime":"2021-03-04","bodySite":{{Treated.LeftIliac}} """)
            .With("Procedure/filter", """ "code":"sct:397913009","status":"in-progress","performedDateTime":"2021-03-04" """)
            .Facts();

        var gap = Assert.Single(IvcFhir.Core.Explain.Gaps.Of(facts, StudyProtocol.Default, new(2022, 1, 1)));
        Assert.Equal(IvcFhir.Core.Explain.GapKind.NotUnderstood, gap.Kind);
        Assert.Equal([new SourceRef("Procedure/filter")], gap.Sources);
    }

    [Fact]
    public void A_filter_that_was_taken_out_by_the_name_of_a_device_that_is_not_there_may_be_this_one() =>
        Assert.Equal(
            "NotUnderstood",
            Seen()
                .With(
                    "Procedure/x",
                    """ "code":"cpt:99999","performedDateTime":"2021-06-05","focalDevice":[{"action":{"coding":[{"code":"explanted"}]},"manipulated":{"reference":"Device/gone"}}] """
                )
                .Say(Instrument.FilterRetrieval)
        );

    [Theory]
    [InlineData("8-836.70", "", "NotUnderstood")] // arteries and veins have one list
    [InlineData("8-836.70", ""","bodySite":["sct:64131007"] """, "yes")]
    public void A_lysis_by_a_code_for_arteries_and_veins_needs_its_own_vein(string code, string site, string expected) =>
        Assert.Equal(
            expected,
            Treated
                .WithoutLysis()
                .With(
                    "Procedure/x",
                    $$""" "code":{"coding":[{"system":"http://fhir.de/CodeSystem/bfarm/ops","code":"{{code}}"}]},"performedDateTime":"2021-03-04"{{site}} """
                )
                .Say(Instrument.TechnicalSuccess)
        );

    [Theory]
    [InlineData("""["icd:I26.99"]""", "no")]
    [InlineData("""["icd:I26.99","icd:I82.422"]""", "yes")]
    public void A_lysis_for_an_embolism_is_none_of_the_study(string reasons, string expected) =>
        Assert.Equal(
            expected,
            Treated
                .WithoutLysis()
                .With(
                    "Procedure/x",
                    $""" "code":"study:intervention-kind#thrombolysis","performedDateTime":"2021-03-04","reasonCode":{reasons} """
                )
                .Say(Instrument.TechnicalSuccess)
        );

    [Fact]
    public void A_placement_without_a_day_leaves_open_whether_the_patient_belongs()
    {
        var chart = Treated
            .Empty()
            .With("Procedure/mat", $$""" "code":"sct:276977004","performedDateTime":"2021-03-04","bodySite":{{Treated.LeftIliac}} """);

        Assert.True(chart.Outcomes() is { Eligible: false, MayBelong: false });
        Assert.True(chart.With("Procedure/filter", """ "code":"sct:397913009" """).Outcomes() is { Eligible: false, MayBelong: true });
    }

    [Fact]
    public void A_coded_fracture_of_the_filter_leaves_an_image_without_one_open()
    {
        var intact = Seen()
            .With(
                "Observation/f",
                """ "code":"study:observation-kind#filter-fracture","effectiveDateTime":"2021-04-05","valueBoolean":false """
            );

        Assert.Equal("no", intact.Say(Instrument.FilterFracture));
        Assert.Equal(
            "NotUnderstood",
            intact
                .With("Condition/x", """ "code":"study:complication-kind#filter-fracture","onsetDateTime":"2021-08-01" """)
                .Say(Instrument.FilterFracture)
        );
    }

    [Theory]
    [InlineData("T12:00:00Z", "T18:00:00Z", "lost 0")]
    [InlineData("", "", "open 0")] // the occlusion may be the one that was treated
    public void On_the_day_of_the_treatment_images_that_have_a_time_follow_one_another(string open, string occluded, string expected)
    {
        string Image(string time, string status) =>
            $""" "code":"study:observation-kind#vein-finding","effectiveDateTime":"2021-03-04{time}","bodySite":"sct:64131007","valueCodeableConcept":"study:vein-status#{status}" """;
        var chart = Treated
            .Untreated()
            .With(
                "Procedure/mat",
                $$""" "code":"sct:276977004","performedPeriod":{"start":"2021-03-04T09:00:00Z","end":"2021-03-04T09:40:00Z"},"bodySite":{{Treated.LeftIliac}} """
            )
            .With(
                "Procedure/cdt",
                """ "code":"sct:432948005","performedPeriod":{"start":"2021-03-04T09:40:00Z","end":"2021-03-04T10:20:00Z"} """
            )
            .With("Observation/one", Image(open, "patent"))
            .With("Observation/two", Image(occluded, "occluded"));

        Assert.Equal(expected, chart.Say(Instrument.PrimaryPatency, Location.InferiorVenaCava));
    }

    [Fact]
    public void A_finding_that_stands_as_the_question_is_not_passed_over() =>
        Assert.Equal(
            "NotUnderstood",
            Seen()
                .With(
                    "Observation/x",
                    """ "code":"study:vein-status#occluded","effectiveDateTime":"2021-07-04","bodySite":"sct:64131007" """
                )
                .Say(Instrument.PrimaryPatency, Location.InferiorVenaCava)
        );

    [Theory]
    [InlineData("""{"text":"Duplex inferior vena cava"}""", true)]
    [InlineData("""{"text":"Thorax"}""", false)]
    public void A_report_in_words_is_one_of_a_vein_by_the_words_of_its_code(string code, bool isCounted)
    {
        var chart = Seen().With("DiagnosticReport/x", $""" "code":{code},"effectiveDateTime":"2021-12-04","conclusion":"occluded" """);

        Assert.Equal(isCounted, chart.Of(Instrument.PrimaryPatency, Location.InferiorVenaCava)!.LaterImageUnread);
    }

    private static Treated Seen() =>
        Treated
            .Fully(Asking)
            .InStay()
            .With(
                "Observation/cava",
                """ "code":"study:observation-kind#vein-finding","effectiveDateTime":"2021-09-04","bodySite":"sct:64131007","valueCodeableConcept":"study:vein-status#patent" """
            );
}
