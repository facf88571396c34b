using System.Collections.Immutable;
using Hl7.Fhir.Model;
using IvcFhir.Codes;
using IvcFhir.Core;
using IvcFhir.Core.Facts;

namespace IvcFhir.Map;

/// <summary>Hemoglobin of the blood as the laboratory reports it. A value that blood cannot have is most often a number in another unit: it is set aside, never converted by itself.</summary>
internal sealed class HemoglobinMapper(ConceptIndex concepts)
{
    /// <returns>The values, and those that were set aside: each may be the low one after a bleed.</returns>
    public (ImmutableArray<Hemoglobin> Values, ImmutableArray<ClinicalEvent> Unread) Map(Chart chart)
    {
        var (values, unread) = (new List<Hemoglobin>(), new List<ClinicalEvent>());
        foreach (var (source, observation) in chart.All<Observation>().Where(entry => entry.Resource.Value is not null && entry.Resource.Code?.Coding.Exists(concepts.Events.IsHemoglobin) == true))
        {
            if (observation.Status is ObservationStatus.EnteredInError or ObservationStatus.Cancelled or ObservationStatus.Registered)
                continue;
            if (UsableObservations.Counts(observation) && Read(chart, source, observation) is { } value)
                values.Add(value);
            else
                unread.Add(new(source, EventEffect.Opens, EventTopic.Bleeding, FhirTime.Of(observation.Effective, chart.Zone).Start?.Day, "Observation.value") { Decides = false });
        }

        return ([.. values], [.. unread]);
    }

    private Hemoglobin? Read(Chart chart, SourceRef source, Observation observation)
    {
        var (value, issue) = Units.Read(concepts, observation.Value, Measured.HemoglobinGramsPerLitre);
        if ((issue ?? (value is { } level ? Plausibility.IssueOf(Measured.HemoglobinGramsPerLitre, level) : null)) is { } code)
        {
            chart.Report(code, source, "Observation.value");
            if (!code.IsNote())
                return null;
        }

        return chart.DayOf(observation.Effective, source, "Observation.effective") is { IsExact: true } day
            ? new(source, day, FhirTime.InstantsOf(observation.Effective, chart.Zone).Start, value!.Value)
            : null;
    }
}
