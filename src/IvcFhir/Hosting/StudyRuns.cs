using IvcFhir.Codes;
using IvcFhir.Contract;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Gate;
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
    /// <summary>Made ready beside the pull, when the first site is to be written to.</summary>
    /// <param name="answers">The path of the file with answers that were given by hand; null where nobody answered anything.</param>
    public StudyRun For(SiteSettings site, StudyProtocol protocol, Ledger ledger, string? answers = null)
    {
        var client = Client(site);
        var concepts = Concepts(site);
        return new(
            site.Name,
            site.Concurrency,
            Source(site, new(client, CodeSieve.Of(concepts)), concepts, protocol),
            new RecordValidator(),
            new RecordMapper(concepts, protocol, site.TimeZone),
            concepts,
            protocol,
            answers,
            site.WriteBack
                ? new(
                    new(protocol),
                    ContractValidator.OfWhatIsWritten,
                    new(client, CodeSieve.Everything),
                    ledger,
                    RulesFingerprint.Of(protocol, site.Map, site.TimeZone),
                    clock
                )
                : null,
            site.RetractAtMost,
            ledger,
            clock,
            logs.CreateLogger<StudyRun>()
        );
    }

    /// <summary>The patients' records of a site, read only, and all of them.</summary>
    public IPatientSource Source(SiteSettings site, StudyProtocol protocol) =>
        Source(site, new(Client(site), CodeSieve.Everything), Concepts(site), protocol);

    /// <summary>What the site's codes mean: the contract's maps, and the site's own.</summary>
    public static ConceptIndex Concepts(SiteSettings site) => ConceptIndex.Load(site.Map is null ? null : SiteMap.Load(site.Map));

    /// <summary>
    /// What can begin the index treatment makes a patient a candidate. A filter alone does not: the study treats thrombosis.
    /// </summary>
    private static SiteSource Source(SiteSettings site, SiteReader reader, ConceptIndex concepts, StudyProtocol protocol) =>
        new(
            site.Name,
            reader,
            site.Patients == PatientSelection.AllPatients ? [] : concepts.SearchTokensFor<InterventionKind>([.. protocol.IndexKinds])
        );

    private SiteClient Client(SiteSettings site)
    {
        var client = http.CreateClient(SiteHttp.ClientOf(site));
        client.BaseAddress = site.FhirBase;
        return new(client, site.Limits);
    }
}
