using IvcFhir.Connect;
using IvcFhir.Core;
using IvcFhir.Protocols;
using IvcFhir.Pull;

namespace IvcFhir.Hosting;

/// <summary>Which patients of a site are read.</summary>
internal enum PatientSelection
{
    /// <summary>Those with a procedure that the study knows: few, cheap searches.</summary>
    StudyProcedures,

    /// <summary>Every patient, for sites whose procedures carry no searchable codes.</summary>
    AllPatients,
}

/// <param name="Name">Unique; part of every outcome's identity, so it is never changed once something was written.</param>
/// <param name="FhirBase">Absolute, http or https.</param>
/// <param name="Map">An embedded site map's name or the path of a <c>.json</c> file; null when the site has no local codes.</param>
/// <param name="Concurrency">Requests, and patients, at the same time, 1 to 64, both included.</param>
/// <param name="WriteBack">Whether scored Observations are written to the site; only where the settings say <c>true</c>.</param>
internal sealed record SiteSettings(string Name, Uri FhirBase, string? Map, PatientSelection Patients, int Concurrency, bool WriteBack)
{
    /// <summary>By which way, and as whom, the site is called.</summary>
    public ConnectionSettings Connection { get; init; } = new();

    /// <summary>How much of the site's answers is taken.</summary>
    public SiteLimits Limits { get; init; } = new();

    /// <summary>
    /// The share of a site's written outcomes that one pass may withdraw, in percent, 0 to 100: more withdraws none
    /// (<see cref="WriteBack.RetractionStop"/>).
    /// </summary>
    public int RetractAtMost { get; init; } = 20;

    /// <summary>
    /// The site's own zone, as an IANA name; null: the study's. A site writes dates in its own days, so its instants are laid on the same
    /// days: in the study's zone a duplex at 23:30 could fall on the day after the date that the same hospital gives for it.
    /// </summary>
    public string? TimeZone { get; init; }
}

/// <param name="Ledger">Path of the SQLite file.</param>
/// <param name="Every">Time between the starts of two passes of the worker; at least one minute.</param>
/// <param name="TimeZone">The zone in which a day is a day, as an IANA name, in place of the protocol's; null: the protocol's.</param>
internal sealed record RunSettings(string Ledger, TimeSpan Every, string? TimeZone, IReadOnlyList<SiteSettings> Sites)
{
    /// <summary>The name of a shipped protocol or the path of a <c>.json</c> file.</summary>
    public string Protocol { get; init; } = StudyProtocols.DefaultName;

    /// <summary>
    /// The path of the file with answers that were given by hand; read anew by each pass. Null: nobody answered anything.
    /// </summary>
    public string? Answers { get; init; }

    /// <exception cref="ConfigurationFault">There is no such protocol, or it is not one.</exception>
    public StudyProtocol Rules() => StudyProtocols.Load(Protocol).In(TimeZone).Rules;
}
