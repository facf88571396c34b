using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Hosting;

/// <summary>A value of the wrong shape is no absent value: it is told at the start, by its key.</summary>
public sealed class SettingsFormTests
{
    private const string A = """{ "Name": "a", "FhirBase": "http://127.0.0.1:1/fhir" }""";

    [Theory]
    [InlineData("""{ "Ledger": {"Path":"x"}, "Sites": [@] }""", "Ledger is an object or a list: a text is expected.")]
    [InlineData("""{ "Ledger": ["x"], "Sites": [@] }""", "Ledger is an object or a list")]
    [InlineData("""{ "Protocol": ["x"], "Sites": [@] }""", "Protocol is an object or a list")]
    [InlineData("""{ "Answers": {"x":1}, "Sites": [@] }""", "Answers is an object or a list")]
    [InlineData("""{ "TimeZone": ["UTC"], "Sites": [@] }""", "TimeZone is an object or a list")]
    [InlineData("""{ "Every": ["6h"], "Sites": [@] }""", "Every is an object or a list")]
    [InlineData(
        """{ "Every": "30s", "Sites": [@] }""",
        "Every is '30s': a time of at least one minute is expected, as 6h, PT6H or 06:00:00."
    )]
    [InlineData("""{ "Every": "P1M", "Sites": [@] }""", "Every is 'P1M'")]
    [InlineData("""{ "Sites": @ }""", "Sites is no list: [ { \"Name\"")]
    [InlineData("""{ "Sites": "a" }""", "Sites is no list")]
    [InlineData("""{ "Sites": ["a"] }""", "Sites:0 is no object: one with Name and FhirBase is expected.")]
    [InlineData("""{ "Sites": [{}] }""", "Sites:0 is no object")]
    [InlineData("""{ "Sites": [{ "Name": "a", "FhirBase": "http://x/", "Map": ["m"] }] }""", "Sites:0:Map is an object or a list")]
    [InlineData(
        """{ "Sites": [@, { "Name": "b", "FhirBase": "http://127.0.0.1:1/fhir/" }] }""",
        "Sites: 'a' and 'b' have the same FhirBase; each score would be written twice."
    )]
    [InlineData("""{ "Sites": [@, { "Name": "A", "FhirBase": "http://127.0.0.1:2/" }] }""", "the name 'a' stands twice")]
    [InlineData("{\n  \"Sites\": [\n    { \"Name\": \"a\" \"FhirBase\": 1 } ] }", "is not JSON at line 3, column 19.")]
    [InlineData("[]", "is not JSON: a key stands twice, or the whole is no object.")]
    [InlineData("""{ "Every": "6h", "every": "7h" }""", "is not JSON: a key stands twice, or the whole is no object.")]
    public async Task What_has_another_shape_is_told(string settings, string message)
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, settings.Replace("@", A, StringComparison.Ordinal), TestContext.Current.CancellationToken);

            var result = await Cli.RunAsync("once", "--config", path);

            Assert.Equal(2, result.Exit);
            Assert.Contains(message, result.Messages, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task Without_a_command_the_help_is_shown()
    {
        var result = await Cli.RunAsync();

        Assert.Equal(0, result.Exit);
        Assert.Contains("Usage:", result.Output, StringComparison.Ordinal);
        Assert.Contains("demo", result.Output, StringComparison.Ordinal);
    }
}
