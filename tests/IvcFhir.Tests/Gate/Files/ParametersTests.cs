namespace IvcFhir.Tests.Gate;

/// <summary>Resources that stand in Parameters, as operations answer, are read as the entries of a Bundle are.</summary>
public sealed class ParametersTests
{
    private static readonly string[] Lines = File.ReadAllLines(Chart.Case("10-death-lost.ndjson"));

    [Theory]
    [InlineData("each"), InlineData("bundle"), InlineData("part"), InlineData("in an entry"), InlineData("in Parameters")]
    [InlineData("over many lines"), InlineData("in an array"), InlineData("beside values"), InlineData("bundle in a bundle")]
    public async Task What_stands_in_Parameters_is_read(string kind)
    {
        var each = string.Join(',', Lines.Select(line => $$"""{"name":"patient","resource":{{line}}}"""));
        var bundle =
            $$"""{"resourceType":"Bundle","type":"searchset","entry":[{{string.Join(',', Lines.Select(line => $$"""{"resource":{{line}}}"""))}}]}""";
        var parameters = Parameters(each);
        var text = kind switch
        {
            "bundle" => Parameters($$"""{"name":"return","resource":{{bundle}}}"""),
            "part" => Parameters($$"""{"name":"match","part":[{{each}}]}"""),
            "in an entry" => $$"""{"resourceType":"Bundle","type":"batch-response","entry":[{"resource":{{parameters}}}]}""",
            "in Parameters" => Parameters($$"""{"name":"inner","resource":{{parameters}}}"""),
            "over many lines" => parameters.Replace("{\"name\"", "\n{\"name\"", StringComparison.Ordinal),
            "in an array" => $"[{parameters}]",
            "beside values" => Parameters(
                $$"""{"name":"count","valueInteger":3},{"name":"resource"},{{each}},{"name":"resource","resource":7}"""
            ),
            "bundle in a bundle" => $$"""{"resourceType":"Bundle","type":"batch-response","entry":[{"resource":{{bundle}}}]}""",
            _ => parameters,
        };
        var expected = await Chart.OfLinesAsync(Lines);

        using var folder = new Folder();
        var chart = await Chart.OfAsync(folder.Write("answer.json", text));

        Assert.Equal(expected.Outcomes.Select(outcome => outcome.ToJsonString()), chart.Outcomes.Select(outcome => outcome.ToJsonString()));
        Assert.Equal(expected.Issues.Count, chart.Issues.Count);
        Assert.Equal(expected.Exit, chart.Exit);
    }

    [Fact]
    public async Task What_cannot_be_read_of_them_costs_itself_and_has_a_place()
    {
        var each = string.Join(
            ',',
            Lines.Append("""{"resourceType":"Procedure"}""").Select(line => $$"""{"name":"x","resource":{{line}}}""")
        );

        using var folder = new Folder();
        var chart = await Chart.OfAsync(folder.Write("answer.json", Parameters(each)));

        Assert.Equal(13, chart.Outcomes.Count);
        Assert.Contains($"id-missing answer.json:1 entry {Lines.Length + 1}", chart.Issues);
    }

    [Theory]
    [InlineData(8, false), InlineData(12, true), InlineData(2_000, true)]
    public async Task What_is_nested_deeper_than_anybody_nests_is_told(int depth, bool told)
    {
        var bundle = Lines[0];
        for (var level = 0; level < depth; level++)
            bundle = $$"""{"resourceType":"Bundle","type":"collection","entry":[{"resource":{{bundle}}}]}""";
        var parameters = Lines[0];
        for (var level = 0; level < depth; level++)
            parameters = Parameters($$"""{"name":"x","resource":{{parameters}}}""");

        foreach (var line in new[] { bundle, parameters })
        {
            var chart = await Chart.OfLinesAsync([line, .. Lines]);

            Assert.Equal(13, chart.Outcomes.Count);
            Assert.Equal(
                told ? 1 : 0,
                chart.Issues.Count(issue => issue.StartsWith("invalid-resource lines.ndjson:1", StringComparison.Ordinal))
            );
        }
    }

    private static string Parameters(string parameters) => $$"""{"resourceType":"Parameters","parameter":[{{parameters}}]}""";
}
