using System.IO.Compression;
using System.Text;

namespace IvcFhir.Tests.Gate;

/// <summary>Documents of every kind, each with its places; what is broken costs itself.</summary>
public sealed class DocumentScannerTests
{
    private const string One = """{"resourceType":"Patient","id":"1"}""",
        Two = """{"resourceType":"Patient","id":"2"}""";

    [Fact]
    public void A_line_is_a_resource_and_blank_and_broken_lines_cost_themselves() =>
        Assert.Equal(
            ["Patient/1 at f:2", "NotJson at f:4", "Patient/2 at f:5", "NoResource at f:6", "NotJson at f:7", "Patient/1 at f:8"],
            Scanned.Of($"\r\n{One}\r\n  \t\r\n{One[..20]}\r\n{Two}\r\n{{}}\r\n{{\"a\":\r\n{One}")
        );

    [Theory]
    [InlineData("{0}\n{1}"), InlineData("[{0},{1}]"), InlineData("[\n {0},\n {1}\n]")]
    [InlineData("""{{"resourceType":"Bundle","entry":[{{"resource":{0}}},{{"resource":{1},"fullUrl":"x"}}]}}""")]
    [InlineData("""{{"entry":[{{"resource":{0}}},{{"resource":{1}}}],"type":"collection","resourceType":"Bundle"}}""")]
    [InlineData("{{\"resourceType\":\"Bundle\",\n\"entry\":[\n{{\"resource\":{0}}}\n,{{\n\"resource\":{1}}}]\n}}\n")]
    [InlineData(
        """{{"resourceType":"Bundle","entry":[{{"resource":{0}}}]}}"""
            + "\n"
            + """{{"resourceType":"Bundle","entry":[{{"resource":{1}}}]}}"""
    )]
    [InlineData(
        """{{"resourceType":"Bundle","entry":[{{"resource":{{"resourceType":"Bundle","entry":[{{"resource":{0}}},{{"resource":{1}}}]}}}}]}}"""
    )]
    [InlineData("[{{\"resourceType\":\"Bundle\",\"entry\":[{{\"resource\":{0}}}]}},{1}]")]
    public void Resources_are_found_however_they_are_wrapped(string form) =>
        Assert.Equal(["Patient/1", "Patient/2"], Scanned.Of(string.Format(null, form, One, Two)).Select(found => found.Split(' ')[0]));

    [Theory]
    [MemberData(nameof(Wrappings))]
    public void Gzip_marks_and_UTF_16_change_nothing(string name)
    {
        var text = $"{One}\r\n{{\"resourceType\":\"Patient\",\"id\":\"ü😀\"}}\n";

        Assert.Equal(["Patient/1 at f:1", "Patient/ü😀 at f:2"], Scanned.Of(Wrapped(name, text)));
    }

    public static TheoryData<string> Wrappings =>
        ["utf8", "bom", "utf16", "utf16-mark", "utf16be", "utf16be-mark", "gzip", "gzip-bom", "gzip-utf16", "gzip-twice", "gzip-members"];

    [Fact]
    public void Half_a_surrogate_in_UTF_16_costs_its_line()
    {
        byte[] line =
        [
            .. Encoding.Unicode.GetBytes("""{"resourceType":"Patient","id":"3","name":[{"text":"x"""),
            0x00,
            0xD8,
            .. Encoding.Unicode.GetBytes("\"}]}\n" + Two),
        ];

        Assert.Equal(["NotText Patient/3 at f:1", "Patient/2 at f:2"], Scanned.Of(line));
    }

    [Fact]
    public void A_gzip_that_ends_too_early_gives_what_it_holds_and_is_told()
    {
        var whole = Wrapped(
            "gzip",
            string.Concat(Enumerable.Range(0, 5000).Select(i => $"{{\"resourceType\":\"Patient\",\"id\":\"{i * 7919 % 10007}\"}}\n"))
        );
        var found = Scanned.Of(whole[..(whole.Length / 2)]);

        Assert.Contains("CutShort", found[^1], StringComparison.Ordinal);
        Assert.InRange(found.Count, 1000, 4999);
    }

    [Fact]
    public void Places_in_a_Bundle_are_line_and_entry() =>
        Assert.Equal(
            ["Patient/1 at f:2 entry 1", "TooDeep Encounter/e at f:3 entry 2", "NoResource at f:4 entry 3", "Patient/2 at f:6 entry 6"],
            Scanned.Of(
                $$$"""
                {"resourceType":"Bundle","entry":[
                {"resource":{{{One}}}},
                {"resource":{"resourceType":"Encounter","id":"e","extension":{{{new string('[', 100)}}}{{{new string(']', 100)}}}}},
                {"resource":{"id":"x"}},
                {"resource":7},{"fullUrl":"x"},
                {"resource":{{{Two}}}}]}
                """
            )
        );

    [Fact]
    public void Deletions_are_found() =>
        Assert.Equal(
            ["deleted Patient/2 at f:1 entry 1", "deleted Patient/3 at f:1 entry 2"],
            Scanned.Of(
                """{"resourceType":"Bundle","type":"history","entry":[{"request":{"method":"DELETE","url":"Patient/2"}},{"fullUrl":"http://h/Patient/3","request":{"method":"DELETE"}}]}"""
            )
        );

    [Fact]
    public void A_Bundle_that_breaks_off_gives_what_it_holds_and_one_fault()
    {
        var entries = string.Concat(
            Enumerable
                .Range(0, 50)
                .Select(i => $"  {{\n  \"resource\": {{\n  \"resourceType\": \"Patient\",\n  \"id\": \"{i}\"\n  }}\n  }},\n")
        );
        var found = Scanned.Of("{\n\"resourceType\":\"Bundle\",\n\"entry\":[\n" + entries);

        Assert.Equal(51, found.Count);
        Assert.Single(found, one => one.StartsWith("CutShort", StringComparison.Ordinal));
    }

    [Fact]
    public void A_line_that_was_cut_anywhere_costs_no_other_line()
    {
        const string Line = """{"resourceType":"Patient","name":[{"given":["a","b"]},{"x":{"y":[1,2,{"z":true}]}}],"id":"3"}""";
        for (var cut = 1; cut < Line.Length; cut++)
        {
            var found = Scanned.Of($"{One}\n{Line[..cut]}\n{Two}\n{One}\n");
            Assert.Equal(["Patient/1 at f:1", "NotJson at f:2", "Patient/2 at f:3", "Patient/1 at f:4"], found);
        }
    }

    [Fact]
    public void What_is_longer_than_a_resource_may_be_costs_itself()
    {
        var huge = $$"""{"resourceType":"Binary","id":"b","data":"{{new string('A', 65 << 20)}}"}""";

        Assert.Equal(["TooLong at f:1 entry 1", "Patient/2 at f:2 entry 2"], Scanned.Of($"[{huge},\n{Two}]"));
    }

    [Theory]
    [InlineData("[\n", 20_000), InlineData("{\"a\":\n", 20_000), InlineData("[{}\n", 20_000), InlineData("{\"entry\":[\n", 20_000)]
    public void Lines_that_never_end_take_no_longer_for_being_many(string line, int times)
    {
        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        var found = Scanned.Of(string.Concat(Enumerable.Repeat(line, times)) + "\n" + One);

        Assert.InRange(System.Diagnostics.Stopwatch.GetElapsedTime(started).TotalSeconds, 0, 5);
        Assert.NotEmpty(found);
    }

    private static byte[] Wrapped(string name, string text) =>
        name switch
        {
            "utf8" => Encoding.UTF8.GetBytes(text),
            "bom" => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)],
            "utf16" => Encoding.Unicode.GetBytes(text),
            "utf16-mark" => [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)],
            "utf16be" => Encoding.BigEndianUnicode.GetBytes(text),
            "utf16be-mark" => [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(text)],
            "gzip" => Zipped(Encoding.UTF8.GetBytes(text)),
            "gzip-bom" => Zipped(Wrapped("bom", text)),
            "gzip-utf16" => Zipped(Wrapped("utf16-mark", text)),
            "gzip-twice" => Zipped(Zipped(Encoding.UTF8.GetBytes(text))),
            "gzip-members" => [.. Zipped(Encoding.UTF8.GetBytes(text[..10])), .. Zipped(Encoding.UTF8.GetBytes(text[10..]))],
            _ => throw new ArgumentOutOfRangeException(nameof(name)),
        };

    private static byte[] Zipped(byte[] bytes)
    {
        using var zipped = new MemoryStream();
        using (var zip = new GZipStream(zipped, CompressionLevel.Fastest))
            zip.Write(bytes);
        return zipped.ToArray();
    }
}
