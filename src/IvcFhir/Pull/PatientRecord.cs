using System.Collections.Immutable;
using System.Text.Json;
using IvcFhir.Core;
using IvcFhir.Core.Facts;

namespace IvcFhir.Pull;

/// <summary>A resource as the site sent it: not yet checked, not yet understood.</summary>
/// <param name="Source"><c>Type/id</c> as the site names it.</param>
internal sealed record RawResource(string Type, SourceRef Source, JsonElement Json);

/// <summary>Everything that a site says of one patient, in a stable order, each resource once.</summary>
/// <param name="Patient">The patient as the site references it: <c>Patient/123</c>.</param>
/// <param name="Issues">What could not be read at all.</param>
internal sealed record PatientRecord(string Site, string Patient, ImmutableArray<RawResource> Resources, ImmutableArray<DataIssue> Issues)
{
    /// <summary>All names that the site has for the patient: those of records that were merged with this one, too.</summary>
    public ImmutableSortedSet<string> Names { get; init; } = [Patient];

    /// <summary>Whether the site says that another record stands for this one, so that this is no patient of the study any more.</summary>
    public bool IsReplaced { get; init; }

    /// <summary>
    /// Whether more of the patient may have stood where the input is cut short: nothing may be concluded from what is absent.
    /// </summary>
    public bool IsCutShort { get; init; }

    /// <summary>Observations that were not looked at: no map knows their codes, and nothing that was read names them.</summary>
    public int PassedOver { get; init; }
}

/// <summary>Where patients' records come from.</summary>
internal interface IPatientSource // SiteSource, FolderSource
{
    /// <summary>
    /// What belongs to no patient: resources that cannot be named, or that name nobody. Known after <see cref="WhoAsync"/>.
    /// </summary>
    IReadOnlyList<DataIssue> Issues { get; }

    /// <summary>The patients who may belong to the study, in ordinal order, each once.</summary>
    Task<IReadOnlyList<string>> WhoAsync(CancellationToken ct);

    /// <summary>One patient's whole record.</summary>
    /// <exception cref="SiteFault">The site did not answer as a FHIR server does; nothing of this patient may be concluded.</exception>
    Task<PatientRecord> PullAsync(string patient, CancellationToken ct);
}
