using System.Collections.Immutable;
using Hl7.Fhir.Model;
using IvcFhir.Codes;
using IvcFhir.Core;
using IvcFhir.Core.Facts;

namespace IvcFhir.Map;

/// <param name="Events">Values that open a question by themselves, and those that were set aside: each may be the one after a
/// complication.</param>
internal sealed record Laboratory(
    ImmutableArray<Hemoglobin> Hemoglobin,
    ImmutableArray<Creatinine> Creatinine,
    ImmutableArray<ClinicalEvent> Events
);

/// <summary>
/// What the laboratory says that bears on complications: hemoglobin of the blood, creatinine, free hemoglobin of the plasma, each as an
/// Observation or inside a panel. A value that cannot be is most often a number in another unit: it is set aside, never converted by
/// itself.
/// </summary>
internal sealed class LaboratoryMapper(ConceptIndex concepts)
{
    public Laboratory Map(Chart chart)
    {
        var (hemoglobin, creatinine, events) = (new List<Hemoglobin>(), new List<Creatinine>(), new List<ClinicalEvent>());
        var (falls, rises) = (new List<ClinicalEvent>(), new List<ClinicalEvent>());
        foreach (var (source, sample) in chart.Doubtful<Observation>())
            events.AddRange(
                ValuesOf(sample)
                    .Where(part => Is(part.Code, concepts.Events.IsLaboratory))
                    .Select(part => Unread(chart, source, sample, part.Element, TopicOf(part.Code)))
            );
        foreach (var (source, sample) in chart.All<Observation>().Where(entry => MayStand(entry.Resource)))
        {
            foreach (var (code, value, element) in ValuesOf(sample))
            {
                if (Is(code, concepts.Events.IsHemoglobin))
                    Take(Measured.HemoglobinGramsPerLitre, level => hemoglobin.Add(new(source, level.Day, level.At, level.Value)), falls);
                else if (IsBelow(value))
                    continue;
                else if (Is(code, concepts.Events.IsCreatinine))
                    Take(
                        Measured.CreatinineMicromolesPerLitre,
                        level => creatinine.Add(new(source, level.Day, level.At, level.Value)),
                        rises
                    );
                else if (Is(code, concepts.Events.IsFreeHemoglobin))
                    Take(Measured.FreeHemoglobinMilligramsPerLitre, level => Hemolysis(level.Value), events);

                void Take(Measured what, Action<(DayInterval Day, DateTimeOffset? At, decimal Value)> keep, List<ClinicalEvent> unread)
                {
                    if (Read(chart, source, sample, value, what, element) is { } level)
                        keep(level);
                    else
                        unread.Add(Unread(chart, source, sample, element, TopicOf(code)));
                }

                void Hemolysis(decimal level)
                {
                    if (level > concepts.Events.FreeHemoglobinOpensAbove)
                        events.Add(Unread(chart, source, sample, element, TopicOf(code)));
                }
            }
        }

        foreach (
            var (source, sample) in chart
                .All<Observation>()
                .Where(entry => MayStand(entry.Resource) && IsValueUnreadable(chart, entry.Source))
        )
        {
            foreach (var code in sample.Component.Select(component => component.Code).Append(sample.Code))
            {
                var unread =
                    Is(code, concepts.Events.IsHemoglobin) ? falls
                    : Is(code, concepts.Events.IsCreatinine) ? rises
                    : events;
                if (Is(code, concepts.Events.IsLaboratory))
                    unread.Add(Unread(chart, source, sample, "Observation.value", TopicOf(code)));
            }
        }

        // One value is no fall and no rise, whatever its unit.
        if (hemoglobin.Count + falls.Count > 1)
            events.AddRange(falls);
        if (creatinine.Count + rises.Count > 1)
            events.AddRange(rises);
        return new([.. hemoglobin], [.. creatinine], [.. events]);
    }

    private static bool IsValueUnreadable(Chart chart, SourceRef source) =>
        chart.HasUnreadable(source, "Observation.value") || chart.HasUnreadable(source, "Observation.component");

    private static bool MayStand(Observation sample) =>
        sample.Status is not (ObservationStatus.EnteredInError or ObservationStatus.Cancelled or ObservationStatus.Registered);

    private static IEnumerable<(CodeableConcept? Code, DataType Value, string Element)> ValuesOf(Observation sample) =>
        [
            .. sample.Value is { } value
                ? [(sample.Code, value, "Observation.value")]
                : Array.Empty<(CodeableConcept?, DataType, string)>(),
            .. from component in sample.Component
            where component.Value is not null
            select (component.Code, component.Value, "Observation.component.value"),
        ];

    private EventTopic TopicOf(CodeableConcept? code) => Is(code, concepts.Events.IsHemoglobin) ? EventTopic.Bleeding : EventTopic.Other;

    private static bool Is(CodeableConcept? code, Predicate<Coding> isOne) => code is not null && code.Coding.Exists(isOne);

    /// <summary>Less than the laboratory can measure: neither a rise nor much of what should not be there.</summary>
    private static bool IsBelow(DataType value) =>
        value is Quantity { Comparator: Quantity.QuantityComparator.LessThan or Quantity.QuantityComparator.LessOrEqual };

    private static ClinicalEvent Unread(Chart chart, SourceRef source, Observation sample, string element, EventTopic topic) =>
        new(source, EventEffect.Opens, topic, FhirTime.Of(sample.Effective, chart.Zone).Start?.Day, element) { Decides = false };

    /// <summary>Null for a value that is not final, not readable, impossible, or of no exact day.</summary>
    private (DayInterval Day, DateTimeOffset? At, decimal Value)? Read(
        Chart chart,
        SourceRef source,
        Observation sample,
        DataType stated,
        Measured what,
        string element
    )
    {
        if (!UsableObservations.Counts(sample))
            return null;
        var (value, issue) = Units.Read(concepts, stated, what);
        if ((issue ?? (value is { } level ? Plausibility.IssueOf(what, level) : null)) is { } code)
        {
            chart.Report(code, source, element);
            if (!code.IsNote())
                return null;
        }

        return chart.DayOf(sample.Effective, source, "Observation.effective") is { IsExact: true } day
            ? (day, FhirTime.InstantsOf(sample.Effective, chart.Zone).Start, value!.Value)
            : null;
    }
}
