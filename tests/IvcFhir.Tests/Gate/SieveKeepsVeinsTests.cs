using System.Text;
using IvcFhir.Codes;
using IvcFhir.Gate;

namespace IvcFhir.Tests.Gate;

/// <summary>
/// An Observation whose code no map knows is passed over, unless it stands at a vein: then it may be an image that nobody read.
/// </summary>
public sealed class SieveKeepsVeinsTests
{
    private static readonly CodeSieve Sieve = CodeSieve.Of(ConceptIndex.Load(null));

    [Theory]
    [InlineData("""{"coding":[{"system":"http://snomed.info/sct","code":"64131007"}]}""", true)]
    [InlineData("""{"coding":[{"code":"64131007","display":"x","system":"http://snomed.info/sct"}]}""", true)]
    [InlineData("""{"coding":[{"system":"urn:x","code":"1"},{"system":"http://snomed.info/sct","code":"46027005"}]}""", true)]
    [InlineData("""{"text":"inferior vena cava"}""", true)]
    [InlineData("""{"coding":[{"system":"http://snomed.info/sct","code":"7771000"}]}""", false)]
    [InlineData("""{"coding":[{"system":"http://snomed.info/sct"}]}""", false)]
    [InlineData("""{"coding":"64131007"}""", false)]
    [InlineData("""{"text":"left arm"}""", false)]
    [InlineData("[]", false)]
    [InlineData("null", false)]
    public void By_its_site(string site, bool kept)
    {
        var json =
            $$"""{"resourceType":"Observation","id":"1","code":{"coding":[{"system":"urn:local","code":"X"}]},"bodySite":{{site}},"subject":{"reference":"Patient/p"} }""";

        Assert.Equal(kept, !HeadReader.Read(Encoding.UTF8.GetBytes(json), Sieve).IsPassedOver(Sieve));
        Assert.False(HeadReader.Read(Encoding.UTF8.GetBytes(json), CodeSieve.Everything).IsPassedOver(CodeSieve.Everything));
    }

    [Theory]
    [InlineData("""{"coding":["x"],"coding":[{"system":"urn:local","code":"X"}]}""")]
    [InlineData("""{"coding":["x",{"system":"urn:local","code":"X"},"y",{"system":"urn:local","code":"Z"}]}""")]
    [InlineData("""{"coding":"x","coding":[{"system":"urn:local"}],"text":1}""")]
    [InlineData("[[]]")]
    public void What_is_garbled_in_a_code_or_a_site_costs_nothing_that_stands_behind_it(string concept)
    {
        var json =
            $$"""{"resourceType":"Observation","id":"1","code":{{concept}},"bodySite":{{concept}},"subject":{"reference":"Patient/p"},"status":"final"}""";

        var head = HeadReader.Read(Encoding.UTF8.GetBytes(json), Sieve);

        Assert.Equal(("Patient/p", "final"), (head.Subject.Value, head.Status.Value));
        Assert.False(head.IsPassedOver(Sieve));
    }
}
