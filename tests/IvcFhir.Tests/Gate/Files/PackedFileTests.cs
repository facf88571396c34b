using System.IO.Compression;
using System.Text;
using IvcFhir.Gate;

namespace IvcFhir.Tests.Gate;

/// <summary>What is packed by gzip is read whole, or it is told that it is not.</summary>
public sealed class PackedFileTests
{
    private static readonly string[] Lines = File.ReadAllLines(Chart.Case("10-death-lost.ndjson"));

    [Theory]
    [InlineData("one"), InlineData("two"), InlineData("within a line"), InlineData("bgzip"), InlineData("padded")]
    public async Task Members_that_follow_one_another_are_one_file(string kind)
    {
        var text = Encoding.UTF8.GetBytes(string.Join('\n', Lines));
        byte[] packed = kind switch
        {
            "two" => [.. Packed(text[..(text.Length / 2 / 10 * 10)]), .. Packed(text[(text.Length / 2 / 10 * 10)..])],
            "within a line" => [.. text.Chunk(100).SelectMany(Packed)],
            "bgzip" => [.. Packed(text), .. Packed([])],
            "padded" => [.. Packed(text), .. new byte[512]],
            _ => Packed(text),
        };

        var chart = await ReadAsync(packed);

        Assert.Equal(13, chart.Outcomes.Count);
        Assert.DoesNotContain(chart.Issues, issue => issue.StartsWith("malformed-input", StringComparison.Ordinal));
    }

    [Theory]
    [
        InlineData("garbage"),
        InlineData("line"),
        InlineData("half a header"),
        InlineData("most of a header"),
        InlineData("a header"),
        InlineData("second member broken")
    ]
    public async Task What_stands_behind_the_last_member_costs_one_issue_with_its_place(string kind)
    {
        var packed = Packed(Encoding.UTF8.GetBytes(string.Join('\n', Lines)));
        byte[] behind = kind switch
        {
            "line" => Encoding.UTF8.GetBytes($"\n{Lines[0]}\n"),
            "half a header" => [0x1F, 0x8B, 8],
            "most of a header" => [0x1F, 0x8B, 8, 0, 0],
            "a header" => [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3],
            "second member broken" => [.. Packed(Encoding.UTF8.GetBytes("{}"))[..^9], 1, 2, 3, 4, 5, 6, 7, 8, 9],
            _ => [1, 2, 3, 4, 5],
        };

        var chart = await ReadAsync([.. packed, .. behind]);

        Assert.Equal(1, chart.Exit);
        Assert.Equal(13, chart.Outcomes.Count);
        Assert.Single(chart.Issues, issue => issue == "malformed-input lines.ndjson.gz");
    }

    [Theory]
    [InlineData(1), InlineData(4), InlineData(8), InlineData(9), InlineData(200)]
    public async Task A_member_that_breaks_off_is_not_whole(int bytes)
    {
        var packed = Packed(Encoding.UTF8.GetBytes(string.Join('\n', Lines)));

        var chart = await ReadAsync(packed[..^bytes]);

        Assert.Equal(1, chart.Exit);
        Assert.Contains("malformed-input lines.ndjson.gz", chart.Issues);
    }

    [Theory]
    [InlineData(-8), InlineData(-1), InlineData(300)]
    public async Task A_member_whose_check_is_wrong_is_not_whole(int at)
    {
        var packed = Packed(Encoding.UTF8.GetBytes(string.Join('\n', Lines)));
        packed[at < 0 ? packed.Length + at : at] ^= 0x55;

        var chart = await ReadAsync(packed);

        // Where nothing can be read at all, there is no result.
        Assert.Equal(at == 300 ? 2 : 1, chart.Exit);
        Assert.True(at == 300 || chart.Issues.Contains("malformed-input lines.ndjson.gz"));
    }

    /// <summary>RFC 1952, 2.3: an extra field (which every block of bgzip has), a name, a comment and a check of the header.</summary>
    [Theory]
    [InlineData(4), InlineData(8), InlineData(16), InlineData(2), InlineData(4 + 8), InlineData(4 + 16 + 2), InlineData(2 + 4 + 8 + 16)]
    public async Task What_a_header_says_beside_is_passed_over(int flags)
    {
        var text = Encoding.UTF8.GetBytes(string.Join('\n', Lines));
        byte[] packed =
        [
            .. WithHeader(Packed(text[..500]), flags),
            .. WithHeader(Packed(text[500..]), flags),
            .. WithHeader(Packed([]), flags),
        ];

        var chart = await ReadAsync(packed);

        Assert.Equal(13, chart.Outcomes.Count);
        Assert.DoesNotContain(chart.Issues, issue => issue.StartsWith("malformed-input", StringComparison.Ordinal));
    }

    /// <summary>Members of any length, so that a check stands at, before and across the end of what is taken at a time.</summary>
    [Fact]
    public void Whatever_is_packed_comes_out_as_it_went_in()
    {
        var random = new Random(11);
        for (var round = 0; round < 200; round++)
        {
            var members = Enumerable
                .Range(0, random.Next(1, 5))
                .Select(_ =>
                {
                    var bytes = new byte[random.Next(0, 40_000)];
                    random.NextBytes(bytes.AsSpan(0, random.Next(bytes.Length + 1)));
                    return bytes;
                })
                .ToList();
            using var stream = new GzipMembers(
                InputBytes.Of([.. members.SelectMany(bytes => WithHeader(Packed(bytes), random.Next(16) * 2))])
            );
            using var unpacked = new MemoryStream();

            stream.CopyTo(unpacked);

            Assert.True(unpacked.ToArray().AsSpan().SequenceEqual([.. members.SelectMany(bytes => bytes)]), $"round {round}");
        }
    }

    private static byte[] WithHeader(byte[] packed, int flags) =>
        [
            .. packed[..3],
            (byte)flags,
            .. packed[4..10],
            .. (flags & 4) != 0 ? [6, 0, (byte)'B', (byte)'C', 2, 0, 27, 0] : Array.Empty<byte>(),
            .. (flags & 8) != 0 ? "charts.ndjson\0"u8 : [],
            .. (flags & 16) != 0 ? "of a hospital\0"u8 : [],
            .. (flags & 2) != 0 ? [0x12, 0x34] : Array.Empty<byte>(),
            .. packed[10..],
        ];

    private static async Task<Chart> ReadAsync(byte[] packed)
    {
        using var folder = new Folder();
        return await Chart.OfAsync(folder.Write("lines.ndjson.gz", packed));
    }

    private static byte[] Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest))
            zip.Write(bytes);
        if (bytes.Length == 0)
            return Convert.FromHexString("1f8b08000000000000ff03000000000000000000");
        return packed.ToArray();
    }
}
