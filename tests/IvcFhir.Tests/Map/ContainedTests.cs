using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Map;
using IvcFhir.Profiles;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Map;

/// <summary>What is contained in another resource is read like what stands alone, and stands and falls with its container.</summary>
public sealed class ContainedTests
{
    private const string Filter = """ "type":"sct:257409000","udiCarrier":[{"carrierHRF":"(01)09521000001015(17)210101(10)L1(21)S1"}] """;
    private const string Placement = """ "code":"sct:397913009","performedDateTime":"2019-03-04" """;
    private const string Vein =
        """ "code":"study:observation-kind#vein-finding","bodySite":{"coding":["=sct:46027005","=sct:7771000"]},"valueCodeableConcept":"sct:26036001" """;
    private const string Report = """ "code":"cpt:93978","effectiveDateTime":"2019-05-06","result":[{"reference":"#o"}] """;
    private const string Pain = """ "code":"study:villalta-item#pain","valueInteger":2 """;
    private const string Panel = """ "code":"study:observation-kind#villalta-assessment","bodySite":"sct:32153003" """;

    private static readonly string Answers = $$"""
        {"resourceType":"QuestionnaireResponse","id":"q","status":"completed","authored":"2019-03-04","questionnaire":"{{StudyContract.Base}}/Questionnaire/villalta",
         "item":[{"linkId":"leg","answer":[{"valueCoding":"=study:location#left-leg"}]},{"linkId":"pain","answer":[{"valueInteger":2}]}]}
        """;

    [Theory]
    [InlineData(DeviceLink.FocalDevice, """ "focalDevice":[{"manipulated":{"reference":"#d"}}] """)]
    [InlineData(DeviceLink.UsedReference, """ "usedReference":[{"reference":"#d"}] """)]
    public void A_placement_may_contain_its_filter(DeviceLink link, string named)
    {
        var facts = new Recorded().With("Procedure/p", $"{Placement},{named},{Contained("Device", "d", Filter)}").Facts();

        var filter = Assert.Single(facts.Filters);
        Assert.Equal((link, new SourceRef("Procedure/p#d")), (filter.Link, filter.Device!.Value));
        Assert.Empty(facts.Issues);
    }

    [Fact]
    public void A_contained_filter_with_a_UDI_is_the_one_that_another_resource_describes()
    {
        var facts = new Recorded()
            .With(
                "Procedure/p",
                $$"""{{Placement}},"focalDevice":[{"manipulated":{"reference":"#d"} }],{{Contained("Device", "d", Filter)}} """
            )
            .With("Device/z", Filter + """ ,"patient":{"reference":"Patient/p"} """)
            .Facts();

        Assert.Equal(DeviceLink.FocalDevice, Assert.Single(facts.Filters).Link);
        Assert.Empty(facts.Issues);
    }

    [Fact]
    public void A_DeviceUseStatement_may_contain_its_filter()
    {
        var facts = new Recorded()
            .With(
                "DeviceUseStatement/u",
                $$""" "device":{"reference":"#d"},"timingDateTime":"2019-03-04",{{Contained("Device", "d", Filter)}} """
            )
            .Facts();

        Assert.Equal(
            (new SourceRef("DeviceUseStatement/u#d"), DeviceLink.DeviceUseStatement),
            (Assert.Single(facts.Filters).Device!.Value, facts.Filters[0].Link)
        );
    }

    [Fact]
    public void What_two_resources_contain_under_one_id_are_two_things()
    {
        var facts = new Recorded()
            .With("DiagnosticReport/1", $"{Report},{Contained("Observation", "o", Vein)}")
            .With(
                "DiagnosticReport/2",
                $"{Report.Replace("05-06", "06-07", StringComparison.Ordinal)},{Contained("Observation", "o", Vein)}"
            )
            .Facts();

        Assert.Equal(
            [
                (new SourceRef("DiagnosticReport/1#o"), Recorded.Day("2019-05-06")),
                (new SourceRef("DiagnosticReport/2#o"), Recorded.Day("2019-06-07")),
            ],
            facts.Findings.Select(finding => (finding.Source, finding.Day))
        );
        Assert.Empty(facts.Issues);
    }

    [Theory]
    [InlineData("")]
    [InlineData(""" ,"subject":{"reference":"Patient/p"} """)]
    [InlineData(""" ,"subject":{"reference":"Patient/p/_history/3"} """)]
    [InlineData(""" ,"encounter":{"reference":"Encounter/e"} """)]
    public void What_names_no_patient_is_of_the_patient_of_its_container(string subject)
    {
        var facts = new Recorded().With("DiagnosticReport/r", $"{Report},{Contained("Observation", "o", Vein + subject)}").Facts();

        Assert.Equal(
            new VeinFinding(
                new("DiagnosticReport/r#o"),
                new(VeinSegment.CommonIliac, Side.Left),
                Recorded.Day("2019-05-06"),
                VeinStatus.Occluded,
                ImagingModality.Unstated
            ),
            Assert.Single(facts.Findings)
        );
        Assert.Empty(facts.Issues);
    }

    [Theory]
    [InlineData(""" ,"subject":{"reference":"Patient/other"} """, IssueCode.ForeignReference)]
    [InlineData(""" ,"subject":{"reference":"Group/g"} """, IssueCode.ForeignReference)]
    [InlineData(""" ,"subject":{"reference":"#someone"} """, IssueCode.ForeignReference)]
    [InlineData(""" ,"dataAbsentReason":{"text":"x"} """, IssueCode.InvalidResource)]
    [InlineData(""" ,"status":"finished" """, IssueCode.InvalidResource)]
    [InlineData(""" ,"modifierExtension":[{"url":"http://example.org/not","valueBoolean":true}] """, IssueCode.UnknownModifier)]
    public void What_may_not_be_used_costs_itself_and_one_issue_and_not_its_neighbours(string fault, IssueCode issue)
    {
        var facts = new Recorded()
            .With(
                "DiagnosticReport/r",
                $$"""
                "code":"cpt:93978","effectiveDateTime":"2019-05-06","result":[{"reference":"#bad"},{"reference":"#o"}],
                "contained":[{"resourceType":"Observation","id":"bad","status":"final",{{Vein}}{{fault}}},{"resourceType":"Observation","id":"o","status":"final",{{Vein}}}]
                """
            )
            .Facts();

        Assert.Equal(new SourceRef("DiagnosticReport/r#o"), Assert.Single(facts.Findings).Source);
        Assert.Equal([new(issue, new("DiagnosticReport/r#bad"))], facts.Issues);
    }

    [Theory]
    [InlineData("Practitioner", """ "birthDate":"in spring" """)]
    [InlineData("Specimen", """ "modifierExtension":[{"url":"http://example.org/not","valueBoolean":true}] """)]
    public void What_nobody_reads_costs_nothing(string type, string members)
    {
        var facts = new Recorded()
            .With(
                "Observation/o",
                $$"""{{Vein}},"performer":[{"reference":"#x"}],"contained":[{"resourceType":"{{type}}","id":"x",{{members}}}]"""
            )
            .Facts();

        Assert.Equal((1, 0), (facts.Findings.Length, facts.Issues.Length));
    }

    [Theory]
    [InlineData("final", "final", 1, null), InlineData("amended", "corrected", 1, null)]
    [InlineData("final", "entered-in-error", 0, null), InlineData("final", "cancelled", 0, null)]
    [
        InlineData("entered-in-error", "final", 0, null),
        InlineData("cancelled", "final", 0, null),
        InlineData("registered", "final", 0, null)
    ]
    [InlineData("preliminary", "final", 0, "DiagnosticReport/r"), InlineData("partial", "final", 0, "DiagnosticReport/r")]
    [InlineData("final", "preliminary", 0, "DiagnosticReport/r#o")]
    public void Of_a_report_and_its_contained_result_the_weaker_status_wins(string report, string result, int findings, string? waiting)
    {
        var facts = new Recorded()
            .With("DiagnosticReport/r", $$""" "status":"{{report}}",{{Report}},{{Contained("Observation", "o", Vein, result)}} """)
            .Facts();

        Assert.Equal(findings, facts.Findings.Length);
        Assert.Equal(
            waiting is null ? [] : [(IssueCode.StatusNotUsable, waiting)],
            facts.Issues.Select(issue => (issue.Code, issue.Source.Reference))
        );
    }

    [Theory]
    [
        InlineData("final", 2),
        InlineData("amended", 2),
        InlineData("entered-in-error", null),
        InlineData("cancelled", null),
        InlineData("preliminary", null)
    ]
    public void A_panel_may_contain_its_items(string status, int? pain)
    {
        var facts = new Recorded()
            .With(
                "Observation/1",
                $$""" "status":"{{status}}",{{Panel}},"hasMember":[{"reference":"#o"}],{{Contained("Observation", "o", Pain)}} """
            )
            .Facts();

        Assert.Equal(pain, facts.Villalta.Select(leg => (int?)leg.Grades[VillaltaItem.Pain].Value).SingleOrDefault());
        Assert.Equal(
            status == "preliminary" ? [new(IssueCode.StatusNotUsable, new("Observation/1"), "Observation.status")] : [],
            facts.Issues
        );
        if (pain is not null)
            Assert.Equal(
                (new SourceRef("Observation/1"), new SourceRef("Observation/1#o")),
                (facts.Villalta[0].Panel!.Value, facts.Villalta[0].Grades[VillaltaItem.Pain].Source)
            );
    }

    [Theory]
    [InlineData("final", 1), InlineData("entered-in-error", 0), InlineData("preliminary", 0)]
    public void An_Observation_may_contain_the_form_that_it_was_derived_from(string status, int legs)
    {
        var facts = new Recorded()
            .With(
                "Observation/1",
                $$""" "status":"{{status}}","code":"study:observation-kind#villalta-total","bodySite":"sct:32153003","valueInteger":2,"derivedFrom":[{"reference":"#q"}],"contained":[{{Answers}}] """
            )
            .Facts();

        Assert.Equal(legs, facts.Villalta.Length);
        Assert.All(
            facts.Villalta,
            leg =>
                Assert.Equal(
                    (new SourceRef("Observation/1#q"), 2, 2),
                    (leg.Panel!.Value, leg.Grades[VillaltaItem.Pain].Value, leg.ReportedTotal!.Value.Value)
                )
        );
    }

    [Fact]
    public void A_contained_panel_of_a_report_may_have_contained_members()
    {
        var facts = new Recorded()
            .With(
                "DiagnosticReport/r",
                $$"""
                {{Report}},"contained":[{"resourceType":"Observation","id":"o","status":"final",{{Panel}},"hasMember":[{"reference":"#i"}]},{"resourceType":"Observation","id":"i","status":"final",{{Pain}}}]
                """
            )
            .Facts();

        Assert.Equal(
            (Side.Left, Recorded.Day("2019-05-06"), 2),
            (Assert.Single(facts.Villalta).Leg, facts.Villalta[0].Day, facts.Villalta[0].Grades[VillaltaItem.Pain].Value)
        );
        Assert.Empty(facts.Issues);
    }

    [Theory]
    [InlineData("completed", 1), InlineData("not-done", 1), InlineData("entered-in-error", 0)]
    public void The_reason_of_a_procedure_may_be_contained_in_it(string status, int diagnoses)
    {
        var facts = new Recorded()
            .With(
                "Procedure/p",
                $$""" "status":"{{status}}",{{Placement}},"reasonReference":[{"reference":"#c"}],"contained":[{"resourceType":"Condition","id":"c","code":"icd:I82.220"}] """
            )
            .Facts();

        Assert.Equal(diagnoses, facts.Diagnoses.Length);
    }

    [Theory]
    [InlineData("not-done", ""), InlineData("entered-in-error", ""), InlineData("stopped", ""), InlineData("preparation", "")]
    [InlineData("completed", ""","outcome":"sct:385671000" """)]
    public void The_filter_of_a_placement_that_failed_or_never_was_is_none_of_the_patient(string status, string outcome)
    {
        var facts = new Recorded()
            .With(
                "Procedure/p",
                $$""" "status":"{{status}}",{{Placement}}{{outcome}},"focalDevice":[{"manipulated":{"reference":"#d"} }],{{Contained("Device", "d", Filter + ""","patient":{"reference":"Patient/p"} """)}} """
            )
            .Facts();

        Assert.Empty(facts.Filters);
        Assert.DoesNotContain(facts.Issues, issue => issue.Code == IssueCode.DeviceUnresolved);
    }

    [Fact]
    public void An_act_that_stands_only_inside_another_record_does_not_count_twice_and_is_an_issue()
    {
        var facts = new Recorded()
            .With("Procedure/p", Placement)
            .With(
                "Observation/o",
                $$"""{{Vein}},"partOf":[{"reference":"#p"}],"contained":[{"resourceType":"Procedure","id":"p","status":"completed","subject":{"reference":"Patient/p"},{{Placement}} }]"""
            )
            .Facts();

        Assert.Equal(new SourceRef("Procedure/p"), Assert.Single(facts.Interventions).Source);
        Assert.Equal([new(IssueCode.ReferenceUnresolved, new("Observation/o#p"))], facts.Issues);
    }

    [Theory]
    [InlineData(
        """{"resourceType":"Observation","id":"o","status":"final",VEIN},{"resourceType":"Observation","id":"o","status":"final",VEIN}""",
        "DiagnosticReport/r#o"
    )]
    [InlineData(
        """{"resourceType":"Observation","id":"o","status":"final",VEIN},{"resourceType":"Device","id":"o"}""",
        "DiagnosticReport/r#o"
    )]
    [InlineData(
        """{"resourceType":"Observation","id":"unnamed","status":"final",VEIN},{"resourceType":"Practitioner","id":"o"}""",
        "DiagnosticReport/r#unnamed"
    )]
    [InlineData("""{"resourceType":"Observation","status":"final",VEIN},{"resourceType":"Practitioner","id":"o"}""", "DiagnosticReport/r")]
    public void What_nothing_names_or_a_name_means_twice_is_not_read(string contained, string source)
    {
        var facts = new Recorded()
            .With("DiagnosticReport/r", $$"""{{Report}},"contained":[{{contained.Replace("VEIN", Vein, StringComparison.Ordinal)}}]""")
            .Facts();

        Assert.Empty(facts.Findings);
        Assert.Equal([new(IssueCode.InvalidResource, new(source))], facts.Issues);
    }

    [Fact]
    public void A_contained_encounter_joins_no_procedures_and_parts_no_items()
    {
        const string Visit =
            """ ,"encounter":{"reference":"#e"},"contained":[{"resourceType":"Encounter","id":"e","status":"finished","class":{"code":"IMP"}}] """;
        var facts = new Recorded()
            .With("Procedure/p", Placement + Visit)
            .With("Procedure/q", """ "code":"sct:708969008","performedDateTime":"2019-07-04" """ + Visit)
            .With("Observation/1", $"{Pain},\"bodySite\":\"sct:32153003\"{Visit}")
            .With("Observation/2", $"{Pain.Replace("pain", "cramps", StringComparison.Ordinal)},\"bodySite\":\"sct:32153003\"{Visit}")
            .Facts();

        Assert.All(facts.Interventions, one => Assert.Null(one.Session));
        Assert.Equal(2, Assert.Single(facts.Villalta).Grades.Count);
    }

    [Fact]
    public void What_this_program_wrote_is_no_source_inside_a_report_either()
    {
        var own = $$"""{{Vein}},"identifier":[{"system":"{{StudyContract.Identifiers("outcome")}}","value":"x"}]""";

        Assert.Equal(
            (0, 0),
            (
                new Recorded().With("DiagnosticReport/r", $"{Report},{Contained("Observation", "o", own)}").Facts() is var facts
                    ? facts.Findings.Length
                    : -1,
                facts.Issues.Length
            )
        );
    }

    private static string Contained(string type, string id, string members, string status = "final") =>
        $$""" "contained":[{"resourceType":"{{type}}","id":"{{id}}",{{(type == "Observation" ? $"\"status\":\"{status}\"," : "")}}{{members}}}] """;
}
