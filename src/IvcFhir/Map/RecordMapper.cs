using Hl7.Fhir.Model;
using IvcFhir.Core.Facts;
using IvcFhir.Profiles;
using IvcFhir.Validate;

namespace IvcFhir.Map;

/// <summary>A checked record → facts in the study's words. No FHIR after this.</summary>
internal sealed class RecordMapper(ConceptIndex concepts, TimeZoneInfo zone)
{
    private readonly InterventionMapper interventions = new(concepts);
    private readonly FilterMapper filters = new(concepts);
    private readonly FindingMapper findings = new(concepts);
    private readonly LegAssessmentMapper legs = new(concepts);
    private readonly DiagnosisMapper diagnoses = new(concepts);
    private readonly ComplicationMapper complications = new(concepts);

    public PatientFacts Map(CheckedRecord record)
    {
        var chart = new Chart(record, zone);
        var observations = UsableObservations.Of(chart, concepts);
        var performed = interventions.Map(chart);
        var (villalta, vcss) = legs.Map(chart, observations);
        var facts = new PatientFacts(
            record.Site,
            record.Patient,
            performed,
            filters.Map(chart, performed, observations),
            findings.Map(chart, observations),
            villalta,
            vcss,
            diagnoses.Map(chart),
            complications.Map(chart, observations),
            DeathOf(chart),
            []);
        return facts with { Issues = [.. chart.Issues.Order()] };
    }

    private static Sourced<DayInterval>? DeathOf(Chart chart)
    {
        foreach (var (source, patient) in chart.All<Patient>())
        {
            if (patient.Deceased is FhirDateTime time && FhirTime.Parse(time.Value, chart.Zone) is { } death)
                return new(death.Day, source);
        }
        return null;
    }
}
