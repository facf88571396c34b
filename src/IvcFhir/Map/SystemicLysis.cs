using Hl7.Fhir.Model;
using IvcFhir.Codes;
using IvcFhir.Core.Facts;

namespace IvcFhir.Map;

/// <summary>Whether a thrombolytic was given for another disease than a thrombosis of deep veins: pulmonary embolism, stroke, infarction, an artery, a catheter.</summary>
internal sealed class SystemicLysis(Chart chart, ConceptIndex concepts)
{
    /// <summary>Its own reason is another disease, and neither a reason nor its site names a deep vein: it is no intervention of the study.</summary>
    public bool IsReason(Candidate candidate) => HasSystemicReason(candidate.Procedure) && !HasVenousReason(candidate.Procedure) && candidate.Procedure.BodySite.Count == 0;

    /// <summary>It states a reason, and none that is understood is a thrombosis of a deep vein: nobody can tell.</summary>
    public bool IsAsked(Candidate candidate) => (candidate.Procedure.ReasonCode.Count > 0 || candidate.Procedure.ReasonReference.Count > 0) && !HasVenousReason(candidate.Procedure);

    /// <summary>Another disease for which lytics are given is a diagnosis, a reason or a treated disease of the same stay, or of the days around it where no stay is recorded.</summary>
    public bool IsInStay(Candidate candidate)
    {
        var encounter = chart.Find<Encounter>(candidate.Procedure.Encounter);
        var day = candidate.Intervention.Performed.Day;
        return encounter?.Resource.ReasonCode.Exists(concepts.Events.SpeaksOfSystemicLysis) == true
            || chart.All<Condition>().Any(entry => DiagnosisMapper.IsHeld(entry.Resource) && concepts.Events.SpeaksOfSystemicLysis(entry.Resource.Code) && IsNear(entry.Source, entry.Resource))
            || chart.All<Procedure>().Any(entry => concepts.Events.SpeaksOfSystemicLysis(entry.Resource.Code) && IsWith(entry.Resource.Encounter, FhirTime.Of(entry.Resource.Performed, chart.Zone).Start?.Day));

        bool IsNear(SourceRef source, Condition condition) => IsWith(condition.Encounter, DiagnosisMapper.DayOf(chart, condition))
            || chart.All<Encounter>().Any(stay => (stay.Source == encounter?.Source || Covers(stay.Resource)) && stay.Resource.Diagnosis.Exists(diagnosis => chart.Find<Condition>(diagnosis.Condition)?.Source == source));

        bool Covers(Encounter stay) => FhirTime.Of(stay.Period, chart.Zone) is { Start: { } begin } period && begin.Day.First <= day.Last && (period.End?.Day.Last ?? DateOnly.MaxValue) >= day.First;

        bool IsWith(ResourceReference? reference, DayInterval? on) => chart.Find<Encounter>(reference) is { } other
            ? other.Source == encounter?.Source || Covers(other.Resource)
            : on is { } days && days.Last >= day.First.AddDays(-3) && days.First <= candidate.Intervention.Performed.LastDay.Last.AddDays(3);
    }

    private bool HasSystemicReason(Procedure procedure) => Reasons(procedure).Any(concepts.Events.SpeaksOfSystemicLysis);

    private bool HasVenousReason(Procedure procedure) =>
        Reasons(procedure).Any(reason => concepts.MeaningsOf(reason).Any(meaning => meaning.As<DiagnosisKind>() is DiagnosisKind.DeepVeinThrombosis or DiagnosisKind.IvcThrombosis));

    private IEnumerable<CodeableConcept> Reasons(Procedure procedure) =>
        procedure.ReasonCode.Concat(procedure.ReasonReference.Select(reference => chart.Find<Condition>(reference)?.Resource.Code).OfType<CodeableConcept>());
}
