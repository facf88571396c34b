using System.Collections.Immutable;
using System.Text.Json;
using IvcFhir.Core;
using IvcFhir.Core.Cohort;
using IvcFhir.Profiles;

namespace IvcFhir.Protocols;

/// <summary>Reads a protocol document, strictly: whatever is not exactly a protocol is refused, with every fault at once.</summary>
internal static class ProtocolReader
{
    /// <param name="name">How messages call the document.</param>
    /// <exception cref="ConfigurationFault">It is not JSON, or not a protocol.</exception>
    public static ProtocolDocument Read(string name, ReadOnlyMemory<byte> utf8)
    {
        using var json = Parse(name, utf8);
        var faults = SchemaCheck.Faults(json.RootElement);
        if (faults.Count == 0)
            faults = [.. ProtocolCheck.Faults(Rules(json.RootElement)), .. UnknownEvidence(EvidenceOf(json.RootElement))];
        return faults.Count == 0
            ? new(json.RootElement.Text("title")!, Rules(json.RootElement), EvidenceOf(json.RootElement))
            : throw new ConfigurationFault(string.Join(Environment.NewLine, [$"Protocol '{name}': {(faults.Count == 1 ? "1 fault" : $"{faults.Count} faults")}.", .. faults.Select(fault => $"  {fault}")]));
    }

    private static JsonDocument Parse(string name, ReadOnlyMemory<byte> utf8)
    {
        try
        {
            return JsonDocument.Parse(utf8);
        }
        catch (JsonException e)
        {
            throw new ConfigurationFault($"Protocol '{name}' is not JSON (line {e.LineNumber + 1}).");
        }
    }

    /// <summary>What a document does not state has its default; only what a study published is never taken from another.</summary>
    private static StudyProtocol Rules(JsonElement document) => ProtocolSettings.All.Aggregate(
        StudyProtocol.Default with { Published = ImmutableSortedDictionary<string, PublishedFigure>.Empty.WithComparers(StringComparer.Ordinal) },
        (rules, setting) => At(document, setting.Path) is { } value ? setting.Set(rules, value) : rules);

    private static JsonElement? At(JsonElement document, string path) =>
        path.Split('.').Aggregate((JsonElement?)document, (element, name) => element?.Member(name));

    private static string EvidenceOf(JsonElement document) => document.Text("evidence") ?? EvidenceFile.Shipped.Reference;

    private static IEnumerable<string> UnknownEvidence(string reference)
    {
        if (reference != EvidenceFile.Shipped.Reference)
            yield return $"$.evidence is \"{reference}\", which this program does not ship; expected: {EvidenceFile.Shipped.Reference}.";
    }
}
