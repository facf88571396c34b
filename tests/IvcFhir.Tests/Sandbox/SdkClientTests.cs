using Hl7.Fhir.Model;
using Hl7.Fhir.Rest;
using IvcFhir.Sandbox;

namespace IvcFhir.Tests.Sandbox;

public sealed class SdkClientTests
{
    /// <summary>
    /// The SDK parses strictly, so this also shows that every Bundle and outcome which the sandbox writes is valid FHIR JSON.
    /// </summary>
    [Fact]
    public async Task The_client_of_the_FHIR_SDK_can_work_with_the_hospital()
    {
        await using var hospital = await SandboxHospital.StartAsync(new() { DefaultPageSize = 1 }, TestContext.Current.CancellationToken);
        using var client = new FhirClient(
            hospital.BaseUrl,
            new FhirClientSettings { VerifyFhirVersion = true, PreferredFormat = ResourceFormat.Json }
        );
        Assert.Equal("IvcFhir Sandbox", (await client.CapabilityStatementAsync())!.Software!.Name);

        var patient = (await client.CreateAsync(new Patient { Identifier = [new("urn:mrn", "1")] }))!;
        var again = (await client.ConditionalCreateAsync(new Patient(), new SearchParams("identifier", "urn:mrn|1")))!;
        Assert.Equal((patient.Id, "1"), (again.Id, again.VersionId));
        patient.Gender = AdministrativeGender.Female;
        Assert.Equal("2", (await client.UpdateAsync(patient, versionAware: true))!.VersionId);
        var stale = await Assert.ThrowsAsync<FhirOperationException>(() => client.UpdateAsync(patient, versionAware: true));
        Assert.Equal(
            (System.Net.HttpStatusCode.PreconditionFailed, "conflict"),
            (stale.Status, stale.Outcome!.Issue[0].Code!.Value.ToString().ToLowerInvariant())
        );

        var bundle = new TransactionBuilder(client.Endpoint, Bundle.BundleType.Transaction)
            .Create(Exam(patient.Id))
            .Create(Exam(patient.Id))
            .ToBundle();
        Assert.Equal(["201 Created", "201 Created"], (await client.TransactionAsync(bundle))!.Entry.Select(e => e.Response!.Status));

        var found = new List<string>();
        for (
            var page = await client.SearchAsync<Observation>([$"patient={patient.Id}"]);
            page is not null;
            page = await client.ContinueAsync(page)
        )
            found.AddRange(page.Entry.Select(e => e.Resource!.Id!));
        Assert.Equal(2, found.Count);

        await client.DeleteAsync($"Observation/{found[0]}");
        Assert.Equal(2, (await client.HistoryAsync($"Observation/{found[0]}", pageSize: 9))!.Total);
        var gone = await Assert.ThrowsAsync<FhirOperationException>(() => client.ReadAsync<Observation>($"Observation/{found[0]}"));
        Assert.Equal(System.Net.HttpStatusCode.Gone, gone.Status);
    }

    private static Observation Exam(string? patient) =>
        new()
        {
            Status = ObservationStatus.Final,
            Code = new("http://loinc.org", "1-1"),
            Subject = new($"Patient/{patient}"),
        };
}
