using System.Text.Json.Nodes;
using IvcFhir.State;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.EndToEnd;

/// <summary>One who was replaced is no patient of the study: nobody counts, lists or asks for that one.</summary>
public sealed class ReplacedPatientTests
{
    [Theory]
    [InlineData(true), InlineData(false)]
    public async Task One_who_is_replaced_now_is_no_patient_any_more(bool writes)
    {
        await using var site = await TestSite.StartSmallAsync();
        await site.OnceAsync(more: new() { ["WriteBack"] = writes });
        Assert.Contains("Patient/a-01", Patients(site));
        Replace(site, "Patient/a-99");

        await site.OnceAsync(more: new() { ["WriteBack"] = writes });

        Assert.DoesNotContain("Patient/a-01", Patients(site));
        Assert.Contains("Patient/a-99", Patients(site));
        Assert.Equal(10, Patients(site).Count);
        var gaps = await Cli.RunAsync("gaps", "--ledger", Path.Combine(site.Folder, "ledger.db"), "--as-of", "2024-01-01");
        Assert.DoesNotContain("a-01", gaps.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_who_is_parted_again_is_a_patient_again()
    {
        await using var site = await TestSite.StartSmallAsync();
        await site.OnceAsync();
        var before = site.Hospital.The("Patient", "a-01");
        Replace(site, "Patient/a-99");
        await site.OnceAsync();
        site.Hospital.Store.Put(before);

        await site.OnceAsync();

        Assert.Contains("Patient/a-01", Patients(site));
    }

    [Fact]
    public async Task One_of_whom_only_the_Patient_is_known_is_none_either()
    {
        await using var site = await TestSite.StartSmallAsync();
        site.Hospital.Store.Put(
            JsonNode
                .Parse(
                    """{"resourceType":"Patient","id":"a-00","link":[{"type":"replaced-by","other":{"reference":"Patient/a-01"} } ] }"""
                )!
                .AsObject()
        );

        await site.OnceAsync(patients: "AllPatients");

        Assert.DoesNotContain("Patient/a-00", Patients(site));
        Assert.Equal(10, Patients(site).Count);
    }

    private static List<string> Patients(TestSite site) =>
        [.. Ledger.Open(Path.Combine(site.Folder, "ledger.db")).Patients().Select(patient => patient.Outcomes.Patient)];

    private static void Replace(TestSite site, string other)
    {
        var patient = site.Hospital.The("Patient", "a-01");
        site.Hospital.Store.Put(patient.With("id", other.Split('/')[1]));
        site.Hospital.Store.Put(
            patient.With(
                "link",
                new JsonArray(
                    new JsonObject
                    {
                        ["type"] = "replaced-by",
                        ["other"] = new JsonObject { ["reference"] = other },
                    }
                )
            )
        );
    }
}
