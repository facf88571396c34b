using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Map;

/// <summary>The state of a vein in each shape; complications and what is recorded of them; filter positions.</summary>
public sealed class FindingShapeTests
{
    private const string Kind = """ "code":"study:observation-kind#vein-finding" """;
    private const string LeftIliac = """ "bodySite":{"coding":["=sct:46027005","=sct:7771000"]} """;
    private const string Map = """
        {"site":"test","codes":[{"system":"urn:oid:1.2.999.1","code":"OCC","means":"vein-status#occluded"},
         {"system":"urn:oid:1.2.999.1","code":"LCIV-OCC","means":"vein-status#occluded"},{"system":"urn:oid:1.2.999.1","code":"LCIV-OCC","means":"vein-segment#common-iliac"},{"system":"urn:oid:1.2.999.1","code":"LCIV-OCC","means":"side#left"}],
         "texts":[{"text":"closed","means":"vein-status#occluded"}]}
        """;

    [Theory]
    [InlineData(Kind + "," + LeftIliac + """ ,"valueCodeableConcept":"study:vein-status#occluded" """)]
    [InlineData(Kind + "," + LeftIliac + """ ,"valueCodeableConcept":"sct:26036001" """)]
    [InlineData(Kind + "," + LeftIliac + """ ,"valueCodeableConcept":"local:OCC" """)]
    [InlineData(Kind + "," + LeftIliac + """ ,"valueString":"Closed" """)]
    [InlineData(Kind + """ ,"bodySite":{"text":"left common iliac vein"},"valueString":"closed" """)]
    [InlineData(Kind + """ ,"bodySite":"sct:32153003","component":[{"code":"sct:46027005","valueCodeableConcept":"local:OCC"}] """)]
    [InlineData(Kind + """ ,"component":[{"code":{"coding":["=sct:46027005","=sct:7771000"]},"valueCodeableConcept":"local:OCC"}] """)]
    [InlineData(Kind + "," + LeftIliac + """ ,"valueQuantity":{"value":100,"system":"http://unitsofmeasure.org","code":"%"} """)]
    public void A_finding_is_the_same_as_value_component_text_or_share(string members)
    {
        var facts = new Recorded().MappedBy(Map).With("Observation/o", members).Facts();

        Assert.Equal(
            new VeinFinding(
                new("Observation/o"),
                new(VeinSegment.CommonIliac, Side.Left),
                Recorded.Day("2019-03-04"),
                VeinStatus.Occluded,
                ImagingModality.Unstated
            ),
            Assert.Single(facts.Findings)
        );
        Assert.Empty(facts.Issues);
    }

    [Theory]
    [InlineData(
        Kind + """ ,"bodySite":"sct:32153003","component":[{"code":"local:SEG-9","valueCodeableConcept":"local:OCC"}] """,
        IssueCode.SiteUnstated,
        "Observation.component.code"
    )]
    [InlineData(
        Kind + """ ,"bodySite":"sct:32153003","component":[{"code":"local:SEG-9","valueCodeableConcept":"local:X"}] """,
        IssueCode.UnknownCode,
        "Observation.component.code"
    )]
    [InlineData(
        Kind + """ ,"bodySite":"sct:32153003","valueCodeableConcept":"local:OCC" """,
        IssueCode.SiteUnstated,
        "Observation.bodySite"
    )]
    [InlineData(
        Kind
            + """ ,"valueCodeableConcept":"local:OCC","component":[{"code":{"text":"reflux time"},"valueQuantity":{"value":1,"unit":"s"}}] """,
        IssueCode.SiteUnstated,
        "Observation.bodySite"
    )]
    [InlineData(
        Kind
            + """ ,"component":[{"code":"study:observation-kind#stenosis","valueQuantity":{"value":60,"system":"http://unitsofmeasure.org","code":"%"}}] """,
        IssueCode.SiteUnstated,
        "Observation.bodySite"
    )]
    public void A_finding_of_no_known_vein_is_an_issue_and_never_dropped_without_a_word(string members, IssueCode issue, string element)
    {
        var facts = new Recorded().MappedBy(Map).With("Observation/o", members).Facts();

        Assert.Empty(facts.Findings);
        Assert.Equal([new(issue, new("Observation/o"), element)], facts.Issues);
    }

    [Theory]
    [InlineData(
        """ "code":"study:observation-kind#vein-finding","bodySite":{"coding":["=sct:46027005","=sct:7771000"],"text":"right common iliac vein"} """
    )]
    [InlineData(
        """ "code":{"coding":["=study:observation-kind#vein-finding","=loinc:69392-9"]},"bodySite":{"text":"right common iliac vein"} """
    )]
    [InlineData(
        """ "code":{"coding":["=study:observation-kind#vein-finding"],"text":"Duplex of the left leg"},"bodySite":{"coding":["=sct:46027005","=sct:24028007"]} """
    )]
    public void A_finding_whose_side_is_said_twice_and_differently_is_of_no_vein(string members)
    {
        var facts = new Recorded().With("Observation/o", $$"""{{members}},"valueCodeableConcept":"sct:26036001" """).Facts();

        Assert.Empty(facts.Findings);
        Assert.Equal([new(IssueCode.SideUnstated, new("Observation/o"), "Observation.bodySite")], facts.Issues);
    }

    [Fact]
    public void A_result_takes_its_day_from_the_report_that_carries_it()
    {
        var facts = new Recorded()
            .With("Observation/o", $"{Kind},{LeftIliac},\"valueCodeableConcept\":\"sct:26036001\",\"effectiveDateTime\":null")
            .With(
                "DiagnosticReport/r",
                """ "code":{"text":"x"},"effectiveDateTime":"2019-05-06","result":[{"reference":"Observation/o"}] """
            )
            .Facts();

        Assert.Equal(Recorded.Day("2019-05-06"), Assert.Single(facts.Findings).Day);
    }

    [Theory]
    [InlineData("", 1), InlineData(""" ,"result":[{"reference":"Observation/o"}] """, 1)]
    public void A_coded_conclusion_of_a_report_counts_unless_a_result_says_it_finer(string result, int findings)
    {
        var record = new Recorded()
            .MappedBy(Map)
            .With(
                "DiagnosticReport/r",
                $$""" "code":"cpt:93978","effectiveDateTime":"2019-03-04","conclusionCode":["local:LCIV-OCC"]{{result}} """
            );
        if (result.Length > 0)
            record.With("Observation/o", $$"""{{Kind}},{{LeftIliac}},"valueCodeableConcept":"study:vein-status#stenosed" """);
        var facts = record.Facts();

        Assert.Equal(findings, facts.Findings.Length);
        Assert.Equal(result.Length > 0 ? VeinStatus.Stenosed : VeinStatus.Occluded, facts.Findings[0].Status);
        Assert.Equal(new VeinSite(VeinSegment.CommonIliac, Side.Left), facts.Findings[0].Site);
    }

    [Fact]
    public void The_side_of_a_conclusion_may_be_a_coding_of_its_own()
    {
        var facts = new Recorded()
            .With(
                "DiagnosticReport/r",
                """ "code":"cpt:93978","effectiveDateTime":"2019-03-04","conclusionCode":[{"coding":["=sct:46027005","=sct:7771000","=sct:26036001"]}] """
            )
            .Facts();

        Assert.Equal(new VeinSite(VeinSegment.CommonIliac, Side.Left), Assert.Single(facts.Findings).Site);
        Assert.Empty(facts.Issues);
    }

    [Theory]
    [InlineData(""" "valueQuantity":{"value":50,"system":"http://unitsofmeasure.org","code":"%"} """, VeinStatus.Patent, null)]
    [InlineData(""" "valueQuantity":{"value":51,"system":"http://unitsofmeasure.org","code":"%"} """, VeinStatus.Stenosed, null)]
    [InlineData(""" "valueQuantity":{"value":120,"system":"http://unitsofmeasure.org","code":"%"} """, null, IssueCode.UnknownUnit)]
    [InlineData(
        """ "valueQuantity":{"value":51,"system":"http://unitsofmeasure.org","code":"%","comparator":"<"} """,
        null,
        IssueCode.ComparatorNotUsable
    )]
    [InlineData(
        """ "component":[{"code":"study:observation-kind#stenosis","valueQuantity":{"value":60,"system":"http://unitsofmeasure.org","code":"%"}}] """,
        VeinStatus.Stenosed,
        null
    )]
    [InlineData(
        """ "component":[{"code":"study:observation-kind#narrowest-diameter","valueQuantity":{"value":4,"system":"http://unitsofmeasure.org","code":"mm"}},{"code":"study:observation-kind#reference-diameter","valueQuantity":{"value":1,"system":"http://unitsofmeasure.org","code":"cm"}}] """,
        VeinStatus.Stenosed,
        null
    )]
    [InlineData(
        """ "component":[{"code":"study:observation-kind#narrowest-diameter","valueQuantity":{"value":5,"system":"http://unitsofmeasure.org","code":"mm"}},{"code":"study:observation-kind#reference-diameter","valueQuantity":{"value":1,"system":"http://unitsofmeasure.org","code":"cm"}}] """,
        VeinStatus.Patent,
        null
    )]
    [InlineData(
        """ "component":[{"code":"study:observation-kind#narrowest-diameter","valueQuantity":{"value":5,"unit":"fr"}},{"code":"study:observation-kind#reference-diameter","valueQuantity":{"value":1,"system":"http://unitsofmeasure.org","code":"cm"}}] """,
        null,
        IssueCode.UnknownUnit
    )]
    [InlineData(""" "valueCodeableConcept":"sct:396339007" """, null, IssueCode.AmbiguousCode)]
    [InlineData(""" "valueCodeableConcept":"local:X" """, null, IssueCode.UnknownCode)]
    public void A_stenosis_counts_above_half_of_the_diameter(string value, VeinStatus? status, IssueCode? issue)
    {
        var facts = new Recorded().With("Observation/o", $"{Kind},{LeftIliac},{value}").Facts();

        Assert.Equal(status, facts.Findings.Select(finding => (VeinStatus?)finding.Status).SingleOrDefault());
        Assert.Equal(issue, facts.Issues.Select(found => (IssueCode?)found.Code).SingleOrDefault());
    }

    [Theory]
    [InlineData("g/L", 25, 25), InlineData("g/dL", 2.5, 25), InlineData("mmol/L", 1.24, 20)]
    public void A_fall_of_hemoglobin_is_converted_exactly(string unit, double value, double gramsPerLitre)
    {
        var complication = Assert.Single(
            Complication(
                $$""" "component":[{"code":"study:complication-detail#hemoglobin-fall","valueQuantity":{"value":{{value.ToString(System.Globalization.CultureInfo.InvariantCulture)}},"system":"http://unitsofmeasure.org","code":"{{unit}}"} }] """
            ).Complications
        );

        Assert.Equal((decimal)gramsPerLitre, complication.Bleeding!.HemoglobinFallGramsPerLitre);
    }

    [Fact]
    public void What_is_recorded_of_a_bleed_is_read_and_the_rest_stays_unknown()
    {
        var complication = Assert.Single(
            Complication(
                """
                "component":[{"code":"study:complication-scale#cirse-2017","valueInteger":3},{"code":"study:complication-detail#prolonged-stay","valueQuantity":{"value":3,"system":"http://unitsofmeasure.org","code":"d"}},
                {"code":"study:complication-detail#bleeding-site","valueCodeableConcept":"study:bleeding-site#retroperitoneal"},{"code":"study:complication-detail#transfused-units","valueInteger":2}]
                """
            ).Complications
        );

        Assert.Equal(new(ComplicationScale.Cirse2017, "3"), complication.Grade);
        Assert.Equal(72, complication.ProlongedStayHours);
        Assert.Equal(new Bleeding(null, BleedingSite.Retroperitoneal, null, null, 2), complication.Bleeding);
    }

    [Theory]
    [
        InlineData("filter-tilt", 15, "deg", false),
        InlineData("filter-tilt", 15.1, "deg", true),
        InlineData("filter-migration", 20, "mm", false),
        InlineData("filter-migration", 2.1, "cm", true)
    ]
    public void A_measured_filter_complication_counts_above_its_limit(string kind, double value, string unit, bool counts) =>
        Assert.Equal(
            counts,
            new Recorded()
                .With(
                    "Observation/o",
                    $$""" "code":"study:complication-kind#{{kind}}","valueQuantity":{"value":{{value.ToString(System.Globalization.CultureInfo.InvariantCulture)}},"system":"http://unitsofmeasure.org","code":"{{unit}}"} """
                )
                .Facts()
                .Complications.Length == 1
        );

    [Theory]
    [InlineData("Condition/c", """ "code":"sct:131148009","onsetDateTime":"2019-03-05" """, true)]
    [InlineData("Condition/c", """ "code":"sct:131148009","onsetDateTime":"2019-04-03" """, true)]
    [InlineData("Condition/c", """ "code":"sct:131148009","onsetDateTime":"2019-04-04" """, false)]
    [InlineData("Condition/c", """ "code":"sct:131148009","onsetDateTime":"2019-03-01" """, false)]
    [InlineData("Condition/c", """ "code":"icd:T82515A","onsetDateTime":"2021-03-01" """, true)]
    [InlineData(
        "Condition/c",
        """ "code":"icd:T82515A","onsetDateTime":"2021-03-01","verificationStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/condition-ver-status","code":"refuted"}]} """,
        false
    )]
    [InlineData("AdverseEvent/c", """ "event":"sct:110265006","date":"2019-03-05","actuality":"actual" """, true)]
    [InlineData("AdverseEvent/c", """ "event":"sct:110265006","date":"2019-03-05","actuality":"potential" """, false)]
    [InlineData("Procedure/c", """ "code":"cpt:37191","performedDateTime":"2019-03-04","complication":["sct:110265006"] """, true)]
    [InlineData("Procedure/c", """ "code":"cpt:37191","performedDateTime":"2019-03-04","complication":["icd:T82.528A"] """, true)]
    public void Complications_come_from_other_resources_too(string reference, string members, bool counts)
    {
        var facts = new Recorded()
            .With("Procedure/p", """ "code":"sct:708969008","performedDateTime":"2019-03-04" """)
            .With(reference, members)
            .Facts();

        Assert.Equal(counts, facts.Complications.Length == 1);
        Assert.All(facts.Complications, complication => Assert.Null(complication.Grade));
    }

    [Theory]
    [InlineData("T82.515D"), InlineData("T82525S"), InlineData("T82.528D")]
    public void A_later_encounter_for_a_broken_or_displaced_filter_goes_to_review(string code)
    {
        var facts = new Recorded().With("Condition/c", $$""" "code":"icd:{{code}}","onsetDateTime":"2019-09-01" """).Facts();

        Assert.Empty(facts.Complications);
        Assert.Equal([new(IssueCode.AmbiguousCode, new("Condition/c"), "Condition.code")], facts.Issues);
    }

    [Theory]
    [InlineData(
        """ {"code":"study:complication-detail#transfused-units","valueInteger":1},{"code":"study:complication-detail#transfused-units","valueInteger":2} """,
        IssueCode.ConflictingItems
    )]
    [InlineData(""" {"code":"study:complication-detail#transfused-units","valueInteger":-1} """, IssueCode.UnknownUnit)]
    [InlineData(
        """ {"code":"study:complication-detail#hemoglobin-fall","valueQuantity":{"value":-30,"system":"http://unitsofmeasure.org","code":"g/L"}} """,
        IssueCode.UnknownUnit
    )]
    [InlineData(
        """ {"code":"study:complication-detail#bleeding-overt","valueBoolean":true},{"code":"study:complication-detail#bleeding-overt","valueBoolean":false} """,
        IssueCode.ConflictingItems
    )]
    public void A_detail_that_is_recorded_twice_and_differently_or_below_zero_is_not_known(string components, IssueCode issue)
    {
        var facts = Complication($$""" "component":[{{components}}] """);

        Assert.Null(Assert.Single(facts.Complications).Bleeding);
        Assert.Equal([new(issue, new("Observation/o"), "Observation.component.value")], facts.Issues);
    }

    [Fact]
    public void A_detail_that_is_recorded_twice_and_alike_is_known() =>
        Assert.Equal(
            2,
            Assert
                .Single(
                    Complication(
                        """ "component":[{"code":"study:complication-detail#transfused-units","valueInteger":2},{"code":"study:complication-detail#transfused-units","valueInteger":2}] """
                    ).Complications
                )
                .Bleeding!.TransfusedUnits
        );

    [Fact]
    public void A_graded_Observation_stands_for_the_Condition_of_the_same_day()
    {
        var facts = new Recorded()
            .With("Procedure/p", """ "code":"sct:708969008","performedDateTime":"2019-03-04" """)
            .With("Condition/c", """ "code":"sct:131148009","onsetDateTime":"2019-03-04" """)
            .With(
                "Observation/o",
                """ "code":"study:observation-kind#complication","valueCodeableConcept":"study:complication-kind#bleeding","component":[{"code":"study:complication-scale#sir-2003","valueCodeableConcept":"study:sir-2003-grade#B"}] """
            )
            .Facts();

        Assert.Equal(new(ComplicationScale.Sir2003, "B"), Assert.Single(facts.Complications).Grade);
    }

    private static PatientFacts Complication(string members) =>
        new Recorded()
            .With(
                "Observation/o",
                $$""" "code":"study:observation-kind#complication","valueCodeableConcept":"study:complication-kind#bleeding",{{members}} """
            )
            .Facts();
}
