using System.Text.Json.Nodes;
using IvcFhir.Contract;

namespace IvcFhir.Tests.Contract;

/// <summary>
/// Faults that this program or Firely alone once took for none, by kind. Each line: what an Observation holds besides code and status, or a
/// resource whole; and what must be found.
/// </summary>
public sealed class BlindSpotTests
{
    private const string Div = "http://www.w3.org/1999/xhtml";

    [Theory]
    [InlineData("<div xmlns=\\\"" + Div + "\\\"><script>alert(1)</script></div>")]
    [InlineData("<div xmlns=\\\"" + Div + "\\\"><p onclick=\\\"x()\\\">a</p></div>")]
    [InlineData("<div xmlns=\\\"" + Div + "\\\"> </div>")]
    [InlineData("<p>a</p>")]
    [InlineData("<div>no namespace</div>")]
    [InlineData("just text")]
    [InlineData("<div xmlns=\\\"" + Div + "\\\"><b>not closed</div>")]
    public void A_narrative_is_XHTML_without_scripts(string div) =>
        Finds(
            """{"text":{"status":"generated","div":"DIV"}}""".Replace("DIV", div, StringComparison.Ordinal),
            "invariant-failed@Observation.text.div"
        );

    [Fact]
    public void A_plain_narrative_is_right() =>
        Finds("""{"text":{"status":"generated","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>a</p></div>"}}""", "");

    [Theory]
    [InlineData(
        """{"meta":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/data-absent-reason","valueCode":"because"}]}}""",
        "code-not-in-value-set@Observation.meta.extension[0].value"
    )]
    [InlineData(
        """{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/patient-birthPlace","valueAddress":{"city":"x"}}]}""",
        "extension-misplaced@Observation.extension[0]"
    )]
    [InlineData(
        """{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/observation-bodyPosition","valueString":"x"}]}""",
        "type-not-allowed@Observation.extension[0].value"
    )]
    [InlineData(
        """{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/Observation","valueString":"x"}]}""",
        "extension-unknown@Observation.extension[0]"
    )]
    public void R4s_own_extensions_are_judged(string members, string expected) => Finds(members, expected);

    [Theory]
    [InlineData(
        """{"subject":{"reference":"#c"},"contained":[{"resourceType":"Patient","id":"c"},{"resourceType":"Device","id":"c"}]}""",
        "contained-misused@Observation.contained[1]"
    )]
    [InlineData(
        """{"subject":{"reference":"#c"},"performer":[{"reference":"#c"}],"contained":[{"resourceType":"Patient","id":"c"},{"resourceType":"Patient","id":"c"}]}""",
        "contained-misused@Observation.contained[1]"
    )]
    [InlineData(
        """{"subject":{"reference":"#d"},"contained":[{"resourceType":"Patient","id":"c"}]}""",
        "?reference-not-checked@Observation.subject contained-misused@Observation.contained[0] invariant-failed@Observation.subject"
    )]
    [InlineData("""{"subject":{"reference":"#c"},"contained":[{"resourceType":"Device","id":"c"}]}""", "")]
    public void Contained_resources_have_names_of_their_own_and_are_referred_to(string members, string expected) =>
        Finds(members, expected);

    [Fact]
    public void A_contained_target_keeps_the_profile_that_is_demanded_of_it() =>
        Assert.Equal(
            "element-missing@Observation.contained[0].version",
            Told(
                Judge(
                    Example(
                        "Observation-example-outcome-technical-success",
                        example =>
                        {
                            Assert.Equal("Device", (string?)example["contained"]![0]!["resourceType"]);
                            example["contained"]![0]!.AsObject().Remove("version");
                        }
                    )
                )
            )
        );

    [Theory]
    [InlineData(
        """{"meta":{"profile":["http://x.example/a b"]}}""",
        "?profile-not-ours@Observation.meta.profile invalid-literal@Observation.meta.profile[0]"
    )]
    [InlineData("""{"identifier":[{"system":"not a uri","value":"1"}]}""", "invalid-literal@Observation.identifier[0].system")]
    [InlineData("""{"implicitRules":" "}""", "invalid-literal@Observation.implicitRules")]
    public void A_uri_has_no_space(string members, string expected) => Finds(members, expected);

    [Theory]
    [InlineData(
        """{"resourceType":"Observation","Status":"final","code":{"text":"x"}}""",
        "element-missing@Observation.status unknown-element@Observation.Status"
    )]
    [InlineData(
        """{"resourceType":"Observation","status":"final","code":{"Text":"x"}}""",
        "unknown-element@Observation.code.Text empty-element@Observation.code"
    )]
    [InlineData(
        """{"resourceType":"Observation","status":"final","code":{"text":"x"},"valuequantity":{"value":1}}""",
        "unknown-element@Observation.valuequantity"
    )]
    [InlineData(
        """{"resourceType":"Observation","status":"final","code":{"text":"x"},"contained":[{"resourceType":"Device","Id":"d"}],"device":{"reference":"#d"}}""",
        "unknown-element@Observation.contained[0].Id"
    )]
    public void A_name_in_another_case_is_another_name(string json, string expected) =>
        Assert.All(expected.Split(' '), one => Assert.Contains(one, Told(MutationTests.Judge(json)).Split(' ')));

    [Theory]
    [InlineData("""{"subject":{"reference":"Patient/1","type":"Medication"}}""", "reference-of-other-type@Observation.subject")]
    [InlineData(
        """{"encounter":{"reference":"http://x.example/fhir/Encounter/1/_history/2","type":"Patient"}}""",
        "reference-of-other-type@Observation.encounter"
    )]
    [InlineData("""{"subject":{"type":"Medication","display":"x"}}""", "reference-of-other-type@Observation.subject")]
    [InlineData("""{"subject":{"reference":"Patient/1","type":"Patient"}}""", "")]
    [InlineData("""{"subject":{"reference":"Practitioner/1"}}""", "reference-of-other-type@Observation.subject")]
    [InlineData("""{"performer":[{"reference":"http://x.example/fhir/Device/1"}]}""", "reference-of-other-type@Observation.performer[0]")]
    public void A_reference_and_its_type_say_the_same_and_what_is_allowed(string members, string expected) => Finds(members, expected);

    [Theory]
    [InlineData(
        """{"extension":[{"url":["http://x.example/a","http://x.example/b"],"valueString":"x"}]}""",
        "wrong-shape@Observation.extension[0].url"
    )]
    [InlineData("""{"subject":[{"reference":"Practitioner/1"}]}""", "wrong-shape@Observation.subject")]
    [InlineData(
        """{"issued":["2020-01-01T00:00:00Z"],"performer":[{"reference":"Device/1"}]}""",
        "reference-of-other-type@Observation.performer[0] wrong-shape@Observation.issued"
    )]
    [InlineData("""{"component":{"code":{"text":"x"}}}""", "wrong-shape@Observation.component[0]")]
    [InlineData("""{"valueQuantity":[{"value":1},{"value":2}]}""", "wrong-shape@Observation.value")]
    public void A_list_in_the_place_of_one_value_costs_itself_and_the_rest_is_judged(string members, string expected)
    {
        var told = Told(Judge(Observation(members))).Split(' ');
        Assert.All(expected.Split(' '), one => Assert.Contains(one, told));
    }

    [Theory]
    [InlineData("""{"category":[{"coding":[{"code":"vital-signs"}]}]}""", "")]
    [InlineData("""{"component":[{"code":{"text":"x"},"dataAbsentReason":{"coding":[{"code":"unknown"}]}}]}""", "")]
    public void An_example_or_preferred_binding_demands_no_system(string members, string expected) => Finds(members, expected);

    [Fact]
    public void A_coding_without_system_is_no_code_under_a_required_binding() =>
        Assert.Equal(
            "code-not-in-value-set@Observation.method",
            Told(
                Judge(Example("Observation-example-outcome-vcss", example => example["method"]!["coding"]![0]!.AsObject().Remove("system")))
            )
        );

    /// <summary>The same on several threads, cold: schemas are compiled while others judge.</summary>
    [Fact]
    public void Several_threads_judge_alike()
    {
        var examples = Directory
            .EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "examples"), "*.json")
            .Order(StringComparer.Ordinal)
            .Select(File.ReadAllText)
            .ToList();
        string Verdicts(ContractValidator validator) =>
            string.Join(
                '\n',
                examples.Select(json =>
                {
                    var (resource, found) = InstanceReader.Read(
                        System.Text.Encoding.UTF8.GetBytes(json.Replace("Patient/", "Group/", StringComparison.Ordinal))
                    );
                    return Told(validator.Validate(resource!, found));
                })
            );
        var (shared, expected) = (new ContractValidator(), Verdicts(new()));
        var verdicts = new string[4];
        Parallel.For(0, verdicts.Length, thread => verdicts[thread] = Verdicts(shared));
        Assert.All(verdicts, verdict => Assert.Equal(expected, verdict));
    }

    private static void Finds(string members, string expected) => Assert.Equal(expected, Told(Judge(Observation(members))));

    private static string Observation(string members)
    {
        var json = JsonNode.Parse(members)!.AsObject();
        json["resourceType"] = "Observation";
        json["status"] = "final";
        json["code"] = new JsonObject { ["text"] = "x" };
        return json.ToJsonString();
    }

    private static string Example(string name, Action<JsonNode> change)
    {
        var example = MutationTable.Example(name);
        change(example);
        return example.ToJsonString();
    }

    private static IReadOnlyList<Finding> Judge(string json) => MutationTests.Judge(json);

    private static string Told(IEnumerable<Finding> findings) =>
        string.Join(
            ' ',
            findings.Select(finding => $"{Mutation.Told(finding)}@{finding.Location}").Distinct().Order(StringComparer.Ordinal)
        );
}

/// <summary>What once ended the process or the run. Each costs itself.</summary>
public sealed class HostileInstanceTests
{
    [Theory]
    [InlineData("""{"resourceType":"Element","id":"a"}""")]
    [InlineData("""{"resourceType":"BackboneElement"}""")]
    [InlineData("""{"resourceType":"Resource"}""")]
    [InlineData("""{"resourceType":"DomainResource"}""")]
    [InlineData("""{"resourceType":"patient","id":"x"}""")]
    [InlineData("""{"resourceType":"secretword"}""")]
    [InlineData("""{"resourceType":"Patient","":"x"}""")]
    [InlineData("""{"resourceType":"Patient","birthDate":"2000-01-01","birthDate":"2000-01-02"}""")]
    [InlineData("""{"resourceType":"Patient","id":"\ud800"}""")]
    public void What_is_no_resource_or_cannot_be_read_is_an_error_and_no_more(string json) =>
        Assert.Contains(MutationTests.Judge(json), finding => finding.Verdict == Verdict.Error);

    [Theory]
    [InlineData("""{"resourceType":"Observation","status":"final","code":{"text":"x"},"valueString":"x","valueInteger":1}""")]
    [InlineData("""{"resourceType":"Patient","deceasedBoolean":false,"deceasedDateTime":"2000"}""")]
    [InlineData("""{"resourceType":"Observation","status":"final","Status":"x","code":{"text":"x"}}""")]
    [InlineData("""{"resourceType":"Patient","birthDate":"2000-01-01","BirthDate":"2000"}""")]
    [InlineData("""{"resourceType":"Observation","status":"final","code":{"text":"x"},"ValueString":"x"}""")]
    [InlineData("""{"resourceType":"Patient","_name":[{"id":"a"}]}""")]
    [InlineData("""{"resourceType":"Patient","_":{"id":"a"}}""")]
    [InlineData("""{"resourceType":"Patient","contained":{"resourceType":"Patient","id":"p"}}""")]
    [InlineData("""{"resourceType":"Patient","contained":"x"}""")]
    [InlineData("""{"resourceType":"Patient","contained":[{"resourceType":"Element","id":"p"}]}""")]
    [InlineData(
        """{"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"urn:uuid:3f5c0b5e-6a1c-4c9e-9b1a-000000000001","resource":{"resourceType":"BackboneElement"}}]}"""
    )]
    [InlineData(
        """{"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"urn:uuid:3f5c0b5e-6a1c-4c9e-9b1a-000000000001","resource":{"resourceType":"secretword"}}]}"""
    )]
    public void A_fault_of_shape_is_an_error_and_the_resource_stays_judged(string json)
    {
        var findings = MutationTests.Judge(json);
        Assert.Contains(findings, finding => finding.Verdict == Verdict.Error);
        Assert.DoesNotContain("secretword", string.Concat(findings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_no_element_can_have_is_not_repeated() =>
        Assert.DoesNotContain(
            "secret word",
            string.Concat(MutationTests.Judge("""{"resourceType":"Patient","secret word\n":1}""")),
            StringComparison.Ordinal
        );
}
