using System.Text.Json;
using System.Text.Json.Nodes;
using IvcFhir.Codes;
using IvcFhir.Hosting;
using IvcFhir.Map;
using IvcFhir.Profiles;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Map;

/// <summary>A site map is checked when the program starts; a fault names the entry and the form that is expected.</summary>
public sealed class SiteMapTests
{
    [Theory]
    [InlineData("[]", "the whole is no object")]
    [InlineData("""{"codes":[]}""", "site is missing or no text")]
    [InlineData(
        """{"site":"s","code":[]}""",
        "code is no member. Allowed here: $schema, comment, site, codes, texts, ignore, systems, units, rules"
    )]
    [InlineData("""{"site":"s","codes":{}}""", "codes is not a list")]
    [InlineData("""{"site":"s","codes":["x"]}""", "codes[0] is no object")]
    [InlineData("""{"site":"s","codes":[{"system":"urn:x","code":"1","mean":"grade#1"}]}""", "codes[0].mean is no member")]
    [InlineData("""{"site":"s","codes":[{"system":"urn:x","code":1,"means":"grade#1"}]}""", "codes[0].code is missing or no text")]
    [InlineData("""{"site":"s","codes":[{"system":"urn:x","code":"1","means":""}]}""", "codes[0].means is missing or no text")]
    [InlineData(
        """{"site":"s","codes":[{"system":"urn:x","code":"1","means":"grade-1"}]}""",
        "codes[0].means is 'grade-1', which is no study concept"
    )]
    [InlineData("""{"site":"s","codes":[{"system":"urn:x","code":"1","means":"grade#7"}]}""", "'grade#7', which is no study concept")]
    [InlineData(
        """{"site":"s","codes":[{"system":"urn:x","code":"1","means":"grade#1"},{"system":"urn:x","code":"1","means":"grade#2"}]}""",
        "codes: 'urn:x|1' means grade#1 and grade#2"
    )]
    [InlineData(
        """{"site":"s","codes":[{"system":"urn:x","code":"1","means":"grade#1","needs":"luck"}]}""",
        "codes[0].needs is 'luck'. Allowed: filter-device"
    )]
    [InlineData(
        """{"site":"s","texts":[{"text":"mild","means":"grade#1"},{"text":"Mild","means":"grade#2"}]}""",
        "means grade#1 and grade#2"
    )]
    [InlineData("""{"site":"s","units":[{"unit":"Fr","ucum":"[fr]"}]}""", "units[0].ucum is '[fr]'. Units that are read: %")]
    [InlineData("""{"site":"s","units":[{"unit":"a","ucum":"mm"},{"unit":"A","ucum":"cm"}]}""", "units: 'a' stands twice")]
    [InlineData(
        """{"site":"s","rules":[{"words":"filter","corroborates":"device"}]}""",
        "rules[0].corroborates is 'device'. Allowed: filter-device"
    )]
    [InlineData(
        """{"site":"s","rules":[{"words":"filter","in":["title"],"corroborates":"filter-device"}]}""",
        "rules[0].in[0] is 'title'. Allowed: code, note"
    )]
    public void A_wrong_map_is_refused_with_the_place_and_the_expected_form(string json, string message)
    {
        using var map = JsonDocument.Parse(json);

        Assert.Contains(
            message,
            Assert.Throws<ConfigurationFault>(() => new SiteMapReader("s").Read(map.RootElement)).Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [
        InlineData("""{"site":"\ud800"}"""),
        InlineData("""{"site":"s","\udc00":[]}"""),
        InlineData("""{"site":"s","rules":[{"words":"x","in":["\ud800"],"corroborates":"filter-device"}]}""")
    ]
    [InlineData("""{"site":"s","comment":["deep",{"\udbff\udbff":1}]}""")]
    public void Half_of_a_surrogate_pair_is_refused_in_a_map_and_in_settings(string json)
    {
        var path = Path.Combine(Path.GetTempPath(), $"ivcfhir-{Guid.NewGuid():N}.json");
        File.WriteAllText(path, json);
        try
        {
            Assert.Contains(
                "half of a surrogate pair",
                Assert.Throws<ConfigurationFault>(() => SiteMap.Load(path)).Message,
                StringComparison.Ordinal
            );
            Assert.Contains(
                "is not JSON",
                Assert.Throws<ConfigurationFault>(() => SettingsReader.Configuration(path)).Message,
                StringComparison.Ordinal
            );
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void The_schema_and_the_reader_know_the_same_members()
    {
        var schema = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "profiles", "maps", "site-map.schema.json")))!;
        IEnumerable<string> Members(string list) =>
            schema["properties"]![list]!["items"]!["properties"]!.AsObject().Select(member => member.Key);

        Assert.Equal(SiteMapReader.Members, schema["properties"]!.AsObject().Select(member => member.Key));
        Assert.Equal(SiteMapReader.CodeMembers, Members("codes"));
        Assert.Equal(SiteMapReader.TextMembers, Members("texts"));
        Assert.Equal(SiteMapReader.IgnoredMembers, Members("ignore"));
        Assert.Equal(
            SystemNames.Titles.Keys.Order(StringComparer.Ordinal),
            schema["properties"]!["systems"]!["additionalProperties"]!["enum"]!.AsArray().Select(title => title!.GetValue<string>())
        );
        Assert.Equal(SiteMapReader.UnitMembers, Members("units"));
        Assert.Equal(SiteMapReader.RuleMembers, Members("rules"));
        Assert.Equal(
            Units.Known.Order(StringComparer.Ordinal),
            schema["properties"]!["units"]!["items"]!["properties"]!["ucum"]!["enum"]!.AsArray().Select(unit => unit!.GetValue<string>())
        );
        Assert.Equal(
            Enum.GetValues<Corroboration>().Select(StudyCode.Of),
            schema["$defs"]!["corroboration"]!["enum"]!.AsArray().Select(code => code!.GetValue<string>())
        );
    }

    [Fact]
    public void A_local_code_may_be_a_candidate_too()
    {
        const string map =
            """{"site":"s","codes":[{"system":"urn:oid:1.2.999.1","code":"IVCF","means":"intervention-kind#filter-placement","needs":"caval-site"}]}""";

        Assert.Empty(
            new Recorded()
                .MappedBy(map)
                .With("Procedure/p", """ "code":"local:IVCF","performedDateTime":"2019-03-04" """)
                .Facts()
                .Interventions
        );
        Assert.Single(
            new Recorded()
                .MappedBy(map)
                .With("Procedure/p", """ "code":"local:IVCF","performedDateTime":"2019-03-04","bodySite":["sct:64131007"] """)
                .Facts()
                .Interventions
        );
    }
}
