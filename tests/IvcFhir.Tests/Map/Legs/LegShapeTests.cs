using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Profiles;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Map;

/// <summary>Leg scores in the shapes and value forms in which they arrive.</summary>
public sealed class LegShapeTests
{
    private const string LeftLeg = """ "bodySite":"sct:32153003" """;
    private const string Map = """
        {"site":"test","codes":[{"system":"urn:oid:1.2.999.1","code":"G2","means":"grade#2"},{"system":"urn:oid:1.2.999.1","code":"P","means":"villalta-item#pain"}],
         "texts":[{"text":"2 - moderate","means":"grade#2"},{"text":"none","means":"grade#0"},{"text":"none","means":"present#no"}],
         "units":[{"unit":"pts","ucum":"1"}]}
        """;

    [Theory]
    [InlineData(""" "valueInteger":2 """, 2, null)]
    [InlineData(""" "valueQuantity":{"value":2} """, 2, null)]
    [InlineData(""" "valueQuantity":{"value":2.0,"system":"http://unitsofmeasure.org","code":"1"} """, 2, null)]
    [InlineData(""" "valueQuantity":{"value":2,"system":"http://unitsofmeasure.org","code":"{score}"} """, 2, null)]
    [InlineData(""" "valueQuantity":{"value":2,"unit":"pts"} """, 2, null)]
    [InlineData(""" "valueCodeableConcept":"study:grade#2" """, 2, null)]
    [InlineData(""" "valueCodeableConcept":"local:G2" """, 2, null)]
    [InlineData(""" "valueCodeableConcept":"sct:260413007" """, 0, null)]
    [InlineData(""" "valueCodeableConcept":"sct:255604002" """, 1, null), InlineData(""" "valueCodeableConcept":"sct:6736007" """, 2, null)]
    [
        InlineData(""" "valueCodeableConcept":"sct:1255665007" """, 2, null),
        InlineData(""" "valueCodeableConcept":"sct:24484000" """, 3, null)
    ]
    [
        InlineData(""" "valueCodeableConcept":"loinc:LA137-2" """, 0, null),
        InlineData(""" "valueCodeableConcept":"loinc:LA6752-5" """, 1, null)
    ]
    [
        InlineData(""" "valueCodeableConcept":"loinc:LA6751-7" """, 2, null),
        InlineData(""" "valueCodeableConcept":"loinc:LA6750-9" """, 3, null)
    ]
    [InlineData(""" "valueCodeableConcept":{"coding":["=sct:6736007","=local:G2"]} """, 2, null)]
    [InlineData(""" "valueCodeableConcept":{"coding":["=sct:24484000","=local:G2"]} """, null, IssueCode.UnknownCode)]
    [InlineData(""" "valueCodeableConcept":{"text":"2 - Moderate"} """, 2, null)]
    [InlineData(
        """ "valueCodeableConcept":{"coding":[{"system":"http://loinc.org","code":"LA6751-7","extension":[{"url":"http://hl7.org/fhir/StructureDefinition/ordinalValue","valueDecimal":2}]}]} """,
        2,
        null
    )]
    [InlineData(
        """ "valueCodeableConcept":{"coding":[{"system":"urn:x","code":"x","extension":[{"url":"http://hl7.org/fhir/StructureDefinition/ordinalValue","valueDecimal":4}]}]} """,
        null,
        IssueCode.GradeOutOfRange
    )]
    [InlineData(""" "valueString":" 2 - moderate " """, 2, null)]
    [InlineData(""" "valueString":"fairly bad" """, null, IssueCode.UnknownCode)]
    [InlineData(""" "valueCodeableConcept":"local:G9" """, null, IssueCode.UnknownCode)]
    [InlineData(""" "valueInteger":4 """, null, IssueCode.GradeOutOfRange)]
    [InlineData(""" "valueInteger":-1 """, null, IssueCode.GradeOutOfRange)]
    [InlineData(""" "valueQuantity":{"value":1.5} """, null, IssueCode.GradeOutOfRange)]
    [InlineData(""" "valueQuantity":{"value":2,"comparator":">"} """, null, IssueCode.ComparatorNotUsable)]
    [InlineData(""" "valueQuantity":{"value":2,"system":"http://unitsofmeasure.org","code":"mm"} """, null, IssueCode.UnknownUnit)]
    [InlineData(""" "valueQuantity":{"value":2,"unit":"crosses"} """, null, IssueCode.UnknownUnit)]
    [InlineData(""" "dataAbsentReason":{"text":"not asked"} """, null, null)]
    public void A_grade_is_read_in_each_form_and_never_guessed(string value, int? grade, IssueCode? issue)
    {
        var facts = new Recorded()
            .MappedBy(Map)
            .With("Observation/o", $$""" "code":"study:villalta-item#pain",{{LeftLeg}},{{value}} """)
            .Facts();

        Assert.Equal(grade, facts.Villalta.SelectMany(leg => leg.Grades.Values).Select(found => (int?)found.Value).SingleOrDefault());
        Assert.Equal(issue, facts.Issues.Select(found => (IssueCode?)found.Code).SingleOrDefault());
    }

    [Theory]
    [InlineData("final", true, false), InlineData("amended", true, false), InlineData("corrected", true, false)]
    [InlineData("preliminary", false, true), InlineData("unknown", false, true)]
    [InlineData("registered", false, false), InlineData("cancelled", false, false), InlineData("entered-in-error", false, false)]
    public void Each_status_of_an_Observation_has_its_effect(string status, bool used, bool issue)
    {
        var facts = new Recorded()
            .With("Observation/o", $$""" "code":"study:villalta-item#pain",{{LeftLeg}},"valueInteger":2,"status":"{{status}}" """)
            .Facts();

        Assert.Equal((used, issue), (facts.Villalta.Length == 1, facts.Issues.Any(found => found.Code == IssueCode.StatusNotUsable)));
    }

    [Theory]
    [InlineData("final", true), InlineData("amended", true), InlineData("corrected", true), InlineData("appended", true)]
    [
        InlineData("preliminary", false),
        InlineData("partial", false),
        InlineData("registered", false),
        InlineData("cancelled", false),
        InlineData("entered-in-error", false)
    ]
    public void What_only_a_report_carries_stands_and_falls_with_the_report(string status, bool used)
    {
        var facts = new Recorded()
            .With("Observation/o", $$""" "code":"study:villalta-item#pain",{{LeftLeg}},"valueInteger":2 """)
            .With("DiagnosticReport/r", $$""" "status":"{{status}}","code":{"text":"x"},"result":[{"reference":"Observation/o"}] """)
            .Facts();

        Assert.Equal(used, facts.Villalta.Length == 1);
        Assert.Equal(
            status is "preliminary" or "partial",
            facts.Issues.Contains(new(IssueCode.StatusNotUsable, new("DiagnosticReport/r"), "DiagnosticReport.status"))
        );
    }

    [Theory]
    [
        InlineData("final", "", true),
        InlineData("amended", "", true),
        InlineData("preliminary", "", false),
        InlineData("entered-in-error", "", false),
        InlineData("cancelled", "", false)
    ]
    [InlineData("entered-in-error", "final", true)]
    public void A_member_that_only_a_panel_carries_stands_and_falls_with_the_panel(string status, string other, bool used)
    {
        static string Panel(string status) =>
            $$""" "status":"{{status}}","code":"study:observation-kind#villalta-assessment",{{LeftLeg}},"hasMember":[{"reference":"Observation/a"}] """;
        var record = new Recorded()
            .With("Observation/a", $$""" "code":"study:villalta-item#pain",{{LeftLeg}},"valueInteger":2 """)
            .With("Observation/panel", Panel(status));
        var facts = (other.Length == 0 ? record : record.With("Observation/second", Panel(other))).Facts();

        Assert.Equal(used, facts.Villalta.Length == 1);
        Assert.Equal(status == "preliminary", facts.Issues.Any(issue => issue.Code == IssueCode.StatusNotUsable));
    }

    [Theory]
    [
        InlineData("2019-06-15", true),
        InlineData("2019-06-14", true),
        InlineData("2019-06-16", true),
        InlineData("2019-06", true),
        InlineData("2019", true)
    ]
    [InlineData("2019-06-13", false), InlineData("2019-06-17", false), InlineData("2018-06-15", false), InlineData("2019-05", false)]
    public void A_member_of_another_day_than_its_panel_is_set_aside(string day, bool used)
    {
        var facts = new Recorded()
            .With("Observation/a", $$""" "code":"study:villalta-item#pain",{{LeftLeg}},"valueInteger":2,"effectiveDateTime":"{{day}}" """)
            .With(
                "Observation/panel",
                $$""" "code":"study:observation-kind#villalta-assessment",{{LeftLeg}},"effectiveDateTime":"2019-06-15","hasMember":[{"reference":"Observation/a"}] """
            )
            .Facts();

        Assert.Equal(used, facts.Villalta.Any(leg => leg.Grades.ContainsKey(VillaltaItem.Pain)));
        Assert.Equal(!used, facts.Issues.Contains(new(IssueCode.InconsistentItems, new("Observation/a"), "Observation.effective")));
    }

    [Theory]
    [InlineData("final", true), InlineData("entered-in-error", false)]
    public void The_members_of_a_panel_fall_with_the_report_that_carries_the_panel(string status, bool used)
    {
        var facts = new Recorded()
            .With("Observation/a", $$""" "code":"study:villalta-item#pain",{{LeftLeg}},"valueInteger":2 """)
            .With(
                "Observation/panel",
                $$""" "code":"study:observation-kind#villalta-assessment",{{LeftLeg}},"hasMember":[{"reference":"Observation/a"}] """
            )
            .With("DiagnosticReport/r", $$""" "status":"{{status}}","code":{"text":"x"},"result":[{"reference":"Observation/panel"}] """)
            .Facts();

        Assert.Equal(used, facts.Villalta.Length == 1);
    }

    /// <summary>The leg may be named by the body site or by the question; where they name different legs, either may be the slip.</summary>
    [Theory]
    [InlineData(""" "code":{"coding":["=study:villalta-item#pain"],"text":"Pain, left leg"} """, Side.Left)]
    [InlineData(""" "code":{"coding":["=study:villalta-item#pain","=sct:24028007"]} """, Side.Right)]
    [InlineData(""" "code":"local:PL" """, Side.Left)]
    [InlineData(""" "code":"local:PL","bodySite":{"text":"left leg"} """, Side.Left)]
    [InlineData(
        """ "code":{"coding":["=study:villalta-item#pain"],"text":"Pain (left or right leg)"},"bodySite":{"text":"right leg"} """,
        Side.Right
    )]
    [InlineData(""" "code":{"coding":["=study:villalta-item#pain"],"text":"Pain (left or right leg)"} """, null)]
    [InlineData(""" "code":"local:PL","bodySite":{"text":"right leg"} """, null)]
    [InlineData(""" "code":"study:villalta-item#pain","bodySite":{"coding":["=sct:32153003"],"text":"right leg"} """, null)]
    [InlineData(
        """ "code":"study:villalta-item#pain","bodySite":{"coding":[{"system":"http://snomed.info/sct","code":"32153003","display":"Right lower limb"}]} """,
        null
    )]
    public void The_leg_of_an_item_is_found_wherever_it_is_said_and_is_none_where_two_are(string members, Side? leg)
    {
        const string map =
            """{"site":"test","codes":[{"system":"urn:oid:1.2.999.1","code":"PL","means":"villalta-item#pain"},{"system":"urn:oid:1.2.999.1","code":"PL","means":"side#left"}]}""";
        var alone = new Recorded().MappedBy(map).With("Observation/o", $$"""{{members}},"valueInteger":2 """).Facts();
        var member = new Recorded()
            .MappedBy(map)
            .With("Observation/o", $$"""{{members}},"valueInteger":2 """)
            .With(
                "Observation/panel",
                """ "code":"study:observation-kind#villalta-assessment","hasMember":[{"reference":"Observation/o"}] """
            )
            .Facts();

        Assert.Equal((leg, leg), (alone.Villalta.SingleOrDefault()?.Leg, member.Villalta.SingleOrDefault()?.Leg));
        Assert.Equal(leg is null, alone.Issues.Contains(new(IssueCode.SideUnstated, new("Observation/o"), "Observation.bodySite")));
        Assert.Equal(leg is null, member.Issues.Contains(new(IssueCode.SideUnstated, new("Observation/o"), "Observation.bodySite")));
    }

    /// <summary>One panel may hold both legs; what an item says of its leg counts before what the panel says.</summary>
    [Theory]
    [InlineData("", """ "=sct:7771000" """, """ "=sct:24028007" """, "Left Pain=2, Right Cramps=1")]
    [InlineData(""" "bodySite":{"text":"left leg"}, """, """ "=sct:7771000" """, """ "=sct:24028007" """, "Left Pain=2, Right Cramps=1")]
    [InlineData(""" "bodySite":{"text":"left leg"}, """, "", "", "Left Cramps=1 Pain=2")]
    [InlineData("", """ "=sct:7771000" """, "", "Left Cramps=1 Pain=2")]
    public void A_component_and_a_member_belong_to_the_leg_that_they_name(string panel, string pain, string cramps, string legs)
    {
        static string Code(string item, string side) =>
            $$"""{"coding":["=study:villalta-item#{{item}}"{{(side.Length > 0 ? "," + side : "")}}]}""";
        var components = new Recorded()
            .With(
                "Observation/panel",
                $$"""{{panel}}"code":"study:observation-kind#villalta-assessment","component":[{"code":{{Code("pain", pain)}},"valueInteger":2},{"code":{{Code("cramps", cramps)}},"valueInteger":1}] """
            )
            .Facts();
        var members = new Recorded()
            .With(
                "Observation/panel",
                $$"""{{panel}}"code":"study:observation-kind#villalta-assessment","hasMember":[{"reference":"Observation/a"},{"reference":"Observation/b"}] """
            )
            .With("Observation/a", $$""" "code":{{Code("pain", pain)}},"valueInteger":2 """)
            .With("Observation/b", $$""" "code":{{Code("cramps", cramps)}},"valueInteger":1 """)
            .Facts();

        Assert.All(
            [components, members],
            facts =>
                Assert.Equal(
                    legs,
                    string.Join(
                        ", ",
                        facts
                            .Villalta.OrderBy(leg => leg.Leg)
                            .Select(leg =>
                                $"{leg.Leg} "
                                + $"{string.Join(' ', leg.Grades.Select(grade => $"{grade.Key}={grade.Value.Value}").Order(StringComparer.Ordinal))}"
                            )
                    )
                )
        );
        Assert.All([components, members], facts => Assert.Empty(facts.Issues));
    }

    [Fact]
    public void The_version_of_the_VCSS_is_read_from_the_method_of_an_item_without_a_panel_too()
    {
        const string item =
            """ "code":"study:vcss-item#pain","method":"study:vcss-version#original-2000","bodySite":"sct:32153003","valueInteger":2 """;
        var loose = new Recorded().With("Observation/a", item).Facts();
        var member = new Recorded()
            .With("Observation/a", item)
            .With("Observation/panel", """ "code":"study:observation-kind#vcss-assessment","hasMember":[{"reference":"Observation/a"}] """)
            .Facts();

        Assert.Equal(
            (VcssVersion.Original2000, VcssVersion.Original2000),
            (Assert.Single(loose.Vcss).Version, Assert.Single(member.Vcss).Version)
        );
    }

    [Theory]
    [
        InlineData("completed", true, false),
        InlineData("amended", true, false),
        InlineData("in-progress", false, true),
        InlineData("stopped", false, true),
        InlineData("entered-in-error", false, false)
    ]
    public void Each_status_of_a_response_has_its_effect(string status, bool used, bool issue)
    {
        var facts = Form(
            $$""" "status":"{{status}}","item":[{"linkId":"leg","answer":[{"valueCoding":"=study:location#left-leg"}]},{"linkId":"pain","answer":[{"valueInteger":2}]}] """
        );

        Assert.Equal((used, issue), (facts.Villalta.Length == 1, facts.Issues.Any(found => found.Code == IssueCode.StatusNotUsable)));
    }

    [Theory]
    [
        InlineData(""" "valueInteger":2 """),
        InlineData(""" "valueDecimal":2.0 """),
        InlineData(""" "valueCoding":"=study:grade#2" """),
        InlineData(""" "valueString":"2 - moderate" """),
        InlineData(""" "valueQuantity":{"value":2,"unit":"pts"} """)
    ]
    public void An_answer_is_read_in_each_form(string value) =>
        Assert.Equal(
            2,
            Assert
                .Single(
                    Form(
                        $$""" "item":[{"linkId":"leg","answer":[{"valueCoding":"=sct:32153003"}]},{"linkId":"group","item":[{"linkId":"pain","answer":[{ {{value}} }]}]}] """
                    ).Villalta
                )
                .Grades[VillaltaItem.Pain]
                .Value
        );

    [Theory]
    [InlineData(
        """ "item":[{"linkId":"leg","answer":[{"valueCoding":"=study:location#left-leg"}]},{"linkId":"pain","answer":[{"valueInteger":2}]},{"linkId":"ulcer","answer":[{"valueBoolean":true}]}] """
    )]
    [InlineData(
        """ "item":[{"linkId":"leg","answer":[{"valueString":"Left leg"}]},{"linkId":"pain","answer":[{"valueInteger":2}]},{"linkId":"ulcer","answer":[{"valueBoolean":true}]}] """
    )]
    [InlineData(
        """ "item":[{"linkId":"leg","answer":[{"valueCoding":{"system":"urn:x","code":"1","display":"left"}}]},{"linkId":"pain","answer":[{"valueInteger":2}]},{"linkId":"ulcer","answer":[{"valueBoolean":true}]}] """
    )]
    [InlineData(
        """ "item":[{"linkId":"leg","answer":[{"valueCoding":"=sct:7771000","item":[{"linkId":"pain","answer":[{"valueInteger":2}]},{"linkId":"ulcer","answer":[{"valueBoolean":true}]}]}]},{"linkId":"other","answer":[{"valueString":"x"}]}] """
    )]
    [InlineData(
        """ "extension":[{"url":"http://example.org/leg","valueCodeableConcept":"sct:7771000"}],"item":[{"linkId":"pain","answer":[{"valueInteger":2}]},{"linkId":"ulcer","answer":[{"valueBoolean":true}]}] """
    )]
    [InlineData(
        """ "subject":{"reference":"Patient/p","extension":[{"url":"http://example.org/leg","valueCoding":"=sct:7771000"}]},"item":[{"linkId":"pain","answer":[{"valueInteger":2}]},{"linkId":"ulcer","answer":[{"valueBoolean":true}]}] """
    )]
    public void The_leg_of_a_form_is_an_answer_or_an_extension(string members)
    {
        var leg = Assert.Single(Form(members).Villalta);

        Assert.Equal((Side.Left, 2, true), (leg.Leg, leg.Grades[VillaltaItem.Pain].Value, leg.Ulcer!.Value.Value));
    }

    [Fact]
    public void A_form_of_the_site_is_read_by_its_map_or_by_the_codes_that_it_contains()
    {
        const string map = """
            {"site":"test","codes":[{"system":"http://h.example/Questionnaire/pts","code":"L","means":"side#left"},{"system":"http://h.example/Questionnaire/pts","code":"R","means":"side#right"},
             {"system":"http://h.example/Questionnaire/pts","code":"L1","means":"villalta-item#pain"},{"system":"http://h.example/Questionnaire/pts","code":"R1","means":"villalta-item#pain"}]}
            """;
        var mapped = new Recorded()
            .MappedBy(map)
            .With(
                "QuestionnaireResponse/q",
                """
                "questionnaire":"http://h.example/Questionnaire/pts|3","authored":"2019-03-04",
                "item":[{"linkId":"L","item":[{"linkId":"L1","answer":[{"valueInteger":2}]}]},{"linkId":"R","item":[{"linkId":"R1","answer":[{"valueInteger":1}]}]}]
                """
            )
            .Facts()
            .Villalta;
        var contained = new Recorded()
            .With(
                "QuestionnaireResponse/q",
                """
                "questionnaire":"#f","authored":"2019-03-04","extension":[{"url":"http://example.org/leg","valueCoding":"=sct:7771000"}],
                "contained":[{"resourceType":"Questionnaire","id":"f","status":"active","item":[{"linkId":"1","type":"integer","code":["=study:villalta-item#pain"]}]}],
                "item":[{"linkId":"1","answer":[{"valueInteger":2}]}]
                """
            )
            .Facts()
            .Villalta;

        Assert.Equal([(Side.Left, 2), (Side.Right, 1)], mapped.Select(leg => (leg.Leg, leg.Grades[VillaltaItem.Pain].Value)));
        Assert.Equal((Side.Left, 2), (Assert.Single(contained).Leg, contained[0].Grades[VillaltaItem.Pain].Value));
    }

    [Fact]
    public void A_form_without_a_leg_goes_to_review() =>
        Assert.Contains(
            new(IssueCode.SideUnstated, new("QuestionnaireResponse/q"), "QuestionnaireResponse.item"),
            Form(""" "item":[{"linkId":"pain","answer":[{"valueInteger":2}]}] """).Issues
        );

    [Theory]
    [
        InlineData("", "", 1),
        InlineData("Encounter/e", "", 1),
        InlineData("Encounter/e", "Encounter/e", 1),
        InlineData("Encounter/e", "Encounter/f", 2)
    ]
    public void Items_without_a_panel_belong_together_by_leg_and_day_and_encounter(string one, string other, int assessments)
    {
        static string In(string encounter) => encounter.Length == 0 ? "" : $$""","encounter":{"reference":"{{encounter}}"}""";
        var facts = new Recorded()
            .With("Observation/a", $$""" "code":"study:villalta-item#pain",{{LeftLeg}},"valueInteger":2{{In(one)}} """)
            .With("Observation/b", $$""" "code":"study:villalta-item#cramps",{{LeftLeg}},"valueInteger":1{{In(other)}} """)
            .Facts();

        Assert.Equal(assessments, facts.Villalta.Length);
    }

    [Fact]
    public void Items_of_another_day_or_leg_are_another_assessment()
    {
        var facts = new Recorded()
            .With("Observation/a", $$""" "code":"study:villalta-item#pain",{{LeftLeg}},"valueInteger":2 """)
            .With("Observation/b", """ "code":"study:villalta-item#pain","bodySite":"sct:62175007","valueInteger":1 """)
            .With(
                "Observation/c",
                $$""" "code":"study:villalta-item#pain",{{LeftLeg}},"valueInteger":1,"effectiveDateTime":"2019-03-05" """
            )
            .Facts();

        Assert.Equal(3, facts.Villalta.Length);
    }

    [Fact]
    public void A_panel_of_both_legs_gives_one_assessment_per_leg()
    {
        var facts = new Recorded()
            .With(
                "Observation/panel",
                """ "code":"study:observation-kind#villalta-assessment","hasMember":[{"reference":"Observation/a"},{"reference":"Observation/b"}] """
            )
            .With("Observation/a", $$""" "code":"study:villalta-item#pain",{{LeftLeg}},"valueInteger":2 """)
            .With("Observation/b", """ "code":"study:villalta-item#pain","bodySite":"sct:62175007","valueInteger":1 """)
            .Facts();

        Assert.Equal([(Side.Left, 2), (Side.Right, 1)], facts.Villalta.Select(leg => (leg.Leg, leg.Grades[VillaltaItem.Pain].Value)));
        Assert.Empty(facts.Issues);
    }

    [Fact]
    public void A_member_that_no_map_knows_is_an_issue_and_no_missing_item_without_a_word()
    {
        var facts = new Recorded()
            .With(
                "Observation/panel",
                $$""" "code":"study:observation-kind#villalta-assessment",{{LeftLeg}},"hasMember":[{"reference":"Observation/a"},{"reference":"Observation/b"}] """
            )
            .With("Observation/a", """ "code":"study:villalta-item#pain","valueInteger":2 """)
            .With("Observation/b", """ "code":"local:ROW-9","valueInteger":1 """)
            .Facts();

        Assert.Equal([new(IssueCode.UnknownCode, new("Observation/b"), "Observation.code")], facts.Issues);
    }

    [Fact]
    public void A_total_or_an_ulcer_of_another_instrument_is_not_taken_for_that_of_the_panel()
    {
        var facts = new Recorded()
            .With(
                "Observation/panel",
                $$"""
                "code":"study:observation-kind#villalta-assessment",{{LeftLeg}},"component":[{"code":"study:villalta-item#pain","valueInteger":2},{"code":"study:observation-kind#vcss-total","valueInteger":9}]
                """
            )
            .Facts();

        Assert.Null(Assert.Single(facts.Villalta).ReportedTotal);
        Assert.Equal([new(IssueCode.UnknownCode, new("Observation/panel"), "Observation.component.code")], facts.Issues);
    }

    [Fact]
    public void A_total_alone_is_kept_as_reported_and_is_no_score()
    {
        var facts = new Recorded()
            .With("Observation/t", $$""" "code":"study:observation-kind#villalta-total",{{LeftLeg}},"valueInteger":7 """)
            .Facts();
        var leg = Assert.Single(facts.Villalta);

        Assert.Empty(leg.Grades);
        Assert.Equal(Recorded.At(7, "Observation/t"), leg.ReportedTotal);
    }

    [Theory]
    [InlineData(7, null), InlineData(9, IssueCode.TotalDiffers)]
    public void A_total_beside_the_items_is_compared_with_them(int total, IssueCode? issue)
    {
        var items = string.Join(
            ',',
            Enum.GetValues<VillaltaItem>()
                .Select((item, i) => $$"""{"code":"study:villalta-item#{{StudyCode.Of(item)}}","valueInteger":{{(i < 7 ? 1 : 0)}}}""")
        );
        var facts = new Recorded()
            .With("Procedure/p", """ "code":"cpt:37191","performedDateTime":"2018-03-04" """)
            .With("Procedure/q", """ "code":"sct:708969008","performedDateTime":"2018-03-04" """)
            .With(
                "Observation/panel",
                $$""" "code":"study:observation-kind#villalta-assessment",{{LeftLeg}},"component":[{{items}},{"code":"study:observation-kind#villalta-ulcer","valueBoolean":false}] """
            )
            .With("Observation/t", $$""" "code":"study:observation-kind#villalta-total",{{LeftLeg}},"valueInteger":{{total}} """)
            .Facts();

        Assert.Equal(total, Assert.Single(facts.Villalta).ReportedTotal!.Value.Value);
        Assert.Equal(
            issue,
            StudyScorer
                .Score(facts, StudyProtocol.Default)
                .Issues.Select(found => (IssueCode?)found.Code)
                .SingleOrDefault(code => code == IssueCode.TotalDiffers)
        );
    }

    [Theory]
    [InlineData(""" "valueInteger":1 """, 0), InlineData(""" "valueInteger":2 """, 1)]
    public void An_item_that_is_recorded_twice_must_agree(string second, int remaining)
    {
        var facts = new Recorded()
            .With("Observation/a", $$""" "code":"study:villalta-item#pain",{{LeftLeg}},"valueInteger":2 """)
            .With("Observation/b", $$""" "code":"study:villalta-item#pain",{{LeftLeg}},{{second}} """)
            .Facts();

        Assert.Equal(remaining, Assert.Single(facts.Villalta).Grades.Count);
        Assert.Equal(remaining == 0, facts.Issues.Any(issue => issue.Code == IssueCode.ConflictingItems));
    }

    [Theory]
    [
        InlineData(""" "valueBoolean":true """, true),
        InlineData(""" "valueCodeableConcept":"study:present#no" """, false),
        InlineData(""" "valueString":"None" """, false)
    ]
    [InlineData(""" "valueCodeableConcept":"sct:52101004" """, true), InlineData(""" "valueCodeableConcept":"sct:2667000" """, false)]
    [InlineData(""" "valueCodeableConcept":"sct:373066001" """, true), InlineData(""" "valueCodeableConcept":"sct:373067005" """, false)]
    [InlineData(""" "valueCodeableConcept":"loinc:LA33-6" """, true), InlineData(""" "valueCodeableConcept":"loinc:LA32-8" """, false)]
    [InlineData(""" "valueCodeableConcept":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v2-0136","code":"Y"}]} """, true)]
    public void The_ulcer_is_read_in_each_form(string value, bool present) =>
        Assert.Equal(
            present,
            Assert
                .Single(
                    new Recorded()
                        .MappedBy(Map)
                        .With("Observation/o", $$""" "code":"study:observation-kind#villalta-ulcer",{{LeftLeg}},{{value}} """)
                        .Facts()
                        .Villalta
                )
                .Ulcer!.Value.Value
        );

    [Fact]
    public void The_version_of_the_VCSS_is_read_from_the_code_or_method_of_the_panel() =>
        Assert.Equal(
            VcssVersion.Original2000,
            Assert
                .Single(
                    new Recorded()
                        .With(
                            "Observation/o",
                            $$""" "code":"study:observation-kind#vcss-assessment","method":"study:vcss-version#original-2000",{{LeftLeg}},"component":[{"code":"study:vcss-item#pain","valueInteger":1}] """
                        )
                        .Facts()
                        .Vcss
                )
                .Version
        );

    private static PatientFacts Form(string members) =>
        new Recorded()
            .MappedBy(Map)
            .With(
                "QuestionnaireResponse/q",
                $$""" "questionnaire":"{{StudyContract.Base}}/Questionnaire/villalta|1.0.0","authored":"2019-03-04",{{members}} """
            )
            .Facts();
}
