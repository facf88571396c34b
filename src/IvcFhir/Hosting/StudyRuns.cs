using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Map;
using IvcFhir.Pull;
using IvcFhir.State;
using IvcFhir.Validate;
using IvcFhir.WriteBack;
using Microsoft.Extensions.Logging;

namespace IvcFhir.Hosting;

/// <summary>Puts the stages of each site together.</summary>
internal sealed class StudyRuns(IHttpClientFactory http, TimeProvider clock, ILoggerFactory logs)
{
    public StudyRun For(SiteSettings site, StudyProtocol protocol, Ledger ledger)
    {
        var client = new SiteClient(Client(site));
        var concepts = ConceptIndex.Load(site.Map is null ? null : SiteMap.Load(site.Map));
        // What can begin the index treatment makes a patient a candidate. A filter alone does not: the study treats thrombosis.
        var codes = site.Patients == PatientSelection.AllPatients ? [] : concepts.TokensFor<InterventionKind>([.. protocol.IndexKinds]);
        return new(
            site.Name,
            site.Concurrency,
            new FhirSearchSource(site.Name, client, codes),
            new RecordValidator(),
            new RecordMapper(concepts, TimeZoneInfo.FindSystemTimeZoneById(site.TimeZone ?? protocol.TimeZone)),
            protocol,
            site.WriteBack ? new(new(protocol), new(client), ledger) : null,
            ledger,
            clock,
            logs.CreateLogger<StudyRun>());
    }

    private HttpClient Client(SiteSettings site)
    {
        var client = http.CreateClient(Services.SiteHttp);
        client.BaseAddress = site.FhirBase;
        return client;
    }
}
