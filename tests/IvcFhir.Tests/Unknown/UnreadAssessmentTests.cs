using IvcFhir.Core;
using IvcFhir.Profiles;

namespace IvcFhir.Tests.Unknown;

/// <summary>
/// A Villalta assessment that was set aside may have been the one with the syndrome. The treatment is of 4 March 2021; a complete
/// assessment of the left leg without signs is of 1 September.
/// </summary>
public sealed class UnreadAssessmentTests
{
    private const string Ulcer = """ "component":[{"code":"study:observation-kind#villalta-ulcer","valueBoolean":true}] """;

    [Theory]
    [InlineData("2021-09-05", "preliminary", "left", "NotUnderstood")]
    [InlineData("2021-09-05", "unknown", "left", "NotUnderstood")]
    [InlineData("2021-09-05", "preliminary", "right", "no")]
    [InlineData("2021-09-05", "preliminary", "", "NotUnderstood")]
    [InlineData("2021-09-01", "preliminary", "left", "no")] // the final one of the same leg and day answers it
    [InlineData("2021-09-05", "entered-in-error", "left", "no")]
    [InlineData("2021-09-05", "cancelled", "left", "no")]
    [InlineData("2024-09-05", "preliminary", "left", "no")] // of another visit
    [InlineData("", "final", "left", "NotUnderstood")]
    [InlineData("2021-09-05", "final", "", "NotUnderstood")]
    [InlineData("2021-09-05", "final", "left", "yes")]
    public void No_syndrome_at_a_visit_takes_that_every_assessment_of_it_was_read(string day, string status, string leg, string expected)
    {
        var effective = day.Length > 0 ? $"\"effectiveDateTime\":\"{day}\"," : "\"effectiveDateTime\":null,";
        var site = leg.Length > 0 ? $$"""{"bodySite":{"text":"{{leg}} leg"},"""[1..] : "";

        Assert.Equal(
            expected,
            Said(
                Assessed()
                    .With(
                        "Observation/other",
                        $""" "code":"study:observation-kind#villalta-assessment","status":"{status}",{effective}{site}{Ulcer} """
                    )
            )
        );
    }

    [Theory]
    [InlineData(""" "component":"x" """, "NotUnderstood")]
    [InlineData(""" "component":[{"code":"local:ITEM","valueInteger":3}] """, "NotUnderstood")]
    [InlineData(""" "component":[{"code":"study:villalta-item#pain","valueInteger":99}] """, "NotUnderstood")]
    [InlineData(""" "component":[{"code":"study:villalta-item#pain","valueInteger":1}] """, "no")] // the others were not recorded
    public void An_assessment_whose_items_cannot_be_read_may_be_positive(string components, string expected) =>
        Assert.Equal(
            expected,
            Said(
                Assessed()
                    .With(
                        "Observation/other",
                        """ "code":"study:observation-kind#villalta-assessment","effectiveDateTime":"2021-09-05","bodySite":{"text":"left leg"}, """
                            + components
                    )
            )
        );

    [Fact]
    public void What_is_positive_stays_so_whatever_was_set_aside()
    {
        var chart = Assessed()
            .With(
                "Observation/ulcer",
                $""" "code":"study:observation-kind#villalta-assessment","effectiveDateTime":"2021-09-03","bodySite":{"{"}"text":"left leg"{"}"},{Ulcer} """
            )
            .With(
                "Observation/other",
                $""" "code":"study:observation-kind#villalta-assessment","status":"preliminary","effectiveDateTime":"2021-09-05","bodySite":{"{"}"text":"left leg"{"}"},{Ulcer} """
            );

        Assert.Equal("yes", Said(chart));
    }

    [Fact]
    public void A_form_that_was_not_completed_opens_the_visit()
    {
        var form = $$"""
             "questionnaire":"{{StudyContract.Base}}/Questionnaire/villalta","status":"in-progress","authored":"2021-09-05","item":[{"linkId":"pain","answer":[{"valueInteger":3}]}]
            """;

        Assert.Equal("NotUnderstood", Said(Assessed().With("QuestionnaireResponse/q", form)));
    }

    [Theory]
    [InlineData("exam", """{"text":"left leg"}""", "NotUnderstood")]
    [InlineData("exam", """{"coding":[{"system":"http://snomed.info/sct","code":"32153003"}]}""", "NotUnderstood")]
    [InlineData("exam", """{"text":"right leg"}""", "no")]
    [InlineData("exam", """{"text":"left eye"}""", "no")]
    [InlineData("exam", """{"text":"no leg"}""", "no")]
    [InlineData("procedure", """{"text":"lower limb"}""", "NotUnderstood")]
    [InlineData("vital-signs", """{"text":"left leg"}""", "no")]
    [InlineData("survey", """{"text":"left leg"}""", "no")]
    [InlineData("imaging", """{"text":"left leg"}""", "no")]
    public void An_examination_of_a_leg_that_no_map_knows_may_have_found_it(string category, string site, string expected) =>
        Assert.Equal(
            expected,
            Said(
                Assessed()
                    .With(
                        "Observation/x",
                        $$""" "code":"local:X9","effectiveDateTime":"2021-09-05","category":[{"coding":[{"code":"{{category}}"}]}],"bodySite":{{site}},"valueString":"?" """
                    )
            )
        );

    [Theory]
    [InlineData("imaging", """{"text":"left leg"}""", "NotUnderstood")]
    [InlineData("imaging", """{"text":"right leg"}""", "open 184")]
    [InlineData("exam", """{"text":"left leg"}""", "open 184")]
    public void An_image_of_a_leg_that_no_map_knows_may_have_shown_its_veins_closed(string category, string site, string expected)
    {
        var chart = Treated
            .Fully()
            .With(
                "Observation/left",
                """ "code":"study:observation-kind#vein-finding","effectiveDateTime":"2021-09-04","bodySite":{"coding":[{"system":"http://snomed.info/sct","code":"46027005"},{"system":"http://snomed.info/sct","code":"7771000"}]},"valueCodeableConcept":"study:vein-status#patent" """
            )
            .With(
                "Observation/x",
                $$""" "code":"local:X9","effectiveDateTime":"2021-07-05","category":[{"coding":[{"code":"{{category}}"}]}],"bodySite":{{site}},"valueString":"?" """
            );

        Assert.Equal(expected, chart.Say(Instrument.PrimaryPatency, Location.LeftIliac));
    }

    [Fact]
    public void The_table_may_count_it_only() =>
        Assert.Equal(
            "no",
            Said(
                Assessed(StudyProtocol.Default with { AssessmentsOpen = [] })
                    .With(
                        "Observation/other",
                        $""" "code":"study:observation-kind#villalta-assessment","status":"preliminary","effectiveDateTime":"2021-09-05",{Ulcer} """
                    )
            )
        );

    private static Treated Assessed(StudyProtocol? protocol = null)
    {
        string[] items =
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
        ];
        var grades = string.Join(',', items.Select(item => $$"""{"code":"study:villalta-item#{{item}}","valueInteger":0}"""));
        return Treated
            .Fully(protocol)
            .With("Condition/dvt", """ "code":"icd:I82.422","onsetDateTime":"2021-03-01" """)
            .With(
                "Observation/villalta",
                $$""" "code":"study:observation-kind#villalta-assessment","effectiveDateTime":"2021-09-01","bodySite":{"text":"left leg"},"component":[{{grades}},{"code":"study:observation-kind#villalta-ulcer","valueBoolean":false}] """
            );
    }

    private static string? Said(Treated chart) =>
        chart
            .Outcomes()
            .Outcomes.Where(outcome =>
                outcome.Key is { Instrument: Instrument.PostThromboticSyndrome, Location: Location.LeftLeg }
                && outcome.Day?.First < new DateOnly(2022, 1, 1)
            )
            .Select(outcome =>
                outcome.Value switch
                {
                    OutcomeValue.YesNo answer => answer.Yes ? "yes" : "no",
                    OutcomeValue.Unanswered none => none.Reason.ToString(),
                    _ => null,
                }
            )
            .SingleOrDefault();
}
