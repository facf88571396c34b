using System.Collections.Immutable;
using Hl7.Fhir.Model;
using IvcFhir.Codes;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Profiles;

namespace IvcFhir.Map;

/// <summary>
/// Panels of leg scores: items as components, as members, or both. What an item says of its leg counts before what the panel says.
/// </summary>
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
                .. panel
                    .Observation.HasMember.Select(chart.Find<Observation>)
                    .OfType<(SourceRef Source, Observation Item)>()
                    .Where(member => usable.Contains(member.Source))
                    .Select(member => MemberOf(member.Source, member.Item)),
            ];
            taken.UnionWith(members.Select(member => member.Source));
            ReportUnknown(chart, panel);
            sheets.AddRange(
                SheetsOf(chart, panel, [.. members.Where(member => IsPlaced(chart, member) && IsOfPanelsDay(chart, member, panel))])
            );
        }
        return (sheets, taken);
    }

    private IEnumerable<Sheet> SheetsOf(Chart chart, UsableObservation panel, ImmutableArray<Member> members)
    {
        var effective = panel.Effective ?? members.Select(member => member.Item.Effective).FirstOrDefault(time => time is not null);
        if (chart.DayOf(effective, panel.Source, "Observation.effective") is not { } day)
            yield break;
        var (own, contradicted) = sites.LegsOf(panel.Observation.Code, panel.Observation.BodySite);
        var parts = PartsOf(chart, panel);
        var legs = own.Concat(members.SelectMany(member => member.Sides))
            .Concat(parts.SelectMany(part => part.Sides))
            .Distinct()
            .Order()
            .ToImmutableArray();
        var ofPanel = own.IsEmpty && legs.Length == 1 && !contradicted ? legs : own;
        ReportUnstated(chart, panel, members, parts, ofPanel);
        foreach (var leg in legs)
        {
            var sheet = new Sheet(panel.Kind!.Value, panel.Source, leg, day, chart, concepts);
            Note(sheet, panel.Observation);
            if (ofPanel.Contains(leg) && panel.Observation.Value is { } total)
                sheet.AddTotal(total, panel.Source, "Observation.value");
            foreach (var part in parts.Where(part => (part.Sides.IsEmpty ? ofPanel : part.Sides).Contains(leg)))
                sheet.Add(part.Component.Code, part.Component.Value, panel.Source, "Observation.component.value");
            foreach (var member in members.Where(member => (member.Sides.IsEmpty ? ofPanel : member.Sides).Contains(leg)))
            {
                Note(sheet, member.Item);
                sheet.Add(member.Item.Code, member.Item.Value, member.Source, "Observation.value");
            }
            yield return sheet;
        }
    }

    private static void Note(Sheet sheet, Observation observation)
    {
        sheet.Note(observation.Code);
        sheet.Note(observation.Method);
    }

    private List<Part> PartsOf(Chart chart, UsableObservation panel)
    {
        var consistent = panel
            .Observation.Component.Where(component => chart.IsConsistent(component, panel.Source))
            .ToLookup(component => sites.ContradictsItself(component.Code));
        if (consistent[true].Any())
            chart.Report(IssueCode.SideUnstated, panel.Source, "Observation.component.code");
        return [.. consistent[false].Select(component => new Part(component, sites.SidesOf(component.Code) is [var side] ? [side] : []))];
    }

    /// <summary>
    /// A member that names both sides, one by its code and one by its body site, belongs to no leg, whatever its panel says.
    /// </summary>
    private static bool IsPlaced(Chart chart, Member member)
    {
        if (!member.Contradicted)
            return true;
        chart.Report(IssueCode.SideUnstated, member.Source, "Observation.bodySite");
        return false;
    }

    /// <summary>
    /// A member of another day belongs to another visit: counted on the panel's day it would be a grade that nobody gave then. A panel that
    /// is filled in around midnight is one visit, so a day's difference is none.
    /// </summary>
    private static bool IsOfPanelsDay(Chart chart, Member member, UsableObservation panel)
    {
        var ((begins, ends), (starts, stops)) = (FhirTime.Of(member.Item.Effective, chart.Zone), FhirTime.Of(panel.Effective, chart.Zone));
        if (
            begins is null
            || starts is null
            || (
                begins.Value.Day.First <= (stops ?? starts).Value.Day.Last.AddDays(1)
                && (ends ?? begins).Value.Day.Last >= starts.Value.Day.First.AddDays(-1)
            )
        )
            return true;
        chart.Report(IssueCode.InconsistentItems, member.Source, "Observation.effective");
        return false;
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
    private static void ReportUnstated(
        Chart chart,
        UsableObservation panel,
        ImmutableArray<Member> members,
        List<Part> parts,
        ImmutableArray<Side> ofPanel
    )
    {
        if (
            ofPanel.IsEmpty
            && ((members.IsEmpty && parts.Count == 0) || panel.Observation.Value is not null || parts.Exists(part => part.Sides.IsEmpty))
        )
            chart.Report(IssueCode.SideUnstated, panel.Source, "Observation.bodySite");
        foreach (var member in members.Where(member => ofPanel.IsEmpty && member.Sides.IsEmpty))
            chart.Report(IssueCode.SideUnstated, member.Source, "Observation.bodySite");
    }

    private Member MemberOf(SourceRef source, Observation item)
    {
        var (legs, contradicted) = sites.LegsOf(item.Code, item.BodySite);
        return new(source, item, legs, contradicted);
    }

    private readonly record struct Member(SourceRef Source, Observation Item, ImmutableArray<Side> Sides, bool Contradicted);

    private readonly record struct Part(Observation.ComponentComponent Component, ImmutableArray<Side> Sides);
}
