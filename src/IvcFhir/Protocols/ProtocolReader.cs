using System.Collections.Immutable;
using System.Text;
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
        var faults = Faults(json.RootElement);
        return faults.Count == 0
            ? new(json.RootElement.Text("title")!, Rules(json.RootElement), EvidenceOf(json.RootElement))
            : throw new ConfigurationFault(
                string.Join(
                    Environment.NewLine,
                    [
                        $"Protocol '{name}': {(faults.Count == 1 ? "1 fault" : $"{faults.Count} faults")}.",
                        .. faults.Select(fault => $"  {fault}"),
                    ]
                )
            );
    }

    private static IReadOnlyList<string> Faults(JsonElement document)
    {
        var form = SchemaCheck.Faults(document);
        if (document.ValueKind != JsonValueKind.Object)
            return form;
        // What is wrong in form is left at its default for what a schema cannot say, and nothing is said of it twice.
        var wrong = form.Select(PlaceOf).ToHashSet(StringComparer.Ordinal);
        var rules = Rules(document, setting => !wrong.Contains(PlaceOf($"$.{setting.Path}")));
        return
        [
            .. form,
            .. ProtocolCheck.Faults(rules).Concat(UnknownEvidence(EvidenceOf(document))).Where(fault => !wrong.Contains(PlaceOf(fault))),
        ];
    }

    /// <summary>The member of the document that a message or a path begins with: <c>villalta</c> of <c>$.villalta.ulcer is …</c>.</summary>
    private static string PlaceOf(string fault) => fault.Split(' ')[0].Split('.', '[')[1..2] is [var member] ? member : "";

    private static JsonDocument Parse(string name, ReadOnlyMemory<byte> utf8)
    {
        // Editors of some systems put a byte order mark before the text.
        var text = utf8.Span.StartsWith(Encoding.UTF8.Preamble) ? utf8[Encoding.UTF8.Preamble.Length..] : utf8;
        try
        {
            var document = JsonDocument.Parse(text);
            return IsText(text.Span)
                ? document
                : throw new ConfigurationFault($"Protocol '{name}' is not JSON (its text is not UTF-8, or holds half a character).");
        }
        catch (JsonException e)
        {
            throw new ConfigurationFault($"Protocol '{name}' is not JSON (line {e.LineNumber + 1}).");
        }
    }

    // The parser looks at the characters of a string only when it is read.
    private static bool IsText(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                    _ = reader.GetString();
            }

            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>What a document does not state has its default; only what a study published is never taken from another.</summary>
    private static StudyProtocol Rules(JsonElement document) => Rules(document, _ => true);

    private static StudyProtocol Rules(JsonElement document, Func<ProtocolSetting, bool> which) =>
        ProtocolSettings
            .All.Where(which)
            .Aggregate(
                StudyProtocol.Default with
                {
                    Published = ImmutableSortedDictionary<string, PublishedFigure>.Empty.WithComparers(StringComparer.Ordinal),
                },
                (rules, setting) => At(document, setting.Path) is { } value ? setting.Set(rules, value) : rules
            );

    private static JsonElement? At(JsonElement document, string path) =>
        path.Split('.').Aggregate((JsonElement?)document, (element, name) => element?.Member(name));

    private static string EvidenceOf(JsonElement document) => document.Text("evidence") ?? EvidenceFile.ShippedReference;

    private static IEnumerable<string> UnknownEvidence(string reference)
    {
        if (reference != EvidenceFile.ShippedReference)
            yield return $"$.evidence is \"{reference}\", which this program does not ship; expected: {EvidenceFile.ShippedReference}.";
    }
}
