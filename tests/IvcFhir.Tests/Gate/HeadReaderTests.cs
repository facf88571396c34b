using System.Text;
using IvcFhir.Codes;
using IvcFhir.Gate;

namespace IvcFhir.Tests.Gate;

/// <summary>What is read of a resource on bytes, and that nothing in them throws.</summary>
public sealed class HeadReaderTests
{
    private static readonly CodeSieve Sieve = CodeSieve.Of(ConceptIndex.Load(null));

    [Fact]
    public void The_head_is_read_in_any_order_of_properties()
    {
        var head = HeadReader.Read(
            """
            {"subject":{"display":"x","reference":"Patient/1"},"meta":{"tag":[{"code":"y"}],"lastUpdated":"2020-01-01T00:00:00Z","versionId":"7"},
             "encounter":{"reference":"Encounter/2"},"id":"a","status":"final","hasMember":[{"reference":"Observation/b"}],"resourceType":"Observation"}
            """u8,
            Sieve
        );

        Assert.Equal(GateFault.None, head.Fault);
        Assert.Equal("Observation", head.Type.Value);
        Assert.Equal("a", head.Id.Value);
        Assert.Equal("7", head.VersionId.Value);
        Assert.Equal("2020-01-01T00:00:00Z", head.LastUpdated.Value);
        Assert.Equal("Patient/1", head.Owner.Value);
        Assert.Equal("final", head.Status.Value);
        Assert.Equal("Encounter/2", head.Encounter.Value);
        Assert.Equal(["Observation/b"], head.Named!);
    }

    [Theory]
    [InlineData("""{"resourceType":"Patient","id":"\ud800"}""", nameof(GateFault.NotText))]
    [InlineData("""{"resourceType":"Patient","id":"\udc00\ud800"}""", nameof(GateFault.NotText))]
    [InlineData("""{"resourceType":"Patient","\uD83D":1}""", nameof(GateFault.NotText))]
    [InlineData("""{"resourceType":"Patient","meta":{"\ud83dx":1}}""", nameof(GateFault.NotText))]
    [InlineData("""{"resourceType":"\ud83d","id":"1"}""", nameof(GateFault.NotText))]
    [InlineData("""{"resourceType":"Observation","subject":{"reference":"Patient/\uDFFF"}}""", nameof(GateFault.NotText))]
    [InlineData("""{"resourceType":"Patient","name":[{"text":"\ud83d\ude00"}]}""", nameof(GateFault.None))]
    [InlineData("""{"resourceType":"Patient","name":[{"text":"\\ud83d"}]}""", nameof(GateFault.None))]
    [InlineData("""{"resourceType":"Patient","identifier":[{"":"x"}]}""", nameof(GateFault.NameEmpty))]
    [InlineData("""{"":1,"resourceType":"Patient"}""", nameof(GateFault.NameEmpty))]
    [InlineData("""{"resourceType":"Patient","name":[{"text":""}]}""", nameof(GateFault.None))]
    [InlineData("""{"resourceType":"Patient","id":"1","id":"2"}""", nameof(GateFault.NameTwice))]
    [InlineData("""{"resourceType":"Patient","i\u0064":"1","id":"2"}""", nameof(GateFault.NameTwice))]
    [InlineData("""{"resourceType":"Procedure","subject":{"reference":1}}""", nameof(GateFault.None))]
    [InlineData(
        """{"resourceType":"Procedure","subject":[[]],"code":[],"meta":"x","link":{"a":[1]},"identifier":7,"hasMember":"x","contained":null}""",
        nameof(GateFault.None)
    )]
    [InlineData(
        """{"resourceType":"Procedure","code":{"coding":[1,[2],{"system":{},"code":[]}]},"link":[1,{"other":[],"type":{}}],"identifier":[1,{"system":[]}]}""",
        nameof(GateFault.None)
    )]
    [InlineData("""{"resourceType":1}""", nameof(GateFault.NoResource))]
    [InlineData("""{"id":"1"}""", nameof(GateFault.NoResource))]
    [InlineData("7", nameof(GateFault.NoResource))]
    [InlineData("null", nameof(GateFault.NoResource))]
    [InlineData("[]", nameof(GateFault.NoResource))]
    [InlineData("", nameof(GateFault.NotJson))]
    [InlineData("""{"resourceType":"Patient"} x""", nameof(GateFault.NotJson))]
    [InlineData("""{"resourceType":"Patient",}""", nameof(GateFault.NotJson))]
    [InlineData("""{"resourceType":"Pati""", nameof(GateFault.NotJson))]
    public void Each_fault_is_a_value(string json, string fault) =>
        Assert.Equal(Enum.Parse<GateFault>(fault), HeadReader.Read(Encoding.UTF8.GetBytes(json), Sieve).Fault);

    [Theory]
    [
        InlineData(60, nameof(GateFault.None)),
        InlineData(65, nameof(GateFault.TooDeep)),
        InlineData(10_000, nameof(GateFault.TooDeep)),
        InlineData(100_000, nameof(GateFault.TooDeep))
    ]
    public void What_is_too_deep_costs_itself_and_its_owner_is_known_all_the_same(int depth, string fault)
    {
        var json =
            $$$"""{"resourceType":"Encounter","id":"e","extension":{{{new string('[', depth)}}}{{{new string(']', depth)}}},"subject":{"reference":"Patient/1"}}""";
        var head = HeadReader.Read(Encoding.UTF8.GetBytes(json), Sieve);

        Assert.Equal(Enum.Parse<GateFault>(fault), head.Fault);
        Assert.Equal("Patient/1", head.Owner.Value);
    }

    [Fact]
    public void Bytes_that_are_no_UTF_8_are_no_text_and_the_owner_is_known_all_the_same()
    {
        byte[] json = [.. """{"resourceType":"Patient","id":"1","name":[{"text":"M"""u8, 0xFC, .. """ller"}]}"""u8];
        var head = HeadReader.Read(json, Sieve);

        Assert.Equal(GateFault.NotText, head.Fault);
        Assert.Equal("1", head.Id.Value);
    }

    [Theory]
    [InlineData("""{"resourceType":"Patient","id":"1",""", true), InlineData("{", true), InlineData("""{"a":"x""", true)]
    [InlineData("""{"a":}""", false), InlineData("""{"a":1}}""", false), InlineData("x", false)]
    public void What_may_go_on_on_another_line_is_told_from_what_is_broken(string json, bool unfinished) =>
        Assert.Equal(unfinished, HeadReader.Read(Encoding.UTF8.GetBytes(json), Sieve).IsUnfinished);

    [Theory]
    [InlineData("""{"coding":[{"system":"http://loinc.org","code":"2345-7"}]}""", false)]
    [InlineData("""{"coding":[{"system":"http://snomed.info/sct","code":"708969008"}]}""", true)]
    [InlineData("""{"coding":[{"code":"708969008","display":"x","system":"http://snomed.info/sct"}]}""", true)]
    [InlineData("""{"coding":[{"system":"https:\/\/snomed.info\/sct\/","code":"7089\u0036\u0039008"}]}""", true)]
    [InlineData("""{"\u0063oding":[{"s\u0079stem":"http://snomed.info/sct","code":"708969008"}]}""", true)]
    [InlineData("""{"coding":[{"system":"x","system":"http://snomed.info/sct","code":"708969008","code":"y"}]}""", true)]
    [InlineData("""{"coding":[{"system":"http://loinc.org","code":"1"},{"system":"http://snomed.info/sct","code":"708969008"}]}""", true)]
    [InlineData("""{"text":"thrombectomy"}""", false)]
    public void A_code_is_known_however_it_is_written(string code, bool known) =>
        Assert.Equal(
            known,
            HeadReader.Read(Encoding.UTF8.GetBytes($$"""{"resourceType":"Observation","code":{{code}}}"""), Sieve).HasKnownCode
        );
}
