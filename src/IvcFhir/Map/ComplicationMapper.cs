using System.Collections.Immutable;
using Hl7.Fhir.Model;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Profiles;

namespace IvcFhir.Map;

/// <summary>Complications with their native grade, kept as recorded.</summary>
internal sealed class ComplicationMapper(ConceptIndex concepts)
{
    public ImmutableArray<Complication> Map(Chart chart, IReadOnlyList<UsableObservation> observations)
    {
        var complications = ImmutableArray.CreateBuilder<Complication>();
        foreach (var (source, observation, kind) in observations)
        {
            if (kind != ObservationKind.Complication || chart.DayOf(observation.Effective, source, "Observation.effective") is not { } day)
                continue;
            if (Values.Find<ComplicationKind>(concepts, observation.Value) is { } complication)
                complications.Add(new(source, complication, day, GradeOf(chart, source, observation)));
            else
                chart.Report(IssueCode.UnknownCode, source, "Observation.value");
        }
        return complications.ToImmutable();
    }

    private ComplicationGrade? GradeOf(Chart chart, SourceRef source, Observation observation)
    {
        foreach (var component in observation.Component)
        {
            if (concepts.Find<ComplicationScale>(component.Code) is not { } scale)
                continue;
            var system = $"{StudyCode.Of(scale)}-grade";
            var grades = (component.Value is CodeableConcept value ? concepts.MeaningsOf(value) : component.Value is FhirString { Value: { } text } && concepts.MeaningOf(text) is { } meaning ? [meaning] : [])
                .Where(found => found.System == system && StudyConcepts.Contains(found with { Strength = Strength.Proves, Needs = null })).Select(found => found.Code).Distinct().ToList();
            if (grades is [var grade])
                return new(scale, grade);
            chart.Report(IssueCode.UnknownCode, source, "Observation.component.value");
        }
        return null;
    }
}
