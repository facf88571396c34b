using System.Collections.Immutable;
using Hl7.Fhir.Model;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Profiles;

namespace IvcFhir.Map;

/// <summary>Procedures → interventions. What was not performed is none; what was begun and stopped is one that failed.</summary>
internal sealed class InterventionMapper(ConceptIndex concepts)
{
    private readonly BodySites sites = new(concepts);

    public ImmutableArray<Intervention> Map(Chart chart)
    {
        var candidates = new List<(Intervention Intervention, Corroboration? Needs)>();
        foreach (var (source, procedure) in chart.All<Procedure>())
        {
            var kinds = KindsOf(procedure);
            if (kinds.Count == 0 || ResultOf(chart, source, procedure) is not { } result || PerformedOf(chart, source, procedure) is not { } performed)
                continue;
            var (treated, session) = (SitesOf(procedure), SessionOf(procedure));
            candidates.AddRange(kinds.Select(kind => (new Intervention(source, kind.Key, treated, performed, result, session), kind.Value)));
        }
        var proven = candidates.Where(candidate => candidate.Needs is null).Select(candidate => candidate.Intervention).ToImmutableArray();
        return [.. candidates.Where(candidate => candidate.Needs is null || IsCorroborated(chart, candidate.Intervention, candidate.Needs.Value, proven)).Select(candidate => candidate.Intervention)];
    }

    /// <summary>The kinds that the codes stand for, with the corroboration that each still needs (null: proven). A code that excludes a kind wins.</summary>
    private Dictionary<InterventionKind, Corroboration?> KindsOf(Procedure procedure)
    {
        var kinds = new Dictionary<InterventionKind, Corroboration?>();
        var meanings = concepts.MeaningsOf(procedure.Code).Where(meaning => meaning.As<InterventionKind>() is not null).ToList();
        foreach (var meaning in meanings.OrderBy(meaning => meaning.Strength))
        {
            var kind = meaning.As<InterventionKind>()!.Value;
            if (meaning.Strength == Strength.Excludes)
                kinds.Remove(kind);
            else
                kinds.TryAdd(kind, meaning.Needs);
        }
        return kinds;
    }

    /// <summary>Null when the procedure was not performed, or when it is not known whether it was.</summary>
    private InterventionResult? ResultOf(Chart chart, SourceRef source, Procedure procedure)
    {
        switch (procedure.Status)
        {
            case EventStatus.Completed:
                return concepts.Find<InterventionResult>(procedure.Outcome) ?? InterventionResult.Completed;
            case EventStatus.Stopped:
                return InterventionResult.Stopped;
            case EventStatus.InProgress or EventStatus.Unknown or null:
                chart.Report(IssueCode.StatusNotUsable, source, "Procedure.status");
                return null;
            default: // preparation, not-done, on-hold, entered-in-error: nothing was performed
                return null;
        }
    }

    private static Performed? PerformedOf(Chart chart, SourceRef source, Procedure procedure)
    {
        const string element = "Procedure.performed";
        var (start, end) = FhirTime.Of(procedure.Performed, chart.Zone);
        if (start is not { } begun)
        {
            chart.Report(IssueCode.DateMissing, source, element);
            return null;
        }
        if (begun.OffsetMissing || end is { OffsetMissing: true })
            chart.Report(IssueCode.OffsetMissing, source, element);
        if (end is { } until && (until.Day.Last < begun.Day.First || until.Instant < begun.Instant))
        {
            chart.Report(IssueCode.NegativePeriod, source, element);
            return new(begun.Day, begun.Instant, null);
        }
        return new(begun.Day, begun.Instant, end?.Instant) { LastDay = end?.Day ?? begun.Day };
    }

    private ImmutableArray<VeinSite> SitesOf(Procedure procedure)
    {
        var stated = sites.SitesOf(procedure.BodySite).ToImmutableArray();
        var implied = sites.ImpliedBy(procedure.Code).Where(site => stated.IsEmpty || site.Side is Side.Left or Side.Right);
        return [.. stated.Concat(implied).Distinct().Order(VeinSiteOrder.Instance)];
    }

    private static string? SessionOf(Procedure procedure) =>
        procedure.Encounter?.Reference ?? procedure.PartOf.Select(parent => parent.Reference).FirstOrDefault(reference => reference is not null);

    /// <summary>A code that proves nothing alone counts with one witness of the kind that its map asks for; otherwise it goes to review.</summary>
    private bool IsCorroborated(Chart chart, Intervention candidate, Corroboration needs, ImmutableArray<Intervention> proven)
    {
        var together = proven.Where(other => other.Performed.Day == candidate.Performed.Day || (other.Session is { } session && session == candidate.Session)).ToList();
        var corroborated = together.Exists(other => other.Kind == candidate.Kind) || needs switch
        {
            Corroboration.FilterDevice => Devices.FilterOf(chart, concepts, candidate) is not null,
            Corroboration.CavalSite => candidate.Sites.Contains(VeinSite.Ivc) || Devices.FilterOf(chart, concepts, candidate) is not null,
            Corroboration.VeinSite => !candidate.Sites.IsEmpty,
            Corroboration.DeepVeinSite => candidate.Sites.Any(IsDeep) || together.Exists(other => other.Sites.Any(IsDeep)),
            Corroboration.VenousLysis => proven.Any(other => other.Kind == InterventionKind.Thrombolysis && other.Session is { } session && session == candidate.Session),
            _ => false, // the approach, or a second statement: only a code that proves the same intervention says it
        };
        if (!corroborated)
            chart.Report(IssueCode.AmbiguousCode, candidate.Source, "Procedure.code");
        return corroborated;
    }

    private static bool IsDeep(VeinSite site) =>
        site.Segment is not (VeinSegment.SuperiorVenaCava or VeinSegment.GreatSaphenous or VeinSegment.SmallSaphenous);
}

/// <summary>A fixed order, so that facts do not depend on the order of codings.</summary>
internal sealed class VeinSiteOrder : IComparer<VeinSite>
{
    public static readonly VeinSiteOrder Instance = new();

    public int Compare(VeinSite x, VeinSite y) => (x.Segment, x.Side).CompareTo((y.Segment, y.Side));
}
