using IvcFhir.Core;
using IvcFhir.Sandbox.Cohort;
using IvcFhir.State;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.EndToEnd;

/// <summary>Death is an answer of the ledger and never one of the chart; it comes, changes and goes with the record.</summary>
public sealed class DeathIsKeptTests
{
    [Fact]
    public async Task Death_stands_in_the_ledger_and_not_in_the_chart()
    {
        await using var site = await TestSite.StartSmallAsync();
        await site.OnceAsync();
        var written = site.Written().Keys.ToList();
        Assert.Null(Death(site));

        Decease(site, "2030-01-01");
        var died = await site.OnceAsync();
        Assert.NotNull(Death(site));
        Assert.Equal(written, site.Written().Keys);
        Assert.DoesNotContain(
            site.Hospital.Store.All("Observation"),
            observation => observation.ToJsonString().Contains("\"death\"", StringComparison.Ordinal)
        );
        Assert.Contains(" 0 created", died.Output, StringComparison.Ordinal);

        var again = await site.OnceAsync();
        Assert.Contains(" 0 created, 0 updated", again.Output, StringComparison.Ordinal);

        Decease(site, null);
        await site.OnceAsync();
        Assert.Null(Death(site));
    }

    private static OutcomeValue? Death(TestSite site) =>
        Ledger
            .Open(Path.Combine(site.Folder, "ledger.db"))
            .Patients(site.Name, "Patient/a-01")
            .Single()
            .Outcomes.AnswerTo(Instrument.Death);

    private static void Decease(TestSite site, string? day)
    {
        var patient = site.Hospital.Store.All("Patient").Single(one => one["id"]!.GetValue<string>() == "a-01").DeepClone().AsObject();
        patient.Remove("deceasedBoolean");
        patient.Remove("deceasedDateTime");
        if (day is not null)
            patient["deceasedDateTime"] = day;
        site.Hospital.Store.Put(patient);
    }
}
