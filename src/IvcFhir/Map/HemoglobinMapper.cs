using System.Collections.Immutable;
using Hl7.Fhir.Model;
using IvcFhir.Codes;
using IvcFhir.Core;
using IvcFhir.Core.Facts;

namespace IvcFhir.Map;

/// <summary>Hemoglobin of the blood as the laboratory reports it. A value that blood cannot have is most often a number in another unit: it is set aside, never converted by itself.</summary>
internal sealed class HemoglobinMapper(ConceptIndex concepts)
{
    public ImmutableArray<Hemoglobin> Map(Chart chart) =>
    [
        .. from entry in chart.All<Observation>()
           where entry.Resource.Code?.Coding.Exists(concepts.Events.IsHemoglobin) == true && UsableObservations.Counts(entry.Resource) && entry.Resource.Value is not null
           let read = Read(chart, entry.Source, entry.Resource)
           where read is not null
           select read,
    ];

    private Hemoglobin? Read(Chart chart, SourceRef source, Observation observation)
    {
        var (value, issue) = Units.Read(concepts, observation.Value, Measured.HemoglobinGramsPerLitre);
        if ((issue ?? (value is { } level && Plausibility.IsImpossible(Measured.HemoglobinGramsPerLitre, level) ? IssueCode.ValueImpossible : null)) is { } code)
        {
            chart.Report(code, source, "Observation.value");
            return null;
        }

        return chart.DayOf(observation.Effective, source, "Observation.effective") is { } day
            ? new(source, day, FhirTime.InstantsOf(observation.Effective, chart.Zone).Start, value!.Value)
            : null;
    }
}
