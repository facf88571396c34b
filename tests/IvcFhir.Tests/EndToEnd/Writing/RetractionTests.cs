using System.Text.Json.Nodes;
using IvcFhir.Sandbox.Cohort;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.EndToEnd;

/// <summary>What no longer holds is withdrawn, and what holds again stands again: always the same Observation.</summary>
public sealed class RetractionTests
{
    [Fact]
    public async Task A_treatment_entered_in_error_withdraws_the_answers_and_a_correction_restores_them()
    {
        await using var site = await TestSite.StartSmallAsync();
        await site.OnceAsync();
        var procedures = site
            .Hospital.Store.All("Procedure")
            .Where(procedure => procedure["subject"]!["reference"]!.GetValue<string>() == "Patient/a-01")
            .ToList();
        var before = Statuses(site);

        foreach (var procedure in procedures)
            site.Hospital.Store.Put(WithStatus(procedure, "entered-in-error"));
        var withdrawn = await site.OnceAsync();
        var during = Statuses(site);
        foreach (var procedure in procedures)
            site.Hospital.Store.Put(procedure);
        var restored = await site.OnceAsync();

        Assert.Contains(" 0 created, 0 updated", withdrawn.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(" 0 retracted", withdrawn.Output, StringComparison.Ordinal);
        Assert.Contains(during, status => status.Value == "entered-in-error");
        Assert.Contains(" 0 created", restored.Output, StringComparison.Ordinal);
        Assert.Equal(before.Keys, Statuses(site).Keys);
        Assert.DoesNotContain(Statuses(site), status => status.Value == "entered-in-error");
    }

    [Fact]
    public async Task A_patient_who_is_gone_from_the_search_is_read_all_the_same_and_withdrawn()
    {
        await using var site = await TestSite.StartSmallAsync();
        await site.OnceAsync();
        foreach (
            var procedure in site
                .Hospital.Store.All("Procedure")
                .Where(procedure => procedure["subject"]!["reference"]!.GetValue<string>() == "Patient/a-02")
        )
        {
            procedure["subject"] = new JsonObject { ["reference"] = "Patient/a-21" };
            site.Hospital.Store.Put(procedure);
        }

        var result = await site.OnceAsync();

        Assert.DoesNotContain(" 0 retracted", result.Output, StringComparison.Ordinal);
    }

    private static JsonObject WithStatus(JsonObject procedure, string status)
    {
        var copy = procedure.DeepClone().AsObject();
        copy["status"] = status;
        return copy;
    }

    private static SortedDictionary<string, string> Statuses(TestSite site) =>
        new(
            site.Written().ToDictionary(written => written.Key, written => JsonNode.Parse(written.Value)!["status"]!.GetValue<string>()),
            StringComparer.Ordinal
        );
}
