using Hl7.Fhir.Model;
using IvcFhir.Codes;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Validate;

namespace IvcFhir.Map;

/// <summary>A checked record → facts in the study's words. No FHIR after this.</summary>
/// <param name="siteZone">The zone in which the site's day is a day, as an IANA name; null: the study's, and where that names none, each
/// time's own offset.</param>
internal sealed class RecordMapper(ConceptIndex concepts, StudyProtocol protocol, string? siteZone = null)
{
    private readonly TimeZoneInfo? zone = (siteZone ?? protocol.TimeZone) is { Length: > 0 } id
        ? TimeZoneInfo.FindSystemTimeZoneById(id)
        : null;
    private readonly InterventionMapper interventions = new(concepts);
    private readonly FilterMapper filters = new(concepts);
    private readonly FindingMapper findings = new(concepts);
    private readonly LegAssessmentMapper legs = new(concepts);
    private readonly DiagnosisMapper diagnoses = new(concepts);
    private readonly FilterFindingMapper filterFindings = new(concepts);
    private readonly ThrombusMapper thrombus = new(concepts);
    private readonly ResponseMapper responses = new(concepts);
    private readonly EventMapper events = new(concepts);
    private readonly LaboratoryMapper laboratory = new(concepts);
    private readonly UnreadMapper unread = new(concepts);
    private readonly ComplicationMapper complications = new(concepts, protocol.PeriproceduralDays);

    public PatientFacts Map(CheckedRecord record)
    {
        var chart = new Chart(record, zone);
        var devices = new DeviceResolver(chart, concepts);
        var observations = UsableObservations.Of(chart, concepts);
        var performed = interventions.Map(chart, observations, devices);
        var (villalta, vcss) = legs.Map(chart, observations);
        var blood = laboratory.Map(chart);
        var named = complications.Map(chart, observations, performed, devices);
        var facts = new PatientFacts(
            record.Site,
            record.Patient,
            performed,
            filters.Map(chart, performed, observations, devices),
            findings.Map(chart, observations),
            villalta,
            vcss,
            diagnoses.Map(chart),
            named,
            null,
            []
        )
        {
            FilterFindings = filterFindings.Map(chart, observations),
            Thrombus = thrombus.Map(chart, observations),
            Responses = responses.Map(chart, observations),
            Events = [.. events.Map(chart, performed, named), .. blood.Events],
            Contacts = ContactMapper.Map(chart),
            Hemoglobin = blood.Hemoglobin,
            Creatinine = blood.Creatinine,
        };
        facts = facts with { Unread = unread.Map(chart, facts) };
        if (zone is null && !performed.IsEmpty)
            ZoneCheck.Note(chart, new(record.Patient));
        return facts with
        {
            Death = DeathOf(chart, facts),
            VitalStatusUnknown =
                !IsPatientRead(chart, record.Patient)
                || chart.All<Patient>().Any(entry => entry.Resource.Deceased is FhirBoolean { Value: null })
                || chart.Issues.Any(HidesDeath),
            Issues = [.. chart.Issues.Order()],
            IsCutShort = record.IsCutShort,
        };
    }

    /// <summary>
    /// Where there is no Patient, nothing tells of a death, whatever else is recorded. One who was replaced does not speak for the one who
    /// stands.
    /// </summary>
    private static bool IsPatientRead(Chart chart, string patient) => chart.All<Patient>().Any(one => one.Source.Reference == patient);

    /// <summary>The Patient, or what it says of death, was set aside.</summary>
    private static bool HidesDeath(DataIssue issue) =>
        issue.Source.Reference.StartsWith("Patient/", StringComparison.Ordinal)
        && (
            issue.Code is IssueCode.InvalidResource or IssueCode.UnknownModifier or IssueCode.VersionsDisagree
            || issue is { Code: IssueCode.ElementInvalid, Element: "Patient.deceased" }
        );

    /// <summary>A death without a usable date is known all the same: on some day after the patient was last seen.</summary>
    private static Sourced<DayInterval>? DeathOf(Chart chart, PatientFacts facts)
    {
        foreach (var (source, patient) in chart.All<Patient>())
        {
            if (patient.Deceased is null or FhirBoolean { Value: not true })
                continue;
            if (patient.Deceased is FhirDateTime time && FhirTime.Parse(time.Value, chart.Zone) is { } death)
                return new(death.Day, source);
            chart.Report(IssueCode.DateMissing, source, "Patient.deceased");
            return new(new(LastSeen(facts), DateOnly.MaxValue), source);
        }
        return null;
    }

    private static DateOnly LastSeen(PatientFacts facts) =>
        facts
            .Interventions.Select(one => one.Performed.Day.First)
            .Concat(facts.Findings.Select(finding => finding.Day.First))
            .Concat(facts.Villalta.Select(leg => leg.Day.First))
            .Concat(facts.Vcss.Select(leg => leg.Day.First))
            .DefaultIfEmpty(DateOnly.MinValue)
            .Max();
}
