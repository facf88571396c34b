using IvcFhir.Codes;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Profiles;

namespace IvcFhir.Map;

/// <summary>
/// Items without a panel, such as flowsheet rows. They belong together when they share instrument, leg and day, and do not name different
/// encounters.
/// </summary>
internal sealed class LooseItems(ConceptIndex concepts)
{
    private readonly BodySites sites = new(concepts);

    public IEnumerable<Sheet> Read(Chart chart, IEnumerable<UsableObservation> observations)
    {
        var rows = observations.SelectMany(item => Rows(chart, item)).ToList();
        foreach (var day in rows.GroupBy(row => (row.Instrument, row.Leg, row.Day)))
        {
            var encounters = day.Select(EncounterOf).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
            foreach (var together in encounters.Count < 2 ? [day] : day.GroupBy(row => EncounterOf(row) ?? "").Cast<IEnumerable<Row>>())
            {
                var sheet = new Sheet(day.Key.Instrument, null, day.Key.Leg, day.Key.Day, chart, concepts);
                foreach (var row in together)
                {
                    sheet.Note(row.Item.Observation.Method);
                    sheet.Add(row.Item.Observation.Code, row.Item.Observation.Value, row.Item.Source, "Observation.value");
                }
                yield return sheet;
            }
        }
    }

    private IEnumerable<Row> Rows(Chart chart, UsableObservation item)
    {
        if (
            LegAssessmentMapper.InstrumentOf(concepts.MeaningsOf(item.Observation.Code)) is not { } instrument
            || chart.DayOf(item.Effective, item.Source, "Observation.effective") is not { } day
        )
            return [];
        var (legs, _) = sites.LegsOf(item.Observation.Code, item.Observation.BodySite);
        if (legs.IsEmpty)
            chart.Report(IssueCode.SideUnstated, item.Source, "Observation.bodySite");
        return legs.Select(leg => new Row(instrument, leg, day, item));
    }

    /// <summary>One that is contained in the item is of that item only, and sets it apart from no other.</summary>
    private static string? EncounterOf(Row row) =>
        row.Item.Observation.Encounter?.Reference is { } encounter && !new SourceRef(encounter).IsContained() ? encounter : null;

    private readonly record struct Row(ObservationKind Instrument, Side Leg, DayInterval Day, UsableObservation Item);
}
