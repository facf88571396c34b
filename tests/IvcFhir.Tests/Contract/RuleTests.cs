namespace IvcFhir.Tests.Contract;

/// <summary>Each kind of rule by itself, with a profile of one or two elements.</summary>
public sealed class RuleTests
{
    private const string Many = "\"min\":0,\"max\":\"*\",\"base\":{\"path\":\"x\",\"min\":0,\"max\":\"*\"}";
    private const string One = "\"min\":0,\"max\":\"1\",\"base\":{\"path\":\"x\",\"min\":0,\"max\":\"1\"}";

    [Theory]
    [InlineData("", "element-missing@note")]
    [InlineData("""{"note":[{"text":"a"}]}""", "")]
    [InlineData("""{"note":[{"text":"a"},{"text":"b"}]}""", "")]
    [InlineData("""{"note":[{"text":"a"},{"text":"b"},{"text":"c"}]}""", "element-repeated@note")]
    public void Cardinality_includes_both_ends(string members, string expected) =>
        Assert.Equal(
            expected,
            Tiny.Findings(Tiny.Profile(("Observation.note", """{"min":1,"max":"2","base":{"path":"x","min":0,"max":"*"}}""")), members)
        );

    [Theory]
    [InlineData("", "")]
    [InlineData("""{"issued":"2020-01-01T00:00:00Z"}""", "element-prohibited@issued")]
    public void A_maximum_of_zero_forbids(string members, string expected) =>
        Assert.Equal(
            expected,
            Tiny.Findings(Tiny.Profile(("Observation.issued", """{"min":0,"max":"0","base":{"path":"x","min":0,"max":"1"}}""")), members)
        );

    [Theory]
    [InlineData("""{"valueInteger":1}""", "")]
    [InlineData("""{"valueString":"x"}""", "")]
    [InlineData("""{"valueBoolean":true}""", "type-not-allowed@value")]
    public void A_choice_keeps_the_types_that_the_profile_leaves(string members, string expected) =>
        Assert.Equal(
            expected,
            Tiny.Findings(Tiny.Profile(("Observation.value[x]", $$"""{{One}},"type":[{"code":"integer"},{"code":"string"}]""")), members)
        );

    [Theory]
    [InlineData("""{"system":"s","code":"c"}""", "")]
    [InlineData("""{"system":"s","code":"c","display":"d"}""", "fixed-value-differs@method.coding[0]")]
    [InlineData("""{"system":"s"}""", "fixed-value-differs@method.coding[0]")]
    public void A_fixed_value_is_neither_more_nor_less(string coding, string expected) =>
        Assert.Equal(
            expected,
            Tiny.Findings(
                Tiny.Profile(
                    ("Observation.method", One),
                    ("Observation.method.coding", $$"""{{Many}},"fixedCoding":{"system":"s","code":"c"}""")
                ),
                $$$"""{"method":{"coding":[{{{coding}}}]}}"""
            )
        );

    [Theory]
    [InlineData("""{"coding":[{"system":"s","code":"c"}]}""", "")]
    [InlineData("""{"coding":[{"system":"x","code":"y"},{"system":"s","code":"c","display":"d"}],"text":"t"}""", "")]
    [InlineData("""{"coding":[{"system":"s","code":"y"},{"system":"x","code":"c"}]}""", "pattern-not-matched@method")]
    [InlineData("""{"text":"t"}""", "pattern-not-matched@method")]
    public void A_pattern_is_found_anywhere_in_the_list_and_more_may_be_there(string method, string expected) =>
        Assert.Equal(
            expected,
            Tiny.Findings(
                Tiny.Profile(("Observation.method", $$"""{{One}},"patternCodeableConcept":{"coding":[{"system":"s","code":"c"}]}""")),
                $$$"""{"method":{{{method}}}}"""
            )
        );

    [Theory]
    [InlineData("integer", "valueInteger", "2", "4", "1", "value-too-low@value")]
    [InlineData("integer", "valueInteger", "2", "4", "2", "")]
    [InlineData("integer", "valueInteger", "2", "4", "4", "")]
    [InlineData("integer", "valueInteger", "2", "4", "5", "value-too-high@value")]
    [InlineData("dateTime", "valueDateTime", "\"2020-01-01\"", "\"2020-12-31\"", "\"2019-12-31\"", "value-too-low@value")]
    [InlineData("dateTime", "valueDateTime", "\"2020-01-01\"", "\"2020-12-31\"", "\"2020-06\"", "")]
    [InlineData("dateTime", "valueDateTime", "\"2020-01-01\"", "\"2020-12-31\"", "\"2020\"", "?value-not-comparable@value")]
    [InlineData("time", "valueTime", "\"08:00:00\"", "\"18:00:00\"", "\"18:00:01\"", "value-too-high@value")]
    [InlineData(
        "Quantity",
        "valueQuantity",
        """{"value":1.5,"code":"mm","system":"u"}""",
        """{"value":2.5,"code":"mm","system":"u"}""",
        """{"value":2.51,"code":"mm","system":"u"}""",
        "value-too-high@value"
    )]
    [InlineData(
        "Quantity",
        "valueQuantity",
        """{"value":1.5,"code":"mm","system":"u"}""",
        """{"value":2.5,"code":"mm","system":"u"}""",
        """{"value":2.0,"code":"cm","system":"u"}""",
        "?value-not-comparable@value"
    )]
    public void A_bound_is_itself_allowed_and_another_unit_is_never_compared(
        string type,
        string member,
        string min,
        string max,
        string value,
        string expected
    )
    {
        var suffix = char.ToUpperInvariant(type[0]) + type[1..];
        var profile = Tiny.Profile(
            ("Observation.value[x]", $$"""{{One}},"type":[{"code":"{{type}}"}],"minValue{{suffix}}":{{min}},"maxValue{{suffix}}":{{max}}""")
        );
        var findings = Tiny.Findings(profile, $"\"{member}\":{value}");
        Assert.Equal(expected, string.Join(' ', findings.Split(' ').Distinct()));
    }

    [Theory]
    [InlineData("abc", "")]
    [InlineData("abcd", "text-too-long@value")]
    [InlineData("a😀c", "")]
    public void Length_counts_characters(string text, string expected) =>
        Assert.Equal(
            expected,
            Tiny.Findings(
                Tiny.Profile(("Observation.value[x]", $$"""{{One}},"type":[{"code":"string"}],"maxLength":3""")),
                $$$"""{"valueString":"{{{text}}}"}"""
            )
        );

    [Theory]
    [InlineData("Device/1", "")]
    [InlineData("DeviceMetric/1", "reference-of-other-type@device")]
    [InlineData("http://site.example/fhir/Device/1/_history/3", "")]
    [InlineData("urn:uuid:1", "?reference-not-checked@device")]
    public void A_reference_points_to_the_types_that_are_allowed(string reference, string expected) =>
        Assert.Equal(
            expected,
            Tiny.Findings(
                Tiny.Profile(
                    (
                        "Observation.device",
                        $$"""{{One}},"type":[{"code":"Reference","targetProfile":["http://hl7.org/fhir/StructureDefinition/Device"]}]"""
                    )
                ),
                $$$"""{"device":{"reference":"{{{reference}}}"}}"""
            )
        );

    [Theory]
    [InlineData("error", "invariant-failed@value")]
    [InlineData("warning", "~invariant-failed@value")]
    public void An_invariant_has_the_severity_that_it_states(string severity, string expected)
    {
        var profile = Tiny.Profile(
            (
                "Observation.value[x]",
                $$"""{{One}},"constraint":[{"key":"t-1","severity":"{{severity}}","human":"h","expression":"$this > 3"}]"""
            )
        );
        Assert.Equal(expected, Tiny.Findings(profile, """{"valueInteger":3}"""));
        Assert.Equal("", Tiny.Findings(profile, """{"valueInteger":4}"""));
        Assert.Equal("", Tiny.Findings(profile, ""));
    }

    [Fact]
    public void An_invariant_that_cannot_be_computed_claims_nothing() =>
        Assert.Equal(
            "?invariant-not-checked@value",
            Tiny.Findings(
                Tiny.Profile(
                    (
                        "Observation.value[x]",
                        $$"""{{One}},"constraint":[{"key":"t-1","severity":"error","human":"h","expression":"memberOf('http://x.example/vs')"}]"""
                    )
                ),
                """{"valueString":"x"}"""
            )
        );

    [Fact]
    public void A_fault_in_what_the_study_does_not_read_leaves_the_resource_fit_for_scoring()
    {
        var profile = Tiny.Profile(
            ("Observation.issued", """{"min":0,"max":"0","base":{"path":"x","min":0,"max":"1"}}"""),
            ("Observation.method", """{"min":0,"max":"0","mustSupport":true,"base":{"path":"x","min":0,"max":"1"}}""")
        );
        var findings = Tiny.Judge(profile, """{"issued":"2020-01-01T00:00:00Z","method":{"text":"x"}}""", null);
        Assert.Equal(
            [("Observation.issued", true), ("Observation.method", false)],
            findings.Select(finding => (finding.Location, finding.AcceptableForScoring))
        );
    }
}
