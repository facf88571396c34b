using System.Collections.Immutable;
using Hl7.Fhir.Model;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Profiles;

namespace IvcFhir.Map;

/// <summary>
/// Villalta and VCSS of one leg on one day, from a panel with components, a panel with members, or single items without a panel.
/// The same assessment gives the same facts in each shape.
/// </summary>
internal sealed class LegAssessmentMapper(ConceptIndex concepts)
{
    private readonly BodySites sites = new(concepts);

    public (ImmutableArray<VillaltaAssessment> Villalta, ImmutableArray<VcssAssessment> Vcss) Map(Chart chart, IReadOnlyList<UsableObservation> observations)
    {
        var usable = observations.ToDictionary(item => item.Source, item => item.Observation);
        var sheets = new List<Sheet>();
        var members = new HashSet<SourceRef>();
        foreach (var (source, panel, kind) in observations)
        {
            if (kind is ObservationKind.VillaltaAssessment or ObservationKind.VcssAssessment && SheetOf(chart, source, panel, kind.Value, usable, members) is { } sheet)
                sheets.Add(sheet);
        }
        sheets.AddRange(LooseSheets(chart, observations.Where(item => !members.Contains(item.Source))));
        return (
            [.. sheets.Where(sheet => sheet.Kind == ObservationKind.VillaltaAssessment).Select(Villalta)],
            [.. sheets.Where(sheet => sheet.Kind == ObservationKind.VcssAssessment).Select(Vcss)]);
    }

    private Sheet? SheetOf(Chart chart, SourceRef source, Observation panel, ObservationKind kind, Dictionary<SourceRef, Observation> usable, HashSet<SourceRef> members)
    {
        var items = panel.HasMember.Select(chart.Find<Observation>)
            .Where(member => member is { } found && usable.ContainsKey(found.Source))
            .Select(member => member!.Value).ToList();
        members.UnionWith(items.Select(item => item.Source));
        var leg = sites.LegOf(panel.BodySite);
        if (leg == Side.Unstated && items.Select(item => sites.LegOf(item.Resource.BodySite)).Distinct().ToList() is [var stated])
            leg = stated;
        var effective = panel.Effective ?? items.Select(item => item.Resource.Effective).FirstOrDefault(time => time is not null);
        if (chart.DayOf(effective, source, "Observation.effective") is not { } day)
            return null;
        if (leg == Side.Unstated)
        {
            chart.Report(IssueCode.SideUnstated, source, "Observation.bodySite");
            return null;
        }
        var sheet = new Sheet(kind, source, leg, day, chart, concepts);
        if (panel.Value is not null)
            sheet.AddTotal(panel.Value, source, "Observation.value");
        foreach (var component in panel.Component)
            sheet.Add(component.Code, component.Value, source, "Observation.component.value");
        foreach (var (item, observation) in items)
            sheet.Add(observation.Code, observation.Value, item, "Observation.value");
        return sheet;
    }

    /// <summary>Items without a panel belong together when they share instrument, leg, day and encounter.</summary>
    private IEnumerable<Sheet> LooseSheets(Chart chart, IEnumerable<UsableObservation> observations)
    {
        var sheets = new Dictionary<(ObservationKind, Side, DayInterval, string?), Sheet>();
        foreach (var (source, item, kind) in observations)
        {
            if (InstrumentOf(item.Code, kind) is not { } instrument || chart.DayOf(item.Effective, source, "Observation.effective") is not { } day)
                continue;
            var leg = sites.LegOf(item.BodySite);
            if (leg == Side.Unstated)
            {
                chart.Report(IssueCode.SideUnstated, source, "Observation.bodySite");
                continue;
            }
            var key = (instrument, leg, day, item.Encounter?.Reference);
            if (!sheets.TryGetValue(key, out var sheet))
                sheets[key] = sheet = new(instrument, null, leg, day, chart, concepts);
            sheet.Add(item.Code, item.Value, source, "Observation.value");
        }
        return sheets.Values;
    }

    private ObservationKind? InstrumentOf(CodeableConcept code, ObservationKind? kind) => kind switch
    {
        ObservationKind.VillaltaUlcer or ObservationKind.VillaltaTotal => ObservationKind.VillaltaAssessment,
        ObservationKind.VcssTotal => ObservationKind.VcssAssessment,
        null when concepts.Find<VillaltaItem>(code) is not null => ObservationKind.VillaltaAssessment,
        null when concepts.Find<VcssItem>(code) is not null => ObservationKind.VcssAssessment,
        _ => null,
    };

    private static VillaltaAssessment Villalta(Sheet sheet) => new(sheet.Panel, sheet.Leg, sheet.Day, sheet.GradesOf<VillaltaItem>(), sheet.Ulcer, sheet.Total);

    private static VcssAssessment Vcss(Sheet sheet) => new(sheet.Panel, sheet.Leg, sheet.Day, sheet.GradesOf<VcssItem>(), sheet.Total);
}
