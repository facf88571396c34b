using System.Text.Json;
using System.Text.Json.Nodes;
using Hl7.Fhir.Model;
using IvcFhir.Contract;
using IvcFhir.Validate;

namespace IvcFhir.Tests.Contract;

public sealed class FindingTests
{
    [Fact]
    public void Every_finding_code_tells_the_site_how_to_mend_it() =>
        Assert.All(Enum.GetValues<FindingCode>(), code => Assert.EndsWith(".", FindingGuide.For(code).Text, StringComparison.Ordinal));

    [Fact]
    public void An_unknown_modifier_is_never_acceptable_for_scoring()
    {
        var finding = Assert.Single(
            MutationTests.Judge(
                """{"resourceType":"Observation","status":"final","code":{"text":"x"},"modifierExtension":[{"url":"http://x.example/not","valueBoolean":true}]}"""
            )
        );
        Assert.Equal((FindingCode.ModifierUnknown, false), (finding.Code, finding.AcceptableForScoring));
    }

    [Theory]
    [InlineData(4), InlineData(-1)]
    public void A_grade_that_no_instrument_has_is_not_acceptable_for_scoring(int grade)
    {
        var item = MutationTable.Example("Observation-example-villalta-item");
        item.AsObject().Remove("valueCodeableConcept");
        item["valueInteger"] = grade;
        Assert.False(Assert.Single(MutationTests.Judge(item.ToJsonString())).AcceptableForScoring);
    }

    [Fact]
    public void A_finding_of_the_model_tells_its_place_and_no_value()
    {
        var (resource, faults) = new ModelReader().Read(
            """{"resourceType":"Observation","status":"secret","effectiveDateTime":"secret"}"""u8
        );
        var findings = ModelFindings.Of(faults, resource);
        Assert.Equal(
            ["CodeNotInValueSet Observation.status", "ElementMissing Observation.code", "InvalidLiteral Observation.effective"],
            findings.Select(finding => $"{finding.Code} {finding.Location}").Order(StringComparer.Ordinal)
        );
        Assert.DoesNotContain("secret", string.Concat(findings), StringComparison.Ordinal);
    }

    /// <summary>
    /// A word in the place of every text, then of all but addresses, then of codes and words alone: whatever the rules find, they never
    /// repeat it.
    /// </summary>
    [Theory]
    [InlineData("resourceType")]
    [InlineData("resourceType url system reference profile fullUrl type status")]
    [InlineData("resourceType url system reference profile fullUrl type status id linkId")]
    public void No_finding_holds_a_value(string kept)
    {
        var (names, found) = (kept.Split(' '), 0);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "examples"), "*.json"))
        {
            var json = JsonNode.Parse(File.ReadAllText(file))!;
            Fill(json, names);
            var findings = MutationTests.Judge(json.ToJsonString());
            found += findings.Count;
            Assert.All(findings, finding => Assert.DoesNotContain("secretword", $"{finding}", StringComparison.OrdinalIgnoreCase));
        }
        Assert.True(found > 50, $"{found}");
    }

    private static void Fill(JsonNode? node, string[] kept)
    {
        if (node is JsonObject json)
        {
            foreach (var (name, value) in json.ToList())
            {
                if (value is JsonValue text && text.GetValueKind() == JsonValueKind.String && !kept.Contains(name))
                    json[name] = "secretword";
                else
                    Fill(value, kept);
            }
        }
        else if (node is JsonArray list)
        {
            foreach (var item in list)
                Fill(item, kept);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("[]")]
    [InlineData("""{"resourceType":"Nonsense"}""")]
    [InlineData("""{"status":"final"}""")]
    public void What_is_no_resource_is_malformed(string text) =>
        Assert.Contains(MutationTests.Judge(text), finding => finding.Code == FindingCode.MalformedResource);

    [Fact]
    public void A_resource_that_was_built_is_judged_as_one_that_was_read() =>
        Assert.Equal(
            ["ElementMissing Observation.code", "ElementMissing Observation.status"],
            ModelFindings
                .Of(new Observation { Subject = new("Patient/1") })
                .Select(finding => $"{finding.Code} {finding.Location}")
                .Order(StringComparer.Ordinal)
        );
}
