using IvcFhir.Codes;
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
    private readonly ProfileValidator contract = ProfileValidator.Load();

    public StudyRun For(SiteSettings site, StudyProtocol protocol, Ledger ledger)
    {
        var client = new SiteClient(Client(site));
        var concepts = Concepts(site);
        return new(
            site.Name,
            site.Concurrency,
            Source(site, client, concepts, protocol),
            new RecordValidator(),
            new RecordMapper(concepts, protocol, site.TimeZone),
            protocol,
            site.WriteBack ? new(new(protocol), contract, new(client), ledger) : null,
            ledger,
            clock,
            logs.CreateLogger<StudyRun>());
    }

    /// <summary>The patients' records of a site, read only.</summary>
    public IPatientSource Source(SiteSettings site, StudyProtocol protocol) => Source(site, new SiteClient(Client(site)), Concepts(site), protocol);

    /// <summary>What the site's codes mean: the contract's maps, and the site's own.</summary>
    public static ConceptIndex Concepts(SiteSettings site) => ConceptIndex.Load(site.Map is null ? null : SiteMap.Load(site.Map));

    /// <summary>What can begin the index treatment makes a patient a candidate. A filter alone does not: the study treats thrombosis.</summary>
    private static FhirSearchSource Source(SiteSettings site, SiteClient client, ConceptIndex concepts, StudyProtocol protocol) =>
        new(site.Name, client, site.Patients == PatientSelection.AllPatients ? [] : concepts.SearchTokensFor<InterventionKind>([.. protocol.IndexKinds]));

    private HttpClient Client(SiteSettings site)
    {
        var client = http.CreateClient(Services.SiteHttp);
        client.BaseAddress = site.FhirBase;
        return client;
    }
}
