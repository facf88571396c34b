using System.Text.Json.Nodes;
using IvcFhir.Sandbox;
using IvcFhir.Sandbox.Cohort;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.EndToEnd;

/// <summary>What a search for a patient returns and is another patient's is never a source for the first.</summary>
public sealed class SearchHonouredTests
{
    [Fact]
    public async Task A_search_that_ignores_the_patient_and_returns_everybody_fails_the_patients_and_writes_nothing()
    {
        await using var site = await TestSite.StartSmallAsync();
        site.Faults.Add(new(new Fault.Ignores("patient")) { Times = int.MaxValue });

        var result = await site.OnceAsync();

        Assert.Equal(3, result.Exit);
        Assert.Contains("10 SearchNotHonoured", result.Output, StringComparison.Ordinal);
        Assert.Empty(site.Written());
    }

    [Fact]
    public async Task A_search_that_ignores_the_patient_without_a_self_link_is_found_by_what_it_returns()
    {
        await using var site = await TestSite.StartSmallAsync();
        site.Faults.Add(new(new Fault.Ignores("patient")) { Times = int.MaxValue });
        site.Faults.Add(new(new Fault.Edit(WithoutSelf)) { Times = int.MaxValue });

        var result = await site.OnceAsync();

        Assert.Equal(3, result.Exit);
        Assert.Contains("10 SearchNotHonoured", result.Output, StringComparison.Ordinal);
        Assert.Empty(site.Written());
    }

    [Fact]
    public async Task A_gateway_that_drops_the_form_of_a_POST_is_asked_by_GET_and_all_is_found()
    {
        await using var undisturbed = await TestSite.StartSmallAsync();
        await undisturbed.OnceAsync();
        await using var site = await TestSite.StartSmallAsync();
        site.Faults.Add(new(new Fault.Ignores("patient")) { Method = "POST", Times = int.MaxValue });

        var result = await site.OnceAsync();

        Assert.Equal(1, result.Exit);
        Assert.Equal(undisturbed.Written(), site.Written());
    }

    [Fact]
    public async Task A_server_that_is_lenient_with_one_type_only_fails_all_the_same()
    {
        await using var site = await TestSite.StartSmallAsync();
        site.Faults.Add(new(new Fault.Ignores("patient")) { Path = "Condition", Times = int.MaxValue });

        var result = await site.OnceAsync();

        Assert.Equal(3, result.Exit);
        Assert.Empty(site.Written());
    }

    [Fact]
    public async Task One_row_of_another_patient_among_the_right_ones_proves_that_the_search_is_not_honoured()
    {
        await using var site = await TestSite.StartSmallAsync();
        var foreign = site.Hospital.ChartOf("Condition", "Patient/a-02")[0];
        site.Faults.Add(new(new Fault.Edit(bundle => With(bundle, foreign, "match"))) { Path = "Condition", Times = int.MaxValue });

        var result = await site.OnceAsync();

        Assert.Contains("9 SearchNotHonoured", result.Output, StringComparison.Ordinal);
        Assert.All(
            site.Hospital.Store.All("Observation").Where(Support.Hospital.IsOwn),
            own => Assert.Equal("Patient/a-02", own.Subject())
        );
    }

    [Fact]
    public async Task A_row_of_another_patient_that_is_only_included_is_no_source_and_no_fault()
    {
        await using var undisturbed = await TestSite.StartSmallAsync();
        await undisturbed.OnceAsync();
        await using var site = await TestSite.StartSmallAsync();
        var foreign = site.Hospital.ChartOf("Condition", "Patient/a-02")[0];
        site.Faults.Add(new(new Fault.Edit(bundle => With(bundle, foreign, "include"))) { Path = "Condition", Times = int.MaxValue });

        await site.OnceAsync();

        Assert.Equal(undisturbed.Written(), site.Written());
    }

    [Theory]
    [InlineData(true), InlineData(false)]
    public async Task What_stands_with_a_patient_who_was_merged_is_a_source(bool theReplacedOneSaysSo)
    {
        await using var site = await TestSite.StartSmallAsync();
        var (says, link, other) = theReplacedOneSaysSo ? ("a-99", "replaced-by", "a-02") : ("a-02", "replaces", "a-99");
        var patient = (site.Hospital.Store.Find("Patient", says) ?? new JsonObject { ["resourceType"] = "Patient", ["id"] = says }).With(
            "link",
            new JsonArray(
                new JsonObject
                {
                    ["type"] = link,
                    ["other"] = new JsonObject { ["reference"] = $"Patient/{other}" },
                }
            )
        );
        site.Hospital.Store.Put(patient);
        var panel = site
            .Hospital.ChartOf("Observation", "Patient/a-02")[0]
            .With("subject", new JsonObject { ["reference"] = "Patient/a-99" });
        site.Faults.Add(
            new(
                new Fault.Edit(bundle =>
                    bundle["link"]![0]!["url"]!.GetValue<string>().Contains("a-02", StringComparison.Ordinal)
                        ? With(bundle, panel, "match")
                        : bundle
                )
            )
            {
                Path = "Observation/_search",
                Times = int.MaxValue,
            }
        );

        var result = await site.OnceAsync();

        Assert.DoesNotContain("SearchNotHonoured", result.Output, StringComparison.Ordinal);
    }

    private static JsonObject WithoutSelf(JsonObject bundle)
    {
        if (bundle["link"] is JsonArray links)
            bundle["link"] = new JsonArray([
                .. links.Where(link => link!["relation"]!.GetValue<string>() != "self").Select(link => link!.DeepClone()),
            ]);
        return bundle;
    }

    private static JsonObject With(JsonObject bundle, JsonObject row, string mode)
    {
        (bundle["entry"] ??= new JsonArray())
            .AsArray()
            .Add(
                new JsonObject
                {
                    ["resource"] = row.DeepClone(),
                    ["search"] = new JsonObject { ["mode"] = mode },
                }
            );
        return bundle;
    }
}
