using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Core.Scores;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Map;

/// <summary>
/// Findings at the filter, thrombus scores, responses and hemoglobin in the forms in which they arrive; units are exact, and a missing one
/// is an issue.
/// </summary>
public sealed class FilterAndLysisShapeTests
{
    private static readonly SourceRef X = new("Observation/x");

    [Theory]
    [InlineData("filter-tilt", """{ "value": 15.1, "unit": "deg", "system": "http://unitsofmeasure.org", "code": "deg" }""", 15.1)]
    [InlineData("filter-migration", """{ "value": -2.3, "unit": "cm", "system": "http://unitsofmeasure.org", "code": "cm" }""", -23)]
    [InlineData("filter-migration", """{ "value": 20, "unit": "mm", "system": "http://unitsofmeasure.org", "code": "mm" }""", 20)]
    [InlineData("filter-migration", """{ "value": 1, "unit": "inch", "system": "http://unitsofmeasure.org", "code": "[in_i]" }""", 25.4)]
    [InlineData("strut-penetration", """{ "value": 0.31, "unit": "cm", "system": "http://unitsofmeasure.org", "code": "cm" }""", 3.1)]
    public void A_measurement_is_kept_in_degrees_or_millimetres(string kind, string quantity, double expected)
    {
        var finding = Assert.Single(Observed(kind, $"\"valueQuantity\": {quantity}").FilterFindings);
        Assert.Equal(
            (decimal)expected,
            finding switch
            {
                FilterFinding.Tilt tilt => tilt.Degrees,
                FilterFinding.Migration migration => migration.Millimetres,
                FilterFinding.Penetration penetration => penetration.Millimetres,
                _ => throw new InvalidOperationException("Not a measurement."),
            }
        );
        Assert.Equal((X, Recorded.Day("2019-03-04"), ImagingModality.ComputedTomography), (finding.Source, finding.Day, finding.Modality));
    }

    [Theory]
    [InlineData("filter-tilt", """{ "value": 15 }""", IssueCode.UnknownUnit)]
    [InlineData("filter-tilt", """{ "value": 15, "system": "http://unitsofmeasure.org", "code": "rad" }""", IssueCode.UnknownUnit)]
    [InlineData("filter-tilt", """{ "value": 15, "system": "http://unitsofmeasure.org", "code": "mm" }""", IssueCode.UnknownUnit)]
    [InlineData("filter-migration", """{ "value": 1, "system": "http://unitsofmeasure.org", "code": "[ft_i]" }""", IssueCode.UnknownUnit)]
    [InlineData("filter-migration", """{ "value": 900, "system": "http://unitsofmeasure.org", "code": "mm" }""", IssueCode.ValueImpossible)]
    [InlineData(
        "strut-penetration",
        """{ "value": 3, "comparator": ">", "system": "http://unitsofmeasure.org", "code": "mm" }""",
        IssueCode.ComparatorNotUsable
    )]
    [InlineData("strut-penetration", """{ "value": 3, "unit": "MM" }""", IssueCode.UnknownUnit)]
    public void A_missing_or_foreign_unit_and_a_comparator_are_issues_and_never_guesses(string kind, string quantity, IssueCode issue)
    {
        var facts = Observed(kind, $"\"valueQuantity\": {quantity}");
        Assert.Empty(facts.FilterFindings);
        Assert.Equal([new DataIssue(issue, X, "Observation.value")], facts.Issues);
    }

    [Fact]
    public void Fracture_is_yes_or_no_and_thrombus_has_three_extents()
    {
        Assert.Equal(
            [new FilterFinding.Fracture(X, Recorded.Day("2019-03-04"), ImagingModality.ComputedTomography, false)],
            Observed("filter-fracture", "\"valueBoolean\": false").FilterFindings
        );
        Assert.Equal(
            [new FilterFinding.Thrombus(X, Recorded.Day("2019-03-04"), ImagingModality.ComputedTomography, CavalThrombusExtent.Occlusive)],
            Observed("caval-thrombus", "\"valueCodeableConcept\": \"study:caval-thrombus-extent#occlusive\"").FilterFindings
        );
        Assert.Equal(IssueCode.UnknownCode, Assert.Single(Observed("caval-thrombus", "\"valueString\": \"some\"").Issues).Code);
    }

    [Theory]
    [InlineData("filter-migration", -21, true)] // towards the feet
    [InlineData("filter-migration", 20, false), InlineData("filter-migration", 20.1, true)]
    [InlineData("caval-penetration", 4, false)]
    public void A_measurement_that_is_named_after_a_complication_is_a_finding_too(string kind, double millimetres, bool complication)
    {
        var facts = new Recorded()
            .With(
                "Observation/x",
                FormattableString.Invariant(
                    $$"""
                    "code": "study:complication-kind#{{kind}}", "valueQuantity": { "value": {{millimetres}}, "system": "http://unitsofmeasure.org", "code": "mm" }
                    """
                )
            )
            .Facts();
        Assert.Equal(complication ? 1 : 0, facts.Complications.Length);
        Assert.Single(facts.FilterFindings);
        Assert.Empty(facts.Issues);
    }

    [Fact]
    public void Thrombus_is_a_value_of_a_site_or_a_component_for_each_segment()
    {
        var one = new Recorded()
            .With(
                "Observation/x",
                """ "code": "study:observation-kind#thrombus-before-treatment", "bodySite": "sct:64131007", "valueInteger": 3 """
            )
            .Facts();
        Assert.Equal(
            [new ThrombusExtent(X, VeinSite.Ivc, Recorded.Day("2019-03-04"), 3, ImagingPhase.BeforeTreatment, ImagingModality.Unstated)],
            one.Thrombus
        );
        var several = new Recorded()
            .With(
                "Observation/x",
                """
                "code": "study:observation-kind#thrombus-extent", "effectiveDateTime": "2019-03-04T10:35:00Z", "bodySite": "sct:7771000", "method": "study:imaging-modality#venography",
                "component": [{ "code": "sct:64131007", "valueInteger": 0 }, { "code": "sct:46027005", "valueQuantity": { "value": 1, "system": "http://unitsofmeasure.org", "code": "{score}" } }]
                """
            )
            .Facts();
        Assert.Equal([(VeinSite.Ivc, 0), (Some.Iliac(Side.Left), 1)], several.Thrombus.Select(one => (one.Site, one.Score)));
        Assert.All(
            several.Thrombus,
            image =>
                Assert.Equal(
                    (ImagingPhase.Unstated, ImagingModality.Venography, "10:35"),
                    (image.Phase, image.Modality, image.At?.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture))
                )
        );
    }

    [Theory]
    [InlineData("\"bodySite\": \"sct:64131007\", \"valueInteger\": 4", IssueCode.GradeOutOfRange)]
    [InlineData("\"bodySite\": \"sct:46027005\", \"valueInteger\": 2", IssueCode.SideUnstated)]
    [InlineData("\"valueInteger\": 2", IssueCode.SiteUnstated)]
    public void A_score_out_of_range_or_without_its_vein_is_an_issue(string members, IssueCode issue)
    {
        var facts = new Recorded()
            .With("Observation/x", $"\"code\": \"study:observation-kind#thrombus-after-treatment\", {members}")
            .Facts();
        Assert.Empty(facts.Thrombus);
        Assert.Equal(issue, Assert.Single(facts.Issues).Code);
    }

    [Fact]
    public void A_response_is_yes_or_no()
    {
        Assert.Equal(
            [new ClinicalResponse(X, Recorded.Day("2019-03-04"), true)],
            Observed("clinical-response", "\"valueBoolean\": true").Responses
        );
        Assert.Equal(IssueCode.UnknownCode, Assert.Single(Observed("clinical-response", "\"valueString\": \"better?\"").Issues).Code);
    }

    [Theory]
    [InlineData(11.5, 9.5, "g/dL", true), InlineData(11.5, 9.51, "g/dL", false)]
    [InlineData(115, 95, "g/L", true), InlineData(115, 95.1, "g/L", false)]
    [InlineData(8.07, 6.83, "mmol/L", true), InlineData(8.07, 6.84, "mmol/L", false)]
    public void Hemoglobin_before_and_after_gives_the_fall_in_any_unit(double before, double after, string unit, bool major)
    {
        var facts = Bled(Hemoglobin("hemoglobin-before", before, unit), Hemoglobin("hemoglobin-after", after, unit));
        Assert.Empty(facts.Issues);
        Assert.Equal(major, MajorBleeding.Judge(Assert.Single(facts.Complications).Bleeding!) is BleedingResult.Major);
    }

    [Fact]
    public void A_rise_is_no_fall_and_one_hemoglobin_alone_or_without_unit_tells_none()
    {
        Assert.Equal(
            0,
            Bled(Hemoglobin("hemoglobin-before", 9, "g/dL"), Hemoglobin("hemoglobin-after", 10, "g/dL"))
                .Complications[0]
                .Bleeding!.HemoglobinFallGramsPerLitre
        );
        Assert.Null(Bled(Hemoglobin("hemoglobin-before", 9, "g/dL")).Complications[0].Bleeding!.HemoglobinFallGramsPerLitre);
        var facts = Bled(
            Hemoglobin("hemoglobin-before", 11, "g/dL"),
            """{ "code": "study:complication-detail#hemoglobin-after", "valueQuantity": { "value": 9, "unit": "mg" } }"""
        );
        Assert.Equal(
            (IssueCode.UnknownUnit, (decimal?)null),
            (Assert.Single(facts.Issues).Code, facts.Complications[0].Bleeding!.HemoglobinFallGramsPerLitre)
        );
    }

    [Fact]
    public void A_complication_that_is_graded_on_two_scales_keeps_both_grades_in_any_order()
    {
        string[] grades =
        [
            """{ "code": "study:complication-scale#sir-2003", "valueCodeableConcept": "study:sir-2003-grade#B" }""",
            """{ "code": "study:complication-scale#cirse-2017", "valueCodeableConcept": "study:cirse-2017-grade#4" }""",
        ];
        foreach (var components in new[] { grades, [.. grades.Reverse()] })
            Assert.Equal(
                ["Sir2003 B", "Cirse2017 4"],
                Bled(components).Complications[0].AllGrades().Select(grade => $"{grade.Scale} {grade.Grade}")
            );
    }

    [Fact]
    public void Only_an_onset_makes_a_diagnosis_an_event()
    {
        var facts = new Recorded()
            .With("Condition/a", """ "code": "sct:59282003", "recordedDate": "2019-05-01" """)
            .With("Condition/b", """ "code": "sct:59282003", "recordedDate": "2019-05-01", "onsetDateTime": "2019-04-30" """)
            .Facts();
        Assert.Equal([null, Recorded.Day("2019-04-30")], facts.Diagnoses.Select(diagnosis => diagnosis.Onset));
    }

    [Fact]
    public void A_patient_who_is_said_to_be_dead_without_a_day_is_an_issue() =>
        Assert.Equal(
            [new DataIssue(IssueCode.DateMissing, new("Patient/p"), "Patient.deceased")],
            new Recorded().With("Patient/p", "\"deceasedBoolean\": true").Facts().Issues
        );

    private static PatientFacts Bled(params string[] components) =>
        new Recorded()
            .With(
                "Observation/x",
                $$"""
                "code": "study:observation-kind#complication", "valueCodeableConcept": "study:complication-kind#bleeding",
                "component": [{ "code": "study:complication-detail#bleeding-overt", "valueBoolean": true }, {{string.Join(
                    ", ",
                    components
                )}}]
                """
            )
            .Facts();

    private static string Hemoglobin(string detail, double value, string unit) =>
        FormattableString.Invariant(
            $$"""{ "code": "study:complication-detail#{{detail}}", "valueQuantity": { "value": {{value}}, "system": "http://unitsofmeasure.org", "code": "{{unit}}" } }"""
        );

    private static PatientFacts Observed(string kind, string value) =>
        new Recorded()
            .With(
                "Observation/x",
                $"\"code\": \"study:observation-kind#{kind}\", \"method\": \"study:imaging-modality#computed-tomography\", {value}"
            )
            .Facts();
}
