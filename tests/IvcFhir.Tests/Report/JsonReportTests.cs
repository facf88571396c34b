using System.Text.Encodings.Web;
using System.Text.Json;

namespace IvcFhir.Tests.Report;

public sealed class JsonReportTests
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public void The_object_has_exactly_the_agreed_fields_in_order()
    {
        var root = Parse(Rendered.Json(SomeReport.Full));
        Assert.Equal(
            ["study", "protocolVersion", "synthetic", "figures", "passes", "dataCut", "curves", "groups", "scores", "flow", "evidence"],
            Names(root)
        );
        Assert.Equal(
            ("ivc-mat-cdt", "1.0.0", true),
            (
                root.GetProperty("study").GetString(),
                root.GetProperty("protocolVersion").GetString(),
                root.GetProperty("synthetic").GetBoolean()
            )
        );
        var pass = root.GetProperty("passes")[0];
        Assert.Equal(["pulled", "written", "issues"], Names(pass));
        Assert.Equal(["created", "updated", "unchanged", "retracted"], Names(pass.GetProperty("written")));
    }

    [Theory]
    [InlineData(
        "technical-success",
        """{"key":"technical-success","n":36,"of":37,"percent":97.29729729729729,"estimator":"proportion, Wilson interval (95 %)","published":"36 (97.3 %)","agrees":true}"""
    )]
    [InlineData(
        "procedure-duration",
        """{"key":"procedure-duration","n":36,"of":36,"mean":70.80555555555556,"min":35,"max":152,"unit":"min","estimator":"mean, range","published":"mean 71 min, range 35–152","agrees":true}"""
    )]
    [InlineData(
        "ivc-primary-patency",
        """{"key":"ivc-primary-patency","n":36,"of":36,"percent":95,"estimator":"Kaplan–Meier, log interval (95 %)","events":1,"published":"95 %","agrees":true}"""
    )]
    [InlineData(
        "vcss",
        """{"key":"vcss","n":36,"of":36,"mean":5.861111111111111,"sd":2.5873620493,"min":1,"max":12,"unit":"points","estimator":"mean, sample SD (n − 1)","published":"5.9 ± 2.6","agrees":true}"""
    )]
    public void A_figure_has_only_the_fields_that_apply(string key, string expected)
    {
        var figure = Parse(Rendered.Json(SomeReport.Full))
            .GetProperty("figures")
            .EnumerateArray()
            .Single(figure => figure.GetProperty("key").GetString() == key);
        Assert.Equal(expected, Compact(figure));
    }

    [Fact]
    public void Counts_are_sorted_and_issue_codes_are_written_in_kebab_case()
    {
        var passes = Parse(Rendered.Json(SomeReport.Full)).GetProperty("passes");
        Assert.Equal(
            """{"pulled":{"Device":37,"Observation":1204,"Procedure":80},"written":{"created":311,"updated":0,"unchanged":0,"retracted":0},"issues":{"date-too-imprecise":1,"unknown-code":3}}""",
            Compact(passes[0])
        );
        Assert.Equal("{}", passes[1].GetProperty("issues").GetRawText());
    }

    [Fact]
    public void Codes_that_are_already_in_kebab_case_stay()
    {
        var pass = SomeReport.Full.Passes[0] with { Issues = new Dictionary<string, int>(StringComparer.Ordinal) { ["unknown-code"] = 2 } };
        Assert.Contains("\"unknown-code\": 2", Rendered.Json(SomeReport.Full with { Passes = [pass] }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_figure_that_nobody_published_neither_agrees_nor_differs()
    {
        var figure = SomeReport.Proportion("k", "l", 1, 2, "p") with { Published = null, Agrees = null };
        Assert.Equal(
            ["key", "n", "of", "percent", "estimator"],
            Names(Parse(Rendered.Json(SomeReport.With(figure))).GetProperty("figures")[0])
        );
    }

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    private static string[] Names(JsonElement element) => [.. element.EnumerateObject().Select(property => property.Name)];

    private static string Compact(JsonElement element) => JsonSerializer.Serialize(element, Readable);
}
