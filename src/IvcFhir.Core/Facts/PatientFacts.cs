using System.Collections.Immutable;

namespace IvcFhir.Core.Facts;

/// <summary>What happened to one patient, in the study's words. No FHIR from here on.</summary>
/// <param name="Site">The site's configured name.</param>
/// <param name="Patient">The patient as the site references it: <c>Patient/123</c>.</param>
/// <param name="Death">The day of death; null when not recorded as dead.</param>
/// <param name="Issues">What was set aside while the facts were made, in a stable order.</param>
public sealed record PatientFacts(
    string Site,
    string Patient,
    ImmutableArray<Intervention> Interventions,
    ImmutableArray<Filter> Filters,
    ImmutableArray<VeinFinding> Findings,
    ImmutableArray<VillaltaAssessment> Villalta,
    ImmutableArray<VcssAssessment> Vcss,
    ImmutableArray<Diagnosis> Diagnoses,
    ImmutableArray<Complication> Complications,
    Sourced<DayInterval>? Death,
    ImmutableArray<DataIssue> Issues
)
{
    /// <summary>What imaging says of the filter itself.</summary>
    public ImmutableArray<FilterFinding> FilterFindings { get; init; } = [];

    /// <summary>Thrombus by segment, before and after treatment.</summary>
    public ImmutableArray<ThrombusExtent> Thrombus { get; init; } = [];

    /// <summary>What would tell of a death could not be read, or is not there: nobody is alive for that.</summary>
    public bool VitalStatusUnknown { get; init; }

    /// <summary>Whether the input is cut short, and more of the patient may have followed: what is absent tells nothing.</summary>
    public bool IsCutShort { get; init; }

    public ImmutableArray<ClinicalResponse> Responses { get; init; } = [];

    /// <summary>What was set aside or not understood, with what it could have been.</summary>
    public ImmutableArray<Unread> Unread { get; init; } = [];

    /// <summary>Diagnoses, adverse events and treatments that may be complications, as the days of the index treatment decide.</summary>
    public ImmutableArray<ClinicalEvent> Events { get; init; } = [];

    /// <summary>Stays and visits that could have told of a complication.</summary>
    public ImmutableArray<Contact> Contacts { get; init; } = [];

    public ImmutableArray<Hemoglobin> Hemoglobin { get; init; } = [];

    public ImmutableArray<Creatinine> Creatinine { get; init; } = [];

    /// <summary>Answers that were given by hand to what the record leaves open, and that hold.</summary>
    public ImmutableArray<Adjudication> Adjudications { get; init; } = [];

    /// <summary>
    /// What the resources say that open questions rest on, in the order of their references. By it an answer is known to hold or to have
    /// lapsed.
    /// </summary>
    public ImmutableArray<SourceDigest> SourceDigests { get; init; } = [];
}
