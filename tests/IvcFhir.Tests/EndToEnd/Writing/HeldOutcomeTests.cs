using System.Text.Json.Nodes;
using IvcFhir.Sandbox;
using IvcFhir.Sandbox.Cohort;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.EndToEnd;

/// <summary>
/// Set aside is not gone, and not seen is not gone: a written outcome is withdrawn, or replaced by less, only on positive knowledge.
/// </summary>
public sealed class HeldOutcomeTests
{
    /// <summary>No rule reads it, so it costs an issue of each resource and no datum.</summary>
    [Fact]
    public async Task Resources_with_an_empty_meta_since_a_server_upgrade_withdraw_nothing()
    {
        await using var site = await WrittenAsync();
        var before = site.Written();
        site.Faults.Add(
            new(new Fault.Edit(answer => WithEachResource(answer, resource => resource["meta"] = new JsonObject())))
            {
                Times = int.MaxValue,
            }
        );

        var result = await site.OnceAsync();

        Assert.Equal(1, result.Exit);
        Assert.Contains($" 0 created, 0 updated, {before.Count} unchanged, 0 retracted", result.Output, StringComparison.Ordinal);
        Assert.Contains("element-invalid", result.Output, StringComparison.Ordinal);
        Assert.Equal(before, site.Written());
        site.Faults.Clear();
        Assert.Contains(
            $" 0 created, 0 updated, {before.Count} unchanged, 0 retracted{Environment.NewLine}",
            (await site.OnceAsync()).Output,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("status", "[\"final\"]")]
    [InlineData("status", "\"preliminary\"")]
    [InlineData("modifierExtension", "[{\"url\":\"http://example.org/negated\",\"valueBoolean\":true}]")]
    [InlineData("effectiveDateTime", "\"2019-13-45\"")]
    public async Task An_assessment_that_is_set_aside_keeps_its_score(string member, string value)
    {
        await using var site = await WrittenAsync();
        var panel = LastPanel(site);
        var scores = site
            .Hospital.OwnOf("Patient/a-02")
            .Where(own => own.ToJsonString().Contains(panel.Id(), StringComparison.Ordinal))
            .ToList();
        var before = scores.Select(own => own.ToJsonString()).ToList();
        site.Hospital.Store.Put(panel.With(member, JsonNode.Parse(value)));

        var result = await site.OnceAsync();

        Assert.NotEmpty(scores);
        Assert.Equal(1, result.Exit);
        Assert.Equal(before, scores.Select(own => site.Hospital.The("Observation", own.Id()).ToJsonString()));
        Assert.Contains(" held", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_grade_that_cannot_be_read_keeps_the_score_and_does_not_leave_it_open()
    {
        await using var site = await WrittenAsync();
        var panel = LastPanel(site);
        var before = site.Written();
        var item = panel["component"]!.AsArray().First(component => component!["valueInteger"] is not null)!.AsObject();
        item["valueInteger"] = 7;
        site.Hospital.Store.Put(panel);

        var result = await site.OnceAsync();

        Assert.Equal(1, result.Exit);
        Assert.Equal(before, site.Written());
        Assert.Contains("1 grade-out-of-range", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_treatment_that_is_set_aside_withdraws_nothing()
    {
        await using var site = await WrittenAsync();
        var before = site.Written();
        foreach (var procedure in site.Hospital.ChartOf("Procedure", "Patient/a-02"))
            site.Hospital.Store.Put(
                procedure.With("modifierExtension", JsonNode.Parse("""[{"url":"http://example.org/x","valueBoolean":true}]"""))
            );

        var result = await site.OnceAsync();

        Assert.Equal(1, result.Exit);
        Assert.Equal(before, site.Written());
        Assert.Contains($"{site.Hospital.OwnOf("Patient/a-02").Count} held", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_treatment_entered_in_error_withdraws_although_something_else_was_set_aside()
    {
        await using var site = await WrittenAsync();
        foreach (var procedure in site.Hospital.ChartOf("Procedure", "Patient/a-02"))
            site.Hospital.Store.Put(procedure.With("status", "entered-in-error"));
        var other = site.Hospital.ChartOf("Condition", "Patient/a-02")[0];
        site.Hospital.Store.Put(
            other.With("modifierExtension", JsonNode.Parse("""[{"url":"http://example.org/x","valueBoolean":true}]"""))
        );

        var result = await site.OnceAsync();

        Assert.Contains("1 unknown-modifier", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(" 0 retracted", result.Output, StringComparison.Ordinal);
        Assert.Contains(site.Hospital.OwnOf("Patient/a-02"), own => own.Status() == "entered-in-error");
    }

    [Fact]
    public async Task A_resource_that_the_search_forgot_and_the_site_still_has_withdraws_and_changes_nothing()
    {
        await using var site = await WrittenAsync();
        var before = site.Written();
        var forgotten = site.Hospital.ChartOf("Procedure", "Patient/a-02").Select(Hospital.Id).ToHashSet(StringComparer.Ordinal);
        site.Faults.Add(new(new Fault.Edit(answer => Without(answer, forgotten))) { Path = "Procedure/_search", Times = int.MaxValue });

        var result = await site.OnceAsync();

        Assert.Equal(1, result.Exit);
        Assert.Equal(before, site.Written());
        Assert.Contains(" held", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_treatment_that_was_deleted_withdraws()
    {
        await using var site = await WrittenAsync();
        using var http = new HttpClient { BaseAddress = site.Hospital.BaseUrl };
        foreach (var procedure in site.Hospital.ChartOf("Procedure", "Patient/a-02"))
            await http.DeleteAsync($"Procedure/{procedure.Id()}", TestContext.Current.CancellationToken);

        var result = await site.OnceAsync();

        Assert.DoesNotContain(" held", result.Output, StringComparison.Ordinal);
        Assert.All(site.Hospital.OwnOf("Patient/a-02"), own => Assert.Equal("entered-in-error", own.Status()));
    }

    [Theory]
    [InlineData("error", "exception"), InlineData("fatal", "timeout"), InlineData("warning", "incomplete")]
    [InlineData("error", "incomplete")]
    public async Task A_Bundle_that_says_itself_that_rows_are_missing_fails_the_patient_and_changes_nothing(string severity, string code)
    {
        await using var site = await WrittenAsync();
        var before = site.Written();
        site.Faults.Add(new(new Fault.Edit(answer => AllButNoted(answer, severity, code))) { Path = "Observation/_search", Times = 1 });

        var result = await site.OnceAsync();

        Assert.Equal(3, result.Exit);
        Assert.Contains("failed patients 1 Incomplete", result.Output, StringComparison.Ordinal);
        Assert.Equal(before, site.Written());
    }

    [Theory]
    [InlineData("information", "informational"), InlineData("warning", "not-supported"), InlineData("information", "incomplete")]
    [InlineData("warning", "processing")]
    public async Task Information_and_other_warnings_in_a_Bundle_are_no_fault(string severity, string code)
    {
        await using var site = await WrittenAsync();
        site.Faults.Add(
            new(new Fault.Edit(answer => Noted(answer, severity, code))) { Path = "Observation/_search", Times = int.MaxValue }
        );

        var result = await site.OnceAsync();

        Assert.Equal(1, result.Exit);
        Assert.Contains(" 0 created, 0 updated", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST", "Observation/_search"), InlineData("POST", "Condition/_search"), InlineData("GET", "Patient/a-02")]
    public async Task Partial_content_is_not_the_whole(string method, string path)
    {
        await using var site = await WrittenAsync();
        var before = site.Written();
        site.Faults.Add(new(new Fault.OtherStatus(206)) { Method = method, Path = path });

        var result = await site.OnceAsync();

        Assert.Equal(3, result.Exit);
        Assert.Contains("failed patients 1 Incomplete", result.Output, StringComparison.Ordinal);
        Assert.Equal(before, site.Written());
    }

    [Fact]
    public async Task A_pass_that_would_withdraw_more_than_the_set_share_withdraws_nothing_and_says_so()
    {
        await using var site = await WrittenAsync();
        var before = site.Written();
        foreach (var procedure in site.Hospital.Store.All("Procedure"))
            site.Hospital.Store.Put(procedure.With("status", "entered-in-error"));

        var stopped = await site.OnceAsync();

        Assert.Equal(3, stopped.Exit);
        Assert.Contains(
            $"{before.Count} of {before.Count} written outcomes would be withdrawn, more than RetractAtMost (20 %): none was",
            stopped.Output,
            StringComparison.Ordinal
        );
        Assert.Equal(before, site.Written());
        var told = await site.OnceAsync(more: new() { ["RetractAtMost"] = 100 });
        Assert.Contains($"{before.Count} retracted", told.Output, StringComparison.Ordinal);
    }

    private static async Task<TestSite> WrittenAsync()
    {
        var site = await TestSite.StartSmallAsync();
        await site.OnceAsync();
        return site;
    }

    private static JsonObject LastPanel(TestSite site) =>
        site
            .Hospital.ChartOf("Observation", "Patient/a-02")
            .Where(one => one["code"]?["coding"]?[0]?["code"]?.GetValue<string>() == "villalta-assessment" && one.Status() == "final")
            .MaxBy(one => one["effectiveDateTime"]!.GetValue<string>(), StringComparer.Ordinal)!;

    private static JsonObject WithEachResource(JsonObject answer, Action<JsonObject> change)
    {
        if (answer["resourceType"]!.GetValue<string>() is not ("Bundle" or "CapabilityStatement"))
            change(answer);
        foreach (var entry in answer["entry"]?.AsArray() ?? [])
            change(entry!["resource"]!.AsObject());
        return answer;
    }

    private static JsonObject Without(JsonObject bundle, HashSet<string> ids)
    {
        var kept =
            bundle["entry"]
                ?.AsArray()
                .Where(entry => !ids.Contains(entry!["resource"]!["id"]!.GetValue<string>()))
                .Select(entry => entry!.DeepClone())
                .ToArray()
            ?? [];
        bundle["entry"] = new JsonArray(kept);
        bundle["total"] = kept.Length;
        return bundle;
    }

    private static JsonObject AllButNoted(JsonObject bundle, string severity, string code)
    {
        bundle["entry"] = new JsonArray();
        bundle.Remove("total");
        return Noted(bundle, severity, code);
    }

    private static JsonObject Noted(JsonObject bundle, string severity, string code)
    {
        var note = $$"""
            {"resource":{"resourceType":"OperationOutcome","issue":[{"severity":"{{severity}}","code":"{{code}}"}]},
             "search":{"mode":"outcome"} }
            """;
        (bundle["entry"] ??= new JsonArray()).AsArray().Add(JsonNode.Parse(note));
        return bundle;
    }
}
