using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using IvcFhir.Map;
using IvcFhir.Profiles;
using Spectre.Console;

namespace IvcFhir.Commands;

/// <summary>The tally as a table or as JSON, each with a site map to fill in.</summary>
internal static class CodesReport
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Write(CodeTally tally, bool json, Terminal terminal)
    {
        if (json)
            terminal.Output.WriteLine(
                new JsonObject { ["found"] = Found(tally), ["siteMap"] = SiteMapToFill(tally) }.ToJsonString(Indented)
            );
        else
            WriteTable(tally, terminal.Output);
        terminal.Output.Flush();
        if (tally.Counts.Keys.Any(sighting => sighting.Kind == SightingKind.Text))
            terminal.Messages.WriteLine(
                "Texts are not shown, because texts have held patients' data. Look them up in your own extract, "
                    + "by element and question: e.g. jq -r 'select(any(.code.coding[]?; .code == \"CODE\")) | "
                    + ".valueString' | sort | uniq -c"
            );
    }

    private static void WriteTable(CodeTally tally, TextWriter output)
    {
        if (tally.Counts.Count == 0)
        {
            output.WriteLine("Every code is understood.");
            return;
        }
        var console = AnsiConsole.Create(
            new()
            {
                Out = new AnsiConsoleOutput(output),
                Ansi = AnsiSupport.No,
                ColorSystem = ColorSystemSupport.NoColors,
            }
        );
        console.Profile.Width = 200;
        var table = new Table().Border(TableBorder.Simple).AddColumns("what", "system", "code", "where", "seen", "set aside", "needs");
        foreach (var (sighting, count) in tally.Sorted)
            table.AddRow(Cells(sighting, count).Select(cell => new Text(cell)));
        console.Write(table);
        output.WriteLine($"To fill in, for profiles/maps/sites/{tally.Site}.json (profiles/maps/site-map.schema.json describes it):");
        output.WriteLine(SiteMapToFill(tally).ToJsonString(Indented));
    }

    private static string[] Cells(Sighting sighting, CodeCount count) =>
        [
            StudyCode.Of(sighting.Kind),
            sighting.System ?? "-",
            sighting.Code,
            sighting.Element,
            $"{count.Seen}",
            sighting.Kind == SightingKind.Ambiguous ? $"{count.SetAside}" : "",
            sighting.Needs is { } needs ? StudyCode.Of(needs) : "",
        ];

    private static JsonArray Found(CodeTally tally) =>
        new([
            .. tally.Sorted.Select(entry =>
                (JsonNode)
                    new JsonObject
                    {
                        ["what"] = StudyCode.Of(entry.Sighting.Kind),
                        ["system"] = entry.Sighting.System,
                        ["code"] = entry.Sighting.Code,
                        ["where"] = entry.Sighting.Element,
                        ["seen"] = entry.Count.Seen,
                        ["setAside"] = entry.Count.SetAside,
                        ["needs"] = entry.Sighting.Needs is { } needs ? StudyCode.Of(needs) : null,
                    }
            ),
        ]);

    private static JsonObject SiteMapToFill(CodeTally tally) =>
        new()
        {
            ["site"] = tally.Site,
            ["codes"] = Entries(
                tally,
                SightingKind.Unmapped,
                (sighting, entry) =>
                {
                    entry["system"] = sighting.System ?? "";
                    entry["code"] = sighting.Code;
                    entry["means"] = "";
                }
            ),
            ["texts"] = Entries(
                tally,
                SightingKind.Text,
                (_, entry) =>
                {
                    entry["text"] = "";
                    entry["means"] = "";
                }
            ),
            ["units"] = Units(tally),
            ["rules"] = Entries(
                tally,
                SightingKind.Ambiguous,
                (sighting, entry) =>
                {
                    entry["words"] = "";
                    entry["corroborates"] = StudyCode.Of(sighting.Needs!.Value);
                }
            ),
        };

    /// <summary>One entry for each unit, wherever it stands and however it is written: a site map that has one twice is refused.</summary>
    private static JsonArray Units(CodeTally tally) =>
        new([
            .. tally
                .Sorted.Where(entry => entry.Sighting.Kind == SightingKind.Unit && entry.Sighting.Code is not ("" or CodeTally.Withheld))
                .GroupBy(entry => entry.Sighting.Code.Trim(), StringComparer.OrdinalIgnoreCase)
                .Select(unit =>
                    (JsonNode)
                        new JsonObject
                        {
                            ["comment"] =
                                $"{string.Join(", ", unit.Select(entry => entry.Sighting.Element).Distinct(StringComparer.Ordinal))}, "
                                + $"seen {unit.Sum(entry => entry.Count.Seen)} times",
                            ["unit"] = unit.Key,
                            ["ucum"] = "",
                        }
                ),
        ]);

    private static JsonArray Entries(CodeTally tally, SightingKind kind, Action<Sighting, JsonObject> fill) =>
        new([
            .. tally
                .Sorted.Where(entry =>
                    entry.Sighting.Kind == kind
                    && entry.Sighting.Code != CodeTally.Withheld
                    && entry.Sighting.System != CodeTally.Withheld
                    && (kind != SightingKind.Ambiguous || entry.Count.SetAside > 0)
                )
                .Select(entry =>
                {
                    var of =
                        kind is SightingKind.Text or SightingKind.Ambiguous && entry.Sighting.Code.Length > 0
                            ? $" {entry.Sighting.System}|{entry.Sighting.Code}"
                            : "";
                    var filled = new JsonObject
                    {
                        ["comment"] = $"{entry.Sighting.Element}{of}, seen {entry.Count.Seen} times{Hint(entry.Sighting)}",
                    };
                    fill(entry.Sighting, filled);
                    return (JsonNode)filled;
                }),
        ]);

    /// <summary>Code systems of the study that can stand at an element.</summary>
    private static string Hint(Sighting sighting) =>
        sighting.Kind == SightingKind.Ambiguous
            ? ""
            : sighting.Element switch
            {
                "Procedure.code" => "; intervention-kind",
                "Procedure.outcome" or "Procedure.statusReason" => "; intervention-result",
                "Procedure.usedCode" => "; device-kind",
                "Observation.method" => "; imaging-modality, vcss-version",
                "Procedure.complication" or "AdverseEvent.event" => "; complication-kind",
                "Device.type" => "; device-kind",
                "Condition.code" => "; diagnosis-kind or complication-kind",
                "Observation.code" or "Observation.component.code" or "QuestionnaireResponse.item" =>
                    "; observation-kind, villalta-item, vcss-item, complication-scale, vein-segment, side",
                "DiagnosticReport.code" => "; imaging-modality",
                { } element when element.EndsWith("bodySite", StringComparison.Ordinal) => "; vein-segment or side",
                _ => "; grade, present, vein-status, filter-position, complication-kind",
            };
}
