using System.Collections.Immutable;
using Hl7.Fhir.Model;
using IvcFhir.Codes;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Profiles;

namespace IvcFhir.Map;

/// <summary>Acute thromboses that name a vein, where no image says what became of it.</summary>
internal sealed class UnreadThromboses(ConceptIndex concepts)
{
    private readonly BodySites sites = new(concepts);
    private readonly EventCodes codes = new(concepts);

    /// <summary>
    /// An acute thrombosis after the first act that names its vein closed it at its onset, or did not quite: no image said which.
    /// </summary>
    public IEnumerable<Unread> Of(Chart chart, PatientFacts facts)
    {
        if (facts.Interventions.IsEmpty)
            return [];
        var first = facts.Interventions.Min(act => act.Performed.Day.First);
        var known = facts
            .Diagnoses.Where(one => one is { Kind: DiagnosisKind.DeepVeinThrombosis or DiagnosisKind.IvcThrombosis, IsChronic: false })
            .Select(one => one.Source)
            .ToHashSet();
        var diagnosed =
            from entry in chart.All<Condition>().Concat(chart.Doubtful<Condition>())
            where DiagnosisMapper.IsHeld(entry.Resource) && Certainties.Of(entry.Resource) is not (Certainty.RuledOut or Certainty.Past)
            where known.Contains(entry.Source) || IsAcuteThrombosis(entry.Resource.Code)
            let onset = FhirTime.Of(entry.Resource.Onset, chart.Zone).Start?.Day
            select (entry.Source, Onset: onset, Veins: VeinsOf(entry.Resource.Code, entry.Resource.BodySite), Element: "Condition.code");
        var concluded =
            from entry in chart.All<DiagnosticReport>().Concat(chart.Doubtful<DiagnosticReport>())
            where
                entry.Resource.Status
                    is not (
                        DiagnosticReport.DiagnosticReportStatus.EnteredInError
                        or DiagnosticReport.DiagnosticReportStatus.Cancelled
                        or DiagnosticReport.DiagnosticReportStatus.Registered
                    )
            from conclusion in entry.Resource.ConclusionCode.Where(IsAcuteThrombosis)
            select (
                entry.Source,
                Onset: FhirTime.Of(entry.Resource.Effective, chart.Zone).Start?.Day,
                Veins: VeinsOf(conclusion, []),
                Element: "DiagnosticReport.conclusionCode"
            );
        return from one in diagnosed.Concat(concluded)
            where one.Onset is { } onset && onset.Last > first && !one.Veins.IsEmpty
            select new Unread(one.Source, UnreadKind.Image, one.Onset, one.Element) { Sites = one.Veins };
    }

    private bool IsAcuteThrombosis(CodeableConcept? code) =>
        codes.EventOf(code) is { IsUnlisted: false, Topic: EventTopic.DeepVeinThrombosis };

    /// <summary>A code of the vena cava that does not say which means the lower one here as long as nothing says the upper.</summary>
    private ImmutableArray<VeinSite> VeinsOf(CodeableConcept? code, List<CodeableConcept> bodySite)
    {
        var named = sites.ImpliedBy(code).Concat(sites.SitesOf(bodySite)).ToList();
        var isOfCava = concepts.MeaningsOf(code).Any(meaning => meaning.As<DiagnosisKind>() == DiagnosisKind.IvcThrombosis);
        return UnreadImages.DeepVeins(named.Count == 0 && isOfCava ? [VeinSite.Ivc] : named);
    }
}
