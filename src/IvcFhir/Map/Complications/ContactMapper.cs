using System.Collections.Immutable;
using Hl7.Fhir.Model;
using IvcFhir.Core.Facts;

namespace IvcFhir.Map;

/// <summary>Stays and visits that could have told of a complication.</summary>
internal static class ContactMapper
{
    public static ImmutableArray<Contact> Map(Chart chart)
    {
        var coded = chart
            .All<Condition>()
            .Where(entry => entry.Resource.Code?.Coding.Count > 0 && DiagnosisMapper.IsHeld(entry.Resource))
            .Select(entry => chart.Find<Encounter>(entry.Resource.Encounter)?.Source)
            .OfType<SourceRef>()
            .ToHashSet();
        return
        [
            .. from entry in chart.All<Encounter>()
            where entry.Resource.Happened()
            let days = chart.DaysOf(entry.Resource.Period)
            where days is not null
            select new Contact(
                entry.Source,
                days.Value,
                Stays.IsAcute(entry.Resource)
                    && entry.Resource.Status == Encounter.EncounterStatus.Finished
                    && (
                        coded.Contains(entry.Source)
                        || entry.Resource.Diagnosis.Exists(diagnosis => chart.Find<Condition>(diagnosis.Condition) is not null)
                    )
            ),
        ];
    }
}
