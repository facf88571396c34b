using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IvcFhir.Tests.Gate;

/// <summary>A file that breaks off: what stood behind, and whose it was, nobody knows. Absence is a fact only when the input was whole.</summary>
public sealed class CutShortTests
{
    private static readonly string[] Lines = File.ReadAllLines(Chart.Case("10-death-lost.ndjson"));

    /// <summary>All resources and one more that says nothing of the study, so that nothing of the patient is lost when it is cut.</summary>
    private static readonly string Rest = """{"resourceType":"Organization","id":"o","name":"Of the hospital"}""";

    [Theory]
    [
        InlineData("last line"),
        InlineData("last line with its end"),
        InlineData("packed"),
        InlineData("bundle"),
        InlineData("bundle in lines")
    ]
    [
        InlineData("array"),
        InlineData("broken bundle"),
        InlineData("broken bundle in lines"),
        InlineData("UTF-16"),
        InlineData("another file")
    ]
    public async Task What_is_cut_short_answers_nothing_by_what_is_absent(string kind)
    {
        var whole = await Chart.OfLinesAsync([.. Lines, Rest]);
        using var folder = new Folder();
        foreach (var (name, bytes) in FilesOf(kind))
            folder.Write(name, bytes);

        var chart = await Chart.OfAsync(folder.Path);

        Assert.Equal(1, chart.Exit);
        Assert.Contains("the input is cut short there", chart.Messages, StringComparison.Ordinal);
        Assert.Single(chart.Issues, issue => issue.StartsWith("malformed-input", StringComparison.Ordinal));
        Assert.DoesNotContain(chart.Issues, issue => issue.StartsWith("event-unclear", StringComparison.Ordinal));
        Assert.Contains("\"not-attempted\"", whole.The("filter-retrieval"), StringComparison.Ordinal);
        foreach (var question in (string[])["filter-retrieval", "severe-complication", "primary-patency"])
            Assert.Contains("not-understood", chart.The(question), StringComparison.Ordinal);
        // What was positively seen stands.
        Assert.Equal(whole.The("villalta"), chart.The("villalta"));
        Assert.Equal(whole.The("post-thrombotic-syndrome"), chart.The("post-thrombotic-syndrome"));
    }

    [Fact]
    public async Task A_broken_line_among_others_costs_itself_and_opens_nothing()
    {
        var whole = await Chart.OfLinesAsync(Lines);
        foreach (var broken in (string[])[Rest[..^1], Rest[..30], "{\"resourceType\":\"Organization\",\"id\":", "}"])
        {
            var chart = await Chart.OfLinesAsync([Lines[0], broken, .. Lines[1..]]);

            Assert.Equal(whole.Outcomes.Select(one => one.ToJsonString()), chart.Outcomes.Select(one => one.ToJsonString()));
            Assert.DoesNotContain("cut short", chart.Messages, StringComparison.Ordinal);
            Assert.Single(chart.Issues, issue => issue.StartsWith("malformed-input", StringComparison.Ordinal));
        }
    }

    private static IEnumerable<(string Name, byte[] Bytes)> FilesOf(string kind)
    {
        var lines = string.Join('\n', Lines);
        var entries = new JsonArray([
            .. Lines.Append(Rest).Select(line => (JsonNode)new JsonObject { ["resource"] = JsonNode.Parse(line) }),
        ]);
        var bundle = new JsonObject
        {
            ["resourceType"] = "Bundle",
            ["type"] = "collection",
            ["entry"] = entries,
        };
        var (one, pretty) = (bundle.ToJsonString(), bundle.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
        byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
        string Cut(string text) => text[..text.LastIndexOf("Of the hospital", StringComparison.Ordinal)];
        string Broken(string text) => text.Replace("\"Of the hospital\"", "Of the hospital", StringComparison.Ordinal);
        return kind switch
        {
            "last line" => [("all.ndjson", Text(Cut($"{lines}\n{Rest}")))],
            "last line with its end" => [("all.ndjson", Text(Cut($"{lines}\n{Rest}").TrimEnd('"') + "\n"))],
            "packed" => [("all.ndjson.gz", Packed(Text($"{lines}\n{Rest}\n"))[..^6])],
            "bundle" => [("all.json", Text(Cut(one)))],
            "bundle in lines" => [("all.json", Text(Cut(pretty)))],
            "array" => [("all.json", Text(Cut($"[{string.Join(',', Lines.Append(Rest))}]")))],
            "broken bundle" => [("all.json", Text(Broken(one)))],
            "broken bundle in lines" => [("all.json", Text(Broken(pretty)))],
            "UTF-16" => [("all.ndjson", Encoding.Unicode.GetBytes(Cut($"\uFEFF{lines}\n{Rest}")))],
            _ => [("all.ndjson", Text(lines)), ("more.ndjson", Text(Cut(Rest)))],
        };
    }

    private static byte[] Packed(byte[] text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
            gzip.Write(text);
        return packed.ToArray();
    }
}
