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
/// <param name="Concurrency">Patients read at the same time, 1 to 64, both included.</param>
/// <param name="WriteBack">Whether scored Observations are written to the site.</param>
internal sealed record SiteSettings(string Name, Uri FhirBase, string? Map, PatientSelection Patients, int Concurrency, bool WriteBack);

/// <param name="Ledger">Path of the SQLite file.</param>
/// <param name="Every">Time between the starts of two passes of the worker; at least one minute.</param>
/// <param name="TimeZone">The zone in which a day is a day, as an IANA name.</param>
internal sealed record RunSettings(string Ledger, TimeSpan Every, string TimeZone, IReadOnlyList<SiteSettings> Sites);
