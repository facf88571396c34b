using System.Text.Json.Nodes;
using IvcFhir.Sandbox;
using IvcFhir.Sandbox.Cohort;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.EndToEnd;

/// <summary>
/// A change goes only to an Observation that was read just before and is this program's, of this question and this patient. Else nothing is
/// sent.
/// </summary>
public sealed class WriteTargetTests
{
    private const string LaboratoryValue = """
        {"resourceType":"Observation","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"2951-2"}]},
         "subject":{"reference":"Patient/a-02"},"valueInteger":14}
        """;

    [Fact]
    public Task A_kept_id_that_names_a_laboratory_value_of_another_patient_since_the_server_was_restored_is_not_written_to() =>
        AssertNothingIsSentAsync(own => Named(own, JsonNode.Parse(LaboratoryValue)!.AsObject()));

    [Fact]
    public Task A_kept_id_that_names_a_laboratory_value_of_the_same_patient_is_not_written_to() =>
        AssertNothingIsSentAsync(own =>
            Named(own, JsonNode.Parse(LaboratoryValue)!.AsObject()).With("subject", own["subject"]!.DeepClone())
        );

    [Fact]
    public Task A_kept_id_that_names_the_score_of_another_question_is_not_written_to() =>
        AssertNothingIsSentAsync(own =>
            own.With(
                "identifier",
                new JsonArray(own["identifier"]![0]!.DeepClone().AsObject().With("value", "0000000000000000000000000000000000000000"))
            )
        );

    [Fact]
    public Task A_kept_id_whose_identifier_is_of_another_system_is_not_written_to() =>
        AssertNothingIsSentAsync(own =>
            own.With("identifier", new JsonArray(own["identifier"]![0]!.DeepClone().AsObject().With("system", "urn:oid:1.2.3")))
        );

    [Fact]
    public Task A_score_that_somebody_moved_to_another_patient_is_not_written_to() =>
        AssertNothingIsSentAsync(own => own.With("subject", new JsonObject { ["reference"] = "Patient/a-02" }));

    [Fact]
    public Task A_score_that_stands_with_nobody_is_not_written_to() => AssertNothingIsSentAsync(own => own.With("subject", null));

    [Fact]
    public async Task A_score_that_moved_with_its_merged_patient_is_corrected_where_it_stands()
    {
        await using var site = await TestSite.StartSmallAsync();
        await site.OnceAsync();
        var own = site.Hospital.OwnOf("Patient/a-01");
        foreach (var observation in own)
            site.Hospital.Store.Put(observation.With("subject", new JsonObject { ["reference"] = "Patient/a-99" }));
        site.Hospital.Store.Put(
            JsonNode
                .Parse("""{"resourceType":"Patient","id":"a-99","link":[{"type":"replaces","other":{"reference":"Patient/a-01"} } ] }""")!
                .AsObject()
        );
        Change.OneVillaltaItem(site);

        var result = await site.OnceAsync();

        Assert.DoesNotContain(" 0 updated", result.Output, StringComparison.Ordinal);
        Assert.Contains(" 0 created", result.Output, StringComparison.Ordinal);
        Assert.Equal(own.Count, site.Hospital.OwnOf("Patient/a-99").Count);
    }

    [Fact]
    public async Task What_was_written_of_a_patient_who_is_said_to_be_replaced_by_one_who_is_not_there_stands()
    {
        await using var site = await TestSite.StartSmallAsync();
        await site.OnceAsync();
        site.Hospital.Store.Put(
            site.Hospital.The("Patient", "a-01")
                .With("link", JsonNode.Parse("""[{"type":"replaced-by","other":{"reference":"Patient/nobody"} }]"""))
        );

        var result = await site.OnceAsync();

        Assert.Contains($"0 created, 0 updated, {site.Written().Count} unchanged, 0 retracted", result.Output, StringComparison.Ordinal);
        Assert.Equal(1, result.Exit);
    }

    [Fact]
    public async Task A_score_that_cannot_be_read_is_not_one_that_is_gone()
    {
        await using var site = await TestSite.StartSmallAsync();
        await site.OnceAsync();
        var (before, own) = (site.Versions(), site.Hospital.OwnOf("Patient/a-01"));
        Change.OneVillaltaItem(site);
        site.Faults.Add(
            new(new Fault.Replace("\"status\":\"final\"", "\"status\":\"\\ud800\""))
            {
                Method = "GET",
                Path = "Observation/",
                Times = int.MaxValue,
            }
        );

        var result = await site.OnceAsync();

        Assert.Equal(3, result.Exit);
        Assert.Contains("NotOurs", result.Output, StringComparison.Ordinal);
        Assert.Equal(before, site.Versions());
        Assert.Equal(own.Count, site.Hospital.OwnOf("Patient/a-01").Count);
    }

    [Theory]
    [InlineData(true), InlineData(false)]
    public async Task What_was_written_of_a_patient_who_is_replaced_now_is_withdrawn_and_answered_of_the_other(bool referencesMoved)
    {
        await using var site = await TestSite.StartSmallAsync();
        await site.OnceAsync();
        var own = site.Hospital.OwnOf("Patient/a-01");
        // Where nothing was moved, only the replaced record leads to the other.
        var (says, link, other) = referencesMoved ? ("a-99", "replaces", "a-01") : ("a-01", "replaced-by", "a-99");
        site.Hospital.Store.Put(site.Hospital.The("Patient", "a-01").With("id", "a-99"));
        site.Hospital.Store.Put(
            site.Hospital.The("Patient", says)
                .With(
                    "link",
                    new JsonArray(
                        new JsonObject
                        {
                            ["type"] = link,
                            ["other"] = new JsonObject { ["reference"] = $"Patient/{other}" },
                        }
                    )
                )
        );
        foreach (
            var type in (string[])(
                referencesMoved
                    ?
                    [
                        "Procedure",
                        "Observation",
                        "Condition",
                        "Encounter",
                        "DiagnosticReport",
                        "Device",
                        "DeviceUseStatement",
                        "QuestionnaireResponse",
                    ]
                    : []
            )
        )
        {
            foreach (
                var resource in site
                    .Hospital.Store.All(type)
                    .Where(resource =>
                        resource["subject"]?["reference"]?.GetValue<string>() == "Patient/a-01" && !Support.Hospital.IsOwn(resource)
                    )
                    .ToList()
            )
                site.Hospital.Store.Put(resource.With("subject", new JsonObject { ["reference"] = "Patient/a-99" }));
        }

        var result = await site.OnceAsync();

        Assert.Contains($"{own.Count} created", result.Output, StringComparison.Ordinal);
        Assert.Contains($"{own.Count} retracted", result.Output, StringComparison.Ordinal);
        Assert.All(site.Hospital.OwnOf("Patient/a-01"), one => Assert.Equal("entered-in-error", one["status"]!.GetValue<string>()));
        Assert.All(site.Hospital.OwnOf("Patient/a-99"), one => Assert.Equal("final", one["status"]!.GetValue<string>()));
        Assert.Contains("0 created, 0 updated", (await site.OnceAsync()).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("seealso"), InlineData("refer")]
    public async Task A_patient_who_is_only_mentioned_is_not_merged(string link)
    {
        await using var site = await TestSite.StartSmallAsync();
        site.Hospital.Store.Put(
            site.Hospital.The("Patient", "a-02")
                .With(
                    "link",
                    new JsonArray(
                        new JsonObject
                        {
                            ["type"] = link,
                            ["other"] = new JsonObject { ["reference"] = "Patient/a-01" },
                        }
                    )
                )
        );
        await AssertNothingIsSentAsync(site, own => own.With("subject", new JsonObject { ["reference"] = "Patient/a-02" }));
    }

    [Fact]
    public async Task A_server_that_answers_a_read_with_another_resource_is_not_written_to()
    {
        await using var site = await TestSite.StartSmallAsync();
        await site.OnceAsync();
        var own = site.Hospital.OwnOf("Patient/a-01");
        Change.OneVillaltaItem(site);
        site.Faults.Add(
            new(new Fault.Edit(_ => JsonNode.Parse("""{"resourceType":"Patient","id":"a-01"}""")))
            {
                Method = "GET",
                Path = "Observation/",
                Times = int.MaxValue,
            }
        );

        await AssertRefusedAsync(site, own, "NotOurs");
    }

    [Fact]
    public async Task A_lookup_by_identifier_that_the_site_ignores_is_never_believed()
    {
        await using var site = await TestSite.StartSmallAsync();
        site.Faults.Add(
            new(new Fault.Drop())
            {
                WritesOnly = true,
                Moment = FaultMoment.AfterCommit,
                Times = 27,
            }
        );
        Assert.Equal(3, (await site.OnceAsync()).Exit);
        var before = site
            .Hospital.Store.All("Observation")
            .Select(one => one.ToJsonString())
            .Where(one => !one.Contains("/outcome", StringComparison.Ordinal))
            .ToList();
        site.Faults.Clear();
        site.Faults.Add(new(new Fault.Ignores("identifier")) { Path = "Observation", Times = int.MaxValue });

        var result = await site.OnceAsync();

        Assert.Equal(3, result.Exit);
        Assert.Contains("SearchNotHonoured", result.Output, StringComparison.Ordinal);
        Assert.Equal(
            before,
            site.Hospital.Store.All("Observation")
                .Select(one => one.ToJsonString())
                .Where(one => !one.Contains("/outcome", StringComparison.Ordinal))
        );
        Assert.All(site.Versions(), version => Assert.Equal(1, version.Value));
    }

    [Fact]
    public async Task A_score_without_any_version_is_not_changed_for_that_could_undo_the_change_of_somebody_else()
    {
        await using var site = await TestSite.StartSmallAsync();
        await site.OnceAsync();
        var own = site.Hospital.OwnOf("Patient/a-01");
        Change.OneVillaltaItem(site);
        site.Faults.Add(
            new(new Fault.Edit(answer => answer.With("meta", null)))
            {
                Method = "GET",
                Path = "Observation/",
                Times = int.MaxValue,
            }
        );
        site.Faults.Add(
            new(new Fault.Header("ETag", ""))
            {
                Method = "GET",
                Path = "Observation/",
                Times = int.MaxValue,
            }
        );

        await AssertRefusedAsync(site, own, "VersionUnknown");
    }

    [Fact]
    public async Task A_score_that_was_deleted_is_created_anew_when_its_answer_changes()
    {
        await using var site = await TestSite.StartSmallAsync();
        await site.OnceAsync();
        var own = site.Hospital.OwnOf("Patient/a-01");
        using var http = new HttpClient { BaseAddress = site.Hospital.BaseUrl };
        foreach (var observation in own)
            await http.DeleteAsync($"Observation/{observation.Id()}", TestContext.Current.CancellationToken);
        Change.OneVillaltaItem(site);

        var result = await site.OnceAsync();

        Assert.DoesNotContain(" 0 created", result.Output, StringComparison.Ordinal);
        Assert.Contains(" 0 updated", result.Output, StringComparison.Ordinal);
        Assert.NotEmpty(site.Hospital.OwnOf("Patient/a-01"));
    }

    private static JsonObject Named(JsonObject own, JsonObject other) => other.With("id", own.Id());

    private static async Task AssertNothingIsSentAsync(Func<JsonObject, JsonObject> instead)
    {
        await using var site = await TestSite.StartSmallAsync();
        await AssertNothingIsSentAsync(site, instead);
    }

    /// <summary>
    /// Puts something else under the id of every score of one patient, changes an answer, and expects that it stays as it is.
    /// </summary>
    private static async Task AssertNothingIsSentAsync(TestSite site, Func<JsonObject, JsonObject> instead)
    {
        await site.OnceAsync();
        var own = site.Hospital.OwnOf("Patient/a-01");
        foreach (var observation in own)
            site.Hospital.Store.Put(instead(observation));
        Change.OneVillaltaItem(site);

        await AssertRefusedAsync(site, own, "NotOurs");
    }

    private static async Task AssertRefusedAsync(TestSite site, IReadOnlyList<JsonObject> own, string fault)
    {
        var before = site.Hospital.VersionsOfAll(own);
        var writes = site.Hospital.Requests.Writes;

        var result = await site.OnceAsync();

        Assert.Equal(3, result.Exit);
        Assert.Contains($"failed patients 1 {fault}", result.Output, StringComparison.Ordinal);
        Assert.Equal(before, site.Hospital.VersionsOfAll(own));
        Assert.Equal(writes, site.Hospital.Requests.Writes);
        Assert.DoesNotContain("a-01", result.Output + result.Messages, StringComparison.Ordinal);
    }
}
