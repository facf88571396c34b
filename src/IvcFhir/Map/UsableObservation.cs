using Hl7.Fhir.Model;
using IvcFhir.Codes;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Profiles;

namespace IvcFhir.Map;

/// <param name="Kind">Null for an Observation that is no whole of its own, such as a single item.</param>
internal readonly record struct UsableObservation(SourceRef Source, Observation Observation, ObservationKind? Kind)
{
    /// <summary>When it was observed: stated by itself, or by the report that carries it.</summary>
    public DataType? Effective { get; init; }
}

/// <summary>The Observations that may be used, by their status and by the status of the report that carries them.</summary>
internal static class UsableObservations
{
    public static IReadOnlyList<UsableObservation> Of(Chart chart, ConceptIndex concepts)
    {
        var withdrawn = Withdrawn(chart);
        var times = TimesOfReports(chart);
        var usable = new List<UsableObservation>();
        foreach (var (source, observation) in chart.All<Observation>())
        {
            var kind = concepts.Find<ObservationKind>(observation.Code);
            if (kind is null && !concepts.MeaningsOf(observation.Code).Any(IsPart))
                continue;
            if (!IsUsable(chart, source, observation))
                continue;
            if (withdrawn.TryGetValue(source, out var by))
            {
                if (by is { } report)
                    ReportWaiting(chart, report);
            }
            else
                usable.Add(
                    new(source, observation, kind)
                    {
                        Effective = observation.Effective ?? times.GetValueOrDefault(source) ?? EffectiveOf(chart.ContainerOf(source)),
                    }
                );
        }
        return usable;
    }

    /// <summary>An item of a score, or a measurement that is named after the complication it may show.</summary>
    private static bool IsPart(Meaning meaning) =>
        meaning.As<VillaltaItem>() is not null || meaning.As<VcssItem>() is not null || meaning.As<ComplicationKind>() is not null;

    /// <summary>
    /// Final, amended and corrected count (amended and corrected replace what was final before). Preliminary may still change: it waits,
    /// with an issue. Registered, cancelled and entered-in-error hold nothing.
    /// </summary>
    private static bool IsUsable(Chart chart, SourceRef source, Observation observation)
    {
        switch (observation.Status)
        {
            case var _ when Counts(observation):
                return true;
            case ObservationStatus.Preliminary or ObservationStatus.Unknown or null:
                chart.Report(IssueCode.StatusNotUsable, source, "Observation.status");
                return false;
            default:
                return false;
        }
    }

    public static bool Counts(Observation observation) =>
        observation.Status is ObservationStatus.Final or ObservationStatus.Amended or ObservationStatus.Corrected;

    /// <summary>Notes a report that may still become final; one that is withdrawn holds nothing.</summary>
    public static void ReportWaiting(Chart chart, (SourceRef Source, DiagnosticReport Resource) report)
    {
        if (
            report.Resource.Status
            is DiagnosticReport.DiagnosticReportStatus.Preliminary
                or DiagnosticReport.DiagnosticReportStatus.Partial
                or DiagnosticReport.DiagnosticReportStatus.Unknown
        )
            chart.Report(IssueCode.StatusNotUsable, report.Source, "DiagnosticReport.status");
    }

    private static DataType? EffectiveOf(Resource? container) =>
        container switch
        {
            Observation panel => panel.Effective,
            DiagnosticReport report => report.Effective,
            _ => null,
        };

    private static Dictionary<SourceRef, DataType> TimesOfReports(Chart chart)
    {
        var times = new Dictionary<SourceRef, DataType>();
        foreach (var (_, report) in chart.All<DiagnosticReport>())
        {
            foreach (var result in Carried(chart, report.Result))
            {
                if (report.Effective is { } effective)
                    times.TryAdd(result, effective);
            }
        }
        return times;
    }

    /// <summary>
    /// What only reports or panels carry or contain which are withdrawn or not yet final: with such a report, or with null where it is a
    /// panel, which has its own issue.
    /// </summary>
    private static Dictionary<SourceRef, (SourceRef Source, DiagnosticReport Resource)?> Withdrawn(Chart chart)
    {
        var withdrawn = new Dictionary<SourceRef, (SourceRef, DiagnosticReport)?>();
        foreach (var (source, _) in chart.All<Observation>())
        {
            if (chart.ContainerOf(source) is DiagnosticReport report && !Stands(report))
                withdrawn.Add(source, (source.Container(), report));
            else if (chart.ContainerOf(source) is Observation panel && !Counts(panel))
                withdrawn.Add(source, null);
        }
        var standing = chart
            .All<DiagnosticReport>()
            .Where(report => Stands(report.Resource))
            .SelectMany(report => Carried(chart, report.Resource.Result))
            .ToHashSet();
        foreach (var report in chart.All<DiagnosticReport>().Where(report => !Stands(report.Resource)))
        {
            foreach (var result in Carried(chart, report.Resource.Result).Where(result => !standing.Contains(result)))
                withdrawn.TryAdd(result, report);
        }
        var panels = chart
            .All<Observation>()
            .Where(panel => panel.Resource.HasMember.Count > 0)
            .ToLookup(panel => Counts(panel.Resource) && !withdrawn.ContainsKey(panel.Source));
        standing.UnionWith(panels[true].SelectMany(panel => Carried(chart, panel.Resource.HasMember)));
        foreach (
            var member in panels[false]
                .SelectMany(panel => Carried(chart, panel.Resource.HasMember))
                .Where(member => !standing.Contains(member))
        )
            withdrawn.TryAdd(member, null);
        return withdrawn;
    }

    /// <summary>Results or members, and the members of those that are panels.</summary>
    private static HashSet<SourceRef> Carried(Chart chart, IEnumerable<ResourceReference> references)
    {
        var carried = new HashSet<SourceRef>();
        var pending = new Queue<ResourceReference>(references);
        while (pending.TryDequeue(out var reference))
        {
            if (chart.Find<Observation>(reference) is { } found && carried.Add(found.Source))
                found.Resource.HasMember.ForEach(pending.Enqueue);
        }
        return carried;
    }

    public static bool Stands(DiagnosticReport report) =>
        report.Status
            is DiagnosticReport.DiagnosticReportStatus.Final
                or DiagnosticReport.DiagnosticReportStatus.Amended
                or DiagnosticReport.DiagnosticReportStatus.Corrected
                or DiagnosticReport.DiagnosticReportStatus.Appended;
}
