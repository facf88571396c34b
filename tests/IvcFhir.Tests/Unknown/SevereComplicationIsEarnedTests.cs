using IvcFhir.Core;

namespace IvcFhir.Tests.Unknown;

/// <summary>"No severe complication" is given only where something could have told and nothing in the period is left unread.</summary>
public sealed class SevereComplicationIsEarnedTests
{
    /// <summary>What is recorded beside a chart with a coded stay, and the right answer.</summary>
    public static TheoryData<string, string, string> Records =>
        new()
        {
            // A coded event in the period.
            { "Condition", """ "code":"icd:I61.9","onsetDateTime":"2021-03-05" """, "yes" },
            { "Condition", """ "code":"icd:I61.9","onsetDateTime":"2021-04-03" """, "yes" },
            { "Condition", """ "code":"icd:I61.9","onsetDateTime":"2021-04-04" """, "no" },
            { "Condition", """ "code":"icd:I61.9","onsetDateTime":"2021-03-03" """, "no" },
            { "Condition", """ "code":"icd:I61.9","onsetDateTime":"2021-03" """, "NotUnderstood" },
            { "Condition", """ "code":"icd:I619","onsetDateTime":"2021-03-05" """, "yes" },
            { "Condition", """ "code":"icd:K92.1","onsetDateTime":"2021-03-06" """, "NotUnderstood" },
            { "Condition", """ "code":"icd:I62.03","onsetDateTime":"2021-03-06" """, "NotUnderstood" },
            // A diagnosis of the stay that does not say when it arose, with and without a word on admission.
            { "Condition", """ "code":"icd:I61.9","encounter":{"reference":"Encounter/stay"} """, "NotUnderstood" },
            {
                "Condition",
                """ "code":"icd:J96.01","encounter":{"reference":"Encounter/stay"},"extension":[{"url":"http://x/diagnosisPresentOnAdmission","valueCode":"Y"}] """,
                "no"
            },
            {
                "Condition",
                """ "code":"icd:I61.9","encounter":{"reference":"Encounter/stay"},"extension":[{"url":"http://x/diagnosisPresentOnAdmission","valueCode":"N"}] """,
                "yes"
            },
            {
                "Condition",
                """ "code":"icd:I97.638","encounter":{"reference":"Encounter/stay"},"extension":[{"url":"http://x/diagnosisPresentOnAdmission","valueCode":"Y"}] """,
                "NotUnderstood"
            },
            // A grade outranks the code, except at a critical site.
            { "Condition", """ "code":"icd:K92.1","onsetDateTime":"2021-03-06","severity":"sct:255604002" """, "no" },
            { "Condition", """ "code":"icd:K92.1","onsetDateTime":"2021-03-06","severity":"sct:24484000" """, "yes" },
            { "Condition", """ "code":"icd:I61.9","onsetDateTime":"2021-03-06","severity":"sct:255604002" """, "yes" },
            // What opens and never decides, and what is only counted.
            {
                "Condition",
                """ "code":"icd:I61.9","onsetDateTime":"2021-03-05","verificationStatus":{"coding":[{"code":"provisional"}]} """,
                "NotUnderstood"
            },
            {
                "Condition",
                """ "code":"icd:I61.9","onsetDateTime":"2021-03-05","verificationStatus":{"coding":[{"code":"refuted"}]} """,
                "no"
            },
            { "Condition", """ "code":{"text":"bleeding from the groin"},"onsetDateTime":"2021-03-05" """, "NotUnderstood" },
            { "Condition", """ "code":"local:HAEM-17","onsetDateTime":"2021-03-05" """, "NotUnderstood" },
            { "Condition", """ "code":{"text":"seen for her knee"},"category":[{"coding":[{"code":"problem-list-item"}]}] """, "no" },
            { "Condition", """ "code":"icd:E11.9","onsetDateTime":"2021-03-05" """, "no" },
            { "Condition", """ "code":"icd:I82.522","onsetDateTime":"2021-03-10" """, "no" },
            {
                "Condition",
                """ "code":"sct:999000111","onsetDateTime":"2021-03-05","encounter":{"reference":"Encounter/stay"} """,
                "NotUnderstood"
            },
            { "Condition", """ "code":"sct:999000111","onsetDateTime":"2021-03-05" """, "no" },
            // The classification of the WHO, and a word on admission that speaks of a later stay or against the onset.
            {
                "Condition",
                """ "code":{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10","code":"I61.9"}]},"onsetDateTime":"2021-03-05" """,
                "yes"
            },
            {
                "Condition",
                """ "code":{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10","code":"I26.9"}]},"onsetDateTime":"2021-03-05" """,
                "NotUnderstood"
            },
            {
                "Condition",
                """ "code":"icd:I61.9","onsetDateTime":"2021-03-06","encounter":{"reference":"Encounter/stay"},"extension":[{"url":"http://x/diagnosisPresentOnAdmission","valueCode":"Y"}] """,
                "NotUnderstood"
            },
            { "Condition", """ "onsetDateTime":"2021-03-05" """, "NotUnderstood" },
            { "Condition", """ "code":"I61.9","onsetDateTime":"2021-03-05" """, "NotUnderstood" },
            // What another stay says of its own beginning; what the record says of an act long ago.
            {
                "Encounter",
                """ "status":"finished","class":{"code":"IMP"},"subject":{"reference":"Patient/p"},"period":{"start":"2021-03-20","end":"2021-03-25"},"hospitalization":{"dischargeDisposition":{"coding":[{"code":"exp"}]}} """,
                "yes"
            },
            {
                "Encounter",
                """ "status":"finished","class":{"code":"AMB"},"subject":{"reference":"Patient/p"},"period":{"start":"2021-03-05","end":"2021-03-07"},"hospitalization":{"dischargeDisposition":{"coding":[{"code":"exp"}]}} """,
                "yes"
            },
            {
                "Encounter",
                """ "status":"finished","subject":{"reference":"Patient/p"},"period":{"start":"2021-03-05","end":"2021-03-07"} """,
                "NotUnderstood"
            }, // R4 asks for the class: it is not read at all
            {
                "Encounter",
                """ "status":"finished","class":{"code":"stationaer"},"subject":{"reference":"Patient/p"},"period":{"start":"2021-03-05","end":"2021-03-07"},"diagnosis":[{"condition":{"reference":"Condition/gone"}}] """,
                "NotUnderstood"
            },
            { "Condition", """ "code":"icd:I97.638","onsetDateTime":"2019-03-05" """, "no" },
            { "AdverseEvent", """ "actuality":"actual","event":{"text":"unwell"},"detected":"2021-06-05" """, "NotUnderstood" },
            // A report that concludes it, a stay that names a diagnosis which is not there, or was left in words.
            {
                "DiagnosticReport",
                """ "code":{"text":"CT of the head"},"effectiveDateTime":"2021-03-05","conclusionCode":["icd:I61.9"] """,
                "NotUnderstood"
            },
            {
                "Encounter",
                """ "status":"finished","class":{"code":"IMP"},"subject":{"reference":"Patient/p"},"period":{"start":"2021-03-05","end":"2021-03-07"},"diagnosis":[{"condition":{"reference":"Condition/gone"}}] """,
                "NotUnderstood"
            },
            {
                "Encounter",
                """ "status":"finished","class":{"code":"IMP"},"subject":{"reference":"Patient/p"},"period":{"start":"2021-03-05","end":"2021-03-07"},"hospitalization":{"dischargeDisposition":{"text":"20"}} """,
                "NotUnderstood"
            },
            {
                "Encounter",
                """ "status":"finished","class":{"code":"IMP"},"subject":{"reference":"Patient/p"},"period":{"start":"2021-03-05","end":"2021-03-07"},"hospitalization":{"dischargeDisposition":{"coding":[{"code":"home"}]}} """,
                "no"
            },
            {
                "Encounter",
                """ "status":"finished","class":{"code":"IMP"},"subject":{"reference":"Patient/p"},"period":{"start":"2021-03-05","end":"2021-03-07"},"hospitalization":{"dischargeDisposition":{"coding":[{"system":"http://www.nubc.org/patient-discharge","code":"01"}]}} """,
                "no"
            },
            {
                "Encounter",
                """ "status":"finished","class":{"code":"IMP"},"subject":{"reference":"Patient/p"},"period":{"start":"2021-03-05","end":"2021-03-07"},"hospitalization":{"dischargeDisposition":{"coding":[{"system":"http://www.nubc.org/patient-discharge","code":"20"}]}} """,
                "NotUnderstood"
            },
            {
                "Encounter",
                """ "status":"finished","class":{"code":"IMP"},"subject":{"reference":"Patient/p"},"period":{"start":"2021-03-05","end":"2021-03-07"},"hospitalization":{"dischargeDisposition":{"coding":[{"code":"exp"}]}} """,
                "yes"
            },
            {
                "Encounter",
                """ "status":"finished","class":{"code":"IMP"},"subject":{"reference":"Patient/p"},"period":{"start":"2021-03-05","end":"2021-03-07"},"diagnosis":[{"condition":{"reference":"Procedure/mat"}}] """,
                "no"
            },
            // Hemoglobin that cannot be used may be the low one, where there is another to fall from.
            {
                "Observation",
                """ "code":"loinc:718-7","effectiveDateTime":"2021-03-05","valueQuantity":{"value":6.9} """,
                "no" // one value is no fall
            },
            {
                "Observation",
                """ "code":"loinc:718-7","effectiveDateTime":"2021-03-05","valueQuantity":{"value":130,"unit":"g/dL","system":"http://unitsofmeasure.org","code":"g/dL"} """,
                "no" // one value is no fall
            },
            { "Observation", """ "code":"loinc:718-7","effectiveDateTime":"2021-05-05","valueQuantity":{"value":6.9} """, "no" },
            // Named with the act, known or not.
            {
                "Procedure",
                """ "code":"sct:432948005","performedDateTime":"2021-03-04","complication":[{"text":"Retroperitoneal haemorrhage, 4 units"}] """,
                "NotUnderstood"
            },
            {
                "Procedure",
                """ "code":"sct:432948005","performedDateTime":"2021-03-04","complicationDetail":[{"reference":"Condition/elsewhere"}] """,
                "NotUnderstood"
            },
            { "Procedure", """ "code":"sct:432948005","performedDateTime":"2021-03-04","complication":["icd:I61.9"] """, "yes" },
            // Adverse events: the grade of the event itself.
            {
                "AdverseEvent",
                """ "actuality":"actual","event":"sct:230690007","date":"2021-03-05","seriousness":{"coding":[{"code":"Serious"}]},"severity":{"coding":[{"code":"severe"}]} """,
                "yes"
            },
            { "AdverseEvent", """ "actuality":"actual","event":{"text":"unwell"},"date":"2021-03-05" """, "NotUnderstood" },
            {
                "AdverseEvent",
                """ "actuality":"actual","event":{"text":"unwell"},"date":"2021-03-05","seriousness":{"coding":[{"code":"Non-serious"}]},"severity":{"coding":[{"code":"mild"}]} """,
                "no"
            },
            {
                "AdverseEvent",
                """ "actuality":"actual","event":{"text":"unwell"},"date":"2021-03-05","seriousness":{"coding":[{"code":"Serious"}]},"severity":{"coding":[{"code":"mild"}]} """,
                "NotUnderstood"
            },
            { "AdverseEvent", """ "actuality":"potential","event":{"text":"nearly"},"date":"2021-03-05" """, "no" },
            { "AdverseEvent", """ "actuality":"actual","event":{"text":"unwell"},"date":"2021-06-05" """, "no" },
            // A treatment that proves an event, or may.
            { "Procedure", """ "code":"pcs:0W3H0ZZ","performedDateTime":"2021-03-06" """, "yes" },
            { "Procedure", """ "code":"sct:116863004","performedDateTime":"2021-03-06" """, "NotUnderstood" },
            { "Procedure", """ "code":"sct:116863004","performedDateTime":"2021-02-06" """, "no" },
            { "Procedure", """ "code":"sct:116863004","performedDateTime":"2021-03-06","status":"not-done" """, "no" },
            // Set aside as a whole: nobody knows what it said.
            {
                "Condition",
                """ "code":"icd:E11.9","onsetDateTime":"2021-03-05","modifierExtension":[{"url":"http://x/not","valueBoolean":true}] """,
                "no"
            },
        };

    [Theory]
    [MemberData(nameof(Records))]
    public void A_record_beside_a_coded_stay_says_what_it_can_and_leaves_open_what_it_may_be(string type, string members, string expected)
    {
        var chart = Treated.Fully().InStay().With($"{type}/x", members);

        Assert.Equal(expected, chart.Say(Instrument.SevereComplication));
        if (expected == "NotUnderstood")
        {
            Assert.Contains(new($"{type}/x"), chart.Of(Instrument.SevereComplication)!.Sources);
            Assert.Contains(chart.Outcomes().Issues, issue => issue.Source.Reference == $"{type}/x");
        }
    }

    [Fact]
    public void An_empty_chart_is_no_answer_and_a_chart_with_a_coded_stay_or_a_visit_in_the_period_is_one()
    {
        Assert.Equal("NotRecorded", Treated.Fully().Say(Instrument.SevereComplication));
        Assert.Equal("no", Treated.Fully().InStay().Say(Instrument.SevereComplication));
        Assert.Equal("no", Treated.Fully().With("Encounter/visit", Visit("2021-03-20")).Say(Instrument.SevereComplication));
        Assert.Equal("NotRecorded", Treated.Fully().With("Encounter/visit", Visit("2021-09-20")).Say(Instrument.SevereComplication));
        Assert.Equal("NotRecorded", Treated.Fully().With("Encounter/visit", Visit("2021-03-04")).Say(Instrument.SevereComplication));
    }

    [Fact]
    public void No_names_the_record_that_could_have_told() =>
        Assert.Contains(new("Encounter/stay"), Treated.Fully().InStay().Of(Instrument.SevereComplication)!.Sources);

    [Theory]
    [InlineData("12.4", "7.9", "no", "NotUnderstood")]
    [InlineData("12.4", "7.4", "NotUnderstood", "NotUnderstood")]
    [InlineData("12.4", "10.5", "no", null)]
    [InlineData("12.4", "10.4", "no", "NotUnderstood")]
    [InlineData("124", "7.4", "no", null)]
    public void A_fall_of_hemoglobin_opens_major_bleeding_from_2_and_severe_from_5_grams_per_decilitre(
        string before,
        string after,
        string severe,
        string? bleeding
    )
    {
        var chart = Treated
            .Fully()
            .InStay()
            .With("Observation/h1", Hemoglobin("2021-03-03", before))
            .With("Observation/h2", Hemoglobin("2021-03-05", after));

        Assert.Equal(severe, chart.Say(Instrument.SevereComplication));
        Assert.Equal(bleeding, chart.Say(Instrument.MajorBleeding));
    }

    [Fact]
    public void A_diagnosis_that_is_the_reason_of_the_treatment_was_there_before()
    {
        const string embolism = """ "code":"icd:I26.99","encounter":{"reference":"Encounter/stay"} """;

        Assert.Equal("NotUnderstood", Treated.Fully().InStay().With("Condition/pe", embolism).Say(Instrument.SevereComplication));
        Assert.Equal(
            "no",
            Treated
                .Fully()
                .InStay()
                .With("Condition/pe", embolism)
                .With(
                    "Procedure/second-filter",
                    """ "code":"sct:397913009","performedDateTime":"2021-03-04","reasonReference":[{"reference":"Condition/pe"}] """
                )
                .Say(Instrument.SevereComplication)
        );
    }

    [Fact]
    public void A_new_diagnosis_with_the_code_of_the_reason_is_not_the_reason()
    {
        var chart = Treated
            .Fully()
            .InStay()
            .With("Procedure/second-filter", """ "code":"sct:397913009","performedDateTime":"2021-03-04","reasonCode":["icd:I26.99"] """);

        Assert.Equal("no", chart.Say(Instrument.SevereComplication));
        Assert.Equal(
            "NotUnderstood",
            chart.With("Condition/again", """ "code":"icd:I26.99","onsetDateTime":"2021-03-14" """).Say(Instrument.SevereComplication)
        );
    }

    [Fact]
    public void The_reason_of_a_later_act_need_not_have_been_there_before_the_treatment() =>
        Assert.Equal(
            "yes",
            Treated
                .Fully()
                .InStay()
                .With("Condition/bleed", """ "code":"icd:I61.9","onsetDateTime":"2021-03-08" """)
                .With(
                    "Procedure/out",
                    """ "code":"sct:233439000","performedDateTime":"2021-03-10","reasonReference":[{"reference":"Condition/bleed"}] """
                )
                .Say(Instrument.SevereComplication)
        );

    [Fact]
    public void What_a_later_stay_says_of_its_admission_is_no_word_on_the_stay_of_the_treatment() =>
        Assert.Equal(
            "NotUnderstood",
            Treated
                .Fully()
                .InStay()
                .With("Condition/bleed", """ "code":"icd:I61.9","encounter":{"reference":"Encounter/stay"} """)
                .With(
                    "Encounter/again",
                    """ "status":"finished","class":{"code":"IMP"},"subject":{"reference":"Patient/p"},"period":{"start":"2021-08-01","end":"2021-08-03"},"diagnosis":[{"condition":{"reference":"Condition/bleed"},"use":{"coding":[{"code":"AD"}]}}] """
                )
                .Say(Instrument.SevereComplication)
        );

    [Fact]
    public void A_stay_that_goes_on_has_not_told_yet() =>
        Assert.Equal(
            "NotRecorded",
            Treated
                .Fully()
                .With(
                    "Encounter/stay",
                    """ "status":"in-progress","class":{"code":"IMP"},"subject":{"reference":"Patient/p"},"period":{"start":"2021-03-03","end":"2021-03-09"},"diagnosis":[{"condition":{"reference":"Condition/dvt"}}] """
                )
                .With("Condition/dvt", """ "code":"icd:I82.422","onsetDateTime":"2021-03-01","encounter":{"reference":"Encounter/stay"} """)
                .Say(Instrument.SevereComplication)
        );

    [Fact]
    public void A_bleed_that_was_graded_answers_for_its_code_of_that_day_and_not_for_another()
    {
        var graded = Treated
            .Fully()
            .InStay()
            .With(
                "Observation/c",
                """
                "code":"study:observation-kind#complication","effectiveDateTime":"2021-03-05","valueCodeableConcept":"study:complication-kind#bleeding",
                "component":[{"code":"study:complication-scale#sir-2003","valueCodeableConcept":"study:sir-2003-grade#B"}]
                """
            );

        Assert.Equal(
            "no",
            graded.With("Condition/same", """ "code":"icd:K92.2","onsetDateTime":"2021-03-05" """).Say(Instrument.SevereComplication)
        );
        Assert.Equal(
            "NotUnderstood",
            graded.With("Condition/other", """ "code":"icd:K92.2","onsetDateTime":"2021-03-20" """).Say(Instrument.SevereComplication)
        );
    }

    [Fact]
    public void What_a_site_ignores_opens_nothing()
    {
        var open = Treated
            .Fully()
            .InStay()
            .With("Condition/x", """ "code":"local:KNEE","onsetDateTime":"2021-03-05" """)
            .With("Condition/y", """ "code":{"text":"Sore knee"},"onsetDateTime":"2021-03-05" """);

        Assert.Equal("NotUnderstood", open.Say(Instrument.SevereComplication));
        Assert.Equal(
            "no",
            open.MappedBy(
                    """{"site":"s","ignore":[{"system":"urn:oid:1.2.999.1","code":"KNEE","because":"orthopaedics"},{"text":"sore knee","because":"orthopaedics"}]}"""
                )
                .Say(Instrument.SevereComplication)
        );
    }

    [Fact]
    public void A_public_system_under_an_address_of_the_site_is_read_as_that_system()
    {
        var chart = Treated.Fully().InStay().With("Condition/x", """ "code":"local:I61.9","onsetDateTime":"2021-03-05" """);

        Assert.Equal("NotUnderstood", chart.Say(Instrument.SevereComplication));
        Assert.Equal(
            "yes",
            chart.MappedBy("""{"site":"s","systems":{"urn:oid:1.2.999.1":"ICD-10-CM"}}""").Say(Instrument.SevereComplication)
        );
    }

    private static string Visit(string day) =>
        $$""" "status":"finished","class":{"code":"AMB"},"subject":{"reference":"Patient/p"},"period":{"start":"{{day}}","end":"{{day}}"} """;

    private static string Hemoglobin(string day, string grams) =>
        $$""" "code":"loinc:718-7","effectiveDateTime":"{{day}}","valueQuantity":{"value":{{grams}},"unit":"g/dL","system":"http://unitsofmeasure.org","code":"g/dL"} """;
}
