using System.Text.Json.Nodes;

namespace IvcFhir.Tests.Contract;

/// <summary>
/// Mutations that nobody wrote: any node of any example taken away, doubled, put into a list, replaced by another value or renamed. The
/// same seed gives the same ones.
/// </summary>
internal static class RandomMutations
{
    private static readonly string[] Values =
    [
        "1",
        "-1",
        "1.5",
        "true",
        "\"x\"",
        "\"\"",
        "\" \"",
        "null",
        "[]",
        "{}",
        "\"2020-13-01\"",
        "\"2020\"",
        "\"urn:uuid:1\"",
        "\"Practitioner/1\"",
        "\"http://x.example/a b\"",
        """{"coding":[{"code":"x"}]}""",
        """{"coding":[{"system":"http://x.example/s","code":"x"}]}""",
        """{"text":"x"}""",
        """{"reference":"Practitioner/1"}""",
        """{"reference":"Patient/1","type":"Group"}""",
        """{"value":1,"unit":"mm","system":"http://unitsofmeasure.org","code":"mm"}""",
        """{"start":"2020-01-02","end":"2020-01-01"}""",
        """[{"url":"http://x.example/e","valueBoolean":true}]""",
        """[{"url":"http://hl7.org/fhir/StructureDefinition/data-absent-reason","valueCode":"because"}]""",
    ];

    public static IEnumerable<(string Example, string Json)> Take(int count, int seed)
    {
        var examples = Directory
            .EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "examples"), "*.json")
            .Order(StringComparer.Ordinal)
            .Select(file => (Name: Path.GetFileNameWithoutExtension(file), Json: File.ReadAllText(file)))
            .ToList();
        var random = new Random(seed);
        for (var made = 0; made < count; )
        {
            var (name, json) = examples[random.Next(examples.Count)];
            var node = JsonNode.Parse(json)!;
            var before = node.ToJsonString();
            var at = Nodes(node).ElementAt(random.Next(Nodes(node).Count()));
            Mutate(at, random);
            if (node.ToJsonString() is var after && after != before && node["resourceType"] is JsonValue)
            {
                made++;
                yield return (name, after);
            }
        }
    }

    private static void Mutate(JsonNode node, Random random)
    {
        var value = Values[random.Next(Values.Length)];
        switch (node)
        {
            case JsonObject { Count: > 0 } json:
                var (key, member) = json.ElementAt(random.Next(json.Count));
                switch (random.Next(5))
                {
                    case 0:
                        json.Remove(key);
                        break;
                    case 1:
                        json[key] = JsonNode.Parse(value);
                        break;
                    case 2:
                        json[key] = new JsonArray(member?.DeepClone(), member?.DeepClone());
                        break;
                    case 3:
                        json.Remove(key);
                        json[char.ToUpperInvariant(key[0]) + key[1..]] = member?.DeepClone();
                        break;
                    default:
                        json["note"] = JsonNode.Parse(value);
                        break;
                }
                break;
            case JsonArray { Count: > 0 } list:
                var index = random.Next(list.Count);
                switch (random.Next(3))
                {
                    case 0:
                        list.RemoveAt(index);
                        break;
                    case 1:
                        list.Add(list[index]?.DeepClone());
                        break;
                    default:
                        list[index] = JsonNode.Parse(value);
                        break;
                }
                break;
        }
    }

    private static IEnumerable<JsonNode> Nodes(JsonNode? node) =>
        node switch
        {
            JsonObject json => json.SelectMany(member => Nodes(member.Value)).Prepend(json),
            JsonArray list => list.SelectMany(Nodes).Prepend(list),
            _ => [],
        };
}
