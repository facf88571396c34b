using Hl7.Fhir.Model;

namespace IvcFhir.Tests.Contract;

/// <summary>Slicing of components into a and b by every discriminator, and what each kind of slicing allows besides.</summary>
public sealed class SlicingTests
{
    private const string Part = "\"min\":0,\"max\":\"1\",\"base\":{\"path\":\"x\",\"min\":0,\"max\":\"*\"}";
    private const string Child = "\"min\":0,\"max\":\"1\",\"base\":{\"path\":\"x\",\"min\":0,\"max\":\"1\"}";
    private const string A = """{"code":{"coding":[{"code":"a"}]}}""";
    private const string B = """{"code":{"coding":[{"code":"b"}]}}""";
    private const string Other = """{"code":{"text":"other"}}""";

    private static StructureDefinition ByCode(
        string rules,
        bool ordered = false,
        string discriminator = """{"type":"pattern","path":"code"}"""
    ) =>
        Tiny.Profile(
            (
                "Observation.component",
                $$$"""{"min":0,"max":"*","base":{"path":"x","min":0,"max":"*"},"slicing":{"discriminator":[{{{discriminator}}}],"rules":"{{{rules}}}","ordered":{{{(ordered ? "true" : "false")}}}}}"""
            ),
            ("Observation.component:a", Part),
            (
                "Observation.component:a.code",
                """{"min":1,"max":"1","base":{"path":"x","min":1,"max":"1"},"patternCodeableConcept":{"coding":[{"code":"a"}]}}"""
            ),
            ("Observation.component:b", Part.Replace("\"min\":0,\"max\":\"1\"", "\"min\":1,\"max\":\"2\"", StringComparison.Ordinal)),
            (
                "Observation.component:b.code",
                """{"min":1,"max":"1","base":{"path":"x","min":1,"max":"1"},"patternCodeableConcept":{"coding":[{"code":"b"}]}}"""
            )
        );

    private static string Components(params string[] parts) => $$$"""{"component":[{{{string.Join(',', parts)}}}]}""";

    [Theory]
    [InlineData("open", "")]
    [InlineData("closed", "slice-unmatched@component[1]")]
    [InlineData("openAtEnd", "slice-not-at-end@component[2]")]
    public void What_fits_no_slice_is_allowed_by_open_slicing_only(string rules, string expected) =>
        Assert.Equal(expected, Tiny.Findings(ByCode(rules), Components(A, Other, B)));

    [Fact]
    public void Open_at_end_allows_others_at_the_end() =>
        Assert.Equal("", Tiny.Findings(ByCode("openAtEnd"), Components(A, B, Other, Other)));

    [Theory]
    [InlineData(false, "")]
    [InlineData(true, "slice-out-of-order@component[1]")]
    public void Order_matters_where_the_slicing_says_so(bool ordered, string expected) =>
        Assert.Equal(expected, Tiny.Findings(ByCode("open", ordered), Components(B, A)));

    [Fact]
    public void A_slice_has_its_own_cardinality()
    {
        Assert.Equal("slice-missing@component", Tiny.Findings(ByCode("open"), Components(A)));
        Assert.Equal("slice-missing@component", Tiny.Findings(ByCode("open"), ""));
        Assert.Equal("slice-repeated@component", Tiny.Findings(ByCode("open"), Components(A, A, B)));
        Assert.Equal("", Tiny.Findings(ByCode("open"), Components(A, B, B)));
        Assert.Equal("slice-repeated@component", Tiny.Findings(ByCode("open"), Components(B, B, B)));
    }

    [Fact]
    public void A_profile_whose_pattern_stands_above_its_discriminator_is_not_applied_and_says_so() =>
        Assert.Equal(
            "?rule-not-checked@",
            Tiny.Findings(ByCode("closed", discriminator: """{"type":"value","path":"code.coding.code"}"""), Components(A, B, Other))
        );

    [Fact]
    public void A_slice_is_told_by_whether_an_element_exists()
    {
        var profile = Tiny.Profile(
            (
                "Observation.component",
                """{"min":0,"max":"*","base":{"path":"x","min":0,"max":"*"},"slicing":{"discriminator":[{"type":"exists","path":"interpretation"}],"rules":"closed"}}"""
            ),
            ("Observation.component:with", Part),
            ("Observation.component:with.interpretation", """{"min":1,"max":"*","base":{"path":"x","min":0,"max":"*"}}"""),
            ("Observation.component:without", Part),
            ("Observation.component:without.interpretation", """{"min":0,"max":"0","base":{"path":"x","min":0,"max":"*"}}""")
        );
        const string With =
            """{"code":{"text":"x"},"interpretation":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation","code":"H"}]}]}""";
        Assert.Equal("", Tiny.Findings(profile, Components(With, Other)));
        Assert.Equal("slice-repeated@component", Tiny.Findings(profile, Components(With, With)));
        Assert.Equal("slice-repeated@component", Tiny.Findings(profile, Components(Other, Other)));
    }

    [Fact]
    public void A_choice_is_sliced_by_type_and_each_type_has_its_own_rules()
    {
        var profile = Tiny.Profile(
            (
                "Observation.value[x]",
                $$"""{{Child}},"type":[{"code":"integer"},{"code":"Quantity"}],"slicing":{"discriminator":[{"type":"type","path":"$this"}],"rules":"closed"}"""
            ),
            ("Observation.value[x]:valueInteger", $$"""{{Child}},"type":[{"code":"integer"}],"maxValueInteger":3"""),
            ("Observation.value[x]:valueQuantity", $$"""{{Child}},"type":[{"code":"Quantity"}]"""),
            ("Observation.value[x]:valueQuantity.unit", """{"min":1,"max":"1","base":{"path":"x","min":0,"max":"1"}}""")
        );
        Assert.Equal("", Tiny.Findings(profile, """{"valueInteger":3}"""));
        Assert.Equal("value-too-high@value", Tiny.Findings(profile, """{"valueInteger":4}"""));
        Assert.Equal("element-missing@value.unit", Tiny.Findings(profile, """{"valueQuantity":{"value":4}}"""));
        Assert.Contains("type-not-allowed@value", Tiny.Findings(profile, """{"valueString":"x"}"""), StringComparison.Ordinal);
    }

    [Fact]
    public void A_slice_of_references_is_told_by_the_type_of_the_target()
    {
        var profile = Tiny.Profile(
            (
                "Observation.hasMember",
                """{"min":0,"max":"*","base":{"path":"x","min":0,"max":"*"},"slicing":{"discriminator":[{"type":"type","path":"resolve()"}],"rules":"open"}}"""
            ),
            (
                "Observation.hasMember:form",
                """{"min":1,"max":"1","base":{"path":"x","min":0,"max":"*"},"type":[{"code":"Reference","targetProfile":["http://hl7.org/fhir/StructureDefinition/QuestionnaireResponse"]}]}"""
            )
        );
        const string Form =
            """{"contained":[{"resourceType":"QuestionnaireResponse","id":"q","status":"completed"}],"hasMember":[{"reference":"#q"}]}""";
        Assert.Equal("", Tiny.Findings(profile, Form));
        Assert.Equal("slice-missing@hasMember", Tiny.Findings(profile, """{"hasMember":[{"reference":"Observation/1"}]}"""));
    }
}
