using System.Collections.Immutable;
using Hl7.Fhir.Model;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Profiles;

namespace IvcFhir.Map;

/// <summary>Panels of leg scores: items as components, as members, or both. What a member says of its leg counts before what the panel says.</summary>
internal sealed class PanelReader(ConceptIndex concepts)
{
    private readonly BodySites sites = new(concepts);

    public (List<Sheet> Sheets, HashSet<SourceRef> Members) Read(Chart chart, IReadOnlyList<UsableObservation> observations)
    {
        var usable = observations.Select(item => item.Source).ToHashSet();
        var (sheets, taken) = (new List<Sheet>(), new HashSet<SourceRef>());
        foreach (var panel in observations.Where(item => item.Kind is ObservationKind.VillaltaAssessment or ObservationKind.VcssAssessment))
        {
            ImmutableArray<Member> members =
            [
                .. panel.Observation.HasMember.Select(chart.Find<Observation>).OfType<(SourceRef Source, Observation Item)>()
                    .Where(member => usable.Contains(member.Source)).Select(member => new Member(member.Source, member.Item, sites.SidesOf(member.Item.BodySite))),
            ];
            taken.UnionWith(members.Select(member => member.Source));
            ReportUnknown(chart, panel);
            sheets.AddRange(SheetsOf(chart, panel, members));
        }
        return (sheets, taken);
    }

    private IEnumerable<Sheet> SheetsOf(Chart chart, UsableObservation panel, ImmutableArray<Member> members)
    {
        var effective = panel.Effective ?? members.Select(member => member.Item.Effective).FirstOrDefault(time => time is not null);
        if (chart.DayOf(effective, panel.Source, "Observation.effective") is not { } day)
            yield break;
        var own = sites.SidesOf(panel.Observation.BodySite);
        var legs = own.Concat(members.SelectMany(member => member.Sides)).Distinct().Order().ToImmutableArray();
        var ofPanel = own.IsEmpty && legs.Length == 1 ? legs : own;
        ReportUnstated(chart, panel, members, ofPanel);
        foreach (var leg in legs)
        {
            var sheet = new Sheet(panel.Kind!.Value, panel.Source, leg, day, chart, concepts);
            if (ofPanel.Contains(leg))
                AddOwn(chart, sheet, panel);
            foreach (var member in members.Where(member => (member.Sides.IsEmpty ? own : member.Sides).Contains(leg)))
                sheet.Add(member.Item.Code, member.Item.Value, member.Source, "Observation.value");
            yield return sheet;
        }
    }

    /// <summary>A member that no map knows may be an item: else it would be missing without a word.</summary>
    private void ReportUnknown(Chart chart, UsableObservation panel)
    {
        foreach (var (source, member) in panel.Observation.HasMember.Select(chart.Find<Observation>).OfType<(SourceRef, Observation)>())
        {
            if (UsableObservations.Counts(member) && !concepts.MeaningsOf(member.Code).Any() && !member.Code.Coding.Exists(concepts.Knows))
                chart.Report(IssueCode.UnknownCode, source, "Observation.code");
        }
    }

    /// <summary>What states no leg, neither by itself nor through its panel, belongs to none.</summary>
    private static void ReportUnstated(Chart chart, UsableObservation panel, ImmutableArray<Member> members, ImmutableArray<Side> ofPanel)
    {
        if (ofPanel.IsEmpty && (members.IsEmpty || panel.Observation.Value is not null || panel.Observation.Component.Count > 0))
            chart.Report(IssueCode.SideUnstated, panel.Source, "Observation.bodySite");
        foreach (var member in members.Where(member => ofPanel.IsEmpty && member.Sides.IsEmpty))
            chart.Report(IssueCode.SideUnstated, member.Source, "Observation.bodySite");
    }

    private static void AddOwn(Chart chart, Sheet sheet, UsableObservation panel)
    {
        sheet.Note(panel.Observation.Code);
        sheet.Note(panel.Observation.Method);
        if (panel.Observation.Value is { } total)
            sheet.AddTotal(total, panel.Source, "Observation.value");
        foreach (var component in panel.Observation.Component.Where(component => chart.IsConsistent(component, panel.Source)))
            sheet.Add(component.Code, component.Value, panel.Source, "Observation.component.value");
    }

    private readonly record struct Member(SourceRef Source, Observation Item, ImmutableArray<Side> Sides);
}
