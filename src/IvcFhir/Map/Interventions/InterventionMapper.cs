using System.Collections.Immutable;
using Hl7.Fhir.Model;
using IvcFhir.Codes;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Profiles;

namespace IvcFhir.Map;

/// <summary>Procedures → interventions. What was not performed is none; what was begun and stopped is one that failed.</summary>
internal sealed class InterventionMapper(ConceptIndex concepts)
{
    private readonly BodySites sites = new(concepts);
    private readonly Laterality laterality = new(concepts, new(concepts));

    public ImmutableArray<Intervention> Map(Chart chart, IReadOnlyList<UsableObservation> observations, DeviceResolver devices)
    {
        var sessions = Sessions.Of(chart);
        var times = new ProcedureTimes(chart, sessions, observations);
        var (candidates, excluded) = (new List<Candidate>(), new List<Intervention>());
        foreach (var (source, procedure) in chart.All<Procedure>())
        {
            var (kinds, ruledOut) = KindsOf(procedure);
            ReportUnreadModifier(chart, source, procedure, kinds.Count + ruledOut.Count > 0);
            if (
                kinds.Count + ruledOut.Count == 0
                || ResultOf(chart, source, procedure) is not { } result
                || PerformedOf(times.Of(source, procedure), kinds) is not { } performed
            )
                continue;
            var veins = SitesOf(chart, source, procedure);
            Intervention Of(InterventionKind kind) =>
                new(source, kind, veins, performed, result, sessions.Of(source))
                {
                    IsResultUnread = procedure.Status == EventStatus.Completed && IsUnread(procedure.Outcome),
                };
            candidates.AddRange(kinds.Select(kind => new Candidate(procedure, Of(kind.Key), kind.Value)));
            excluded.AddRange(ruledOut.Select(Of));
        }
        var review = new Corroborations(chart, concepts, devices, candidates, excluded);
        return Duplicates.Merged([.. candidates.Where(review.Accepts)], concepts);
    }

    /// <summary>
    /// A filter that was taken out on a day that nobody wrote down is out all the same. Of other acts without a day nothing can be counted.
    /// </summary>
    private static Performed? PerformedOf(Performed? known, Dictionary<InterventionKind, ImmutableHashSet<Corroboration>> kinds) =>
        known is null && kinds.ContainsKey(InterventionKind.FilterRetrieval) && kinds.Count == 1
            ? new(DayInterval.Unknown, null, null)
            : known;

    /// <summary>
    /// An act of the study under a modifier that may say that it was broken off, or was only the reading of the images: it does not count,
    /// and not without a word.
    /// </summary>
    private void ReportUnreadModifier(Chart chart, SourceRef source, Procedure procedure, bool understood)
    {
        if (
            !understood
            && procedure.Status is (EventStatus.Completed or EventStatus.Stopped)
            && (procedure.Code?.Coding ?? []).Exists(coding =>
                concepts.BehindModifiers(coding).Any(meaning => meaning.As<InterventionKind>() is not null)
            )
        )
            chart.Report(IssueCode.UnknownCode, source, "Procedure.code");
    }

    /// <summary>
    /// The kinds that the codes stand for, with the corroborations of which each still needs one (none: proven). A code that excludes a
    /// kind wins. Two candidates of one kind may need different things: either will do, so that the order of codings cannot matter.
    /// </summary>
    private (Dictionary<InterventionKind, ImmutableHashSet<Corroboration>> Kinds, HashSet<InterventionKind> Excluded) KindsOf(
        Procedure procedure
    )
    {
        var named = concepts
            .MeaningsOf(procedure.Code)
            .Select(meaning => (Kind: meaning.As<InterventionKind>(), meaning.Strength, meaning.Needs))
            .Where(meaning => meaning.Kind is not null)
            .ToLookup(meaning => meaning.Kind!.Value);
        var excluded = named.Where(kind => kind.Any(meaning => meaning.Strength == Strength.Excludes)).Select(kind => kind.Key).ToHashSet();
        return (
            named
                .Where(kind => !excluded.Contains(kind.Key))
                .ToDictionary(
                    kind => kind.Key,
                    kind =>
                        kind.Any(meaning => meaning.Strength == Strength.Proves)
                            ? []
                            : kind.Select(meaning => meaning.Needs).OfType<Corroboration>().ToImmutableHashSet()
                ),
            excluded
        );
    }

    /// <summary>Null when the procedure was not performed, or when it is not known whether it was.</summary>
    private InterventionResult? ResultOf(Chart chart, SourceRef source, Procedure procedure)
    {
        switch (procedure.Status)
        {
            case EventStatus.Completed:
                return Stated(chart, source, procedure.Outcome)
                    ?? concepts.Find<InterventionResult>(procedure.StatusReason)
                    ?? InterventionResult.Completed;
            case EventStatus.Stopped: // never performed, whatever the outcome says
                return InterventionResult.Stopped;
            case EventStatus.InProgress or EventStatus.Unknown or null:
                chart.Report(IssueCode.StatusNotUsable, source, "Procedure.status");
                return null;
            default: // preparation, not-done, on-hold, entered-in-error: nothing was performed
                return null;
        }
    }

    private bool IsUnread(CodeableConcept? outcome) =>
        outcome is not null && !concepts.Ignores(outcome.Text) && concepts.Find<InterventionResult>(outcome) is null;

    private InterventionResult? Stated(Chart chart, SourceRef source, CodeableConcept? outcome)
    {
        if (IsUnread(outcome))
            chart.Report(IssueCode.UnknownCode, source, "Procedure.outcome");
        return concepts.Find<InterventionResult>(outcome);
    }

    /// <summary>
    /// Body sites first, with what the codes add of the side; the text of the code only where nothing else names a vein. Sides that
    /// contradict each other are none.
    /// </summary>
    private ImmutableArray<VeinSite> SitesOf(Chart chart, SourceRef source, Procedure procedure)
    {
        var stated = sites.SitesOf(procedure.BodySite).ToImmutableArray();
        var implied = sites
            .ImpliedBy(procedure.Code)
            .Where(site => stated.IsEmpty || site.Side is Side.Left or Side.Right)
            .ToImmutableArray();
        var beside = laterality.Of(procedure);
        if (procedure.BodySite.Exists(sites.ContradictsItself) || stated.Any(site => Contradicts(site, stated, implied, beside)))
        {
            chart.Report(IssueCode.SideUnstated, source, "Procedure.bodySite");
            return
            [
                .. stated
                    .Concat(implied)
                    .Select(site => site.Side == Side.NotApplicable ? site : site with { Side = Side.Unstated })
                    .Distinct()
                    .Order(VeinSiteOrder.Instance),
            ];
        }
        ImmutableArray<VeinSite> coded = [.. stated.Concat(implied).Distinct()];
        var all = BodySites.WithSides(coded.IsEmpty ? sites.SitesIn(procedure.Code?.Text) : coded, beside).ToList();
        return
        [
            .. all.Where(site =>
                    site.Side != Side.Unstated || !all.Exists(other => other.Segment == site.Segment && other.Side != Side.Unstated)
                )
                .Order(VeinSiteOrder.Instance),
        ];
    }

    /// <summary>
    /// Whether the body site states one side of a segment, and the code, its modifier, a coding beside it or its text only the other.
    /// </summary>
    private static bool Contradicts(
        VeinSite site,
        ImmutableArray<VeinSite> stated,
        ImmutableArray<VeinSite> implied,
        ImmutableArray<Side> beside
    )
    {
        if (site.Side is not (Side.Left or Side.Right))
            return false;
        var own = stated.Where(other => other.Segment == site.Segment).Select(other => other.Side).ToList();
        var others = implied.Where(other => other.Segment == site.Segment).Select(other => other.Side).Concat(beside).ToList();
        return others.Count > 0 && !others.Exists(own.Contains);
    }
}

/// <summary>A fixed order, so that facts do not depend on the order of codings.</summary>
internal sealed class VeinSiteOrder : IComparer<VeinSite>
{
    public static readonly VeinSiteOrder Instance = new();

    public int Compare(VeinSite x, VeinSite y) => (x.Segment, x.Side).CompareTo((y.Segment, y.Side));
}
