using System.Text.Json.Nodes;
using IvcFhir.Contract;
using IvcFhir.Profiles;

namespace IvcFhir.Tests.Contract;

/// <summary>
/// One line of a table: what is done to an example, and what must be found then, written from the profile by hand.
/// <code>
/// - /path            take away
/// = /path value      put in place
/// + /path value      add to a list
/// value              JSON, or C:system#code (ours), S:code (SNOMED CT), T:system#code (HL7) for a CodeableConcept
/// => findings        error codes; ~code a warning, ?code could not be checked; code@location; valid
/// </code>
/// </summary>
internal sealed record Mutation(string Text, IReadOnlyList<string> Steps, IReadOnlyList<string> Expected)
{
    public static Mutation Parse(string line)
    {
        var arrow = line.LastIndexOf("=>", StringComparison.Ordinal);
        return new(
            line,
            [.. line[..arrow].Split(" ; ", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
            [.. line[(arrow + 2)..].Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => word != "valid")]
        );
    }

    public JsonNode Apply(JsonNode example)
    {
        foreach (var step in Steps)
        {
            var parts = step.Split(' ', 3);
            Apply(example, parts[0], parts[1].Split('/')[1..], parts.Length > 2 ? parts[2] : "");
        }
        return example;
    }

    /// <summary>The finding as a table writes it.</summary>
    public static string Told(Finding finding) =>
        finding.Verdict switch
        {
            Verdict.Error => "",
            Verdict.Warning => "~",
            _ => "?",
        } + StudyCode.Of(finding.Code);

    private static void Apply(JsonNode root, string operation, string[] path, string value)
    {
        var parent = path[..^1]
            .Aggregate(
                root,
                (node, name) =>
                    (node is JsonArray list ? list[int.Parse(name, null)] : node[name])
                    ?? throw new InvalidOperationException($"The example has no {name} in {string.Join('/', path)}.")
            );
        var last = path[^1];
        switch (operation, parent)
        {
            case ("-", JsonArray list):
                list.RemoveAt(int.Parse(last, null));
                break;
            case ("-", JsonObject item):
                Assert.True(item.Remove(last), $"nothing to take away at {string.Join('/', path)}");
                break;
            case ("=", JsonArray list):
                list[int.Parse(last, null)] = Value(value);
                break;
            case ("=", JsonObject item):
                item[last] = Value(value);
                break;
            case ("+", JsonObject item):
                (item[last] ??= new JsonArray()).AsArray().Add(Value(value));
                break;
            default:
                throw new InvalidOperationException($"{operation} cannot be done at {string.Join('/', path)}.");
        }
    }

    private static JsonNode? Value(string text) =>
        text switch
        {
            ['C', ':', .. var code] => Concept($"{StudyContract.CodeSystem("")}", code),
            ['T', ':', .. var code] => Concept("http://terminology.hl7.org/CodeSystem/", code),
            ['S', ':', .. var code] => Concept("http://snomed.info/sct", "#" + code),
            _ => JsonNode.Parse(text.Replace("$B", StudyContract.Base, StringComparison.Ordinal)),
        };

    private static JsonObject Concept(string systems, string code)
    {
        var hash = code.IndexOf('#', StringComparison.Ordinal);
        return new() { ["coding"] = new JsonArray(new JsonObject { ["system"] = systems + code[..hash], ["code"] = code[(hash + 1)..] }) };
    }
}
