using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using IvcFhir.Core;
using IvcFhir.Core.Cohort;
using IvcFhir.Core.Facts;
using IvcFhir.Core.Scores;
using IvcFhir.Profiles;
using IvcFhir.Protocols;

namespace IvcFhir.Tests.Protocols;

/// <summary>The schema is what documents are checked by; the table of settings is what they are read by. They are one.</summary>
public sealed class ProtocolSchemaTests
{
    private static readonly string[] NotSettings = ["$schema", "title", "evidence"];

    [Fact]
    public void The_schema_and_the_reader_know_the_same_settings() =>
        Assert.Equal(
            Leaves(ProtocolSchema.Root, "").Except(NotSettings).Order(StringComparer.Ordinal),
            ProtocolSettings.All.Select(setting => setting.Path).Order(StringComparer.Ordinal)
        );

    [Fact]
    public void Every_property_says_what_it_means() =>
        Assert.All(
            Nodes(ProtocolSchema.Root.GetProperty("properties")),
            property => Assert.True(property.Value.Text("description") is { Length: > 10 }, property.Name)
        );

    [Fact]
    public void Every_object_is_closed() =>
        Assert.All(Objects(ProtocolSchema.Root), node => Assert.False(node.GetProperty("additionalProperties").GetBoolean()));

    [Fact]
    public void Every_default_of_the_schema_is_the_default_of_the_core()
    {
        foreach (var setting in ProtocolSettings.All.Where(setting => setting.Path is not ("id" or "version" or "published")))
        {
            var stated = JsonNode.Parse(ProtocolSchema.At(setting.Path).GetProperty("default").GetRawText());
            Assert.True(JsonNode.DeepEquals(stated, JsonNode.Parse(setting.Get(StudyProtocol.Default).ToJsonString())), setting.Path);
        }
    }

    [Fact]
    public void Every_enumeration_is_listed_whole()
    {
        AssertLists<FilterRequirement>("eligibility.filter");
        AssertLists<DiagnosisKind>("eligibility.diagnoses");
        AssertLists<AnalysisSet>("analysis.set", "analysis.complicationSet");
        AssertLists<UnitOfAnalysis>("analysis.iliacUnit", "analysis.legUnit");
        AssertLists<LimbErrors>("analysis.limbErrors");
        AssertLists<CavaFollowUp>("analysis.cava");
        AssertLists<UlcerRule>("villalta.ulcer");
        AssertLists<PtsDefinition>("villalta.ptsDefinition");
        AssertLists<VcssVersion>("vcss.version");
        AssertLists<TechnicalFailureRule>("patency.technicalFailure");
        AssertLists<LysisBounds>("lysis.bounds");
        AssertLists<PenetrationThreshold>("filter.penetration");
        AssertLists<ComplicationScale>("complications.scales");
        AssertLists<SevereMeaning>("complications.severe");
        AssertLists<SurvivalIntervalType>("statistics.survivalInterval");
        AssertLists<ReverseTieRule>("statistics.reverseTies");
        AssertLists<ProportionIntervalType>("statistics.proportionInterval");
        Assert.Equal(FigureKey.Known.Order(StringComparer.Ordinal), Allowed("analysis.figures").Order(StringComparer.Ordinal));
        Assert.Equal(
            FigureKey.Known.Order(StringComparer.Ordinal),
            ProtocolSchema.At("published").GetProperty("properties").EnumerateObject().Select(one => one.Name).Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [InlineData("indexTreatment.begins"), InlineData("indexTreatment.success"), InlineData("eligibility.treatments")]
    public void A_treatment_is_an_intervention_on_a_vein(string path) =>
        Assert.Equal(["thrombectomy", "thrombolysis", "angioplasty", "stent-placement"], Allowed(path));

    [Fact]
    public void Every_allowed_vein_and_treatment_is_a_word_of_the_core()
    {
        Assert.All(Allowed("indexTreatment.veins"), code => Assert.NotNull(StudyCode.Parse<VeinSegment>(code)));
        Assert.All(Allowed("indexTreatment.begins"), code => Assert.NotNull(StudyCode.Parse<InterventionKind>(code)));
    }

    [Fact]
    public void Every_disputed_rule_is_decided_by_a_setting()
    {
        var decided = ProtocolSettings
            .All.Select(setting => ProtocolSchema.DecisionOf(setting.Path))
            .OfType<string>()
            .Distinct(StringComparer.Ordinal);

        Assert.Equal(
            Enumerable.Range(1, 15).Select(number => FormattableString.Invariant($"D{number}")),
            decided.OrderBy(decision => int.Parse(decision[1..], System.Globalization.CultureInfo.InvariantCulture))
        );
    }

    [Fact]
    public void Every_rule_of_the_core_can_be_set()
    {
        var set = ProtocolSettings.All.Length;
        var dwell = typeof(DwellLimits).GetProperties().Length - 1;

        // Hash is computed; Dwell has three settings.
        Assert.Equal(typeof(StudyProtocol).GetProperties(BindingFlags.Public | BindingFlags.Instance).Length - 1 + dwell, set);
    }

    private static void AssertLists<T>(params string[] paths)
        where T : struct, Enum =>
        Assert.All(
            paths,
            path =>
                Assert.Equal(
                    Enum.GetValues<T>().Select(value => StudyCode.Of(value)).Order(StringComparer.Ordinal),
                    Allowed(path).Order(StringComparer.Ordinal)
                )
        );

    private static IEnumerable<string> Allowed(string path)
    {
        var node = ProtocolSchema.At(path);
        return (node.Member("items") ?? node).Items("enum").Select(value => value.GetString()!);
    }

    private static IEnumerable<string> Leaves(JsonElement node, string prefix) =>
        node.GetProperty("properties")
            .EnumerateObject()
            .SelectMany(member =>
                member.Value.Text("type") == "object" && prefix.Length == 0 && member.Name is not "published"
                    ? Leaves(member.Value, member.Name + ".")
                    : [prefix + member.Name]
            );

    private static IEnumerable<JsonProperty> Nodes(JsonElement properties) =>
        properties
            .EnumerateObject()
            .Where(member => member.Value.Member("$ref") is null)
            .SelectMany(member =>
                (JsonProperty[])
                    [
                        member,
                        .. member.Value.Member("properties") is { } inner ? Nodes(inner) : [],
                        .. member.Value.Member("items")?.Member("properties") is { } items ? Nodes(items) : [],
                    ]
            );

    private static IEnumerable<JsonElement> Objects(JsonElement node) =>
        node.ValueKind switch
        {
            JsonValueKind.Object => (JsonElement[])
                [
                    .. node.Text("type") == "object" && node.Member("properties") is not null ? [node] : Array.Empty<JsonElement>(),
                    .. node.EnumerateObject().SelectMany(member => Objects(member.Value)),
                ],
            JsonValueKind.Array => node.EnumerateArray().SelectMany(Objects),
            _ => [],
        };
}
