using Hl7.Fhir.Model;

namespace IvcFhir.Tests.Contract;

/// <summary>
/// What a profile can say and this validator does not apply: "could not check" where the rule would have been, never silence, never a
/// crash.
/// </summary>
public sealed class UnsupportedTests
{
    private const string One = "\"min\":0,\"max\":\"1\",\"base\":{\"path\":\"x\",\"min\":0,\"max\":\"1\"}";
    private const string Many = "\"min\":0,\"max\":\"*\",\"base\":{\"path\":\"x\",\"min\":0,\"max\":\"*\"}";
    private const string Set = "http://x.example/ValueSet/sites";
    private const string Snomed = """{"bodySite":{"coding":[{"system":"http://snomed.info/sct","code":"1"}]}}""";
    private const string Ours = """{"bodySite":{"coding":[{"system":"http://x.example/ours","code":"arm"}]}}""";
    private const string Foot = """{"bodySite":{"coding":[{"system":"http://x.example/ours","code":"foot"}]}}""";
    private const string A = """{"component":[{"code":{"coding":[{"code":"a"}]}}]}""";
    private const string B = """{"component":[{"code":{"coding":[{"code":"b"}]}}]}""";

    private static readonly CodeSystem System = Tiny.Resource<CodeSystem>(
        """
        {"resourceType":"CodeSystem","url":"http://x.example/ours","status":"active","content":"complete","concept":[{"code":"arm"},{"code":"foot"}]}
        """
    );

    private static ValueSet Sites(string compose) =>
        Tiny.Resource<ValueSet>($$"""{"resourceType":"ValueSet","url":"{{Set}}","status":"active","compose":{{compose}}}""");

    private static StructureDefinition Bound(string binding) =>
        Tiny.Profile(("Observation.bodySite", $$"""{{One}},"binding":{{binding}}"""));

    private static StructureDefinition Constrained(string constraint) =>
        Tiny.Profile(("Observation.value[x]", $$"""{{One}},"constraint":[{{constraint}}]"""));

    private static StructureDefinition Sliced(string discriminator, params (string Id, string Json)[] more) =>
        Tiny.Profile([
            (
                "Observation.component",
                $$$"""{{{Many}}},"slicing":{{{{(discriminator.Length > 0 ? $"\"discriminator\":[{discriminator}]," : "")}}}"rules":"closed"}"""
            ),
            ("Observation.component:a", Many),
            (
                "Observation.component:a.code",
                """{"min":1,"max":"1","base":{"path":"x","min":1,"max":"1"},"patternCodeableConcept":{"coding":[{"code":"a"}]}}"""
            ),
            .. more,
        ]);

    [Theory]
    [InlineData(Snomed)]
    [InlineData(Ours)]
    public void A_filter_of_a_value_set_is_not_computed(string members) =>
        Assert.Equal(
            "?code-not-checked@bodySite",
            Tiny.Findings(
                Bound($$"""{"strength":"required","valueSet":"{{Set}}"}"""),
                members,
                System,
                Sites(
                    """{"include":[{"system":"http://snomed.info/sct","filter":[{"property":"concept","op":"is-a","value":"1"}]},{"system":"http://x.example/ours","filter":[{"property":"x","op":"=","value":"y"}]}]}"""
                )
            )
        );

    [Theory]
    [InlineData("""{"system":"http://x.example/ours","filter":[{"property":"x","op":"=","value":"y"}]}""")]
    [InlineData("""{"system":"http://x.example/nowhere"}""")]
    [InlineData("""{"valueSet":["http://x.example/ValueSet/other"]}""")]
    public void What_cannot_be_listed_and_is_excluded_leaves_even_a_listed_code_open(string exclude) =>
        Assert.Equal(
            "?code-not-checked@bodySite",
            Tiny.Findings(
                Bound($$"""{"strength":"required","valueSet":"{{Set}}"}"""),
                Ours,
                System,
                Sites($$"""{"include":[{"system":"http://x.example/ours"}],"exclude":[{{exclude}}]}""")
            )
        );

    [Theory]
    [InlineData(Ours, "~code-not-in-value-set@bodySite")]
    [InlineData(Foot, "code-not-in-value-set@bodySite ~code-not-in-value-set@bodySite")]
    public void The_outermost_value_set_of_a_binding_is_a_required_one(string members, string expected) =>
        Assert.Equal(
            expected,
            Tiny.Findings(
                Bound(
                    $$"""{"strength":"extensible","valueSet":"{{Set}}","extension":[{"url":"http://hl7.org/fhir/StructureDefinition/elementdefinition-maxValueSet","valueCanonical":"{{Set}}-most"}]}"""
                ),
                members,
                System,
                Sites("""{"include":[{"system":"http://x.example/ours","concept":[{"code":"leg"}]}]}"""),
                Tiny.Resource<ValueSet>(
                    $$$"""{"resourceType":"ValueSet","url":"{{{Set}}}-most","status":"active","compose":{"include":[{"system":"http://x.example/ours","concept":[{"code":"arm"}]}]}}"""
                )
            )
        );

    [Fact]
    public void An_outermost_value_set_that_is_not_here_stays_open() =>
        Assert.Equal(
            "?code-not-checked@bodySite",
            Tiny.Findings(
                Bound(
                    """{"strength":"preferred","valueSet":"http://x.example/a","extension":[{"url":"http://hl7.org/fhir/StructureDefinition/elementdefinition-maxValueSet","valueUri":"http://x.example/b"}]}"""
                ),
                Ours,
                System
            )
        );

    [Theory]
    [InlineData("\"expression\":\"nonsense() > 1\"")]
    [InlineData("\"expression\":\"value.exists( and\"")]
    [InlineData("\"expression\":\"%unknown.exists()\"")]
    [InlineData("\"expression\":\"(1 | 2) > 1\"")]
    [InlineData("\"expression\":\"conformsTo('http://x.example/profile')\"")]
    [InlineData("\"xpath\":\"f:value\"")]
    public void A_condition_that_cannot_be_computed_claims_nothing(string condition) =>
        Assert.Equal(
            "?invariant-not-checked@value",
            Tiny.Findings(Constrained($$"""{"key":"t-1","severity":"error","human":"h",{{condition}}}"""), """{"valueInteger":1}""")
        );

    [Theory]
    [InlineData("""{"type":"position","path":"$this"}""", "?rule-not-checked@")]
    [InlineData("""{"type":"value","path":"interpretation"}""", "slice-unmatched@component[0]")] // Firely takes the element at the path to be demanded
    public void A_profile_whose_slices_nothing_tells_from_each_other_never_passes_in_silence(string discriminator, string expected) =>
        Assert.Equal(expected, Tiny.Findings(Sliced(discriminator), A));

    [Fact]
    public void Slices_that_cannot_be_told_still_demand_as_many_items_as_all_of_them() =>
        Assert.Equal(
            "slice-missing@component",
            Tiny.Findings(
                Tiny.Profile(
                    (
                        "Observation.component",
                        $$$"""{{{Many}}},"slicing":{"discriminator":[{"type":"value","path":"interpretation"}],"rules":"open"}"""
                    ),
                    ("Observation.component:a", """{"min":1,"max":"1","base":{"path":"x","min":0,"max":"*"}}""")
                ),
                ""
            )
        );

    [Theory]
    [InlineData("""{"reference":"QuestionnaireResponse/1"}""", "")]
    [InlineData("""{"reference":"Observation/1"}""", "slice-missing@hasMember")]
    [InlineData("""{"reference":"urn:uuid:1"}""", "?reference-not-checked@hasMember[0] ?rule-not-checked@hasMember")]
    [InlineData("""{"display":"a form"}""", "?rule-not-checked@hasMember")]
    public void A_slice_by_the_target_of_a_reference_needs_to_know_its_type(string member, string expected) =>
        Assert.Equal(
            expected,
            Tiny.Findings(
                Tiny.Profile(
                    (
                        "Observation.hasMember",
                        $$$"""{{{Many}}},"slicing":{"discriminator":[{"type":"type","path":"resolve()"}],"rules":"open"}"""
                    ),
                    (
                        "Observation.hasMember:form",
                        """{"min":1,"max":"1","base":{"path":"x","min":0,"max":"*"},"type":[{"code":"Reference","targetProfile":["http://hl7.org/fhir/StructureDefinition/QuestionnaireResponse"]}]}"""
                    )
                ),
                $$"""{"hasMember":[{{member}}]}"""
            )
        );

    [Fact]
    public void A_slice_by_a_code_that_only_a_terminology_server_knows_is_left_open()
    {
        var profile = Tiny.Profile(
            ("Observation.component", $$$"""{{{Many}}},"slicing":{"discriminator":[{"type":"value","path":"code"}],"rules":"closed"}"""),
            ("Observation.component:a", Many),
            (
                "Observation.component:a.code",
                """{"min":1,"max":"1","base":{"path":"x","min":1,"max":"1"},"binding":{"strength":"required","valueSet":"http://x.example/nowhere"}}"""
            )
        );
        Assert.Equal(
            "?code-not-checked@component[0].code",
            Tiny.Findings(profile, """{"component":[{"code":{"coding":[{"system":"http://snomed.info/sct","code":"1"}]}}]}""")
        );
    }

    [Theory]
    [InlineData("\"type\":[{\"code\":\"Quantity\",\"profile\":[\"http://x.example/StructureDefinition/angle\"]}]")]
    [InlineData(
        "\"extension\":[{\"url\":\"http://hl7.org/fhir/StructureDefinition/elementdefinition-allowedUnits\",\"valueCanonical\":\"http://x.example/units\"}]"
    )]
    public void A_demand_of_another_kind_is_named_where_it_would_have_been(string demand) =>
        Assert.Equal(
            "?rule-not-checked@value",
            Tiny.Findings(Tiny.Profile(("Observation.value[x]", $"{One},{demand}")), """{"valueQuantity":{"value":1}}""")
        );
}
