using System.Text.Json.Nodes;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using IvcFhir.Contract;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.EndToEnd;

/// <summary>
/// Law: a chart scores the same whether its records stand alone or are contained in others; what is written names only what has an address.
/// </summary>
public sealed class ContainedChartTests
{
    private static readonly string Golden = Path.Combine(AppContext.BaseDirectory, "Golden", "filter-and-lysis");
    private static readonly ContractValidator Contract = new();

    [Fact]
    public async Task A_chart_of_contained_records_scores_as_one_whose_records_stand_alone()
    {
        var alone = (await File.ReadAllLinesAsync(Path.Combine(Golden, "input", "charts.ndjson"), TestContext.Current.CancellationToken))
            .Where(line => line.Length > 0)
            .Select(line => JsonNode.Parse(line)!.AsObject())
            .ToList();
        var folder = Directory.CreateTempSubdirectory("ivcfhir-test-");
        var path = Path.Combine(folder.FullName, "charts.ndjson");
        await File.WriteAllLinesAsync(
            path,
            Folded(alone).Select(resource => resource.ToJsonString()),
            TestContext.Current.CancellationToken
        );

        var expected = await ScoreAsync(Path.Combine(Golden, "input"));
        var scored = await ScoreAsync(path);
        folder.Delete(recursive: true);

        Assert.NotEmpty(expected);
        Assert.Equal(expected.Select(WithoutSources), scored.Select(WithoutSources));
        Assert.All(scored.SelectMany(References), reference => Assert.Matches("^[A-Za-z]+/[A-Za-z0-9.-]+$", reference));
        Assert.Contains(scored.SelectMany(References), reference => reference.StartsWith("DiagnosticReport/", StringComparison.Ordinal));
        Assert.All(scored, one => Assert.Equal(References(one).Distinct(), References(one)));
        Assert.DoesNotContain(scored.SelectMany(one => Contract.Check(one)), finding => finding.Verdict == Verdict.Error);
    }

    private static async Task<List<Observation>> ScoreAsync(string path)
    {
        var scored = await Cli.RunAsync("score", path, "--map", Path.Combine(Golden, "map.json"));
        return
        [
            .. scored
                .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => new FhirJsonDeserializer().Deserialize<Observation>(line))
                .OrderBy(one => one.Identifier[0].Value, StringComparer.Ordinal),
        ];
    }

    /// <summary>Each patient's Observations in one report, and each Device in the Procedure or DeviceUseStatement that names it.</summary>
    private static IEnumerable<JsonObject> Folded(List<JsonObject> chart)
    {
        var devices = chart
            .Where(resource => Type(resource) == "Device")
            .ToDictionary(device => $"Device/{device["id"]}", StringComparer.Ordinal);
        foreach (var resource in chart.Where(resource => Type(resource) is not ("Observation" or "Device")))
        {
            var named = devices
                .Where(device => resource.ToJsonString().Contains($"\"{device.Key}\"", StringComparison.Ordinal))
                .Select(device => device.Value)
                .ToList();
            yield return named.Count == 0 ? resource : Containing(resource, named);
        }
        foreach (
            var patient in chart
                .Where(resource => Type(resource) == "Observation")
                .GroupBy(resource => resource["subject"]!["reference"]!.GetValue<string>(), StringComparer.Ordinal)
        )
        {
            yield return Containing(
                new()
                {
                    ["resourceType"] = "DiagnosticReport",
                    ["id"] = patient.Key.Split('/')[1],
                    ["status"] = "final",
                    ["code"] = new JsonObject { ["text"] = "chart" },
                    ["subject"] = new JsonObject { ["reference"] = patient.Key },
                    ["result"] = new JsonArray([
                        .. patient.Select(observation => (JsonNode)new JsonObject { ["reference"] = $"Observation/{observation["id"]}" }),
                    ]),
                },
                [.. patient]
            );
        }
    }

    private static JsonObject Containing(JsonObject container, List<JsonObject> parts)
    {
        var folded = (JsonObject)container.DeepClone();
        folded["contained"] = new JsonArray([
            .. parts.Select(part =>
            {
                var bare = (JsonObject)part.DeepClone();
                bare.Remove("subject");
                return (JsonNode)bare;
            }),
        ]);
        var text = parts.Aggregate(
            folded.ToJsonString(),
            (json, part) => json.Replace($"\"{Type(part)}/{part["id"]}\"", $"\"#{part["id"]}\"", StringComparison.Ordinal)
        );
        return JsonNode.Parse(text)!.AsObject();
    }

    private static string Type(JsonObject resource) => resource["resourceType"]!.GetValue<string>();

    private static string WithoutSources(Observation scored)
    {
        var bare = (Observation)scored.DeepCopy();
        (bare.DerivedFrom, bare.PartOf, bare.Extension) = (
            [],
            [],
            [.. bare.Extension.Where(extension => extension.Value is not ResourceReference)]
        );
        return new FhirJsonSerializer().SerializeToString(bare);
    }

    private static List<string> References(Observation scored) =>
        [
            .. scored
                .DerivedFrom.Concat(scored.PartOf)
                .Concat(scored.Extension.Select(extension => extension.Value).OfType<ResourceReference>())
                .Select(reference => reference.Reference!),
        ];
}
