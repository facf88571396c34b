using System.Collections.Immutable;
using Hl7.Fhir.Model;
using IvcFhir.Core.Facts;
using IvcFhir.Profiles;

namespace IvcFhir.Map;

/// <summary>Conditions → diagnoses, one for each side that the code or the body site names.</summary>
internal sealed class DiagnosisMapper(ConceptIndex concepts)
{
    private static readonly ImmutableHashSet<string> Withdrawn = ["entered-in-error", "refuted"];

    private readonly BodySites sites = new(concepts);

    public ImmutableArray<Diagnosis> Map(Chart chart) =>
    [
        .. from entry in chart.All<Condition>()
           where !Withdrawn.Overlaps(entry.Resource.VerificationStatus?.Coding.Select(coding => coding.Code).OfType<string>() ?? [])
           let kind = concepts.Find<DiagnosisKind>(entry.Resource.Code)
           where kind is not null
           from side in SidesOf(entry.Resource, kind.Value)
           select new Diagnosis(entry.Source, kind.Value, side, DayOf(chart, entry.Resource)),
    ];

    private IEnumerable<Side> SidesOf(Condition condition, DiagnosisKind kind)
    {
        if (kind is DiagnosisKind.IvcThrombosis or DiagnosisKind.PulmonaryEmbolism)
            return [Side.NotApplicable];
        var sides = sites.SidesOf(condition.Code).Concat(condition.BodySite.SelectMany(site => sites.SidesOf(site))).Distinct().Order().ToList();
        return sides.Count == 0 ? [Side.Unstated] : sides;
    }

    private static DayInterval? DayOf(Chart chart, Condition condition) =>
        FhirTime.Of(condition.Onset, chart.Zone).Start?.Day ?? FhirTime.Parse(condition.RecordedDate, chart.Zone)?.Day;
}
